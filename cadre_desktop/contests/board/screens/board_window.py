"""The presenter's window beside the hall's: what is on the wall, what comes next, and what only the presenter knows."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.contests.board.board import Mode
from cadre_desktop.contests.board.board_reading import Naming, by_name, read_program
from cadre_desktop.contests.board.board_slides import BoardProgram
from cadre_desktop.contests.board.screens.board_control import BoardControl
from cadre_desktop.contests.board.screens.board_help import key_card
from cadre_desktop.contests.board.screens.hall_window import SlideView
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines
from cadre_desktop.kit.qt.talk.page_area import PageArea
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen

_MODES = (Mode.STAGE, Mode.STANDINGS, Mode.REVEAL)


class PresenterWindow(QWidget):
    """Small, on the presenter's screen. Everything is done by keys; modes and tracks can also be clicked."""

    def __init__(self, control: BoardControl, parent: QWidget):
        super().__init__(parent, Qt.WindowType.Window)
        self.control = control
        self.setWindowTitle(_("大屏 — 主持人"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("presenter")
        self.modes = SectionButtons([f"{_(mode.label)}　F{number}" for number, mode in enumerate(_MODES, 2)])
        self.position, self.pace = QLabel(), QLabel()
        self.wall, self.ahead = SlideView(), SlideView()
        self.ahead_title, self.cue, self.note = QLabel(), QLabel(), QLabel()
        self.tracks = QListWidget()
        self.middle = QStackedWidget()
        self._build()
        self.modes.chosen.connect(self._bring)
        self.tracks.itemClicked.connect(lambda _item: self._choose(self.tracks.currentRow()))
        control.changed.connect(self.refresh)
        control.keys_wanted.connect(self.show_keys)
        control.closed.connect(self.close)
        resize_within_screen(self, 1000, 560)
        self.refresh()

    def _build(self) -> None:
        head = QHBoxLayout()
        set_role(self.pace, "muted")
        set_role(self.position, "heading")
        set_role(self.cue, "title")
        self.cue.setWordWrap(True)
        self.middle.addWidget(self._pictures())
        self.keys = PageArea(key_card())
        self.middle.addWidget(self.keys)
        self.tracks.setMaximumWidth(250)
        self.tracks.setItemDelegate(ShortenedLines(self.tracks))
        self.tracks.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # how far a track is stands at the end
        self.tracks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tracks.setAccessibleName(_("赛道"))
        row = QHBoxLayout()
        row.setSpacing(14)
        self.note.setWordWrap(True)
        self.note.setContentsMargins(12, 6, 12, 6)
        self.band = QFrame()
        set_role(self.band, "band")
        self.band.setProperty("tone", "warning")
        inside = QVBoxLayout(self.band)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.note)
        foot = QLabel(_("空格下一步　← 退一步　B 黑屏　F 封榜　数字选赛道　? 全部按键　Esc 退出大屏"))
        set_role(foot, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(10)
        column.addLayout(head)
        head.addWidget(self.modes)
        head.addStretch(1)
        head.addWidget(self.pace)
        head.addSpacing(14)
        head.addWidget(self.position)
        column.addLayout(row, 1)
        row.addWidget(self.middle, 1)
        row.addWidget(self.tracks)
        column.addWidget(self.band)
        column.addWidget(foot)
        inner: Iterable[QWidget] = self.findChildren(QWidget)
        for widget in inner:
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _pictures(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        for column, (title, view) in enumerate(((QLabel(_("大屏上")), self.wall), (self.ahead_title, self.ahead))):
            set_role(title, "muted")
            grid.addWidget(title, 0, column)
            grid.addWidget(view, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowMinimumHeight(2, 14)
        grid.addWidget(self.cue, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        return page

    def refresh(self) -> None:
        """Show the board as it is now."""
        board, design = self.control.board, self.control.hall.view.size()
        cue = board.cue()
        frozen = board.mode is Mode.STANDINGS and board.frozen is not None
        beside = board.real() if frozen else board.ahead() or board.hall()
        self.wall.show_slide(board.hall(), self.control.look, design)
        self.ahead.show_slide(beside, self.control.look, design)
        self.ahead_title.setText(_("真实成绩（全场看不到）") if frozen else _("下一步（全场看不到）"))
        self.modes.check(_MODES.index(board.mode))
        self.position.setText(cue.position)
        self.pace.setText(self._pace_words())
        typed = _("赛道 {number}…　").format(number=cue.typed) if cue.typed else ""
        self.cue.setText(typed + _("下一步：{then}").format(then=cue.then))
        notes = (
            [_("投影仪断开了，大屏先收了起来；接上后会自动铺满它。"), *cue.notes]
            if self.control.unplugged
            else cue.notes
        )
        self.note.setText("\n".join(notes))
        self.band.setVisible(bool(notes))
        repolish(self.band)
        self._list_tracks()

    def _pace_words(self) -> str:
        control = self.control
        if control.board.mode is Mode.REVEAL:
            return _(control.board.pace.label)
        if control.board.mode is Mode.STANDINGS:
            return _("自动翻页") if control.auto else _("手动翻页")
        return ""

    def _list_tracks(self) -> None:
        board = self.control.board
        texts = [self._track_words(number, key) for number, key in enumerate(self._keys(), 1)]
        self.tracks.blockSignals(True)
        if self.tracks.count() != len(texts):
            self.tracks.clear()
            self.tracks.addItems(texts)
        for row, text in enumerate(texts):
            self.tracks.item(row).setText(text)
            self.tracks.item(row).setToolTip(text)
        if board.track.key in self._keys():
            self.tracks.setCurrentRow(self._keys().index(board.track.key))
        self.tracks.blockSignals(False)

    def _track_words(self, number: int, key: int) -> str:
        """12　刑事审判　3/9: how far it is in the mode in front."""
        board = self.control.board
        track = board.program.track(key)
        done, count = board.revealed(key), len(track.prizes)
        if board.mode is Mode.STAGE:
            done, count = min(board.turn(key), len(track.running)), len(track.running)
        far = f"　{done}/{count}" if board.mode is not Mode.STANDINGS else ""
        return f"{number}　{track.name}{far}"

    def _keys(self) -> list[int]:
        return [track.key for track in self.control.board.program.tracks]

    def show_keys(self, shown: bool) -> None:
        """Show the keys in place of the pictures, or the pictures again; where both have no room, not the tracks."""
        self.tracks.setHidden(shown and self.middle.width() < self.keys.sizeHint().width())
        self.middle.setCurrentIndex(int(shown))

    def arrange(self, alone: bool) -> None:
        """Show this window in front, or take it away while the hall's fills the only screen."""
        self.setVisible(not alone)
        if not alone:
            self.raise_()
            self.activateWindow()
            self.setFocus()

    def _bring(self, index: int) -> None:
        (self.control.do_stage, self.control.do_standings, self.control.do_reveal)[index]()
        self.control.refresh()

    def _choose(self, row: int) -> None:
        self.control.choose(self._keys()[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.control.press(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.control.close()
        self.deleteLater()


def open_board(desk: Desk, contest: Contest, track: Track | None, parent: QWidget, naming: Naming = by_name) -> None:
    """Read a contest and open both windows: the hall's on the second screen if there is one, else on the only one.

    A board that is open already comes to the front, one of another contest is closed.
    """

    boards: Iterable[BoardControl] = parent.window().findChildren(BoardControl)
    for board in [board for board in boards if not board.over]:
        if board.contest == contest.id:
            board.come_forward()
        else:
            board.do_close()
        if not board.over:
            return

    def show(program: BoardProgram) -> None:
        control = BoardControl(desk, contest.id, program, track.id if track else None, parent.window())
        control.naming = naming
        control.reread()  # what was written while it was being read
        start(control, parent.window())

    desk.jobs.run(
        _("正在打开大屏"), lambda _progress: read_program(contest.id, naming), show, keep_latest="board", owner=parent
    )


def start(control: BoardControl, parent: QWidget) -> PresenterWindow:
    """Show the windows of a board; the presenter's stays behind the hall's where there is one screen for both."""
    presenter = PresenterWindow(control, parent)
    control.arranged.connect(presenter.arrange)
    control.fill_screen()
    control.refresh()
    return presenter
