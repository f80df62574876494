"""Which line of the plan a course carries out: proposed by title, series and month, and kept in one step."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cadre_desktop.courses.records import Course, PlanItem
from cadre_desktop.courses.rules import CourseStatus
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store

_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_NUMBERED = re.compile(r"第?[一二三四五六七八九十\d]+期")
_ALIKE = 0.6
"""Least likeness (difflib) of titles that may mean the same line."""
_IDENTICAL, _SAME, _CONTAINED, _SIMILAR, _WITHOUT = 200, 100, 60, 40, 10
_SERIES, _MONTH, _NEAR, _FORM, _COURT = 20, 10, 5, 3, 3
_LEAST_CONTAINED = 4
"""Characters of a title that has to stand in another for them to be alike."""


@dataclass(frozen=True)
class ItemProposal:
    """A course without a line, the line proposed for it (None where none fits or several do), and why, in words.

    sure: whether the title speaks for it, and not the series and month alone.
    """

    course: int
    title: str
    item: int | None
    line: str
    reason: str
    sure: bool = False


def plain(title: str) -> str:
    """A title without its year and signs: “2023年执行实务培训班（第2期）” → 执行实务培训班第2期."""
    text = _YEAR.sub("", unicodedata.normalize("NFKC", title).casefold())
    return "".join(sign for sign in text if sign.isalnum())


def plain_title(title: str) -> str:
    """Without the number of the run, too: 执行实务培训班."""
    return _NUMBERED.sub("", plain(title))


@dataclass(frozen=True)
class _Fit:
    points: int
    reasons: tuple[str, ...]
    item: PlanItem
    by_title: bool


def propose_lines(year: int) -> list[ItemProposal]:
    """A proposal for each course of `year` that is in no line and not cancelled, by date."""
    items = list(PlanItem.select().where(PlanItem.year == year))
    courses = Course.select().where(
        Course.plan_item.is_null(),
        Course.starts >= f"{year}",
        Course.starts < f"{year + 1}",
        Course.status != CourseStatus.CANCELLED,
    )
    return [_proposal(course, items) for course in courses.order_by(Course.starts, Course.id)]


def _proposal(course: Course, items: Sequence[PlanItem]) -> ItemProposal:
    fits = sorted(_fits(course, items), key=lambda fit: -fit.points)
    if not fits:
        return ItemProposal(course.id, course.title, None, "", _("没有名称、系列和月份相合的计划项目"))
    best = fits[0]
    equal = [fit.item.title for fit in fits if fit.points == best.points]
    if len(equal) > 1:
        reason = _("有几个计划项目同样合适：{lines}").format(lines=_("、").join(equal[:3]))
        return ItemProposal(course.id, course.title, None, "", reason)
    return ItemProposal(
        course.id, course.title, best.item.id, best.item.title, _("、").join(best.reasons), sure=best.by_title
    )


def _fits(course: Course, items: Sequence[PlanItem]) -> Iterator[_Fit]:
    for item in items:
        points, reason = _likeness(course.title, item.title)
        if points < _SAME and course.series and course.series != item.series:
            continue  # another series is another course, whatever it is called
        reasons = [reason] if reason else []
        by_title = points > 0
        more = list(_agreements(course, item))
        if not by_title and sum(given for given, _words in more) < _SERIES + _MONTH:
            continue
        reasons += [words for _given, words in more if words]
        yield _Fit((points or _WITHOUT) + sum(given for given, _words in more), tuple(reasons), item, by_title)


def _likeness(course: str, line: str) -> tuple[int, str]:
    """How much two titles are alike, and the words for it; 0 for not at all."""
    if plain(course) == plain(line):
        return _IDENTICAL, _("名称相同")
    course, line = plain_title(course), plain_title(line)
    if course == line:
        return _SAME, _("名称相同（不计期次）")
    if not course or not line:
        return 0, ""
    shorter, longer = sorted((course, line), key=len)
    if len(shorter) >= _LEAST_CONTAINED and shorter in longer:
        return _CONTAINED, _("名称相近")
    ratio = SequenceMatcher(None, course, line, autojunk=False).ratio()
    return (round(_SIMILAR * ratio), _("名称相近")) if ratio >= _ALIKE else (0, "")


def _agreements(course: Course, item: PlanItem) -> Iterator[tuple[int, str]]:
    """What else agrees: points, and words where it says something."""
    if course.series and course.series == item.series:
        yield _SERIES, _("系列相同")
    if item.month is not None and course.starts.month == item.month:
        yield _MONTH, _("月份相同")
    elif item.month is not None and abs(course.starts.month - item.month) == 1:
        yield _NEAR, _("月份相近")
    if course.form and course.form == item.form:
        yield _FORM, ""
    if item.__data__["court"] is not None and course.__data__["court"] == item.__data__["court"]:
        yield _COURT, ""


def assign_lines(store: Store, chosen: Mapping[int, int | None]) -> int:
    """Put courses (keys) into lines (keys, None for none) in one step; returns how many changed.

    Closed courses too: what they have posted to the dossiers has nothing to do with the plan. Raises Refused where a
    course or a line has gone meanwhile.
    """
    courses = {course.id: course for course in Course.select().where(Course.id.in_(list(chosen)))}
    wanted = {item for item in chosen.values() if item is not None}
    known = {item.id for item in PlanItem.select(PlanItem.id).where(PlanItem.id.in_(list(wanted)))}
    if len(courses) < len(chosen) or wanted - known:
        raise Refused(_("有的班次或计划项目已经不在了，请重新打开再对应。"))
    changed = 0
    with store.step(_("把 {count} 个班次对应到培训计划").format(count=len(chosen))):
        for key, item in chosen.items():
            course = courses[key]
            if course.__data__["plan_item"] != item:
                course.plan_item = item
                course.save()
                changed += 1
    return changed
