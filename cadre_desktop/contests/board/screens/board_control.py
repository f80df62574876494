"""The board at work: keys of both windows, marks that come in, pages that turn by themselves, and the screens."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.board.board import Board, Mode
from cadre_desktop.contests.board.board_reading import Naming, by_name, read_program
from cadre_desktop.contests.board.board_slides import BoardProgram, Pace, Standings
from cadre_desktop.contests.board.screens.board_keys import command_of
from cadre_desktop.contests.board.screens.board_look import LOOKS, Look
from cadre_desktop.contests.board.screens.hall_window import HallWindow
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen

T = TypeVar("T")

TURNS_MS = 10_000
"""How long a page of the standings stays when they turn by themselves."""
_TYPING_MS = 1_500
_WINDOW = 960, 540
"""Px of the wall while it is a window that can be moved."""
_LOOK, _PACE = "board look", "board pace"
_TABLES = (
    "contest",
    "track",
    "event",
    "criterion",
    "entrant",
    "seat",
    "recusal",
    "mark",
    "award_level",
    "award_choice",
    "tie_break",
)


class BoardControl(QObject):
    """Owns the board and the hall's window; `changed` asks the presenter's window to look again."""

    changed = Signal()
    keys_wanted = Signal(bool)
    """Whether the presenter's window is to show the keys."""
    arranged = Signal(bool)
    """Whether the hall's window now fills the only screen."""
    closed = Signal()

    def __init__(self, desk: Desk, contest: int, program: BoardProgram, track: int | None, parent: QWidget):
        super().__init__(parent)
        self._desk, self.contest = desk, contest
        self.naming: Naming = by_name
        pace = desk.settings.get(_PACE, Pace.PARTS.value)
        self.board = Board(program, track, Pace(pace) if pace in list(Pace) else Pace.PARTS)
        look = desk.settings.get(_LOOK, "blue")
        self._look = look if look in LOOKS else "blue"
        self.hall = HallWindow(parent)
        self.hall.pressed.connect(self.press)
        self.hall.closed.connect(self.close)
        self.turning = QTimer(self, interval=TURNS_MS)
        self.turning.timeout.connect(self.turn_page)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.settle)
        self.over = False
        self.auto = True
        self.alone = self.keys_shown = False
        self.unplugged = False
        """Whether the projector has gone and its window waits for it."""
        self._filling = False
        self._follow_screens()
        desk.changes.happened.connect(self._changed)
        self.refresh()

    @property
    def look(self) -> Look:
        """The colours in use."""
        return LOOKS[self._look]

    def press(self, event: QKeyEvent) -> None:
        """A key in one of the windows."""
        command = command_of(event)
        if command.isdigit():
            self.board.digit(int(command))
            self._typing.start()
        elif command:
            getattr(self, f"do_{command}")()
        if command and not self.over:
            self.refresh()

    def do_advance(self) -> None:
        """One step on; before the first prize of a contest that is not sealed the presenter is asked."""
        board = self.board
        if board.mode is Mode.REVEAL and not (board.blank or board.typed or self._may_reveal()):
            return
        board.advance()
        if board.mode is Mode.STANDINGS and self.turning.isActive():
            self.turning.start()

    def do_back(self) -> None:
        """One step back."""
        self.board.back()

    def do_track_before(self) -> None:
        """The track before."""
        self.board.step_track(-1)

    def do_track_after(self) -> None:
        """The next track."""
        self.board.step_track(1)

    def do_stage(self) -> None:
        """Who is on."""
        self.board.show(Mode.STAGE)

    def do_standings(self) -> None:
        """The standings; asked for in the middle of a ceremony they would give it away."""
        text = _("揭晓还没有结束，切换到成绩后全场会看到全部名次。仍要切换吗？")
        if not self.board.spoils(Mode.STANDINGS) or self._desk.notices.ask(text, _("切换"), _("取消"), danger=True):
            self.board.show(Mode.STANDINGS)

    def do_reveal(self) -> None:
        """The ceremony."""
        if self._may_reveal():
            self.board.show(Mode.REVEAL)

    def _may_reveal(self) -> bool:
        if self.board.needs_confirmation:
            text = _("成绩尚未封存，名次和奖项还可能改变。仍要揭晓吗？")
            if self._desk.notices.ask(text, _("仍要揭晓"), _("取消"), danger=True):
                self.board.confirm()
        return not self.board.needs_confirmation

    def do_blank(self) -> None:
        """Black wall."""
        self.board.toggle_blank()

    def do_freeze(self) -> None:
        """Hold the standings of the hall, or let them go on."""
        self.board.toggle_freeze(self._desk.clock.now().strftime("%H:%M"))

    def do_auto(self) -> None:
        """Let pages turn by themselves, or not."""
        self.auto = not self.auto

    def do_pace(self) -> None:
        """The next pace."""
        self.board.set_pace(_next(list(Pace), self.board.pace))
        self._desk.settings.put(_PACE, self.board.pace.value)

    def do_look(self) -> None:
        """The next look."""
        self._look = _next(list(LOOKS), self._look)
        self._desk.settings.put(_LOOK, self._look)

    def do_restart(self) -> None:
        """Begin the ceremony of the track anew."""
        if self.board.mode is Mode.REVEAL:
            self.board.restart()

    def do_keys(self) -> None:
        """Show the keys, or put them away: on the presenter's screen, or over the wall where there is no other."""
        self._show_keys(not self.keys_shown)

    def _show_keys(self, shown: bool) -> None:
        self.keys_shown = shown
        self.hall.show_keys(shown and self.alone)
        self.keys_wanted.emit(shown and not self.alone)

    def do_leave(self) -> None:
        """Put the keys away, or what was typed of a number, or else the board."""
        if self.keys_shown:
            self._show_keys(False)
        elif self.board.typed:
            self.board.back()
        else:
            self.do_close()

    def do_close(self) -> None:
        """Put the board away; in the middle of a ceremony the presenter is asked."""
        text = _("揭晓还没有结束，关闭后要从头开始。仍要关闭吗？")
        if not self.board.under_way or self._desk.notices.ask(text, _("关闭"), _("取消"), danger=True):
            self.close()

    def turn_page(self) -> None:
        """The next page of the standings."""
        self.board.advance()
        self.refresh()

    def settle(self) -> None:
        """Nothing more was typed: the number is whole."""
        self.board.settle()
        self.refresh()

    def choose(self, key: int) -> None:
        """Bring a track to the front."""
        self.board.choose(key)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if not self.over and self._desk.changes.touches(tables, *_TABLES):
            self.reread()

    def reread(self) -> None:
        """Go on with the contest as it is now."""
        self._desk.jobs.run(
            _("正在更新大屏"),
            lambda _progress: read_program(self.contest, self.naming),
            self._update,
            keep_latest=f"board {id(self)}",
            owner=self,
        )

    def _update(self, program: BoardProgram) -> None:
        self.board.update(program)
        self.refresh()

    def refresh(self) -> None:
        """Show the hall and the presenter what there is now."""
        slide = self.board.hall()
        self.hall.view.show_slide(slide, self.look)
        turns = self.auto and isinstance(slide, Standings) and slide.pages > 1 and not self.over
        if turns != self.turning.isActive():
            self.turning.start() if turns else self.turning.stop()
        self.changed.emit()

    def do_arrange(self) -> None:
        """The hall's window over its whole screen, or as a window that can be moved."""
        if self.hall.isFullScreen():
            self._filling = self.unplugged = False
            self.hall.showNormal()
            resize_within_screen(self.hall, *_WINDOW)
            self._arrange(False)
        else:
            self.fill_screen()

    def fill_screen(self) -> None:
        """Fill the projector's screen, or the only one."""
        wall = self._wall()
        self._filling, self.unplugged = True, False
        if wall is not None:
            self.hall.setScreen(wall)
            self.hall.setGeometry(wall.geometry())
            wall.geometryChanged.connect(self._later, Qt.ConnectionType.UniqueConnection)
        self.hall.showFullScreen()
        self._arrange(wall is None)
        if wall is None:
            self.hall.activateWindow()
            self.hall.setFocus()
            self.hall.tell_leaving()

    def _wall(self) -> QScreen | None:
        return wall_of(QGuiApplication.screens(), self._parent_window().screen())

    def _follow_screens(self) -> None:
        """Notice screens that come, go, or become another size: a projector is plugged in late, or falls asleep."""
        screens = QGuiApplication.instance()
        assert isinstance(screens, QGuiApplication)
        for happened in (screens.screenAdded, screens.screenRemoved):
            happened.connect(self._later)

    def _later(self) -> None:
        """Qt moves the windows of a screen that goes by itself, after it has announced that."""
        QTimer.singleShot(0, self, self.settle_screens)

    def settle_screens(self) -> None:
        """Fill the projector that has come (back). Where it has gone, its window would cover the presenter's: it is
        put away until then."""
        if self.over or not self._filling:
            return
        wall = self._wall()
        if wall is not None:
            if self.unplugged or (self.hall.screen(), self.hall.geometry()) != (wall, wall.geometry()):
                self.fill_screen()
                self.refresh()
        elif not (self.alone or self.unplugged):
            self.unplugged = True
            self.hall.hide()
            self._arrange(False)
            self.refresh()

    def _arrange(self, alone: bool) -> None:
        self.alone = self.hall.hints = alone
        self._show_keys(False)
        self.arranged.emit(alone)

    def come_forward(self) -> None:
        """Bring the board to the front, where something else has covered it."""
        self.hall.raise_()
        self.hall.activateWindow()
        self.hall.setFocus()

    def _parent_window(self) -> QWidget:
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent.window()

    def close(self) -> None:
        """Close both windows."""
        if self.over:
            return
        self.over = True
        for timer in (self.turning, self._typing):
            timer.stop()
        self._desk.changes.happened.disconnect(self._changed)
        self.hall.close()
        self.closed.emit()
        self.hall.deleteLater()
        QTimer.singleShot(0, self, partial(self.deleteLater))


def wall_of(screens: Sequence[QScreen], desk: QScreen) -> QScreen | None:
    """The screen for the hall: the first on which the presenter does not work; None with a single one."""
    return next((screen for screen in screens if screen is not desk), None)


def _next(values: Sequence[T], value: T) -> T:
    return values[(values.index(value) + 1) % len(values)]
