"""Who meets the years for the next rank or judge's grade, from which month on, and what is in the way. Pure.

Months are counted from that of the appointment (公务员职务与职级并行规定): each year graded excellent takes off half a
year, a year graded below competent, undetermined or not at all does not count. What counts in a month are the grades of
the years before it: that of the same year is not fixed yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.people.months import month_number, month_of
from cadre_desktop.people.promotion.ladder import Terms, general_rank, ladder, next_grade, same_sequence

EXCELLENT = "excellent"
UNCOUNTED = frozenset({"basic", "incompetent", "ungraded", "absent"})
BELOW_COMPETENT = frozenset({"basic", "incompetent"})
RANK, JUDGE_GRADE = "rank", "judge_grade"
"""What somebody is promoted in, as the columns are called."""
_DECEMBER = 11


class YearsCounted(NamedTuple):
    """The years of a term by their grades: which shorten it, which do not count, and which have no grade."""

    excellent: tuple[int, ...]
    uncounted: tuple[int, ...]
    lacking: tuple[int, ...]


def years_counted(start: int, month: int, grades: Mapping[int, str], terms: Terms) -> YearsCounted:
    """The years from that of the appointment to the one before `month` (both months as numbers)."""
    first = start // 12 + (start % 12 == _DECEMBER and not terms.december)
    years = range(first, month // 12)
    return YearsCounted(
        tuple(year for year in years if grades.get(year) == EXCELLENT),
        tuple(year for year in years if grades.get(year) in UNCOUNTED),
        tuple(year for year in years if not grades.get(year)),
    )


def months_needed(years: int, counted: YearsCounted, terms: Terms) -> int:
    """How many months somebody has to have served."""
    return max(0, 12 * years - terms.excellent_months * len(counted.excellent) + 12 * len(counted.uncounted))


def is_met(start: int, years: int, grades: Mapping[int, str], month: int, terms: Terms) -> bool:
    """Whether the term is served in a month."""
    needed = months_needed(years, years_counted(start, month, grades, terms), terms)
    return month >= start and month - start >= needed


def earliest_month(start: int, years: int, grades: Mapping[int, str], terms: Terms, after: int | None = None) -> int:
    """The first month (not before `after`) in which the term is served, if no year without a grade changes it."""
    month = start if after is None else max(start, after)
    while not is_met(start, years, grades, month, terms):
        month += 1
    return month


def met_since(start: int, years: int, grades: Mapping[int, str], month: int, terms: Terms) -> int:
    """Where the term is served in `month`: since when without a break; else the next month in which it will be."""
    if not is_met(start, years, grades, month, terms):
        return earliest_month(start, years, grades, terms, month)
    settled = 12 * (max(grades, default=0) + 1)  # from here on no grade changes what is needed
    if month > settled:
        month = max(settled, start + months_needed(years, years_counted(start, month, grades, terms), terms))
    while is_met(start, years, grades, month - 1, terms):
        month -= 1
    return month


class Since(NamedTuple):
    """What somebody holds, as a code ("": nothing), and since when (None: the dossier does not say)."""

    code: str = ""
    since: date | None = None


NOTHING = Since()


@dataclass(frozen=True)
class Career:
    """What the dossier says of somebody on a day.

    rank, level, grade: the rank, the level of a leading post and the judge's grade that are held; grades: those of
    annual assessments by year; court_level: of the court; barred: what is in the way, whatever the target, in words;
    troubles: what has to be checked in the history; conflicts: by rank or grade why it cannot be said which is held.
    """

    rank: Since = NOTHING
    level: Since = NOTHING
    grade: Since = NOTHING
    grades: Mapping[int, str] = field(default_factory=dict)
    court_level: str = ""
    barred: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    conflicts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """A way to a higher rank or grade.

    what: `RANK` or `JUDGE_GRADE`; to, came_from: codes (`came_from` may be the level of a post); start, earliest: first
    days of months, None where they are not known; met: whether the years are served on the day; reasons: how they were
    counted; obstacles: what is in the way, the years apart; remarks: what has to be checked; held: the rank or grade
    that is held now, whatever opens the way.
    """

    what: str
    to: str
    came_from: str
    start: date | None
    earliest: date | None
    met: bool
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    held: str = ""

    @property
    def eligible(self) -> bool:
        """Whether nothing that the dossier knows is in the way."""
        return self.met and not self.obstacles


def routes(career: Career, day: date, terms: Terms) -> list[Route]:
    """All ways up that are open to somebody by post, rank and grade, the highest target first; years served or not."""
    ways = [*_rank_routes(career, day, terms), *_grade_route(career, day, terms)]
    held = {RANK: career.rank.code, JUDGE_GRADE: career.grade.code}
    return [replace(way, held=held[way.what]) for way in ways]


def _rank_routes(career: Career, day: date, terms: Terms) -> Iterator[Route]:
    if RANK in career.conflicts:
        yield _unknown(RANK, "", career.rank, career, career.conflicts[RANK])
        return
    if career.grade.code and not career.rank.code:
        return  # judges have grades of their own in the place of ranks
    held = general_rank(career.rank.code, terms)
    if career.rank.code and not held:
        words = _("{rank}的晋升年限没有查到条文，可在“设置”里选按综合管理类的年限。")
        yield _unknown(RANK, "", career.rank, career, words.format(rank=label_of(career.rank.code)))
        return
    targets = [step.to for step in ladder()]
    above = targets[: targets.index(held)] if held in targets else targets
    for step in ladder():
        if step.to not in above or not (held in step.ranks or career.level.code in step.levels):
            continue
        since = career.rank if held in step.ranks else career.level
        if target := same_sequence(step.to, career.rank.code):
            yield _route(RANK, target, since, step.years, career, day, terms)


def _grade_route(career: Career, day: date, terms: Terms) -> Iterator[Route]:
    if JUDGE_GRADE in career.conflicts:
        yield _unknown(JUDGE_GRADE, "", career.grade, career, career.conflicts[JUDGE_GRADE])
        return
    target = next_grade(career.grade.code)
    if not target:
        return
    ceiling = terms.ceilings.get(career.court_level, "")
    if ceiling and target < ceiling:
        words = _("{target}高于本级法院按年限晋升的最高等级（{ceiling}），择优选升，不按年限。")
        words = words.format(target=label_of(target), ceiling=label_of(ceiling))
        yield _unknown(JUDGE_GRADE, target, career.grade, career, words)
    elif target not in terms.judge_years:
        words = _("晋升{target}的年限没有查到条文，可按本省规定在“设置”里填写。").format(target=label_of(target))
        yield _unknown(JUDGE_GRADE, target, career.grade, career, words)
    else:
        yield _route(JUDGE_GRADE, target, career.grade, terms.judge_years[target], career, day, terms)


def _unknown(what: str, target: str, held: Since, career: Career, why: str) -> Route:
    start = held.since and held.since.replace(day=1)
    return Route(what, target, held.code, start, None, False, (), (why, *career.barred), career.troubles)


def _route(what: str, target: str, held: Since, years: int, career: Career, day: date, terms: Terms) -> Route:
    """A way with a term of years. Whether grades shorten that of judges no source says: there they do not count."""
    if held.since is None:
        words = _("没有登记{held}的任职日期，算不出年限，请在“任职任级经历”里补上。").format(held=label_of(held.code))
        return Route(what, target, held.code, None, None, False, (), (words, *career.barred), career.troubles)
    grades = career.grades if what == RANK else {}
    start, month = month_number(held.since), month_number(day)
    earliest = month_of(met_since(start, years, grades, month, terms))
    met = is_met(start, years, grades, month, terms)
    counted = years_counted(start, month, grades, terms)
    reasons = tuple(_reasons(held, years, counted, month - start, terms))
    if what == RANK:
        remarks = (*career.troubles, *_lacking(counted))
    else:
        remarks = (*career.troubles, _("法官等级凭考核等次缩短年限的规定没有查到，没有计入"))
    return Route(what, target, held.code, month_of(start), earliest, met, reasons, career.barred, remarks)


def _reasons(held: Since, years: int, counted: YearsCounted, served: int, terms: Terms) -> Iterator[str]:
    assert held.since is not None
    words = _("{month}任{held}，须满 {years} 年")
    yield words.format(month=f"{held.since:%Y.%m}", held=label_of(held.code), years=years)
    if counted.excellent and terms.excellent_months:
        words = _("{years}年优秀，缩短 {months} 个月")
        months = terms.excellent_months * len(counted.excellent)
        yield words.format(years=_listed(counted.excellent), months=months)
    if counted.uncounted:
        yield _("{years}年考核未达称职或不定等次，不计年限").format(years=_listed(counted.uncounted))
    needed = months_needed(years, counted, terms)
    if served >= needed:
        yield _("已任 {served} 个月，须 {needed} 个月，已满").format(served=served, needed=needed)
    else:
        words = _("已任 {served} 个月，须 {needed} 个月，还差 {short} 个月")
        yield words.format(served=max(0, served), needed=needed, short=needed - served)


def _lacking(counted: YearsCounted) -> Iterator[str]:
    if counted.lacking:
        yield _("没有 {years}年的年度考核结果，按称职计算，请核对").format(years=_listed(counted.lacking))


def _listed(years: tuple[int, ...]) -> str:
    """2019、2021至2023: of three years and more in a row the first and the last."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = (
        [_("{first}至{last}").format(first=run[0], last=run[-1])] if len(run) > 2 else list(map(str, run))
        for run in runs
    )
    return "、".join(part for run in parts for part in run)


def label_of(code: str) -> str:
    """What a rank, a level of posts or a judge's grade is called."""
    for table in ("ranks", "post_levels", "judge_grades"):
        if code in code_table(table):
            return code_table(table).label(code)
    return code


@dataclass(frozen=True)
class Barring:
    """What may bar somebody: whether a sanction is in effect or an investigation goes on, when he joined, and whether
    still at work."""

    sanctioned: bool = False
    joined: date | None = None
    serving: bool = True


def bars(standing: Barring, grades: Mapping[int, str], day: date, terms: Terms) -> tuple[str, ...]:
    """What is in the way of a promotion on a day. Sanctions are restricted: no word says which, or until when."""
    return tuple(_bars(standing, grades, day, terms))


def _bars(standing: Barring, grades: Mapping[int, str], day: date, terms: Terms) -> Iterator[str]:
    if not standing.serving:
        yield _("已不在职，不列入")
    if standing.sanctioned:
        yield _("有不得晋升的情形（受限信息）")
    if standing.joined and month_number(day) - month_number(standing.joined) < terms.probation_months:
        yield _("{month}参加工作，试用期未满").format(month=f"{standing.joined:%Y.%m}")
    fixed = max((year for year, grade in grades.items() if grade and year < day.year), default=None)
    if fixed is not None and grades[fixed] in BELOW_COMPETENT:
        yield _("最近一次（{year}年）年度考核未达称职").format(year=fixed)
