"""The public keys that a court's file knows: its own, and those of other courts that somebody has accepted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cadre_desktop.certificates.proof.key_files import PublicKey, one_issuer
from cadre_desktop.certificates.proof.verdicts import KnownKey, RegisterLine
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.signing_keys import OtherCourtKey, SigningKey
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court


@dataclass(frozen=True)
class Accepted:
    """What became of keys: how many are new, and how many were there already."""

    new: int
    known: int


def own_keys() -> list[PublicKey]:
    """The public keys of this court, the present one first."""
    rows = SigningKey.select().order_by(SigningKey.retired.is_null(False), SigningKey.id.desc())
    return [PublicKey(row.issuer, row.public_key, row.made, row.retired) for row in rows]


def other_keys() -> list[OtherCourtKey]:
    """The keys of other courts, by court."""
    return list(OtherCourtKey.select().order_by(OtherCourtKey.issuer, OtherCourtKey.id))


def known_keys(store: Store) -> list[KnownKey]:
    """All keys that proofs are verified by. A key of this court that was taken in from a file is its own too: the one
    of this file may have been lost with the computer."""
    own = [KnownKey(key.public_key, key.issuer, True, key.retired) for key in own_keys()]
    return [*own, *known_here(store, other_keys())]


def known_here(store: Store, keys: Iterable[PublicKey | OtherCourtKey]) -> list[KnownKey]:
    """Keys that were taken in from files, those of this court as its own."""
    court = own_court(store)
    name = court.name if court else ""
    return [KnownKey(key.public_key, key.issuer, key.issuer == name, key.retired) for key in keys]


def entry_of(number: str) -> RegisterLine | None:
    """The line of the register with a number."""
    row = IssuedCertificate.get_or_none(IssuedCertificate.number == number)
    if row is None:
        return None
    return RegisterLine(row.kind, row.name, row.title, row.issued, row.cancelled, row.reason)


def doubts(keys: Iterable[PublicKey]) -> list[str]:
    """What somebody should know before accepting keys, as sentences: another key is known of the same court."""
    known: dict[str, list[str]] = {}
    for row in (*other_keys(), *SigningKey.select()):
        known.setdefault(row.issuer, []).append(row.public_key)
    words = _("本机已有“{issuer}”的另一把公钥。该法院换过密钥才会这样，请务必核实。")
    others = (key.issuer for key in keys if known.get(key.issuer) and key.public_key not in known[key.issuer])
    return [words.format(issuer=issuer) for issuer in dict.fromkeys(others)]


def accept_keys(store: Store, keys: Sequence[PublicKey]) -> Accepted:
    """Verify by these keys of other courts from now on, in one step; what a file says anew of a known key is taken
    over."""
    own = {key.public_key for key in own_keys()}
    new = known = 0
    with store.step(_("导入{issuer}的公钥").format(issuer=one_issuer(keys))):
        for key in keys:
            row = OtherCourtKey.get_or_none(OtherCourtKey.public_key == key.public_key)
            if key.public_key in own or row is not None:
                known += 1
            if row is not None:
                row.retired = key.retired
                row.save()
            elif key.public_key not in own:
                today = store.clock.today()
                values = {"public_key": key.public_key, "issuer": key.issuer, "made": key.made, "retired": key.retired}
                OtherCourtKey.add(**values, accepted=today)
                new += 1
    return Accepted(new, known)


def drop_key(store: Store, key: int) -> None:
    """Verify by a key of another court no more. Raises Refused when it is gone already."""
    row = OtherCourtKey.get_or_none(OtherCourtKey.id == key)
    if row is None:
        raise Refused(_("这把公钥已经移除。"))
    with store.step(_("移除{issuer}的公钥").format(issuer=row.issuer)):
        row.delete_instance()
