"""The court's own keys: made on first use, unlocked once a run, replaced, and what they sign."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cadre_desktop.certificates.proof.statement import Statement, in_digits, to_be_signed
from cadre_desktop.certificates.proof.wrapping import key_id, public_of, unwrapped, vet_password, wrapped
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.signing_keys import SigningKey
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class KeyInHand:
    """An unlocked key of the court. It is never written anywhere, and nothing shows the private part."""

    row: int
    public_key: str
    private: "Ed25519PrivateKey" = field(repr=False, compare=False)


_in_hand: WeakKeyDictionary[Store, KeyInHand] = WeakKeyDictionary()
"""The key that was unlocked for each open file; it is gone with the file."""


def current_key(store: Store) -> SigningKey | None:
    """The key that the court signs with now; None until one is made."""
    _need_open(store)
    found: SigningKey | None = SigningKey.get_or_none(SigningKey.retired.is_null())
    return found


def in_hand(store: Store) -> KeyInHand | None:
    """The court's key, if its password was given since the file was opened; nobody is asked."""
    held = _in_hand.get(store)
    if held is None or not store.is_open:
        return None
    row = current_key(store)
    return held if row is not None and row.public_key == held.public_key else None  # its making may be undone


def forget(store: Store) -> None:
    """Let the password be asked again."""
    _in_hand.pop(store, None)


def make_key(store: Store, password: str, again: str) -> KeyInHand:
    """Make the first key of the court, in one step.

    Raises Refused when there is one, for a poor password, and where the file does not say whose it is.
    """
    if current_key(store) is not None:
        raise Refused(_("本院已有签名密钥。要换一把，请用“更换密钥”。"))
    return _new_key(store, password, again, _("设置签名密钥"))


def replace_key(store: Store, password: str, again: str) -> KeyInHand:
    """Make another key in place of the present one, which is kept to verify what it has signed; in one step.

    Raises Refused as `make_key`, but where there is no key yet.
    """
    if current_key(store) is None:
        raise Refused(_("本院还没有签名密钥，请先设置。"))
    return _new_key(store, password, again, _("更换签名密钥"))


def _new_key(store: Store, password: str, again: str, label: str) -> KeyInHand:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    vet_password(password, again)
    court = own_court(store)
    if court is None:
        raise Refused(_("还没有登记本院，不知道以哪个法院的名义签名；请先在“人员”里登记本院。"))
    private = Ed25519PrivateKey.generate()
    kept = wrapped(private, password)  # takes its time, so before the step
    with store.step(label):
        today = store.clock.today()
        SigningKey.update(retired=today).where(SigningKey.retired.is_null()).execute()
        row = SigningKey.add(public_key=public_of(private), issuer=court.name, made=today, wrapped=kept)
    return _take(store, KeyInHand(row.id, row.public_key, private))


def unlock(store: Store, password: str) -> KeyInHand:
    """Take the court's key in hand until the file is closed.

    Raises Refused when there is none, when the password is wrong, or what is kept is damaged.
    """
    row = current_key(store)
    if row is None:
        raise Refused(_("本院还没有签名密钥，请先设置。"))
    return _take(store, KeyInHand(row.id, row.public_key, unwrapped(row.wrapped, row.public_key, password)))


def _take(store: Store, key: KeyInHand) -> KeyInHand:
    _in_hand[store] = key
    return key


def change_password(store: Store, password: str, new: str, again: str) -> None:
    """Wrap the key in another password; the key stays the same. Raises Refused as `unlock`, and for a poor password.

    What backups and journal hold can still be opened with the old one.
    """
    key = unlock(store, password)
    vet_password(new, again)
    kept = wrapped(key.private, new)
    with store.step(_("修改签名口令")):
        SigningKey.update(wrapped=kept).where(SigningKey.id == key.row).execute()


def prove(store: Store, certificate: IssuedCertificate, key: KeyInHand) -> str:
    """The digits of a certificate's proof, for `Words.proof`; the same again for the same certificate and key.

    The first proof of a key is noted with it in a step, the one under way or its own, so that its making is not undone
    beneath. Raises Refused for a certificate without a number, for one whose number and name no code holds, and for a
    key that is not the court's present one.
    """
    if not certificate.number:
        raise Refused(_("还没有编号的证书不能签名。"))
    said = Statement(
        certificate.kind,
        certificate.number,
        certificate.name,
        certificate.title,
        certificate.issued,
        key_id(key.public_key),
    )
    try:
        signed = to_be_signed(said)
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear
    _note_use(store, key)
    return in_digits(signed, key.private.sign(signed))


def _note_use(store: Store, key: KeyInHand) -> None:
    found = database.rows("SELECT used FROM signing_key WHERE id = ? AND retired IS NULL", key.row)
    if not found:
        raise Refused(_("这把签名密钥已停用或撤销，没有签名；请重新输入口令，用现在的密钥。"))
    if found[0][0] is None:
        with store.step(_("首次使用签名密钥")):
            SigningKey.update(used=store.clock.today()).where(SigningKey.id == key.row).execute()


def _need_open(store: Store) -> None:
    if not store.is_open:
        raise RuntimeError(f"{store.path} is closed")
