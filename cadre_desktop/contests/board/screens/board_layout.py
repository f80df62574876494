"""Where everything on a slide is drawn. Heights go by hundredths of the wall's height, so any projector will do."""

from PySide6.QtCore import QRectF, QSizeF

from cadre_desktop.contests.board.board_slides import (
    Appearance,
    LevelCard,
    OnStage,
    Opening,
    Prize,
    Roll,
    Slide,
    StandingRow,
    Standings,
    Winner,
)
from cadre_desktop.contests.board.screens.board_look import Piece, Shape, Side, Tone, alike, fitted
from cadre_desktop.kit.language import _

Parts = list[Piece | Shape]

NAME_ENDS = 7.4
"""The contest's name ends here, and what a slide is about begins, in hundredths."""
HEAD = 17.0
"""The header ends here, in hundredths."""
_MOST_ROW = 8.2
_COMING_TOP = 70.0


class Wall:
    """The surface: `u` is a hundredth of its height, margins keep clear of a projector's edges."""

    def __init__(self, size: QSizeF):
        self.width, self.height = size.width(), size.height()
        self.u = self.height / 100
        self.margin = self.width * 0.045

    def strip(self, top: float, bottom: float) -> QRectF:
        """The whole width between two heights in hundredths."""
        return QRectF(self.margin, top * self.u, self.width - 2 * self.margin, (bottom - top) * self.u)


def layout(slide: Slide, size: QSizeF) -> Parts:
    """Everything on a slide; nothing for a black one."""
    wall = Wall(size)
    match slide:
        case Opening():
            return _opening(wall, slide)
        case OnStage():
            return _header(wall, slide) + _stage(wall, slide)
        case Standings():
            return _header(wall, slide) + _standings(wall, slide)
        case LevelCard():
            return _header(wall, slide) + _level(wall, slide)
        case Winner():
            return _header(wall, slide) + _winner(wall, slide)
        case Roll():
            return _header(wall, slide) + _roll(wall, slide)
    return []


def _header(wall: Wall, slide: Slide) -> Parts:
    u = wall.u
    return [
        fitted(slide.contest, wall.strip(2.6, NAME_ENDS), 3.3 * u, "muted"),
        fitted(slide.track, wall.strip(NAME_ENDS, 15.2), 5.6 * u, "text", bold=True),
        _rule(wall, 16.2),
    ]


def _rule(wall: Wall, at: float, share: float = 1) -> Shape:
    strip = wall.strip(at, at)
    width = strip.width() * share
    return Shape(QRectF(wall.width / 2 - width / 2, at * wall.u, width, max(2.0, 0.28 * wall.u)), "line")


def _opening(wall: Wall, slide: Opening) -> Parts:
    u = wall.u
    return [
        fitted(slide.contest, wall.strip(12, 34), 8 * u, "text", bold=True, two=True),
        _rule(wall, 39, 0.34),
        fitted(slide.track, wall.strip(43, 62), 12.5 * u, "accent", face="brush", two=True),
        fitted(slide.words, wall.strip(68, 78), 5.6 * u, "muted"),
    ]


def _stage(wall: Wall, slide: OnStage) -> Parts:
    u = wall.u
    number = _("{number} 号").format(number=slide.now.number)
    parts: Parts = [
        fitted(number, wall.strip(19.5, 30.5), 8.6 * u, "accent", bold=True),
        fitted(slide.now.who.name, wall.strip(30.5, 53.5), 17.5 * u, face="brush", two=True),
        fitted(slide.now.who.court, wall.strip(53.5, 62.5), 5.4 * u, "muted", two=True),
    ]
    return parts + _coming(wall, slide) + _progress(wall, slide)


def _coming(wall: Wall, slide: OnStage) -> Parts:
    if not slide.coming:
        return []
    strip, gap = wall.strip(_COMING_TOP, 91), 2 * wall.u
    width = (strip.width() - 2 * gap) / 3
    left = strip.center().x() - (width * len(slide.coming) + gap * (len(slide.coming) - 1)) / 2
    parts: Parts = [fitted(_("接下来"), wall.strip(65, 69.2), 3.2 * wall.u, "muted")]
    for index, one in enumerate(slide.coming):
        parts += _card(QRectF(left + index * (width + gap), strip.top(), width, strip.height()), wall.u, one)
    return parts


def _card(box: QRectF, u: float, one: Appearance) -> Parts:
    inner = box.adjusted(1.6 * u, 1.2 * u, -1.6 * u, -1.2 * u)
    head = inner.height() * 0.52
    number = _("{number} 号").format(number=one.number)
    side = 9.5 * u
    name = QRectF(inner.left() + side, inner.top(), inner.width() - side, head)
    return [
        Shape(box, "band", 1.2 * u),
        fitted(number, QRectF(inner.left(), inner.top(), side - u, head), 3.9 * u, "accent", "left", bold=True),
        fitted(one.who.name, name, 6 * u, "text", "left", "brush", two=True),
        fitted(one.who.court, inner.adjusted(0, head, 0, 0), 3.1 * u, "muted", "left", two=True),
    ]


def _progress(wall: Wall, slide: OnStage) -> Parts:
    u, strip = wall.u, wall.strip(94.2, 95.2)
    words = f"{slide.position} / {slide.count}"
    bar = strip.adjusted(0, 0, -14 * u, 0)
    done = QRectF(bar)
    done.setWidth(bar.width() * slide.position / slide.count)
    area = QRectF(bar.right(), strip.top() - 2.2 * u, 14 * u, strip.height() + 4.4 * u)
    return [
        Shape(bar, "band", 0.5 * u),
        Shape(done, "accent", 0.5 * u),
        fitted(words, area, 3.6 * u, "muted", "right"),
    ]


def _standings(wall: Wall, slide: Standings) -> Parts:
    u = wall.u
    columns = _columns(wall, len(slide.events))
    head = wall.strip(HEAD + 0.8, HEAD + 8.4)
    parts: Parts = [*_table_head(head, columns, slide, u)]
    top, bottom = HEAD + 9.0, 93.6
    height = min(_MOST_ROW, (bottom - top) / max(1, len(slide.rows)))
    strips = [wall.strip(top + index * height, top + (index + 1) * height) for index in range(len(slide.rows))]
    parts += [Shape(strip, "band", 0.8 * u) for strip in strips[::2]]
    cells = [[_cell(strip, column) for column in columns] for strip in strips]
    rows = [_row(line, row, u) for line, row in zip(cells, slide.rows, strict=True)]
    for column in zip(*rows, strict=True):
        parts += column if column[0].face == "brush" else alike(column)
    return parts + _foot(wall, slide)


def _table_head(head: QRectF, columns: list[tuple[float, float]], slide: Standings, u: float) -> list[Piece]:
    cells = [_cell(head, column) for column in columns]
    rank = _("暂定名次") if slide.provisional else _("名次")
    titles = (rank, _("选手"), _("单位"), *slide.events, _("总分"))
    return alike(
        [
            fitted(title, cell, 3 * u, "muted", "left" if index in (1, 2) else "centre", two=True)
            for index, (title, cell) in enumerate(zip(titles, cells, strict=True))
        ]
    )


def _columns(wall: Wall, events: int) -> list[tuple[float, float]]:
    """Left edge and width of each column: rank, name, court, events, total."""
    whole = wall.width - 2 * wall.margin
    u = wall.u
    score = min(15 * u, whole * 0.13, whole * 0.38 / max(1, events))
    name = min(36 * u, whole * 0.22)
    fixed = [9 * u, name, 0.0, *[score] * events, min(16 * u, whole * 0.125)]
    fixed[2] = whole - sum(fixed)
    return [(wall.margin + sum(fixed[:index]), width) for index, width in enumerate(fixed)]


def _cell(strip: QRectF, column: tuple[float, float]) -> QRectF:
    left, width = column
    air = strip.height() * 0.08
    return QRectF(left + width * 0.03, strip.top() + air, width * 0.94, strip.height() - 2 * air)


def _row(cells: list[QRectF], row: StandingRow, u: float) -> list[Piece]:
    return [
        fitted(row.rank, cells[0], 4.6 * u, "accent", bold=True),
        fitted(row.who.name, cells[1], 5.4 * u, "text", "left", "brush", two=True),
        fitted(row.who.brief, cells[2], 3.7 * u, "muted", "left", two=True),
        *(fitted(score, cell, 3.8 * u) for score, cell in zip(row.scores, cells[3:-1], strict=True)),
        fitted(row.total, cells[-1], 4.8 * u, "accent", bold=True),
    ]


def _foot(wall: Wall, slide: Standings) -> Parts:
    strip, px = wall.strip(94.4, 98.6), 3 * wall.u
    third = strip.width() / 3
    texts: tuple[tuple[str, Tone, Side], ...] = (
        (_open_words(slide), "muted", "left"),
        (_("封榜 · 成绩截至 {at}").format(at=slide.held) if slide.held else "", "accent", "centre"),
        (f"{slide.page} / {slide.pages}" if slide.pages > 1 else "", "muted", "right"),
    )
    return [
        fitted(text, QRectF(strip.left() + index * third, strip.top(), third, strip.height()), px, tone, side)
        for index, (text, tone, side) in enumerate(texts)
        if text
    ]


def _open_words(slide: Standings) -> str:
    """What is still to come, so that nobody takes the ranks for the last word."""
    waiting = _("还有 {count} 人成绩未出").format(count=slide.waiting) if slide.waiting else ""
    return "　".join(filter(None, (_("评分未齐，名次暂定") if slide.provisional else "", waiting)))


def _level(wall: Wall, slide: LevelCard) -> Parts:
    u = wall.u
    parts: Parts = [
        _rule(wall, 33, 0.22),
        fitted(slide.title, wall.strip(36, 62), 21 * u, "accent", face="brush"),
        _rule(wall, 66, 0.22),
    ]
    if slide.count:
        words = _("共 {count} 名").format(count=slide.count)
        parts.append(fitted(words, wall.strip(71, 80), 6 * u, "muted"))
    return parts


def _winner(wall: Wall, slide: Winner) -> Parts:
    u = wall.u
    parts: Parts = [
        fitted(slide.title, wall.strip(20, 31), 8.6 * u, "accent", face="brush"),
        _rule(wall, 32.4, 0.12),
        fitted(slide.court, wall.strip(35, 46.5), 7.6 * u, "text", two=True),
    ]
    if slide.name:
        parts += [
            fitted(slide.name, wall.strip(47, 77), 23.5 * u, "text", face="brush", two=True),
            fitted(f"{slide.rank_text}　·　{slide.total}", wall.strip(80, 89), 6 * u, "accent", bold=True),
        ]
    return parts


def _roll(wall: Wall, slide: Roll) -> Parts:
    u = wall.u
    title = slide.title or _("表彰名单")
    if slide.pages > 1:
        title = f"{title}　{slide.page} / {slide.pages}"
    parts: Parts = [fitted(title, wall.strip(18.4, 27.6), 7.4 * u, "accent", face="brush")]
    top, bottom = 29.6, 96.0
    height = min(13.0, (bottom - top) / len(slide.lines))
    top += ((bottom - top) - height * len(slide.lines)) / 2.6
    left = 0.0 if slide.title else min(26 * u, wall.width * 0.17)
    before = ""
    for index, line in enumerate(slide.lines):
        strip = wall.strip(top + index * height, top + (index + 1) * height).adjusted(0, 0.4 * u, 0, -0.4 * u)
        if left and line[0].title != before:
            label = QRectF(strip.left(), strip.top(), left - u, strip.height())
            parts.append(fitted(_(line[0].title), label, 4.6 * u, "accent", "left", bold=True))
        before = line[0].title
        parts += _roll_line(strip.adjusted(left, 0, 0, 0), line, u)
    return parts


def _roll_line(strip: QRectF, line: tuple[Prize, ...], u: float) -> Parts:
    gap = 1.6 * u
    width = (strip.width() - gap) / 2
    parts: Parts = []
    for index, prize in enumerate(line):
        box = QRectF(strip.left() + index * (width + gap), strip.top(), width, strip.height())
        parts += [Shape(box, "band", 0.8 * u), *_winner_cell(box, prize, u)]
    return parts


def _winner_cell(box: QRectF, prize: Prize, u: float) -> Parts:
    side = 8.5 * u
    inner = box.adjusted(side, 0.5 * u, -1.2 * u, -0.5 * u)
    rank = QRectF(box.left() + 0.8 * u, box.top(), side - 1.6 * u, box.height())
    head = inner.height() * 0.6 if prize.who.court else inner.height()
    parts: Parts = [
        fitted(str(prize.rank), rank, 5 * u, "accent", bold=True),
        fitted(prize.who.name, QRectF(inner.topLeft(), QSizeF(inner.width(), head)), 6.6 * u, "text", "left", "brush"),
    ]
    if prize.who.court:
        court = inner.adjusted(0, head, 0, 0)
        parts.append(fitted(prize.who.court, court, 3.1 * u, "muted", "left"))
    return parts
