"""Up to six candidates side by side, facts in rows, on the screen and on paper."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import Sex, age_on, working_age
from cadre_desktop.talent.comparing.ready import ready, weights
from cadre_desktop.talent.comparing.scoring import AXES, explained, points_text, score
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import CandidateFacts
from cadre_desktop.talent.readiness.settings import asked_hours
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.registers.post_profiles import PostProfile
from cadre_desktop.talent.registers.reviews import ReviewGrade
from cadre_desktop.talent.requirement import hours_text, line_name
from cadre_desktop.talent.rules import Stage

MOST = 6
"""So many are compared at a time."""
_NOTHING = "—"


class FactRow(NamedTuple):
    """A fact with what it is of each candidate; `why` is the same in more words."""

    title: str
    cells: tuple[str, ...]
    why: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it is not the same of all."""
        return len(set(self.cells)) > 1


class Comparison(NamedTuple):
    """Candidates and their facts."""

    people: tuple[int, ...]
    names: tuple[str, ...]
    rows: tuple[FactRow, ...]


def compare(store: Store, people: Sequence[int], day: date, profile: PostProfile | None = None) -> Comparison:
    """The facts of candidates, in the order given; with a `profile` also how they meet it.

    Raises Refused for fewer than two or more than six.
    """
    keys = list(dict.fromkeys(people))
    if not 2 <= len(keys) <= MOST:
        raise Refused(_("一次比较 2 至 {most} 人，现选了 {count} 人。").format(most=MOST, count=len(keys)))
    facts = read_facts(keys, day)
    rows = [_person_cells(Person.by_key(key), facts[key], day) for key in facts]
    titles = tuple(rows[0])
    found = [FactRow(title, tuple(row[title] or _NOTHING for row in rows)) for title in titles]
    found += _scored(store, facts)
    if profile is not None:
        measured = {each.who.key: each for each in ready(store, profile, day, keys).people}
        words = tuple(_(measured[key].fitness.label) for key in facts)
        why = tuple("\n".join(reason.text for reason in measured[key].reasons) for key in facts)
        title = _("“{post}”的要求").format(post=profile.title)
        found.append(FactRow(title, words, why))
    return Comparison(tuple(facts), tuple(Person.by_key(key).name for key in facts), tuple(found))


def _person_cells(person: Person, facts: CandidateFacts, day: date) -> dict[str, str]:
    own = person.__data__
    court = Court.get_or_none(Court.id == own["court"])
    room = Department.get_or_none(Department.id == own["department"])
    born = f"{own['born']:%Y.%m}（{age_on(own['born'], day)}）" if own["born"] else ""
    years = _("{years} 年（{since}）")
    return {
        _("单位部门"): _home(court, room),
        _("现任职务"): own["post"],
        _("任现职"): _since(years, facts.post_since, day),
        _("职级等级"): "、".join(
            filter(None, (_label("ranks", own["rank"]), _label("judge_grades", own["judge_grade"])))
        ),
        _("性别"): _(Sex(own["sex"]).label) if own["sex"] else "",
        _("出生（周岁）"): born,
        _("学历"): _label("education", facts.education),
        _("政治面貌"): _label("political", facts.political),
        _("参加工作"): _since(years, facts.joined_work, day),
        _("近三年考核"): "、".join(f"{grade.year} {_(grade.label)}" for grade in facts.grades),
        _("竞赛称号"): "、".join(facts.titles),
        _("其他表彰"): "、".join(facts.honours),
        _("上年学时"): _("{year} 年 {hours}").format(year=facts.hours_year, hours=hours_text(facts.hours)),
        _("做过的条线"): "、".join(dict.fromkeys(line_name(code) for code, _why in facts.lines)),
        **_library_cells(person.id),
        _("影响使用情形"): "".join(facts.barred),
    }


def _home(court: Court | None, room: Department | None) -> str:
    return " ".join(filter(None, ((court.short_name or court.name) if court else "", room.name if room else "")))


def _label(table: str, code: str) -> str:
    return _(code_table(table).label(code)) if code else ""


def _since(words: str, since: date | None, day: date) -> str:
    return words.format(years=working_age(since, day), since=f"{since:%Y.%m}") if since else ""


_POOLS = """
    SELECT l.name, m.stage FROM membership m JOIN pool l ON l.id = m.pool_id
    WHERE m.person_id = ? AND m."left" IS NULL ORDER BY m.entered
"""
_REVIEWS = """
    SELECT r.year, r.grade FROM yearly_review r JOIN membership m ON m.id = r.membership_id
    WHERE m.person_id = ? ORDER BY r.year DESC, r.id LIMIT 3
"""
_EVIDENCE = """
    SELECT e.day, e.evidence FROM stage_evidence e JOIN membership m ON m.id = e.membership_id
    WHERE m.person_id = ? ORDER BY e.day DESC, e.id DESC LIMIT 3
"""


def _library_cells(person: int) -> dict[str, str]:
    moves: Any = database.value("SELECT count(*) FROM rotation_entry WHERE person_id = ?", person)
    pools = [f"{name}（{_(Stage(stage).label)}）" for name, stage in database.rows(_POOLS, person)]
    reviews = [f"{year} {_(ReviewGrade(grade).label)}" for year, grade in database.rows(_REVIEWS, person)]
    evidence = [f"{day} {_(Evidence(kind).label)}" for day, kind in database.rows(_EVIDENCE, person)]
    return {
        _("人才库（阶段）"): "、".join(pools),
        _("年度评议"): "、".join(reviews),
        _("最近培养记录"): "、".join(evidence),
        _("交流次数"): str(moves or 0),
    }


def _scored(store: Store, facts: dict[int, CandidateFacts]) -> list[FactRow]:
    chosen, hours = weights(store), asked_hours(store)
    scores = [score(known, chosen, hours) for known in facts.values()]
    return [
        FactRow(
            _("{axis}分").format(axis=_(title)),
            tuple(points_text(getattr(each, axis).tenths) for each in scores),
            tuple("\n".join(explained(axis, getattr(each, axis))) for each in scores),
        )
        for axis, title in AXES.items()
    ]


def print_comparison(
    path: Path, found: Comparison, organisation: str, today: date, setup: Setup | None = None
) -> PaperOffer:
    """The comparison as a PDF file. Returns what there was to choose."""
    columns = [
        RosterColumn(_("项目"), 28),
        *(RosterColumn(name, 36, "centre") for name in found.names),
    ]
    notes = _("各项事实取自人员档案，不作结论；分值由本院设定。")
    roster = Roster(_("人选比较表"), columns, organisation, day_text(today), notes)
    return print_arranged(path, roster, [(row.title, *row.cells) for row in found.rows], setup)
