"""What the dossier says about many people, read by a few statements whatever their number."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.registers.annual_grades import Grade
from cadre_desktop.people.rules import PersonStatus, StaffCategory
from cadre_desktop.talent.readiness.rules import GRADE_YEARS, CandidateFacts, YearGrade, education_order
from cadre_desktop.talent.requirement import line_in

_LEVELS = {Grade.EXCELLENT: 2, Grade.COMPETENT: 1}
_CONTEST_WORDS = ("竞赛", "能手", "比武")
"""Honours that were entered by hand, or proposed and granted, count as titles of a contest where their title says so;
those that a contest has posted always do."""

_RANKS = ("rank", "judge_grade")


@dataclass
class _Gathered:
    """What the registers say about one person."""

    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    educations: list[str] = field(default_factory=list)
    level: str = ""
    post_since: date | None = None
    ranks: dict[str, str] = field(default_factory=dict)
    grades: list[YearGrade] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    honours: list[str] = field(default_factory=list)
    hours: int = 0
    barred: list[str] = field(default_factory=list)


class _Reading:
    """One reading of the dossier of the people listed, as of a day."""

    def __init__(self, people: Sequence[int], day: date, pool: int | None):
        self._listed = json.dumps(list(dict.fromkeys(people)))
        self._day, self._pool = day.isoformat(), pool
        self.found: dict[int, _Gathered] = defaultdict(_Gathered)
        self.grade_years = graded_years(day)
        self.hours_year = day.year - 1

    def rows(self, statement: str, *more: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement whose first parameter lists the people."""
        return list(database.rows(statement, self._listed, *more))

    def gather(self) -> None:
        """Read all registers."""
        self._posts()
        self._ranks()
        self._rotations()
        self._resumes()
        for person, code in self.rows(f"SELECT person_id, education FROM education WHERE person_id IN {LISTED}"):
            self.found[person].educations.append(code)
        self._grades()
        self._honours()
        hours = f"SELECT person_id, sum(hours) FROM training_record WHERE person_id IN {LISTED} AND year = ? AND counts"
        for person, tenths in self.rows(f"{hours} GROUP BY person_id", self.hours_year):
            self.found[person].hours = tenths
        self._barred()

    def _posts(self) -> None:
        """The latest post level and the latest post in force, and the lines that posts held so far speak of.

        Where 任职任级经历 knows no post level of somebody, the latest change of post that names one says it.
        """
        levelled = set()
        held = f"SELECT person_id, starts, ends, post, post_level FROM post_held WHERE person_id IN {LISTED}"
        for person, starts, ends, post, level in self.rows(f"{held} AND starts <= ? ORDER BY starts, id", self._day):
            gathered = self.found[person]
            self._note_line(person, post, starts)
            if level:
                levelled.add(person)
            if ends is None or ends >= self._day:
                gathered.level = level or gathered.level
                gathered.post_since = date.fromisoformat(starts) if post else gathered.post_since
        named = f"SELECT person_id, post_level FROM appointment WHERE person_id IN {LISTED} AND post_level <> ''"
        for person, level in self.rows(f"{named} AND carried_out AND decided <= ? ORDER BY decided, id", self._day):
            if person not in levelled:
                self.found[person].level = level

    def _ranks(self) -> None:
        """The rank and the judge's grade of the day by what the dossier dates; "" where it dates only a later one.

        Who is not noted has those of the person's own row.
        """
        for what in _RANKS:
            held = (
                f"SELECT person_id, starts, ends, {what} FROM post_held WHERE person_id IN {LISTED} AND {what} <> ''"
                " ORDER BY starts, id"
            )
            for person, starts, ends, code in self.rows(held):
                ranks = self.found[person].ranks
                if starts > self._day:
                    ranks.setdefault(what, "")
                elif ends is None or ends >= self._day:
                    ranks[what] = code

    def _note_line(self, person: int, text: str, since: str) -> None:
        if code := line_in(text):
            words = _("{since} 起任{post}").format(since=since[:7].replace("-", "."), post=text)
            self.found[person].lines[code].append(words)

    def _rotations(self) -> None:
        moves = (
            "SELECT person_id, starts, line, department, post FROM rotation_entry"
            f" WHERE person_id IN {LISTED} AND starts <= ? ORDER BY starts, id"
        )
        for person, starts, line, department, post in self.rows(moves, self._day):
            code = line or line_in(department) or line_in(post)
            if code:
                words = _("{since} 交流到{to}").format(since=starts[:7].replace("-", "."), to=department or post)
                self.found[person].lines[code].append(words)

    def _resumes(self) -> None:
        told = f"SELECT person_id, starts, text FROM resume_line WHERE person_id IN {LISTED} ORDER BY position"
        for person, starts, text in self.rows(told):
            if (code := line_in(text)) and not self.found[person].lines.get(code):
                words = _("简历 {since} 起{text}").format(since=(starts or "").replace("-", "."), text=text)
                self.found[person].lines[code].append(words)

    def _grades(self) -> None:
        held = (
            f"SELECT person_id, year, grade FROM annual_grade WHERE person_id IN {LISTED} AND year >= ? AND year <= ?"
        )
        years = self.grade_years
        for person, year, code in self.rows(f"{held} ORDER BY year DESC", years[-1], years[0]):
            grade = Grade(code)
            self.found[person].grades.append(YearGrade(year, _LEVELS.get(grade, 0), grade.label))

    def _honours(self) -> None:
        posted = "source IS NOT NULL AND source NOT IN (SELECT id FROM honour_proposal)"
        given = f"SELECT person_id, title, {posted} FROM honour WHERE person_id IN {LISTED} AND granted <= ?"
        for person, title, by_contest in self.rows(f"{given} ORDER BY granted DESC, id", self._day):
            of_contest = by_contest or any(word in title for word in _CONTEST_WORDS)
            (self.found[person].titles if of_contest else self.found[person].honours).append(title)

    def _barred(self) -> None:
        """Sanctions are confidential: the sentence says that there is one, not which."""
        kept = (
            f"SELECT person_id, reason, until FROM pool_exclusion WHERE person_id IN {LISTED}"
            " AND (pool_id IS NULL OR pool_id = ?) AND (until IS NULL OR until >= ?)"
        )
        for person, reason, until in self.rows(kept, self._pool, self._day):
            text = _("在排除名单中：{reason}（至 {until}）。") if until else _("在排除名单中：{reason}。")
            self.found[person].barred.append(text.format(reason=reason, until=until))
        effect = (
            f"SELECT DISTINCT person_id FROM sanction WHERE person_id IN {LISTED}"
            " AND decided <= ? AND (until IS NULL OR until >= ?)"
        )
        for (person,) in self.rows(effect, self._day, self._day):
            self.found[person].barred.append(_("有不得入库或任用的情形（受限信息），请经办人核对。"))


def graded_years(day: date) -> tuple[int, ...]:
    """The years whose annual grades are asked for on `day`, the latest first: three up to the year before, or as long
    as nobody has a grade of that one yet, up to the year before it."""
    last = day.year - 1
    given = database.rows("SELECT DISTINCT year FROM annual_grade WHERE year IN (?, ?)", last, last - 1)
    held = {year for (year,) in given}
    if last not in held and last - 1 in held:
        last -= 1
    return tuple(range(last, last - GRADE_YEARS, -1))


_PEOPLE = f"""
    SELECT p.id, p.born, p.category, p.quota_judge, p.status, p.line, d.line, d.name, p.education, p.political, p.rank,
        p.judge_grade, p.post, p.post_since, p.joined_work
    FROM person p LEFT JOIN department d ON d.id = p.department_id WHERE p.id IN {LISTED}
"""


@uncollected
def read_facts(people: Sequence[int], day: date, pool: int | None = None) -> dict[int, CandidateFacts]:
    """What is known of people (keys) on `day`, in the order given; exclusions are those for all pools and for `pool`.

    Who is not in the file is left out.
    """
    reading = _Reading(people, day, pool)
    reading.gather()
    found = {row[0]: _facts(reading, *row) for row in reading.rows(_PEOPLE)}
    return {key: found[key] for key in dict.fromkeys(people) if key in found}


def _facts(reading: _Reading, person: int, *values: Any) -> CandidateFacts:
    (born, category, quota, status, line, room_line, room, education, political, rank, judge_grade, post) = values[:12]
    post_since, joined = values[12:]
    gathered = reading.found[person]
    now = line or room_line or line_in(room or "") or line_in(post)
    lines = {code: list(whys) for code, whys in gathered.lines.items()}
    if now:
        lines.setdefault(now, []).insert(0, _("现在{room}").format(room=room or post))
    known = [code for code in (education, *gathered.educations) if code]
    return CandidateFacts(
        born=_month(born),
        category=StaffCategory(category) if category else None,
        quota_judge=bool(quota),
        status=PersonStatus(status),
        lines=tuple((code, why) for code, whys in lines.items() for why in whys[:1]),
        education=min(known, key=education_order, default=""),
        political=political,
        rank=gathered.ranks.get("rank", rank),
        judge_grade=gathered.ranks.get("judge_grade", judge_grade),
        level=gathered.level,
        post_since=gathered.post_since or _month(post_since),
        joined_work=_month(joined),
        grade_years=reading.grade_years,
        grades=tuple(gathered.grades),
        titles=tuple(gathered.titles),
        honours=tuple(gathered.honours),
        hours_year=reading.hours_year,
        hours=gathered.hours,
        barred=tuple(gathered.barred),
    )


def _month(text: str | None) -> date | None:
    """The day that a stored month or day begins with."""
    return date(int(text[:4]), int(text[5:7]), int(text[8:10] or 1)) if text else None
