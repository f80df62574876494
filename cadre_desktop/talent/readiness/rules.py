"""Whether somebody meets what a pool or a post asks, and why not, in words. Pure functions.

What is not known about somebody is said as not known and never passed over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.codes import Code, Tone, code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.people.rules import PersonStatus, StaffCategory, age_on, working_age
from cadre_desktop.talent.requirement import Requirement, hours_text, line_name
from cadre_desktop.talent.rules import GradesRule

GRADE_YEARS = 3
"""So many annual grades are asked for."""

_PARTY_MEMBER, _PROBATIONARY = "01", "02"
_EDUCATION = (("11", "12", "1A", "1B"), ("21", "22", "23"), ("31", "32", "33", "34"), ("35", "36", "37"))
"""Codes of education of one degree, the highest first; those of party schools are of the degree they are called by."""


class Fitness(Code):
    """Whether somebody meets one requirement, or all of them."""

    MET = "met", N_("符合")
    UNKNOWN = "unknown", N_("待核实")
    UNMET = "unmet", N_("不符合")

    @property
    def tone(self) -> Tone:
        tones: dict[Fitness, Tone] = {Fitness.MET: "good", Fitness.UNKNOWN: "warning", Fitness.UNMET: "bad"}
        return tones[self]


class FitReason(NamedTuple):
    """How one requirement is met, or why not, as a sentence."""

    fitness: Fitness
    text: str


class YearGrade(NamedTuple):
    """The annual grade of a year as it is called; `level` is 2 for excellent, 1 for competent, 0 for any other."""

    year: int
    level: int
    label: str


@dataclass(frozen=True)
class CandidateFacts:
    """What the dossier says about somebody; what is not known is None or empty.

    `lines` are the lines of work somebody has worked in, each with what shows it. `grade_years` are the years whose
    grades are asked for, the latest first. `barred` are sentences that keep somebody out whatever else is met: the list
    of exclusions, a sanction that has effect still.
    """

    born: date | None = None
    category: StaffCategory | None = None
    quota_judge: bool = False
    status: PersonStatus = PersonStatus.SERVING
    lines: tuple[tuple[str, str], ...] = ()
    education: str = ""
    political: str = ""
    rank: str = ""
    judge_grade: str = ""
    level: str = ""
    post_since: date | None = None
    joined_work: date | None = None
    grade_years: tuple[int, ...] = ()
    grades: tuple[YearGrade, ...] = ()
    titles: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    hours_year: int = 0
    hours: int = 0
    barred: tuple[str, ...] = ()


def reasons(asked: Requirement, facts: CandidateFacts, day: date) -> list[FitReason]:
    """Every requirement with how somebody meets it on `day`, or why not, in the order of `_CHECKS`."""
    return [reason for check in _CHECKS for reason in check(asked, facts, day)]


def fitness_of(found: list[FitReason]) -> Fitness:
    """All is met; or something is not; or something is not known."""
    kinds = {reason.fitness for reason in found}
    return next((worst for worst in (Fitness.UNMET, Fitness.UNKNOWN) if worst in kinds), Fitness.MET)


def problems_of(asked: Requirement, facts: CandidateFacts, day: date) -> list[str]:
    """Why somebody may not be admitted on `day`, as sentences; an empty list admits."""
    return [reason.text for reason in reasons(asked, facts, day) if reason.fitness is not Fitness.MET]


def _met(good: bool, text: str) -> FitReason:
    return FitReason(Fitness.MET if good else Fitness.UNMET, text)


def _unknown(text: str) -> FitReason:
    return FitReason(Fitness.UNKNOWN, text)


def _status(_asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not facts.status.on_staff:
        text = _("人员状态为“{status}”，不在考虑范围。").format(status=_(facts.status.label))
        yield FitReason(Fitness.UNMET, text)
    for sentence in facts.barred:
        yield FitReason(Fitness.UNMET, sentence)


def _age(asked: Requirement, facts: CandidateFacts, day: date) -> Iterator[FitReason]:
    if asked.age_limit is None:
        return
    if facts.born is None:
        yield _unknown(_("没有出生年月，无法核对年龄，请先补全。"))
        return
    reckoned = asked.age_day or day
    age, limit = age_on(facts.born, reckoned), asked.age_limit
    if age <= limit:
        text = _("截至 {day} 为 {age} 周岁，不超过 {limit} 周岁。")
    else:
        text = _("截至 {day} 已满 {age} 周岁，超过年龄上限 {limit} 周岁。")
    yield _met(age <= limit, text.format(day=reckoned.isoformat(), age=age, limit=limit))


def _category(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if asked.quota_only:
        text = _("是员额法官。") if facts.quota_judge else _("不是员额法官，这里只收员额法官。")
        yield _met(facts.quota_judge, text)
    if asked.category is None:
        return
    if facts.category is None:
        yield _unknown(_("没有人员分类，无法核对，请先补全。"))
        return
    own, wanted = _(facts.category.label), _(asked.category.label)
    fits = facts.category is asked.category
    text = _("人员分类是{own}。") if fits else _("人员分类是{own}，这里只收{wanted}。")
    yield _met(fits, text.format(own=own, wanted=wanted))


def _line(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not asked.line:
        return
    line = line_name(asked.line)
    shown = [why for code, why in facts.lines if code == asked.line]
    if shown:
        yield FitReason(Fitness.MET, _("做过{line}：{why}。").format(line=line, why="、".join(shown)))
    elif facts.lines:
        done = "、".join(dict.fromkeys(line_name(code) for code, _why in facts.lines))
        yield FitReason(Fitness.UNMET, _("档案里没有做过{line}的记录（做过{done}）。").format(line=line, done=done))
    else:
        yield _unknown(_("档案里没有任何条线的记录，无法核对是否做过{line}。").format(line=line))


def _education(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not asked.education:
        return
    table = code_table("education")
    wanted = _(table.label(asked.education))
    if not facts.education:
        yield _unknown(_("没有学历，无法核对是否达到{wanted}，请先补全。").format(wanted=wanted))
        return
    own = _(table.label(facts.education))
    fits = education_order(facts.education) <= education_order(asked.education)
    text = _("学历是{own}，达到{wanted}。") if fits else _("学历是{own}，没有达到{wanted}。")
    yield _met(fits, text.format(own=own, wanted=wanted))


def education_order(code: str) -> int:
    """Which degree a code is of, the highest first: 0 for postgraduates, 1 for undergraduates."""
    for order, codes in enumerate(_EDUCATION):
        if code in codes:
            return order
    table = [item.value for item in code_table("education")]
    return len(_EDUCATION) + (table.index(code) if code in table else len(table))


def _party(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not asked.party_member:
        return
    if not facts.political:
        yield _unknown(_("没有政治面貌，无法核对是否中共党员，请先补全。"))
    elif facts.political == _PROBATIONARY:
        yield FitReason(Fitness.UNMET, _("是预备党员，还没有转正。"))
    else:
        own = _(code_table("political").label(facts.political))
        fits = facts.political == _PARTY_MEMBER
        text = _("是中共党员。") if fits else _("政治面貌是{own}，不是中共党员。")
        yield _met(fits, text.format(own=own))


def _rank(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not asked.rank_at_least:
        return
    table = code_table("ranks")
    wanted = _(table.label(asked.rank_at_least))
    if not facts.rank and facts.judge_grade:
        own = _(code_table("judge_grades").label(facts.judge_grade))
        text = _("只有法官等级“{own}”，与职级“{wanted}”不是一个序列，不能直接比较，请人工核对。")
        yield _unknown(text.format(own=own, wanted=wanted))
        return
    if not facts.rank:
        yield _unknown(_("没有职级，无法核对是否达到{wanted}，请先补全。").format(wanted=wanted))
        return
    own = _(table.label(facts.rank))
    (own_sequence, own_order), (sequence, order) = _ordered(facts.rank), _ordered(asked.rank_at_least)
    if own_sequence != sequence:
        text = _("职级是{own}，与{wanted}不是一个序列，不能直接比较，请人工核对。")
        yield _unknown(text.format(own=own, wanted=wanted))
        return
    fits = own_order <= order
    text = _("职级是{own}，达到{wanted}。") if fits else _("职级是{own}，没有达到{wanted}。")
    yield _met(fits, text.format(own=own, wanted=wanted))


def _ordered(rank: str) -> tuple[str, int]:
    """The sequence of a rank and its order in it, the highest first: general-07."""
    sequence, _dash, order = rank.partition("-")
    return sequence, int(order) if order.isdigit() else 0


def _level(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if not asked.level_at_least:
        return
    table = code_table("post_levels")
    wanted = _(table.label(asked.level_at_least))
    if not facts.level:
        yield _unknown(_("任职任级经历里没有现职务层次，无法核对是否达到{wanted}。").format(wanted=wanted))
        return
    codes = [item.value for item in table]
    fits = codes.index(facts.level) <= codes.index(asked.level_at_least)
    text = _("职务层次是{own}，达到{wanted}。") if fits else _("职务层次是{own}，没有达到{wanted}。")
    yield _met(fits, text.format(own=_(table.label(facts.level)), wanted=wanted))


def _years(asked: Requirement, facts: CandidateFacts, day: date) -> Iterator[FitReason]:
    if asked.years_in_post is not None:
        if facts.post_since is None:
            yield _unknown(_("没有任现职时间，无法核对任职年限，请先补全。"))
        else:
            done = working_age(facts.post_since, day)
            text = _("任现职满 {done} 年（要求 {years} 年）。")
            yield _met(done >= asked.years_in_post, text.format(done=done, years=asked.years_in_post))
    if asked.service_years is not None:
        if facts.joined_work is None:
            yield _unknown(_("没有参加工作时间，无法核对工作年限，请先补全。"))
        else:
            done = working_age(facts.joined_work, day)
            text = _("工作满 {done} 年（要求 {years} 年）。")
            yield _met(done >= asked.service_years, text.format(done=done, years=asked.service_years))


def _grades(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if asked.grades_rule is None:
        return
    held = {grade.year: grade for grade in facts.grades}
    wanted = _(asked.grades_rule.label)
    told = "、".join(f"{year} {_(held[year].label)}" for year in sorted(facts.grade_years) if year in held)
    levels = [held[year].level for year in facts.grade_years if year in held]
    least = 2 if asked.grades_rule is GradesRule.EXCELLENT else 1
    if any(level < least for level in levels):
        yield FitReason(Fitness.UNMET, _("年度考核为{told}，没有做到{wanted}。").format(told=told, wanted=wanted))
        return
    lacking = [str(year) for year in sorted(facts.grade_years) if year not in held]
    if lacking:
        yield _unknown(_("缺 {years} 年的年度考核结果，无法核对。").format(years="、".join(lacking)))
        return
    fits = asked.grades_rule is not GradesRule.ONE_EXCELLENT or 2 in levels
    text = _("年度考核为{told}，{wanted}。") if fits else _("年度考核为{told}，没有做到{wanted}。")
    yield _met(fits, text.format(told=told, wanted=wanted))


def _title(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if asked.contest_title:
        text = _("有竞赛称号：{titles}。").format(titles="、".join(facts.titles[:3]))
        yield _met(bool(facts.titles), text if facts.titles else _("档案里没有业务竞赛的称号。"))


def _hours(asked: Requirement, facts: CandidateFacts, _day: date) -> Iterator[FitReason]:
    if asked.hours is not None:
        text = _("{year} 年 {hours} 学时（要求 {wanted} 学时）。")
        words = {"hours": hours_text(facts.hours), "wanted": hours_text(asked.hours)}
        yield _met(facts.hours >= asked.hours, text.format(year=facts.hours_year, **words))


_CHECKS: tuple[Callable[[Requirement, CandidateFacts, date], Iterator[FitReason]], ...] = (
    _status,
    _age,
    _category,
    _line,
    _education,
    _party,
    _rank,
    _level,
    _years,
    _grades,
    _title,
    _hours,
)
