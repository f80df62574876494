"""Issuing referral slips, and what becomes of them. Steps name the number of a slip and nobody."""

from collections.abc import Iterable
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.green_channel.records import MedicalAgreement, Referral
from cadre_desktop.welfare.green_channel.rules import PatientRelation, SlipState, Urgency
from cadre_desktop.welfare.green_channel.slips import slip_number, why_not_covered


def issue(
    store: Store,
    agreement: int | None,
    person: int | None,
    *,
    relation: str = PatientRelation.SELF,
    urgency: str = Urgency.USUAL,
    issued: date | None = None,
    appointed: date | None = None,
    appointed_at: str = "",
) -> Referral:
    """Issue a slip with the next number of its year. Raises Refused where the agreement does not cover the day it is
    issued on or that of the appointment."""
    if person is None:
        raise Refused(Problem(_("请选是谁要就医，或谁的亲属。"), field="person"))
    row = MedicalAgreement.get_or_none(MedicalAgreement.id == agreement)
    if row is None:
        raise Refused(Problem(_("请选与哪家医院的协议；还没有的，先登记协议。"), field="agreement"))
    issued = issued or store.clock.today()
    for day, field in ((issued, "issued"), (appointed, "appointed")):
        if day is not None and (why := why_not_covered(row.hospital, row.starts, row.ends, day)):
            raise Refused(Problem(why, field=field))
    if appointed is not None and appointed < issued:
        raise Refused(Problem(_("预约日期早于开具日期，请核对。"), field="appointed"))
    with store.step(_("开具就医单")):
        return Referral.add(
            number=_next_number(issued.year),
            agreement=row.id,
            person=person,
            court=Person.by_key(person).__data__["court"],
            relation=relation,
            urgency=urgency,
            issued=issued,
            appointed=appointed,
            appointed_at=appointed_at,
        )


def agreement_meant(text: str, day: date) -> MedicalAgreement:
    """The agreement with the hospital that has this in its name: of several with it the one that covers the day, else
    the latest. Raises Refused where no hospital has, or several have."""
    rows = list(MedicalAgreement.select().where(MedicalAgreement.hospital.contains(text.strip())))
    same = [row for row in rows if row.hospital == text.strip()] or rows
    hospitals = list(dict.fromkeys(row.hospital for row in same))
    if not hospitals:
        raise Refused(_("没有与“{name}”的惠医协议，请先登记。").format(name=text))
    if len(hospitals) > 1:
        words = _("名称里有“{name}”的协议医院有 {count} 家：{hospitals}，请写全名称。")
        raise Refused(words.format(name=text, count=len(hospitals), hospitals="、".join(hospitals)))
    return in_force_first(same, day)[0]


def in_force_first(rows: Iterable[MedicalAgreement], day: date) -> list[MedicalAgreement]:
    """Agreements, those that cover a day before the others, the latest first."""
    latest = sorted(rows, key=lambda row: row.starts, reverse=True)
    return sorted(latest, key=lambda row: bool(why_not_covered(row.hospital, row.starts, row.ends, day)))


def _next_number(year: int) -> str:
    """The number after the last of the year; slips are never deleted, so there is no gap."""
    known = database.rows("SELECT number FROM referral WHERE number LIKE ?", f"%〔{year}〕%")
    serials = [int(number.split("〕")[1].rstrip("号")) for (number,) in known]
    return slip_number(year, max(serials, default=0) + 1)


def note_used(store: Store, keys: Iterable[int], day: date) -> int:
    """Note that slips were used on a day; returns how many. Raises Refused for one that is void or used."""
    rows = _issued(keys)
    if any(row.issued > day for row in rows):
        raise Refused(Problem(_("就诊日期早于开具日期，请核对。"), field="used"))
    with store.step(_("{count} 张就医单记为已使用").format(count=len(rows))):
        for row in rows:
            row.state, row.used = SlipState.USED, day
            row.save()
    return len(rows)


def declare_void(store: Store, keys: Iterable[int]) -> int:
    """Declare slips void; their numbers stay given. Raises Refused for one that is void or used."""
    rows = _issued(keys)
    with store.step(_("{count} 张就医单作废").format(count=len(rows))):
        for row in rows:
            row.state = SlipState.VOID
            row.save()
    return len(rows)


def _issued(keys: Iterable[int]) -> list[Referral]:
    rows = list(Referral.select().where(Referral.id.in_(list(keys))))
    for row in rows:
        if row.state != SlipState.ISSUED:
            words = _("就医单 {number} 已是“{state}”，不能再改。")
            raise Refused(words.format(number=row.number, state=_(SlipState(row.state).label)))
    return rows
