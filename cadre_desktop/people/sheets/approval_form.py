"""干部任免审批表 on paper: A4, both sides, after the official layout; the résumé shrinks to fit.

Texts are 14 pt Song as on the official form. Family members are not kept, so their lines are blank to be filled in by
hand; the organs' opinions have room for seal and date.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.table import spread
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.sheets.approval_facts import Approval, ResumeEntry, Studies, approval_of
from cadre_desktop.people.sheets.cells import (
    BODY,
    LEAST,
    PADDING,
    draw_photo,
    first_fitting,
    frame,
    leading,
    put,
    write,
)
from cadre_desktop.people.sheets.whom import people_in_order

TITLE = Style(Role.TITLE, 22)
_LEFT, _TOP, _BOTTOM = 22.0, 28.0, 283.0
_COLUMNS = (20.0, 23.0, 20.0, 24.0, 21.0, 23.0, 35.0)
_EDGE = _LEFT + sum(_COLUMNS)
_ROW, _POST_ROW = 12.0, 13.5
_PHOTO = (34.0, 42.5)
_SIDE = 12.0
"""Mm of the narrow column at the left of résumé and back."""
_FAMILY = (20.0, 24.0, 22.0, 22.0)
_FAMILY_LINES = 7
_LONGEST = 7
"""Characters in one column of a heading from top to bottom."""
_GAP = 2
"""Characters between the months of a résumé line and its text."""
_WIDEST = "0000.00--0000.00"
_BACK = (50.0, 32.0, 32.0, 9.0 * (_FAMILY_LINES + 1), 18.0, 35.0)
"""Heights in mm: honours, grades, reasons, family, reporting unit, opinions."""


def with_sanctions() -> PaperChoice:
    """Whether sanctions are told; usually they are not, since they are restricted."""
    return PaperChoice("sanctions", _("处分"), (("no", _("不印处分")), ("yes", _("印处分"))))


def grade_years() -> PaperChoice:
    """Of how many years the annual grades are."""
    return PaperChoice("grade years", _("年度考核"), (("3", _("近三年")), ("5", _("近五年")), ("", _("全部"))))


def print_approvals(
    path: Path,
    people: Sequence[int],
    today: date,
    *,
    organisation: str = "",
    setup: Setup | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> PaperOffer:
    """Write the forms of these people (keys), in their order, as a PDF file; returns what there was to choose.

    Raises Refused where nobody is given, or a résumé does not fit; OSError when the file cannot be written.
    """
    setup = setup or Setup()
    sanctions, years = setup.value(with_sanctions()) == "yes", setup.value(grade_years())
    paper = Paper(_("干部任免审批表"), author=organisation)
    lacking: list[str] = []
    misfits: list[str] = []
    for number, row in enumerate(people_in_order(people), 1):
        form = approval_of(row, today, sanctions=sanctions, years=int(years) if years else None)
        cut: list[str] = []
        if not _front(paper.page(), form, cut):
            misfits.append(form.name)
        _back(paper.page(), form, organisation, cut)
        lacking += _troubles(form.name, cut)
        if form.lacking:
            lacking.append(_("{name}缺{what}").format(name=form.name, what="、".join(form.lacking)))
        progress(number)
    if misfits:
        text = _("{names}的简历缩到 {size} 磅仍放不下一页，请先在“简历”里合并或精简几行。")
        raise Refused([Problem(text.format(names="、".join(misfits[:_NAMED]), size=f"{LEAST:g}"))])
    paper.save(path)
    return PaperOffer(
        choices=(with_sanctions(), grade_years()),
        pages=paper.pages,
        notes=(
            _("家庭成员、各机关意见留空手填；正反两面打印。"),
            *([] if sanctions else [_("不印处分时，没有表彰的人“奖惩情况”留空，不写“无”。")]),
        ),
        warning=_few(lacking),
    )


_NAMED = 8
_UNREAD = "photo"
"""Among what had to be cut: a photo that cannot be read."""


def _troubles(name: str, cut: Sequence[str]) -> Iterator[str]:
    """What somebody's form does not show in full."""
    if _UNREAD in cut:
        yield _("{name}的照片打不开").format(name=name)
    if texts := [title for title in cut if title and title != _UNREAD]:
        yield _("{name}的{what}太长，只印了一部分").format(name=name, what="、".join(texts))


def _few(lacking: Sequence[str]) -> str:
    """What the dossier does not know, by name; of many the first."""
    if not lacking:
        return ""
    more = _(" 等 {count} 人").format(count=len(lacking)) if len(lacking) > _NAMED else ""
    return _("请核对：{names}{more}。").format(names="；".join(lacking[:_NAMED]), more=more)


def _columns(first: int, last: int, y: float, height: float) -> Box:
    """The box over columns `first` to `last`, both included."""
    return Box(_LEFT + sum(_COLUMNS[:first]), y, sum(_COLUMNS[first : last + 1]), height)


class _Side:
    """One side of the form, on which labelled boxes are set."""

    def __init__(self, page: PageDrawing):
        self.page = page
        self.boxes: list[Box] = []
        self.cut: list[str] = []
        """The titles of what had to be cut."""
        self.photo_read = True

    def box(self, box: Box) -> Box:
        self.boxes.append(box)
        return box

    def label(self, box: Box, text: str) -> None:
        write(self.page, self.box(box), text)

    def text(self, box: Box, text: str, *, title: str = "", left: bool = False) -> None:
        if not write(self.page, self.box(box), text, BODY, "left" if left else "centre"):
            self.cut.append(title)

    def done(self) -> None:
        """Draw the lines: a heavier frame around all."""
        frame(self.page, self.boxes)
        top, bottom = min(box.y for box in self.boxes), max(box.bottom for box in self.boxes)
        self.page.rect(_LEFT, top, _EDGE - _LEFT, bottom - top, 1.2)


def _front(page: PageDrawing, form: Approval, cut: list[str]) -> bool:
    """The front; whether the résumé fits. What had to be cut is added to `cut`."""
    page.text(page.width / 2, _TOP - 6, _("干部任免审批表"), TITLE, "centre")
    side = _Side(page)
    y = _facts(side, form)
    y = _learned(side, form, y)
    for title, text in (
        (_("现任职务"), form.present),
        (_("拟任职务"), form.proposed),
        (_("拟免职务"), form.removed),
    ):
        side.label(_columns(0, 1, y, _POST_ROW), title)
        side.text(_columns(2, 6, y, _POST_ROW), text, title=title, left=True)
        y += _POST_ROW
    height = _BOTTOM - y
    _headed(side, Box(_LEFT, y, _SIDE, height), _("简历"))
    fits = _write_resume(page, side.box(Box(_LEFT + _SIDE, y, _EDGE - _LEFT - _SIDE, height)), form.resume)
    side.done()
    cut += [*side.cut, *([] if side.photo_read else [_UNREAD])]
    return fits


def _facts(side: _Side, form: Approval) -> float:
    """The first four rows, with the photo beside them."""
    plain, y = form.plain, _TOP
    rows = (
        ((_("姓名"), form.name), (_("性别"), plain["sex"]), (_("出生年月\n（岁）"), form.born)),
        ((_("民族"), plain["ethnic"]), (_("籍贯"), plain["native_place"]), (_("出生地"), plain["birthplace"])),
        (
            (_("入党时间"), plain["joined_party"]),
            (_("参加工\n作时间"), plain["joined_work"]),
            (_("健康状况"), plain["health"]),
        ),
    )
    for row in rows:
        for index, (title, text) in enumerate(row):
            side.label(_columns(2 * index, 2 * index, y, _ROW), title)
            side.text(_columns(2 * index + 1, 2 * index + 1, y, _ROW), _spread(text) if text is form.name else text)
        y += _ROW
    side.label(_columns(0, 0, y, _ROW + 1), _("专业技\n术职务"))
    side.text(_columns(1, 2, y, _ROW + 1), plain["professional_title"])
    side.label(_columns(3, 3, y, _ROW + 1), _("熟悉专业\n有何专长"))
    side.text(_columns(4, 5, y, _ROW + 1), plain["expertise"])
    y += _ROW + 1
    photo = side.box(_columns(6, 6, _TOP, y - _TOP))
    left, top = photo.x + (photo.width - _PHOTO[0]) / 2, photo.y + (photo.height - _PHOTO[1]) / 2
    side.photo_read = draw_photo(side.page, form.photo, Box(left, top, *_PHOTO)) or not form.photo
    return y


def _spread(name: str) -> str:
    """A name of two characters with a blank between them."""
    return f"{name[0]}　{name[1]}" if spread(name) else name


def _learned(side: _Side, form: Approval, y: float) -> float:
    height = 12.5
    side.label(_columns(0, 0, y, 2 * height), _("学历\n学位"))
    rows: tuple[tuple[str, Studies], ...] = ((_("全日制\n教育"), form.full_time), (_("在职\n教育"), form.in_service))
    for title, studies in rows:
        side.label(_columns(1, 1, y, height), title)
        side.text(_columns(2, 3, y, height), studies.what)
        side.label(_columns(4, 4, y, height), _("毕业院校\n系及专业"))
        side.text(_columns(5, 6, y, height), studies.schools)
        y += height
    return y


def _write_resume(page: PageDrawing, outer: Box, entries: Sequence[ResumeEntry]) -> bool:
    """The résumé in the greatest size in which all of it fits; in the least as much as does, and False."""
    box = outer.grown(-PADDING)

    def laid(style: Style) -> list[tuple[str, str]] | None:
        lines = list(_resume_lines(entries, style, box.width))
        return lines if len(lines) * leading(style) <= box.height else None

    found = first_fitting(BODY, LEAST, laid)
    style = found[1] if found else Style(BODY.role, LEAST)
    lines = found[0] if found else list(_resume_lines(entries, style, box.width))
    lines = lines[: max(1, int(box.height / leading(style)))]
    put(page, box, [when for when, _text in lines], style)
    hanging = _hanging(style)
    put(page, Box(box.x + hanging, box.y, box.width - hanging, box.height), [text for _when, text in lines], style)
    return found is not None


def _hanging(style: Style) -> float:
    return style.length(_WIDEST) + _GAP * style.em / 2


def _resume_lines(entries: Iterable[ResumeEntry], style: Style, width: float) -> Iterable[tuple[str, str]]:
    """Each line as its months and its text; what goes on has no months."""
    room = width - _hanging(style)
    for entry in entries:
        first, *others = wrap(entry.text, style, room)
        yield entry.when, first
        for text in others:
            yield "", text
        for note in entry.notes:
            yield from (("", line) for line in wrap(note, style, room))


def _back(page: PageDrawing, form: Approval, organisation: str, cut: list[str]) -> None:
    side, y = _Side(page), _TOP - 10
    right = _EDGE - _LEFT - _SIDE - 6
    heights = iter(_BACK)
    for title, text in (
        (_("奖惩情况"), form.honours),
        (_("年度考核结果"), form.grades),
        (_("任免理由"), form.reason),
    ):
        height = next(heights)
        _headed(side, Box(_LEFT, y, _SIDE + 6, height), title)
        side.text(Box(_LEFT + _SIDE + 6, y, right, height), text, title=title, left=True)
        y += height
    y = _family(side, y, next(heights))
    height = next(heights)
    _headed(side, Box(_LEFT, y, _SIDE + 6, height), _("呈报单位"))
    box = side.box(Box(_LEFT + _SIDE + 6, y, right, height))
    write(page, Box(box.x, box.y, box.width * 0.62, box.height), organisation)
    _sealed(page, box)
    y += height
    height, half = next(heights), (_EDGE - _LEFT) / 2
    for number, title in enumerate((_("审批机关意见"), _("行政机关任免意见"))):
        left = _LEFT + number * half
        _headed(side, Box(left, y, _SIDE + 6, height), title)
        _sealed(page, side.box(Box(left + _SIDE + 6, y, half - _SIDE - 6, height)))
    y += height
    side.done()
    cut += side.cut
    page.text(_LEFT, y + 8, _("填表人："), BODY)


def _headed(side: _Side, box: Box, text: str) -> None:
    """A heading from top to bottom, in as many columns as it takes; they are read from the left."""
    side.box(box)
    most = max(2, int((box.height - 3) / (BODY.em * 1.15)))
    columns = -(-len(text) // min(most, _LONGEST))
    each = -(-len(text) // columns)
    width = min(box.width / columns, BODY.em * 1.5)
    step = min(BODY.em * 1.6, (box.height - 3) / each)
    top = box.y + box.height / 2 - step * (each - 1) / 2
    for index, character in enumerate(text):
        column, row = divmod(index, each)
        x = box.x + box.width / 2 + (column - (columns - 1) / 2) * width
        side.page.middle(x, top + row * step, character, BODY, "centre")


def _family(side: _Side, y: float, height: float) -> float:
    _headed(side, Box(_LEFT, y, _SIDE + 6, height), _("家庭主要成员及重要社会关系"))
    left, row = _LEFT + _SIDE + 6, height / (_FAMILY_LINES + 1)
    widths = (*_FAMILY, _EDGE - left - sum(_FAMILY))
    titles = (_("称谓"), _("姓名"), _("出生年月"), _("政治面貌"), _("工作单位及职务"))
    for line in range(_FAMILY_LINES + 1):
        x = left
        for width, title in zip(widths, titles, strict=True):
            side.text(Box(x, y, width, row), title if line == 0 else "")
            x += width
        y += row
    return y


def _sealed(page: PageDrawing, box: Box) -> None:
    """Room for a seal, and the date below it."""
    page.text(box.right - 30, box.bottom - 9, _("（盖章）"), BODY, "centre")
    page.text(box.right - 4, box.bottom - 3, _("　　年　　月　　日"), BODY, "right")
