"""Completion workbooks of platforms and other bodies: what their tables say about rows of training records.

A platform gives a line for each person with the hours of several classes beside one another and no dates; others give
the hours on site and online in two columns, or minutes; the year, and where it all comes from, often stand in a title.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.headings import normal
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.kind import Reading, Unfolded
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import settings
from cadre_desktop.people.rules import TrainingOrigin

TITLE, YEAR, STARTS, HOURS, ONLINE, ORIGIN = "培训班名称", "年度", "开始日期", "学时", "网络培训", "来源"
"""Headings of training records that unfolded tables have."""

MINUTES = "minutes_per_hour"
"""The setting of how many minutes of a platform make an hour (学时)."""

USUAL_MINUTES = "60"
"""No rule says it; many platforms count 45."""

STEP = 5
"""Hours are credited in steps of 0.5, in tenths."""

_YEARS = frozenset({"年度", "年份", "培训年度", "学习年度"})
_BEGINNINGS = frozenset({"开始日期", "起始日期", "开始", "开始时间", "培训开始时间", "开班日期", "开班时间"})
_ORIGINS = frozenset({"来源", "培训来源"})
_TITLES = frozenset({"培训班名称", "培训名称", "班次名称", "班次", "专题班名称"})
_HOURS = frozenset({"学时", "总学时", "培训学时", "完成学时", "学习时长", "学时数", "时长", "总时长"})
_TOTAL = re.compile(r"(?:已?完成|累计|合计|获得)?总?学时(?:合计|总数)?")
_OF_CLASS = re.compile(r"(?P<title>.+?)/?(?:已?完成|学习|获得)学时数?")
_COURSES = re.compile(r".*(?:课程|课件)(?:门)?数")
_NO_CLASS = frozenset(
    {"", "总", "共", "累计", "年度", "全年", "应", "规定", "未", "已", "网络", "线上", "线下", "面授"}
)
_ON_SITE = re.compile(r"(?:已?完成)?(?:线下|面授|现场|集中|脱产)(?:培训|学习)?(?:完成)?学时")
_BY_NET = re.compile(r"(?:已?完成)?(?:网络|线上|网上|在线)(?:培训|学习)?(?:完成)?学时")
_NUMBERED = re.compile(r"(?:专题班|班|班次)(\d+)")
_SPOKEN_YEAR = re.compile(r"(?<!\d)((?:19[89]|20\d)\d)(?!\d)")
_YEAR_IN_TITLE = re.compile(rf"{_SPOKEN_YEAR.pattern}(?:年?度|年(?![级限终]))?")
_REPORT = re.compile(r"(?:完成|学习|培训)?(?:成绩|情况|统计|明细|名单|汇总|台账|记录|数据|一览)*(?:表|单|册)?$")
_SAYS_WHAT = re.compile("班|培训|学习|学院|课")
_MINUTES = re.compile(r"(?:(\d+)\s*(?:小时|时|h))?\s*(?:(\d+(?:\.\d+)?)\s*(?:分钟?|min))?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4})[::]([0-5]\d)(?:[::][0-5]\d)?")
NOT_DONE = ("否", "未", "不合格", "不及格", "没有", "没", "×", "✗", "x", "X", "退学", "缺")
"""How a result begins that says that a training was not completed."""

_DONE = frozenset({"是", "已", "√", "✓", "已结业", "Y", "y"})

_Added = Sequence[tuple[Any, ...]]


class _WorkbookShape(NamedTuple):
    """What a table's own columns become: the places used up, the headings made of them, and the cells of each row."""

    gone: frozenset[int] = frozenset()
    added: tuple[str, ...] = ()
    rows: Callable[[Sequence[Any]], _Added] = lambda _cells: ((),)
    origin: str = ""


def unfold_completions(headings: Sequence[str], around: Sequence[str]) -> Unfolded | None:
    """How a table of completions becomes training records; None where each line is one already.

    `around` are its titles, the name of its sheet and that of its file, from which year and origin are told.
    """
    plain = [normal(heading) for heading in headings]
    shape = _by_classes(plain, around) or _by_mode(plain) or _in_minutes(headings, plain) or _WorkbookShape()
    common: list[tuple[str, Any]] = []
    dated = next((index for index, text in enumerate(plain) if text in _BEGINNINGS), None)
    year = told_year(around) if _YEARS.isdisjoint(plain) else None
    if _BEGINNINGS.isdisjoint(plain):
        common.append((STARTS, ""))
    if _ORIGINS.isdisjoint(plain) and (origin := shape.origin or _told_origin(around)):
        common.append((ORIGIN, origin))
    if not common and not shape.added and year is None:
        return None
    more = tuple(value for _heading, value in common)
    added = (*shape.added, *(heading for heading, _value in common))
    if year is None:
        return Unfolded(shape.gone, added, lambda cells: [(*row, *more) for row in shape.rows(cells)])

    def with_year(cells: Sequence[Any]) -> _Added:
        """Where a line has its own day, that gives the year."""
        own = "" if dated is not None and text_of(cells[dated]) not in NOTHING else year
        return [(*row, *more, own) for row in shape.rows(cells)]

    return Unfolded(shape.gone, (*added, YEAR), with_year)


def told_year(around: Iterable[str]) -> str:
    """The year that the nearest text speaks of which names one; "" where it names several, or none does."""
    for text in around:
        years = set(_SPOKEN_YEAR.findall(text))
        if years:
            return years.pop() if len(years) == 1 else ""
    return ""


def _told_origin(around: Iterable[str]) -> str:
    """Where the trainings come from, as the nearest text says that names an origin by a whole word of it."""
    words = {origin: (origin.label, *origin.also) for origin in TrainingOrigin if origin is not TrainingOrigin.OTHER}
    for text in around:
        found = {origin for origin, names in words.items() if any(name in text for name in names)}
        if len(found) == 1:
            return str(found.pop().label)
        if TrainingOrigin.OTHER.label in text:
            return str(TrainingOrigin.OTHER.label)
    return ""


def _by_classes(plain: Sequence[str], around: Sequence[str]) -> _WorkbookShape | None:
    """A row for each class with hours, and one for what the total has beyond them; else one of the whole."""
    if not _TITLES.isdisjoint(plain):
        return None
    found = {index: match["title"] for index, text in enumerate(plain) if (match := _OF_CLASS.fullmatch(text))}
    classes = {index: title for index, title in found.items() if title.rstrip("/") not in _NO_CLASS}
    total = next((index for index, text in enumerate(plain) if _TOTAL.fullmatch(text)), None)
    if not classes and total is None:
        return None
    whole = _called(around)
    titles = {index: _class_title(whole, title) for index, title in classes.items()}
    courses = {index for index, text in enumerate(plain) if _COURSES.fullmatch(text)}
    gone = frozenset({*classes, *courses, *(() if total is None else (total,))})

    def rows(cells: Sequence[Any]) -> _Added:
        done = [(titles[index], cells[index]) for index in classes if _is_some(cells[index])]
        rest = "" if total is None else cells[total]
        beyond = _beyond(rest, [hours for _title, hours in done])
        if beyond is not None and done:
            done.append((_("{title}其他课程").format(title=whole), beyond))
        return done or [(whole, rest)]

    def online(cells: Sequence[Any]) -> _Added:
        return [(*row, "是") for row in rows(cells)]

    return _WorkbookShape(gone, (TITLE, HOURS, ONLINE), online, str(TrainingOrigin.PLATFORM.label))


def _called(around: Iterable[str]) -> str:
    """What a platform's table is about, by the nearest text that says what: 2023年度网上专题班成绩表 → 网上专题班."""
    for text in around:
        bare = _YEAR_IN_TITLE.sub("", text)
        if _SAYS_WHAT.search(bare):
            bare = _REPORT.sub("", re.sub(r"^\W*年?度?", "", bare).strip())
            if bare:
                return bare
    return _("网上专题班")


def _class_title(whole: str, title: str) -> str:
    """What a class is called: by its own name, or by its number beside what the table is about."""
    numbered = _NUMBERED.fullmatch(title.rstrip("/"))
    if numbered is None:
        return title.rstrip("/")
    return f"{whole.removesuffix('专题班')}专题班{numbered[1]}"


def _is_some(cell: Any) -> bool:
    """Whether a cell says more than nothing or 0."""
    text = text_of(cell)
    return text not in NOTHING and text not in ("0", "0.0")


def _beyond(total: Any, parts: Sequence[Any]) -> Any:
    """What a total has beyond its parts; None for nothing. Parts that come to more are left for somebody to see. A
    negative part, which is refused itself, adds nothing to the rest."""
    try:
        whole, known = float(text_of(total)), [max(float(text_of(part)), 0) for part in parts]
    except ValueError:
        return None
    rest = round(whole - sum(known), 4)
    if rest < 0:
        return _("{sum:g}（多于完成总学时 {total:g}）").format(sum=sum(known), total=whole)
    return rest or None


def _by_mode(plain: Sequence[str]) -> _WorkbookShape | None:
    """A row for the hours online and one for those on site."""
    modes = {index: online for index, text in enumerate(plain) if (online := _mode(text))}
    if not modes:
        return None
    totals = {index for index, text in enumerate(plain) if text in _HOURS}

    def rows(cells: Sequence[Any]) -> _Added:
        done = [(cells[index], online) for index, online in modes.items() if _is_some(cells[index])]
        total = next((cells[index] for index in totals), 0)
        return done or [(total, "")]

    return _WorkbookShape(frozenset({*modes, *totals}), (HOURS, ONLINE), rows)


def _mode(heading: str) -> str:
    return "是" if _BY_NET.fullmatch(heading) else "否" if _ON_SITE.fullmatch(heading) else ""


def _in_minutes(headings: Sequence[str], plain: Sequence[str]) -> _WorkbookShape | None:
    """Hours whose heading says that they are minutes."""
    minutes = [index for index, text in enumerate(headings) if "分钟" in text and plain[index] in _HOURS]
    others = _HOURS.intersection(text for index, text in enumerate(plain) if index not in minutes)
    if len(minutes) != 1 or others:
        return None
    index = minutes[0]

    def rows(cells: Sequence[Any]) -> _Added:
        text = text_of(cells[index])
        return ((_("{count}分钟").format(count=text) if text.replace(".", "", 1).isdecimal() else cells[index],),)

    return _WorkbookShape(frozenset(minutes), (HOURS,), rows)


def read_hours(text: str) -> Reading | None:
    """Hours from a length of time, in whole halves, the rest lost: 7:15, 3小时20分钟, 437分钟."""
    clock, written = _CLOCK.fullmatch(text), _MINUTES.fullmatch(text)
    if clock:
        minutes = 60 * int(clock[1]) + float(clock[2])
    elif text and written and written[0]:
        minutes = 60 * int(written[1] or 0) + float(written[2] or 0)
    else:
        return None
    long = float(settings.setting(MINUTES) or USUAL_MINUTES)
    hours = int(minutes / long * 10 // STEP * STEP)
    note = _("“{text}”按 {minutes:g} 分钟为 1 学时记 {hours:g} 学时，不足 0.5 学时的不计")
    return Reading({"hours": hours}, note.format(text=text, minutes=long, hours=hours / 10))


def read_result(text: str) -> Reading | None:
    """是 and 否 under 是否结业 as words; None for what says it in words itself."""
    if text in _DONE:
        return Reading({"result": _("结业")})
    return Reading({"result": _("未结业")}) if text in NOT_DONE else None


def is_not_completed(result: str) -> bool:
    """Whether a result says that a training was not completed: 未结业, 不合格."""
    return result.startswith(NOT_DONE)
