"""Slides on the wall: every word fits, can be read, and stands on the slide."""

from dataclasses import replace

import pytest
from board_cases import track, words
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QImage

from cadre_desktop.contests.board.board_slides import (
    Appearance,
    Blank,
    LevelCard,
    Named,
    OnStage,
    Opening,
    Pace,
    Prize,
    StandingRow,
    Standings,
    ceremony,
)
from cadre_desktop.contests.board.screens.board_layout import layout
from cadre_desktop.contests.board.screens.board_look import LOOKS, PITCH, Piece, fitted
from cadre_desktop.contests.board.screens.hall_window import HallWindow, SlideView

SIZES = [QSizeF(1024, 768), QSizeF(1920, 1080), QSizeF(1280, 800)]
CONTEST = "包头法院“双创·致远”杯第一届业务技能竞赛暨岗位练兵活动"
TRACK = "书记员（庭审记录与卷宗）"
LONG = (
    Named("阿拉坦·巴特尔", "包头稀土高新技术产业开发区人民法院"),
    Named("阿拉坦高娃·敖特根巴雅尔", "达尔罕茂明安联合旗人民法院", "达茂旗法院"),
    Named("解红", "包头市中级人民法院", "包头中院"),
    Named("A-0017"),
)
EVENTS = ("岗位技能评比", "信息化应用考核", "优秀裁判文书评选", "庭审观摩", "法律知识与公文写作")


def long_prizes():
    titles = ["一等奖", *["二等奖"] * 2, *["三等奖"] * 3, *["业务能手"] * 6]
    return tuple(
        Prize(title, index, index in (2, 3), LONG[index % 4], "100.000") for index, title in enumerate(titles, 1)
    )


def slides():
    """One of each kind, as full as it gets."""
    head = {"contest": CONTEST, "track": TRACK}
    turns = tuple(Appearance(index, 500 + index, LONG[index % 4]) for index in range(4))
    rows = tuple(StandingRow(str(90 + index), LONG[index % 4], ("100.000",) * 5, "100.000") for index in range(10))
    found = [
        Opening(**head, words="全部选手出场完毕"),
        *(OnStage(**head, now=turns[index], coming=turns[1:], position=7, count=500) for index in range(4)),
        OnStage(**head, now=turns[0], coming=(), position=500, count=500),
        Standings(**head, events=EVENTS, rows=rows, waiting=120, page=1, pages=50, held="2023-05-09 14:32"),
        Standings(**head, events=EVENTS[:1], rows=(replace(rows[0], scores=("88.5",)),)),
        LevelCard(**head, title="业务能手标兵", count=120),
    ]
    for pace in Pace:
        found += [step.slide for step in ceremony(CONTEST, replace(track(1), name=TRACK, prizes=long_prizes()), pace)]
    return found


# Every word fits.


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width():.0f}x{size.height():.0f}")
def test_no_text_is_cut_and_none_lies_on_another(qapp, size):
    wall = QRectF(0, 0, size.width(), size.height())
    for slide in slides():
        pieces = [part for part in layout(slide, size) if isinstance(part, Piece)]
        inks = []
        for piece in pieces:
            metrics = QFontMetricsF(piece.font)
            for line, strip in piece.laid_out():
                assert metrics.horizontalAdvance(line) <= strip.width() + 1, (line, slide)
                inks.append((line, strip))
            assert wall.contains(piece.rect), (piece.lines, slide)
            assert len(piece.lines) * piece.px * PITCH <= piece.rect.height() + 1, (piece.lines, slide)
        for index, (line, strip) in enumerate(inks):
            over = [other for other, beside in inks[index + 1 :] if strip.adjusted(1, 1, -1, -1).intersects(beside)]
            assert not over, (line, over)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width():.0f}x{size.height():.0f}")
def test_everything_can_be_read_from_the_back_row(qapp, size):
    """Names of usual length are at least a thirtieth of the wall's height, everything else a sixtieth."""
    for slide in slides():
        for part in layout(slide, size):
            if isinstance(part, Piece):
                assert part.px >= size.height() / 60, (part.lines, part.px)
                if "".join(part.lines) in ("解红", "阿拉坦·巴特尔"):
                    assert part.px >= size.height() / 30


def test_nothing_is_on_the_wall_that_is_not_on_the_slide(qapp):
    secret = (*(one.name for one in LONG), *(one.court for one in LONG if one.court), "100.000")
    for slide in slides():
        wall = " ".join("".join(part.lines) for part in layout(slide, SIZES[0]) if isinstance(part, Piece))
        assert not [text for text in secret if text in wall and text not in words(slide)]


def test_lines_break_where_one_pauses(qapp):
    box = QRectF(0, 0, 500, 300)
    lines = {text: fitted(text, box, 90, two=True).lines for text in (CONTEST, "岗位技能评比", LONG[1].name)}
    assert lines[CONTEST] == ("包头法院“双创·致远”杯第一届", "业务技能竞赛暨岗位练兵活动")
    assert lines["岗位技能评比"] == ("岗位技能", "评比")
    assert lines[LONG[1].name] == ("阿拉坦高娃·", "敖特根巴雅尔")
    assert fitted("法院", QRectF(0, 0, 40, 300), 90, two=True).lines == ("法院",)


def luminance(name):
    def linear(part):
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    color = QColor(name)
    return sum(
        weight * linear(part)
        for weight, part in zip((0.2126, 0.7152, 0.0722), (color.redF(), color.greenF(), color.blueF()), strict=True)
    )


@pytest.mark.parametrize("look", list(LOOKS))
def test_text_stands_out_against_every_ground(qapp, look):
    colours = LOOKS[look]
    for ground in (colours.top, colours.bottom, colours.band):
        for text, least in ((colours.text, 7), (colours.accent, 5.5), (colours.muted, 5.5)):
            light, dark = sorted((luminance(ground), luminance(text)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= least, (look, ground, text)


@pytest.mark.parametrize("look", list(LOOKS))
def test_a_slide_is_painted_in_its_colours(qtbot, look):
    hall = HallWindow()
    qtbot.addWidget(hall)
    hall.resize(1024, 768)
    hall.view.show_slide(slides()[1], LOOKS[look])
    hall.show()
    picture = hall.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(0, 1024, 2) for y in range(140, 500, 2)}
    assert LOOKS[look].text.upper() in colours
    hall.view.show_slide(Blank(), LOOKS[look])
    assert only_black(hall.grab().toImage())


def only_black(picture: QImage):
    return all(
        picture.pixelColor(x, y) == QColor("black")
        for x in range(0, picture.width(), 9)
        for y in range(0, picture.height(), 9)
    )


def test_a_small_picture_is_the_whole_wall(qtbot):
    view = SlideView()
    qtbot.addWidget(view)
    view.show_slide(slides()[0], LOOKS["red"], QSize(1920, 1080))
    assert view.heightForWidth(320) == 180
    view.resize(320, 240)
    picture = view.grab().toImage()
    assert picture.pixelColor(3, 3).red() > 100
    assert picture.pixelColor(160, 220) == view.palette().window().color()
    view.show_slide(Blank(), LOOKS["red"], QSize(1920, 1080))
    assert view.grab().toImage().pixelColor(160, 90) == QColor("black")
