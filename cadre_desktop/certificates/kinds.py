"""How the register of certificates is shown, exported and taken over from an older register."""

from cadre_desktop.certificates.numbering.patterns import plain
from cadre_desktop.certificates.numbering.series import read_number, year_said
from cadre_desktop.certificates.numbering.taking_over import numbers_together
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, nobody
from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem

_OWN = ("本人", "本人领取", "本人已领", "自领")
"""What registers write for the holder, where who has taken a certificate is asked for."""


def complete_certificate(values: Values) -> Values:
    """Kind, series, year and serial follow from the number; the state from whether it is void or collected. Whoever has
    collected his own is nobody else.

    Paper registers often say who has taken a certificate and not when: it is collected, on a day that nobody knows. Its
    holder is named then as well, or nothing would say that it is collected.

    An unused number that somebody is entered for after all (it was on paper) is unused no more.

    Nothing follows from a number that cannot be read, which is refused (`vet_certificate`) and all there is to say: so
    its kind and serial are not asked for as well.
    """
    values = {**values, "collected_by": _taker(values)} if values.get("collected_by") else values
    if values.get("state") == CertificateState.UNUSED and values.get("name") not in (None, "", nobody()):
        values = {**values, "state": CertificateState.ISSUED, "cancelled": None, "reason": ""}
    found = read_number(values.get("number") or "")
    if found is None:
        year = values.get("year") or (values["issued"].year if values.get("issued") else 1)
        asked = {
            "kind": values.get("kind") or CertificateKind.HONOUR,
            "year": year,
            "serial": values.get("serial") or 0,
        }
        return {**values, **asked, **_state(values)}
    year = year_said(found, values.get("issued"))
    said = {"kind": found.kind, "series": found.series, "year": year, "serial": found.serial}
    return {**values, **said, **_state(values)}


def _taker(values: Values) -> str:
    """Who has taken a certificate, as it is registered; nobody where its holder has, on a day that is known."""
    taker, holder = str(values["collected_by"]).strip(), str(values.get("name") or "").strip()
    tight = "".join(taker.split())
    if taker in NOTHING or tight.startswith("未"):
        return ""
    if tight not in ("".join(holder.split()), *_OWN):
        return taker
    return "" if values.get("collected") else holder or taker


def _state(values: Values) -> Values:
    """The state that follows; nothing where the values do not say, as in a workbook without these columns."""
    known = values.get("state")
    if values.get("cancelled"):
        return {"state": CertificateState.UNUSED if known == CertificateState.UNUSED else CertificateState.VOID}
    if values.get("collected") or values.get("collected_by"):
        return {"state": CertificateState.COLLECTED}
    return {"state": CertificateState.ISSUED} if known else {}


def vet_certificate(values: Values) -> list[Problem]:
    """A number has to be readable, or new ones could repeat it; who cancels says why."""
    problems = []
    number = values.get("number")
    if number and read_number(number) is None:
        words = _(
            "看不懂证书编号“{number}”，应如“包头中院荣证字〔2023〕7号”；另有写法的，请先在“证书 > 编号格式”里新增。"
        )
        problems.append(Problem(words.format(number=number), field="number"))
    if values.get("cancelled") and not values.get("reason"):
        problems.append(Problem(_("作废的证书请填写作废原因。"), field="reason"))
    return problems


def settled_certificate(values: Values) -> list[Problem]:
    """What was issued here stays as handed out; lines taken over from an older register may be corrected."""
    if values.get("source") is None and not values.get("layout"):
        return []
    message = _("证书“{number}”已发放，内容不能再改；如有错误，请在证书列表中作废，更正后重新发放。")
    return [Problem(message.format(number=values["number"]), field="number")]


def counted_number(number: str) -> str:
    """A number as it is counted: the same for 〔2023〕7号 and [2023]第007号."""
    found = read_number(number)
    return f"{found.kind}.{found.series}.{found.year}.{found.serial}" if found else plain(number)


CERTIFICATE = Kind(
    IssuedCertificate,
    "certificates",
    "证书",
    columns=(
        Column(IssuedCertificate.number, "证书编号", also=("编号", "证号", "证书号"), roster_mm=56),
        Column(IssuedCertificate.kind, "证书类别", also=("类别", "证书种类"), filterable=True, roster_mm=24),
        Column(IssuedCertificate.series, "编号系列", in_table=False, in_form=False),
        Column(IssuedCertificate.name, "持证人", also=("姓名", "获奖人", "获证人", "集体名称"), roster_mm=30),
        Column(IssuedCertificate.state, "状态", in_form=False, filterable=True, roster_mm=18),
        Column(IssuedCertificate.person, "人员", in_table=False, hint="集体证书请留空"),
        Column(IssuedCertificate.title, "称号或班次", also=("荣誉称号", "称号", "培训班名称", "奖项"), roster_mm=70),
        Column(IssuedCertificate.issuer, "落款单位", also=("发证单位", "发证机关"), in_table=False),
        Column(IssuedCertificate.issued, "发证日期", also=("颁发日期", "落款日期"), roster_mm=24),
        Column(IssuedCertificate.year, "年度", in_table=False, filterable=True),
        Column(IssuedCertificate.serial, "序号", in_table=False, in_form=False),
        Column(IssuedCertificate.reprints, "补印次数", also=("补打次数",)),
        Column(IssuedCertificate.collected, "领取日期", also=("领证日期",)),
        Column(IssuedCertificate.collected_by, "领取人", also=("代领人",), hint="本人领取的留空；不知道日期的写明是谁"),
        Column(IssuedCertificate.cancelled, "作废日期"),
        Column(IssuedCertificate.reason, "作废原因"),
        Column(IssuedCertificate.instead_of, "代替原证书", in_table=False),
        Column(IssuedCertificate.replaced_by, "重发编号", in_table=False),
        Column(IssuedCertificate.spoiled, "损坏张数", in_table=False, in_form=False),
        Column(IssuedCertificate.body, "证书内容", in_table=False),
    ),
    order=(IssuedCertificate.issued.desc(), IssuedCertificate.kind, IssuedCertificate.serial),
    identity=(
        (IssuedCertificate.number,),
        (IssuedCertificate.serial, IssuedCertificate.year, IssuedCertificate.kind, IssuedCertificate.series),
    ),
    written=((IssuedCertificate.number, counted_number),),
    together=numbers_together,
    prepare=complete_certificate,
    vet=vet_certificate,
    settled=settled_certificate,
    icon="certificate",
    unit="份",
)

KINDS: tuple[Kind, ...] = (CERTIFICATE,)
