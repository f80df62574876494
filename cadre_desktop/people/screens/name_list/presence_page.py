"""Who was there in each session of an event: a grid to be keyed, with the sessions, make-up and sign-in sheets."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.name_list.attending import Cell, cancel_make_up, record_presence, remove_sessions
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet, read_sheet
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.name_list.rules import PresenceMark
from cadre_desktop.people.screens.name_list.make_up_dialog import MakeUpDialog
from cadre_desktop.people.screens.name_list.missing_dialog import MissingDialog
from cadre_desktop.people.screens.name_list.page_actions import page_action
from cadre_desktop.people.screens.name_list.presence_model import PresenceModel
from cadre_desktop.people.screens.name_list.presence_table import PresenceTable
from cadre_desktop.people.screens.name_list.session_dialogs import PlanDialog, SessionDialog

_TABLES = frozenset({"session", "presence", "person"})
_PAUSE_MS = 400
"""After the last key the grid is read again: that takes longer than the time between two keys."""
Check = Callable[[Any, PresenceSheet], None]
"""What a slice does with the presence of an event: it proposes the hours missed to be kept as leave."""


class PresencePage(QWidget):
    """`left` says that the page is done with. `check` with its `check_words` is what the slice makes of the presence;
    without them nothing comes of it but the grid itself."""

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        check_words: str = "",
        check: Check | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._desk, self._names, self._check = desk, names, check
        self._event: Any = None
        self._afresh = True
        self._written = self._writing = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._papers = Papers(desk, self)
        self.model = PresenceModel(self._record, self)
        self.model.absence = _(names.absence)
        self.table = PresenceTable(self.model)
        self._build_actions(check_words)
        self._build()
        self.table.moved.connect(self._tell_cell)
        self.table.fill_wanted.connect(self._fill)
        self.table.cancel_wanted.connect(self._cancel_make_up)
        self.table.change_wanted.connect(self.change.trigger)
        self.model.spoke.connect(partial(self._say, wrong=True))
        desk.changes.happened.connect(self._changed)

    def _build_actions(self, check_words: str) -> None:
        said = self._names.words.said
        self.plan = page_action(self, said(_("按日期{planning}…")), "calendar", "Ctrl+D", self._plan)
        self.add = page_action(self, said(_("新增{session}…")), "add", "Ctrl+N", partial(self._edit, new=True))
        self.change = page_action(self, said(_("修改{session}…")), "edit", "F2", self._edit)
        self.remove = page_action(self, said(_("删除{session}")), "delete", "Ctrl+Delete", self._remove)
        self.fill = page_action(self, _("整列出勤"), "check", "Ctrl+Space", self._fill)
        self.fill.setToolTip(said(_("这一{session}还没有登记的人都记为出勤")))
        self.missing = page_action(self, _("按序号登记…"), "edit", "Ctrl+Shift+G", self._read_off)
        self.missing.setToolTip(_("照签到表的序号登记没来的人，其余的记为出勤"))
        self.sign_in = page_action(self, _("本次签到表"), "print", "Ctrl+Shift+P", self._print)
        self.make_up = page_action(self, said(_("{make_up}名单…")), "people", "Ctrl+M", self._make_up)
        self.checking = page_action(self, check_words, "check", "Ctrl+Shift+H", self._check_hours)
        self.reveal = page_action(self, _("显示姓名"), "", "Ctrl+Shift+R", self._reveal)
        self.reveal.setCheckable(True)

    def _build(self) -> None:
        self.empty = EmptyState("calendar", *self._lacking(PresenceSheet()), self.plan, self.add)
        set_role(self.empty, "card")
        self.sentence, self.summary = QLabel(), TitleLabel(role="muted")
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "muted")
        self._stack = Stack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._head())
        column.addWidget(self._tools())
        column.addWidget(self._stack, 1)
        foot = row_in(column)
        foot.addWidget(self.sentence, 2)
        foot.addWidget(self.summary, 1)
        for keys in ("Alt+Left", "Escape"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.left)

    def _head(self) -> QWidget:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self.left)
        self.title, self.note = QLabel(_("签到考勤")), TitleLabel(role="muted")
        set_role(self.title, "title")
        head = FoldingRow(10)
        for widget in (back, self.title, self.note):
            head.left.addWidget(widget)
        head.left.addStretch(1)
        head.give_left_the_rest()
        for action in (self.reveal, self.make_up, self.sign_in):
            head.right.addWidget(ActionButton(action))
        if self._check is not None:
            head.right.addWidget(ActionButton(self.checking, "primary"))
        self.checking.setEnabled(False)
        return head

    def _tools(self) -> QWidget:
        keys = QLabel(
            _("1/空格 出勤　2 迟到　5 早退　3 请假（G 公假 B 病假 S 事假）　4 {absence}　Delete 清除").format(
                absence=self.model.absence
            )
        )
        set_role(keys, "muted")
        self.title.setToolTip(keys.text())
        LowWindow(self).changed.connect(lambda low: keys.setVisible(not low))  # the grid needs their line more
        tools = FoldingRow()
        for action in (self.missing, self.fill, self.plan, self.add, self.change, self.remove):
            tools.left.addWidget(ActionButton(action))
        tools.left.addStretch(1)
        tools.right.addWidget(keys)
        return tools

    def open(self, event: Any, *, revealed: bool = False) -> None:
        """Show the presence of an event; the names of a confidential one are hidden unless `revealed`."""
        self._event, self._afresh = event, True
        confidential = self._names.confidential(event)
        self.reveal.setVisible(confidential)
        self.reveal.setChecked(revealed)
        self._reveal()
        self.refresh()

    @property
    def revealed(self) -> bool:
        """Whether names can be seen."""
        return not self.model.masked

    def hide_names(self) -> None:
        """Mask the names of a confidential event again."""
        self.reveal.setChecked(False)
        self._reveal()

    def _reveal(self) -> None:
        confidential = self._event is not None and self._names.confidential(self._event)
        self.model.mask(confidential and not self.reveal.isChecked())

    def refresh(self) -> None:
        """Read the grid again."""
        event, names, written = self._event, self._names, self._written
        if event is None:
            return

        def read() -> tuple[Any, bool, PresenceSheet]:
            now = names.now(event)
            return now, is_closed(names, now), read_sheet(names, now)

        self._desk.jobs.run(
            _("正在读取考勤"),
            lambda _progress: read(),
            lambda found: self._show(*found, written),
            keep_latest=f"presence {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        event = self._event
        if event is None or tables.isdisjoint(_TABLES | {self._names.table, self._event_table}):
            return
        if self._names.events.get_or_none(self._names.events.id == event.id) is None:  # its making was undone
            self._event = None
            self.left.emit()
        elif self._writing:  # what is keyed is shown already
            self._pause.start()
        elif self.isVisible():
            self.refresh()

    @property
    def _event_table(self) -> str:
        return str(self._names.events._meta.table_name)

    def _show(self, event: Any, locked: bool, sheet: PresenceSheet, written: int) -> None:
        if self._event is None or event.id != self._event.id:
            return
        self._event = event
        self.note.setText(self._names.title_of(event))
        self.model.put(sheet, locked, written)
        there = bool(sheet.sessions and sheet.lines)
        if not there:
            self.empty.set_words(*self._lacking(sheet))
        self._stack.setCurrentWidget(self.table if there else self.empty)
        for action in (self.plan, self.add):
            action.setEnabled(not locked)
        self.checking.setEnabled(self._check is not None and bool(sheet.sessions))
        self.checking.setToolTip(
            "" if sheet.sessions else self._said(_("还没有{session}；先{planning}、登记考勤，再来核对。"))
        )
        if there and (self._afresh or not self.table.currentIndex().isValid()):
            self.table.first_cell()
            self.table.setFocus()
        elif self._afresh and not there:
            self.empty.take_focus()  # or Enter would lead back to where one came from
        self._afresh = False
        self._tell_cell()

    def _tell_cell(self) -> None:
        index = self.table.currentIndex()
        sheet = self.model.sheet
        session = self.model.session(index.column()) if index.isValid() and sheet.lines else None
        for action in (self.change, self.remove, self.fill, self.missing):
            action.setEnabled(session is not None and not self.model.locked)
        self.sign_in.setEnabled(session is not None)
        self.make_up.setEnabled(bool(sheet.to_make_up))
        checked = bool(sheet.sessions and sheet.lines) and not self.model.locked
        self.checking.setEnabled(self._check is not None and checked)
        words = ""
        if session is not None and index.row() < len(sheet.lines):
            model, who = self.model, self.model.name(index.row())
            words = "　".join(filter(None, (who, model.number(index), session.words, model.words(index))))
        if self.model.locked and sheet.lines:
            words = _("已结束的名单只能查看。")
        self._say(words)
        self.summary.setText(self._counted() if sheet.sessions and sheet.lines else "")

    def _counted(self) -> str:
        """共 80 人 × 6 次，另有补课 1 次，都已登记."""
        sheet = self.model.sheet
        extra = sum(session.make_up for session in sheet.sessions)
        sessions = len(sheet.sessions) - extra
        parts = [_("共 {people} 人 × {sessions} 次").format(people=len(sheet.lines), sessions=sessions)]
        if extra:
            parts.append(self._names.words.said(_("另有{make_up} {count} 次"), count=extra))
        left = _("还有 {open} 人次未登记").format(open=f"{sheet.open_cells:,}")
        return "，".join([*parts, left if sheet.open_cells else _("都已登记")])

    def _say(self, sentence: str, wrong: bool = False) -> None:
        role = "problem" if wrong else "muted"
        if self.sentence.property("role") != role:
            set_role(self.sentence, role)
            repolish(self.sentence)
        self.sentence.setText(sentence)

    def _record(self, cells: Mapping[Cell, PresenceMark | None], batch: int) -> None:
        event, names, store = self._event, self._names, self._desk.store

        def written(_count: int) -> None:
            self._written = max(self._written, batch)
            self._writing -= 1
            if any(cell in self.model.sheet.makes_up for cell in cells):  # then another cell is another as well
                self.refresh()
            else:
                self._pause.start()

        def refused(refusal: Refused) -> None:
            self._writing -= 1
            self.model.forget(batch)
            self._desk.notices.refused(refusal)

        self._tell_cell()
        self._writing += 1
        carry_out(
            self._desk,
            _("正在登记"),
            lambda: record_presence(store, names, event, cells),
            written,
            self,
            refused=refused,
        )

    def _fill(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.fill.isEnabled() and not self.model.fill(index.column()):
            self._desk.notices.tell(self._said(_("这一{session}的人都已经登记过了。")))

    @property
    def _session(self) -> int | None:
        """The session the cursor is in."""
        index = self.table.currentIndex()
        session = self.model.session(index.column()) if index.isValid() else None
        return session.key if session is not None else None

    def _read_off(self) -> None:
        """Record who is missing in the session the cursor is in, by the numbers of its sign-in sheet."""
        index = self.table.currentIndex()
        session = self.model.session(index.column()) if index.isValid() else None
        if session is not None and self.missing.isEnabled():
            MissingDialog(self._desk, self.model, session, self).exec()

    def _plan(self) -> None:
        PlanDialog(self._desk, self._names, self._event, self).exec()

    def _edit(self, new: bool = False) -> None:
        key = None if new else self._session
        if new or key is not None:
            session = Session.by_key(key) if key is not None else None
            SessionDialog(self._desk, self._names, self._event, session, self).exec()

    def _remove(self) -> None:
        """Delete the session the cursor is in; asks when something is recorded in it."""
        key, event, names, store = self._session, self._event, self._names, self._desk.store
        if key is None:
            return
        count = sum(session == key for session, _entry in self.model.sheet.said)
        text = _("这一{session}已登记 {count} 人的考勤，会一起删除（可按 Ctrl+Z 撤销）。确定删除吗？")
        if not count or self._desk.notices.ask(self._said(text, count=count), _("删除"), _("保留"), danger=True):
            carry_out(
                self._desk,
                _("正在删除"),
                lambda: remove_sessions(store, names, event, [key]),
                lambda _count: None,
                self,
            )

    def _make_up(self) -> None:
        if self.make_up.isEnabled():
            MakeUpDialog(self._desk, self._names, self._event, self.model.sheet, self.model.masked, self).exec()

    def _cancel_make_up(self, cells: list[Cell]) -> None:
        """Ask whether those who were put into a session to make up are to be taken out of it."""
        event, names, store = self._event, self._names, self._desk.store
        question = self._said(_("取消 {count} 人在这里的{make_up}安排吗？"), count=len(cells))
        if self._desk.notices.ask(question, self._said(_("取消{make_up}")), _("保留")):
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: cancel_make_up(store, names, event, cells),
                lambda _count: None,
                self,
            )

    def _said(self, text: str, **more: Any) -> str:
        """A text in the words of the slice whose list it is."""
        return self._names.words.said(text, **more)

    def _lacking(self, sheet: PresenceSheet) -> tuple[str, str]:
        """What is shown instead of an empty grid."""
        if not sheet.lines:
            return _("名单还是空的"), _("先返回名单加入人员，再在这里登记考勤。")
        how = _("按日期{planning}，或逐次新增；之后每个人在每一{session}是否到场，都在这张表里登记。")
        return self._said(_("还没有{session}")), self._said(how)

    def _check_hours(self) -> None:
        if self._check is not None and self._event is not None:
            self._check(self._event, self.model.sheet)

    def _print(self) -> None:
        """The sign-in sheet of the session the cursor is in."""
        key, event, names = self._session, self._event, self._names
        if key is None:
            return

        def write(path: Path, setup: Setup, _progress: object) -> PaperOffer:
            from cadre_desktop.people.name_list.prints import print_session_sign_in

            return print_session_sign_in(path, names, event, key, setup)

        title = _("{title}签到表").format(title=names.title_of(event))
        self.with_names(lambda: self._papers.lay_out(title, "session sign-in", write))

    def with_names(self, then: Callable[[], None]) -> None:
        """Go on with what names everybody; who keeps confidential lists asks why."""
        then()


def is_closed(names: NameListOf, event: Any) -> bool:
    """Whether the list of an event may not be changed any more."""
    try:
        names.vet_open(event)
    except Refused:
        return True
    return False
