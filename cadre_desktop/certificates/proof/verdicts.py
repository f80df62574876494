"""What a code proves: the verdict on it, in a word and in sentences that say what was proved and what not. Pure.

A proof is verified by the public key that its statement names. Where that is a key of the court whose file is open, its
register is asked as well: a signature stays right when a certificate is declared void.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadre_desktop.certificates.proof.statement import (
    DamagedStatement,
    LaterStatement,
    NoStatement,
    SignedStatement,
    Statement,
    read_digits,
)
from cadre_desktop.certificates.proof.wrapping import key_id
from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _


class ProofVerdict(Code):
    """What may come out; the values are a contract of the command line."""

    GENUINE = "genuine", N_("真实有效")
    VOID = "void", N_("已作废")
    ALTERED = "altered", N_("内容被改动")
    FOREIGN = "foreign", N_("其他法院")
    UNKNOWN = "unknown", N_("不是本程序的证书")

    @property
    def tone(self) -> Tone:
        tones: dict[ProofVerdict, Tone] = {
            ProofVerdict.GENUINE: "good",
            ProofVerdict.VOID: "bad",
            ProofVerdict.ALTERED: "bad",
        }
        return tones.get(self, "warning" if self is ProofVerdict.FOREIGN else "neutral")


@dataclass(frozen=True)
class KnownKey:
    """A public key (hex) by which proofs are verified. `own`: of the court whose register can be asked; `retired`: the
    day since which it signs no more."""

    public_key: str
    issuer: str
    own: bool = False
    retired: date | None = None


class RegisterLine(NamedTuple):
    """A line of the register: what is compared, since when it is void and why."""

    kind: str
    name: str
    title: str
    issued: date
    cancelled: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """What came of one code. `word` is the verdict for people, `sentence` says what was proved, `advice` what to do or
    to keep in mind. `number`, `name`, `title` and `day` are what the code says, true or not; `issuer` is the court that
    has signed it, empty where nobody is known to have."""

    verdict: ProofVerdict
    word: str
    sentence: str
    advice: str = ""
    number: str = ""
    name: str = ""
    title: str = ""
    day: str = ""
    issuer: str = ""


Register = Callable[[str], RegisterLine | None]
"""Finds the entry with a number; None where there is none."""


def judged(text: str, keys: Iterable[KnownKey], register: Register | None = None) -> Finding:
    """What the text of a code proves, by these keys and, for the court's own, by its register."""
    try:
        read = read_digits(text)
    except NoStatement:
        return _without_proof(text, register)
    except LaterStatement as later:
        return Finding(ProofVerdict.UNKNOWN, _("版本较新"), str(later))
    except DamagedStatement as damaged:
        return Finding(ProofVerdict.ALTERED, _("内容被改动"), str(damaged), _again())
    found = [key for key in keys if key_id(key.public_key) == read.statement.key]
    if not found:
        return _by_unknown_key(read.statement)
    signer = next((key for key in found if _signed_by(key, read)), None)
    if signer is None:
        words = _("内容与“{issuer}”的签名不符，有人改动过，不能相信上面的内容。")
        return _finding(ProofVerdict.ALTERED, words.format(issuer=found[0].issuer), _again(), read.statement)
    return _signed(read.statement, signer, register)


def unreadable() -> Finding:
    """For a code that was seen but could not be read."""
    words = _("看到一个二维码，但读不出内容：可能被遮住、裁掉一部分，或图太模糊。")
    return Finding(
        ProofVerdict.UNKNOWN, _("读不出"), words, _("请把整个二维码（连同四周的白边）拍清楚、拍大一些，再验证一次。")
    )


def _signed_by(key: KnownKey, read: SignedStatement) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public_key)).verify(read.signature, read.signed)
    except InvalidSignature:
        return False
    return True


def _signed(said: Statement, key: KnownKey, register: Register | None) -> Finding:
    if register is None or not key.own:
        return _elsewhere(said, key)
    entry = register(said.number)
    if entry is None:
        words = _("签名属实，但本院台账里没有这个编号：发放可能已被撤销，或打开的是较早的数据文件，不能算有效。")
        return _finding(
            ProofVerdict.VOID, words, _("请查操作记录和备份，弄清这个编号的去向。"), said, key, _("没有登记")
        )
    if entry.cancelled:
        words = _("签名属实，但这份证书已于{day}作废：{reason}。")
        words = words.format(day=day_text(entry.cancelled), reason=entry.reason.rstrip("。") or _("没有写明原因"))
        return _finding(ProofVerdict.VOID, words, _("请收回这份证书，不要再使用。"), said, key)
    if differing := _differing(said, entry):
        words = _("签名属实，但与台账不符：{differing}。台账在签发以后改动过，或这个编号另给了别人。")
        advice = _("请与台账和操作记录核对；以台账为准的，收回这份证书重新发放。")
        return _finding(
            ProofVerdict.ALTERED, words.format(differing="；".join(differing)), advice, said, key, _("与登记不符")
        )
    words = _("签名属实，由“{issuer}”签发；台账里有这份证书，没有作废，姓名、称号和日期相符。")
    return _finding(ProofVerdict.GENUINE, words.format(issuer=key.issuer), proviso(), said, key)


def _elsewhere(said: Statement, key: KnownKey) -> Finding:
    """Signed by a court whose register is not at hand."""
    if key.retired and said.issued > key.retired:
        words = _("签名是“{issuer}”在{retired}停用的密钥的，证书的日期却在那以后，不能算有效。")
        words = words.format(issuer=key.issuer, retired=day_text(key.retired))
        return _finding(ProofVerdict.VOID, words, _("请向该法院核实。"), said, key, _("密钥已停用"))
    words = _(
        "签名属实，由“{issuer}”签发，签发以后内容没有改动。这里没有该法院的台账，发证后是否作废，请向该法院核实。"
    )
    return _finding(ProofVerdict.GENUINE, words.format(issuer=key.issuer), proviso(), said, key)


def _by_unknown_key(said: Statement) -> Finding:
    words = _("二维码说它由密钥 {key} 签名，这里没有这把公钥，无法验证；上面的内容真假都还没有证明。")
    advice = _("如果是其他法院的证书，请向该法院索要公钥文件，核对指纹后导入，再验证一次。")
    return _finding(ProofVerdict.FOREIGN, words.format(key=grouped(said.key)), advice, said)


def _differing(said: Statement, entry: RegisterLine) -> list[str]:
    """What the register has otherwise, as it has it."""
    pairs = (
        (said.name == entry.name, _("持证人登记为“{it}”"), entry.name),
        (said.says_title(entry.title), _("称号登记为“{it}”"), entry.title),
        (said.issued == entry.issued, _("日期登记为{it}"), day_text(entry.issued)),
        (said.kind in ("", entry.kind), _("类别登记的是另一种"), ""),
    )
    return [words.format(it=it) for same, words, it in pairs if not same]


def _without_proof(text: str, register: Register | None) -> Finding:
    """A code without a signature: that of a certificate issued without a key says number, name, title and day."""
    parts = text.strip().split("|")
    entry = register(parts[0]) if register is not None and len(parts) == 4 else None
    if entry is None:
        words = _("这个二维码不是本程序的证书，没有可以验证的签名。")
        return Finding(ProofVerdict.UNKNOWN, _(ProofVerdict.UNKNOWN.label), words)
    number, name, title, day = parts
    same = (name, title, day) == (entry.name, entry.title, day_text(entry.issued))
    if entry.cancelled:
        state = _("台账里有这个编号，但已于{day}作废。").format(day=day_text(entry.cancelled))
    elif same:
        state = _("台账里有这个编号，内容相符，没有作废。")
    else:
        state = _("台账里有这个编号，但内容不符：登记的是{name}，{title}。").format(name=entry.name, title=entry.title)
    words = _("这是没有签名的二维码，谁都能照样做一个，证明不了真假。{state}").format(state=state)
    return Finding(ProofVerdict.UNKNOWN, _("没有签名"), words, "", number, name, title, day)


def _finding(
    verdict: ProofVerdict, sentence: str, advice: str, said: Statement, key: KnownKey | None = None, word: str = ""
) -> Finding:
    issuer = key.issuer if key else ""
    day = day_text(said.issued)
    return Finding(verdict, word or _(verdict.label), sentence, advice, said.number, said.name, said.title, day, issuer)


def proviso() -> str:
    """What a right signature does not prove."""
    return _(
        "证明的是二维码里的内容由该法院签发。复印件、照片上的二维码同样能读出，所以不证明这张纸是原件；"
        "请核对纸上的姓名、编号与上面的相同，照片是本人。"
    )


def grouped(key: bytes) -> str:
    """The id of a key, as the fingerprint begins."""
    text = key.hex().upper()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _again() -> str:
    return _("请再验证一次：图片要拍到整个二维码，文字要整段复制。结果仍是这样，不要相信这份证书，并向发证法院核实。")
