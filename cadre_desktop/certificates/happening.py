"""Writing down what happens to certificates, with the step under way."""

from collections.abc import Iterable

from cadre_desktop.certificates.records import CertificateEvent
from cadre_desktop.certificates.rules import LifeEvent
from cadre_desktop.kit.store.store import Store


def happened(
    store: Store, keys: Iterable[int], event: LifeEvent, *, other: str = "", count: int = 0, note: str = ""
) -> None:
    """`event` has happened to the certificates with these keys today; see `CertificateEvent`."""
    more = {"event": event, "day": store.clock.today(), "actor": store.actor}
    more |= {"other": other, "count": count, "note": note}
    CertificateEvent.add_many([{"certificate": key, **more} for key in keys])


def life_of(key: int) -> list[CertificateEvent]:
    """What has happened to a certificate, in order."""
    return list(CertificateEvent.select().where(CertificateEvent.certificate == key).order_by(CertificateEvent.id))
