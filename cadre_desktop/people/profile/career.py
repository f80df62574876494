"""What the dossier says of somebody's career: posts, résumé, education, party, moves, coming and leaving."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.people.kinds import APPOINTMENT
from cadre_desktop.people.profile.rows import rows_of
from cadre_desktop.people.profile.wording import coded, joined, linked_name
from cadre_desktop.people.records import Appointment, Person
from cadre_desktop.people.registers.absences import ABSENCES, Absence
from cadre_desktop.people.registers.education import EDUCATION, Education
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS, MentorPair
from cadre_desktop.people.registers.movements import MOVEMENTS, Direction, Movement
from cadre_desktop.people.registers.party_roles import PARTY_STANDINGS, PartyStanding
from cadre_desktop.people.registers.posts_held import POSTS_HELD, PostHeld
from cadre_desktop.people.registers.relations import RELATIONS, Relation
from cadre_desktop.people.registers.resume import RESUME, ResumeLine
from cadre_desktop.people.registers.retirement_decisions import RETIREMENT_DECISIONS, RetirementDecision
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES, RotationEntry
from cadre_desktop.people.registers.sanctions import SANCTIONS, Sanction


def _posts(person: int) -> Iterator[PersonLine]:
    for row in rows_of(PostHeld.person, person):
        codes = [coded(field, row) for field in (PostHeld.rank, PostHeld.judge_grade)]
        level = coded(PostHeld.post_level, row)
        post = _("{post}（{level}）").format(post=row.post, level=level) if row.post and level else row.post or level
        what = joined(post, *codes)
        yield PersonLine(
            POSTS_HELD.kind,
            row.id,
            joined(linked_name(row, PostHeld.court), what, between=" "),
            row.starts,
            row.ends,
            open=row.ends is None,
            note=row.document_number,
            posted=row.source,
            mark=what,
        )


def _resume(person: int) -> Iterator[PersonLine]:
    """The line without an end goes on unless another follows it."""
    rows = sorted(rows_of(ResumeLine.person, person), key=lambda row: row.position or 0)
    for row in rows:
        yield PersonLine(
            RESUME.kind,
            row.id,
            row.text,
            row.starts,
            row.ends,
            open=row.ends is None and row is rows[-1],
            precision="month",
            note=" ".join(row.notes.split()),
            mark=row.text,
        )


def _education(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Education.person, person):
        what = joined(coded(Education.education, row), coded(Education.degree, row))
        yield PersonLine(
            EDUCATION.kind,
            row.id,
            joined(row.school, row.major, what, between=" "),
            row.starts or row.ends,
            row.ends if row.starts else None,
            open=row.starts is not None and row.ends is None,
            precision="month",
            note=coded(Education.mode, row),
            posted=row.source,
            mark=what,
        )


def _party(person: int) -> Iterator[PersonLine]:
    for row in rows_of(PartyStanding.person, person):
        role = coded(PartyStanding.role, row)
        yield PersonLine(
            PARTY_STANDINGS.kind, row.id, joined(role, row.branch), row.starts, row.ends, open=row.ends is None
        )


def _rotations(person: int) -> Iterator[PersonLine]:
    for row in rows_of(RotationEntry.person, person):
        before = joined(linked_name(row, RotationEntry.from_court), row.from_department, between=" ")
        after = joined(linked_name(row, RotationEntry.court), row.department, row.post, between=" ")
        text = _("{before} → {after}").format(before=before, after=after) if before else after
        line = coded(RotationEntry.line, row)
        yield PersonLine(
            ROTATION_ENTRIES.kind,
            row.id,
            text,
            row.starts,
            row.ends,
            open=row.ends is None,
            note=line,
            posted=row.source,
            mark=row.department or row.post or after,
        )


def _appointments(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Appointment.person, person):
        removed = _("免去{post}").format(post=row.removed_post) if row.removed_post else ""
        where = joined(linked_name(row, Appointment.court), linked_name(row, Appointment.department), between=" ")
        named = _("任{post}").format(post=joined(where, row.new_post, between=" "))
        yield PersonLine(
            APPOINTMENT,
            row.id,
            joined(row.kind, named, removed, between=_("，")),
            row.decided,
            note=joined("" if row.carried_out else _("尚未执行"), row.document_number, row.reason) or row.notes,
            tone="" if row.carried_out else "warning",
        )


def _mentors(person: int) -> Iterator[PersonLine]:
    for row in (*rows_of(MentorPair.person, person), *rows_of(MentorPair.mentor, person)):
        guided = row.__data__["person"] == person
        other = label_of(Person, row.__data__["mentor" if guided else "person"])
        words = _("导师：{name}") if guided else _("带教：{name}")
        yield PersonLine(
            MENTOR_PAIRS.kind,
            row.id,
            words.format(name=other),
            row.starts,
            row.ends,
            open=row.ends is None,
            note=coded(MentorPair.purpose, row),
        )


def _movements(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Movement.person, person):
        way = coded(Movement.way, row) or coded(Movement.direction, row)
        came = row.direction == Direction.IN
        text = joined(way, linked_name(row, Movement.court), between=" ")
        if row.other_unit:
            beyond = _("来自{unit}") if came else _("去往{unit}")
            text = joined(text, beyond.format(unit=row.other_unit), between=_("，"))
        yield PersonLine(
            MOVEMENTS.kind,
            row.id,
            text,
            row.moved,
            note=row.document_number,
            mark=way or coded(Movement.direction, row),
        )


def _absences(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Absence.person, person):
        text = coded(Absence.absence_class, row)
        yield PersonLine(
            ABSENCES.kind, row.id, text, row.starts, row.ends, open=row.ends is None, note=row.document_number
        )


def _retirement(person: int) -> Iterator[PersonLine]:
    for row in rows_of(RetirementDecision.person, person):
        chosen = f"{row.chosen:%Y.%m}" if row.chosen else ""
        text = joined(coded(RetirementDecision.base, row), coded(RetirementDecision.choice, row), chosen)
        yield PersonLine(RETIREMENT_DECISIONS.kind, row.id, text, row.decided, note=row.document_number)


def _sanctions(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Sanction.person, person):
        until = _("影响期至 {day}").format(day=row.until.isoformat()) if row.until else ""
        yield PersonLine(
            SANCTIONS.kind,
            row.id,
            coded(Sanction.sanction, row),
            row.decided,
            note=joined(until, row.organ, row.document_number),
        )


def _relations(person: int) -> Iterator[PersonLine]:
    for row in (*rows_of(Relation.person, person), *rows_of(Relation.other, person)):
        other = "other" if row.__data__["person"] == person else "person"
        name: Any = label_of(Person, row.__data__[other])
        yield PersonLine(RELATIONS.kind, row.id, joined(name, coded(Relation.kinship, row), between=" "))


CAREER = (
    AboutPerson("posts", N_("任职任级"), 10, _posts),
    AboutPerson("resume", N_("简历"), 20, _resume),
    AboutPerson("education", N_("学历学位"), 30, _education),
    AboutPerson("rotations", N_("交流轮岗"), 90, _rotations),
    AboutPerson("appointments", N_("职务调整"), 100, _appointments),
    AboutPerson("mentors", N_("导师结对"), 105, _mentors),
    AboutPerson("party", N_("党内身份"), 110, _party),
    AboutPerson("movements", N_("人员进出"), 130, _movements),
    AboutPerson("absences", N_("离岗情况"), 140, _absences),
    AboutPerson("retirement", N_("退休认定"), 150, _retirement),
    AboutPerson("sanctions", N_("处分"), 170, _sanctions, restricted=True),
    AboutPerson("relations", N_("回避关系"), 180, _relations, restricted=True),
)
"""Sections of the page of a person."""
