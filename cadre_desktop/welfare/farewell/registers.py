"""荣退档案, 同事寄语, 退休联络 and 退休走访 as lists."""

from datetime import date

from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.common.ceilings import RETIREMENT, ceiling_on, region_here
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord, RetiredContact, RetiredVisit
from cadre_desktop.welfare.farewell.rules import above_ceiling
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind


def vet_farewell(values: Values) -> list[Problem]:
    """The event is a ceremony, what is counted or paid is not negative, and the keepsake is within its ceiling."""
    problems = []
    event = WelfareEvent.get_or_none(WelfareEvent.id == values.get("event")) if values.get("event") else None
    if event is not None and event.kind != WelfareKind.RETIREMENT_CEREMONY:
        problems.append(Problem(_("“{event}”不是荣退仪式，请另选。").format(event=event.title), field="event"))
    for name, title in (("keepsake_cost", _("纪念品价格")), ("relatives", _("家属人数")), ("serial", _("座次"))):
        if (values.get(name) or 0) < 0:
            problems.append(Problem(_("{title}不能是负数。").format(title=title), field=name))
    why = keepsake_refusal(values.get("keepsake_cost"), keepsake_day(event, values.get("retires")))
    return [*problems, Problem(why, field="keepsake_cost")] if why else problems


def keepsake_day(event: WelfareEvent | None, retires: date | None) -> date:
    """By the ceiling of which day a keepsake is judged: the ceremony's, else the month of retirement, else today."""
    return (event.starts if event is not None else None) or retires or date.today()


def keepsake_refusal(cost: int | None, day: date) -> str:
    """Why a keepsake may not cost so much, "" where it may."""
    return above_ceiling(cost, ceiling_on(RETIREMENT, day), region_here(), day)


def vet_contact(values: Values) -> list[Problem]:
    """Nobody keeps contact with himself."""
    if values.get("person") and values["person"] == values.get("keeper"):
        return [Problem(_("联络人和本人是同一人，请另选联络人。"), field="keeper")]
    return []


FAREWELLS = Register(
    Kind(
        Farewell,
        "farewells",
        "荣退档案",
        columns=(
            Column(Farewell.person, "姓名", also=("干警姓名", "退休人员"), roster_mm=22),
            through(Farewell.person, Person.court, "现法院", filterable=True, roster_mm=44),
            Column(Farewell.retires, "退休年月", also=("退休时间",), roster_mm=22),
            Column(Farewell.event, "荣退仪式", also=("仪式", "活动名称"), filterable=True, roster_mm=60),
            Column(Farewell.serial, "座次", also=("排序", "序号"), in_table=False, hint="仪式上的座位次序"),
            Column(Farewell.keepsake, "纪念品", roster_mm=30),
            Column(Farewell.keepsake_cost, "纪念品价格（元）", also=("纪念品金额",), in_table=False),
            Column(Farewell.relatives, "家属人数", also=("随行家属",), in_table=False),
            Column(Farewell.invited, "发请柬日期", also=("邀请日期",), roster_mm=24),
            Column(Farewell.album_given, "赠册日期", also=("纪念册发放日期", "赠送纪念册日期"), roster_mm=24),
            Column(Farewell.host_text, "主持词", in_table=False),
            Column(Farewell.speech, "退休感言", also=("感言",), in_table=False),
            Column(Farewell.foreword, "纪念册寄语", also=("院方寄语",), in_table=False),
            Column(Farewell.notes, "备注", in_table=False),
        ),
        order=(Farewell.retires.desc(), Farewell.serial, Farewell.person),
        identity=((Farewell.person,),),
        vet=vet_farewell,
        icon="people",
    )
)

FAREWELL_WORDS = Register(
    Kind(
        FarewellWord,
        "farewell-words",
        "同事寄语",
        columns=(
            Column(FarewellWord.farewell, "退休人员", also=("送给", "赠予"), filterable=True, roster_mm=24),
            Column(FarewellWord.author, "寄语人", also=("作者", "同事"), roster_mm=22),
            Column(FarewellWord.post, "寄语人职务", also=("职务",), roster_mm=34),
            Column(FarewellWord.words, "寄语", also=("内容", "赠言"), roster_mm=100),
            Column(FarewellWord.position, "排序", in_table=False),
        ),
        order=(FarewellWord.farewell, FarewellWord.position),
        identity=((FarewellWord.farewell, FarewellWord.author),),
        icon="edit",
    )
)

RETIRED_CONTACTS = Register(
    Kind(
        RetiredContact,
        "retired-contacts",
        "退休联络",
        columns=(
            Column(RetiredContact.person, "姓名", also=("退休人员",), roster_mm=24),
            through(RetiredContact.person, Person.court, "原法院", filterable=True, roster_mm=46),
            Column(RetiredContact.branch, "退休党支部", also=("党支部", "所在支部"), filterable=True, roster_mm=50),
            Column(RetiredContact.keeper, "联络人", also=("院内联系人", "后续联系人"), filterable=True, roster_mm=24),
            Column(RetiredContact.relative, "家属", also=("家属姓名",), in_table=False),
            Column(RetiredContact.phone, "电话", also=("联系电话", "手机"), in_table=False, masked=True),
            Column(RetiredContact.relative_phone, "家属电话", in_table=False, masked=True),
            Column(RetiredContact.address, "住址", also=("家庭住址", "地址"), in_table=False, masked=True),
            Column(RetiredContact.notes, "备注", in_table=False),
        ),
        order=(RetiredContact.person,),
        identity=((RetiredContact.person,),),
        vet=vet_contact,
        icon="people",
    )
)

RETIRED_VISITS = Register(
    Kind(
        RetiredVisit,
        "retired-visits",
        "退休走访",
        columns=(
            Column(RetiredVisit.person, "姓名", also=("退休人员", "走访对象"), roster_mm=24),
            Column(RetiredVisit.day, "走访日期", also=("日期",), roster_mm=24),
            Column(RetiredVisit.occasion, "事由", also=("走访事由", "时机"), filterable=True, roster_mm=40),
            Column(RetiredVisit.visitors, "走访人", also=("参加人员",), roster_mm=50),
            Column(RetiredVisit.notes, "备注", in_table=False),
        ),
        order=(RetiredVisit.day.desc(), RetiredVisit.person),
        identity=((RetiredVisit.person, RetiredVisit.day),),
        icon="calendar",
        unit="次",
        workbook=N_("退休走访"),
    )
)

REGISTERS = (FAREWELLS, FAREWELL_WORDS, RETIRED_CONTACTS, RETIRED_VISITS)
