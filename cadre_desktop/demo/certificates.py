"""The certificates of the demonstration court: its templates, what it issued in 2023, and what became of each.

There is no signing key: its password would have to be published with the program, and then anybody could sign. Who
tries proofs makes a key, which takes a password and a click.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from cadre_desktop.certificates.actions import hand_out
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.life import collect, reissue
from cadre_desktop.certificates.queueing import enqueue, note_printed, note_sent, note_spoiled, waiting_in
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintBatch, PrintSheet, PrintState
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template, make_usual, save_version, use_for
from cadre_desktop.contests.actions.awarding import hand_out_certificates as hand_out_honours
from cadre_desktop.contests.records import Contest
from cadre_desktop.courses.certifying import certificates_label, hand_out_certificates, issue_certificates
from cadre_desktop.courses.records import Course
from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.design.elements import Design, TextElement
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.calendar_days import work_calendar

EXPERTS_TEMPLATE = "业务能手荣誉证书"
_CEREMONY, _NEXT_CONTEST = date(2023, 11, 15), date(2024, 3, 4)
_WORDS = "在{activity}中苦练精兵、成绩突出，{distinction}。\n望珍惜荣誉、再创佳绩。特发此证，以资鼓励。"
_NEXT_WORDS = "在{activity}中勤学善思、成绩突出，{distinction}。\n望珍惜荣誉、再创佳绩。特发此证，以资鼓励。"
_EXPERTS_WAITING, _COURSE_WAITING = 5, 3
"""Certificates that nobody has collected."""
_SELF = 0.75
"""The share of holders who come themselves; colleagues of their courts collect the others within `_WITHIN` days."""
_WITHIN = 25
_LOST_AFTER, _MISTAKE_AFTER = 30, 7
_MISTYPED = {"丽": "莉", "军": "君", "明": "铭", "伟": "玮", "辉": "晖", "静": "婧", "玲": "伶", "涛": "韬"}
"""Characters of names that sound alike: the dossier had one, the holder writes the other."""


class _Holder(NamedTuple):
    """Somebody's certificate, by its key, and the court he is at."""

    certificate: int
    name: str
    person: int
    court: int


class CertificateOffice:
    """Numbers, prints and hands out the court's certificates as the days come."""

    def __init__(self, store: Store, clock: DemoClock, random: Random):
        self._store, self._clock, self._random = store, clock, random
        self._courses = 0

    def make_templates(self) -> None:
        """The court's templates: one has words of its own, the others are the program's."""
        store = self._store
        note = "红绒样式，文字由政治部拟定"
        add_template(store, CertificateKind.HONOUR, EXPERTS_TEMPLATE, _worded(_WORDS), notes=note)
        completion = add_template(store, CertificateKind.COMPLETION, "结业证书", built_in("completion"))
        make_usual(store, completion)
        add_template(store, CertificateKind.APPOINTMENT, "兼职教师聘书", built_in("appointment"))
        add_template(store, CertificateKind.RETIREMENT, "荣退纪念证书", built_in("retirement"))

    def certify_contest(self, contest: Contest) -> None:
        """The experts' certificates, printed today and handed out at the ceremony; then the template is changed for the
        next contest."""
        use_for(self._store, _experts_template(), contest.id)
        made = hand_out_honours(self._store, contest, _on_paper)
        self._hand_over(_holders(made), _CEREMONY, _EXPERTS_WAITING)
        self._clock.later(_NEXT_CONTEST, self._word_anew)

    def _word_anew(self) -> None:
        save_version(self._store, _experts_template(), _worded(_NEXT_WORDS), note="为下一届竞赛修改勉励语")

    def certify_course(self, course: Course) -> None:
        """Print the certificates of those who completed a course on the next working day, and hand them out: of the
        first two courses."""
        ways = (self._certify_first, self._certify_from_queue)
        if self._courses < len(ways):
            self._clock.later(self._working_day(self._clock.today()), partial(ways[self._courses], course))
        self._courses += 1

    def _certify_first(self, course: Course) -> None:
        """One of these certificates is lost later, and issued anew."""
        made = hand_out_certificates(self._store, course, _on_paper)
        came = self._hand_over(_holders(made), self._tomorrow(), _COURSE_WAITING)
        day = self._working_day(self._clock.today() + timedelta(days=_LOST_AFTER))
        self._clock.later(day, partial(self._replace_lost, course, came[0]))

    def _certify_from_queue(self, course: Course) -> None:
        """These certificates are printed from the queue, and one has a mistyped name."""
        made = hand_out_certificates(self._store, course, lambda rows: self._queue(course, rows))
        holders = _holders(made)
        mistyped = next(holder for holder in holders if _is_mistyped(holder))
        others = [holder for holder in holders if holder is not mistyped]
        self._hand_over(others, self._tomorrow(), _COURSE_WAITING)
        day = self._working_day(self._clock.today() + timedelta(days=_MISTAKE_AFTER))
        self._clock.later(day, partial(self._correct_name, mistyped))

    def _queue(self, course: Course, rows: Sequence[IssuedCertificate]) -> None:
        """Print from the queue: the printer jams at one sheet, which is printed again."""
        store, title = self._store, certificates_label(course)
        batch = enqueue(store, title, rows)
        jammed = self._random.choice(self._send(title, batch))
        note_spoiled(store, [jammed], "卡纸")
        note_printed(store, [row.id for row in PrintSheet.select().where(PrintSheet.state == PrintState.SENT)])
        note_printed(store, self._send(title, batch))

    def _send(self, title: str, batch: PrintBatch) -> list[int]:
        """Give a printer what waits in a batch; returns the sheets (keys)."""
        sheets = {row.__data__["certificate"]: row.id for row in waiting_in(batch.id)}
        note_sent(self._store, title, list(sheets), sheets)
        return list(sheets.values())

    def _hand_over(self, holders: Sequence[_Holder], first: date, waiting: int) -> list[_Holder]:
        """From `first` on all but a few holders collect, or a colleague does; returns those who come themselves."""
        random = self._random
        asked = random.sample(holders, len(holders) - waiting)
        came = asked[: round(len(asked) * _SELF)]
        self._collect_on(first, came)
        absent: dict[int, list[_Holder]] = defaultdict(list)
        for holder in asked[len(came) :]:
            absent[holder.court].append(holder)
        for court, group in absent.items():
            colleague = next((holder.name for holder in came if holder.court == court), "")
            day = self._working_day(first + timedelta(days=random.randint(1, _WITHIN)))
            self._collect_on(day, group, colleague)
        return came

    def _collect_on(self, day: date, holders: Sequence[_Holder], by: str = "") -> None:
        keys = [holder.certificate for holder in holders]
        self._clock.later(day, partial(collect, self._store, keys, day, by))

    def _replace_lost(self, course: Course, holder: _Holder) -> None:
        """Declare a lost certificate void, print the one in its place, and hand that over on the next day."""
        store = self._store
        lost = IssuedCertificate.by_key(holder.certificate)
        reissue(store, [lost.id], "本人遗失，凭书面说明重发")
        made = hand_out(
            store, certificates_label(course), lambda: issue_certificates(store, course, [lost.source or 0]), _on_paper
        )
        self._collect_on(self._tomorrow(), _holders(made))

    def _correct_name(self, holder: _Holder) -> None:
        """Write a name in the dossier as its bearer does. His certificate waits to be issued anew."""
        right = holder.name[:-1] + _MISTYPED[holder.name[-1]]
        editing.change(self._store, PERSON, holder.person, {"name": right})

    def _tomorrow(self) -> date:
        """The next working day after the one that the clock is at."""
        return self._working_day(self._clock.today() + timedelta(days=1))

    def _working_day(self, day: date) -> date:
        calendar = work_calendar()
        while not calendar.is_worked(day):
            day += timedelta(days=1)
        return day


def _worded(words: str) -> Design:
    """The program's design of honour certificates with the court's own words."""
    design = built_in("honour")
    elements = (
        replace(each, text=words) if isinstance(each, TextElement) and each.label == "正文" else each
        for each in design.elements
    )
    return replace(design, name=EXPERTS_TEMPLATE, elements=tuple(elements))


def _experts_template() -> CertificateTemplate:
    return CertificateTemplate.get(CertificateTemplate.name == EXPERTS_TEMPLATE)


def _on_paper(_rows: Sequence[IssuedCertificate]) -> None:
    """A demonstration wastes no paper: what is written down is that they were printed."""


def _holders(rows: Sequence[IssuedCertificate]) -> list[_Holder]:
    people = [row.__data__["person"] for row in rows]
    courts = {each.id: each.__data__["court"] for each in Person.select().where(Person.id.in_(people))}
    return [_Holder(row.id, row.name, row.__data__["person"], courts[row.__data__["person"]]) for row in rows]


def _is_mistyped(holder: _Holder) -> bool:
    """Whether the last character of a name may be a wrong one; lecturers are known by their names elsewhere too."""
    teaches = Lecturer.select().where(Lecturer.person == holder.person).exists()
    return holder.name[-1] in _MISTYPED and not teaches
