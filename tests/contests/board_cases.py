"""Programmes for tests of the board, and every word of a slide."""

from dataclasses import asdict
from types import SimpleNamespace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.board.board import Mode
from cadre_desktop.contests.board.board_slides import Appearance, BoardProgram, Named, Prize, StandingRow, TrackProgram
from cadre_desktop.contests.board.screens.board_control import BoardControl
from cadre_desktop.contests.board.screens.board_window import start

LEVELS = (("一等奖", 1), ("二等奖", 2), ("三等奖", 3))


def track(key, levels=LEVELS, entrants=12):
    people = [Named(f"选手{key}-{index}甲", f"法院{key}-{index}甲") for index in range(1, entrants + 1)]
    titles = [title for title, count in levels for _one in range(count)]
    return TrackProgram(
        key,
        f"赛道{key}甲",
        ("庭审", "文书"),
        tuple(Appearance(index, index, who) for index, who in enumerate(reversed(people), 1)),
        tuple(StandingRow(str(index), who, ("90.00", "80.00"), "85.00") for index, who in enumerate(people, 1)),
        0,
        tuple(
            Prize(title, index, False, who, f"{99 - index}.00")
            for index, (title, who) in enumerate(zip(titles, people, strict=False), 1)
        ),
    )


def program(*tracks, sealed=True):
    return BoardProgram("某年竞赛", sealed, tracks or (track(1), track(2)))


def strings(value):
    """Every text in a slide."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def words(slide):
    return " ".join(strings(asdict(slide)))


def reveal(board):
    board.show(Mode.REVEAL)
    return board


def opener(qtbot, desk, small):
    """What opens both windows of the board over a made-up programme; with one screen the hall's window fills it."""

    def opened(what=None, at=None):
        parent = QWidget()
        qtbot.addWidget(parent)
        control = BoardControl(desk, small.contest.id, what or program(), at, parent)
        presenter = start(control, parent)
        return SimpleNamespace(
            parent=parent, control=control, board=control.board, hall=control.hall, presenter=presenter, desk=desk
        )

    return opened


def press(windows, *keys):
    """Press keys in the hall's window."""
    for key in keys:
        QTest.keyClick(windows.hall, key)
