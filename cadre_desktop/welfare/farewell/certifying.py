"""The retirement certificates (荣退纪念) of those who are sent off: looked at, issued, put on paper."""

from collections.abc import Collection, Sequence
from typing import Any

from cadre_desktop.certificates.actions import drafted, issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, month_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.records import WelfareEvent


def certificates_label() -> str:
    """What the step is called that gives these certificates their numbers."""
    return _("发放荣退纪念证书")


def draft_certificates(store: Store, farewells: Sequence[int]) -> list[IssuedCertificate]:
    """The certificates as they would be issued; nothing is written. Raises Refused where there is nobody."""
    return drafted(store, _drafts(store, farewells))


def issue_certificates(store: Store, farewells: Sequence[int], wanted: Collection[int]) -> list[IssuedCertificate]:
    """Issue those of the farewells (keys) that are `wanted`, in their order."""
    return issue(store, _drafts(store, [key for key in farewells if key in wanted]))


def _drafts(store: Store, farewells: Sequence[int]) -> list[Draft]:
    rows = {row.id: row for row in Farewell.select(Farewell, Person).join(Person).where(Farewell.id.in_(farewells))}
    if not rows:
        raise Refused(_("还没有开始准备的人，请先选中人员，按 Insert 开始准备。"))
    return [_draft(store, rows[key]) for key in farewells if key in rows]


def _draft(store: Store, row: Any) -> Draft:
    """Of the day of the ceremony, else of the first of the month of retirement, else of today."""
    person = row.person
    event = WelfareEvent.by_key(row.__data__["event"]) if row.__data__["event"] else None
    own = own_court(store)
    first = person.joined_court or person.joined_work
    return Draft(
        kind=CertificateKind.RETIREMENT,
        name=person.name,
        title="",
        issued=event.starts if event else row.retires or store.clock.today(),
        issuer=person.court.name if person.court else (own.name if own else ""),
        source=row.id,
        person=person.id,
        placeholders={
            "starts": month_text(first) if first else "",
            "ends": month_text(row.retires) if row.retires else "",
        },
        photo=person.photo,
        id_number=person.id_number,
    )
