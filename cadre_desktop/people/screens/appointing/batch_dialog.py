"""任免办理: who is on an appointment batch, from which post to which; deciding it, carrying it out, and its papers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.appointing.batches import carry_out_batch, decide, reopen, take_back_batch
from cadre_desktop.people.appointing.carrying_out import Posted
from cadre_desktop.people.appointing.lines import lines_of, problems_of, remove_lines
from cadre_desktop.people.records import AppointmentBatch, BatchState
from cadre_desktop.people.screens.appointing.batch_table import BatchLineModel, LineTable
from cadre_desktop.people.screens.appointing.line_dialog import LineDialog

_SHOWN_PROBLEMS = 3


class BatchDialog(QDialog):
    """One batch. Insert adds somebody, Enter changes the line in front, Delete takes lines off."""

    def __init__(self, desk: ViewDesk, batch: int, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._batch = desk, batch
        self._papers = Papers(desk, parent or self)
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 1180, 600)
        self.model = BatchLineModel()
        self.table = LineTable(self.model)
        self.head, self.lacking = QLabel(), QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._build()
        self.table.opened.connect(lambda _index: self._change())
        for key, run in (("Ins", self._add), ("Del", self._remove)):
            QShortcut(QKeySequence(key), self, run)
        self.show_batch()

    def _build(self) -> None:
        set_role(self.head, "muted")
        set_role(self.lacking, "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for label in (self.head, self.lacking):
            label.setWordWrap(True)
        for widget in (self.head, self.table, self.lacking):
            column.addWidget(widget, 1 if widget is self.table else 0)
        foot = row_in(column)
        foot.setSpacing(8)
        for key, title, run in self._parts():
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.clicked.connect(run)
            self.buttons[key] = button
            if key == "decide":
                foot.addStretch()
            foot.addWidget(button)
        for key in ("decide", "carry_out"):
            dressed(self.buttons[key], "primary")

    def _parts(self) -> tuple[tuple[str, str, Callable[[], Any]], ...]:
        return (
            ("add", _("加入人员(&A)"), self._add),
            ("change", _("修改(&E)"), self._change),
            ("remove", _("移除(&R)"), self._remove),
            ("notice", _("任免通知(&P)"), self._print_notice),
            ("lines", _("名单表(&L)"), self._print_lines),
            ("decide", _("已决定(&Y)"), self._decide),
            ("reopen", _("退回拟定(&B)"), self._reopen),
            ("carry_out", _("执行，记入档案(&G)"), self._carry_out),
            ("take_back", _("撤回执行…"), self._take_back),
            ("close", _("关闭"), self.accept),
        )

    def show_batch(self) -> None:
        """Read the batch anew."""
        row = AppointmentBatch.by_key(self._batch)
        state = BatchState(row.state)
        self.setWindowTitle(_("任免办理：{title}").format(title=row.title))
        facts = (_(state.label), row.document_number, row.organ, row.decided.isoformat())
        at = self.table.currentIndex().row()
        self.model.put(lines_of(self._batch))
        count = _("{count} 人").format(count=len(self.model.lines))
        self.head.setText("　".join(filter(None, (*facts, count))))
        if self.model.lines:
            self.table.selectRow(max(0, min(at, len(self.model.lines) - 1)))
        done = state is BatchState.CARRIED_OUT
        problems = [] if done else problems_of(self._batch)
        self._tell_lacking(row, [str(problem) for problem in problems])
        for key in ("add", "change", "remove"):
            self.buttons[key].setEnabled(not done)
        shown = {"decide": state is BatchState.DRAFT, "reopen": state is BatchState.DECIDED, "take_back": done}
        for key, is_shown in {**shown, "carry_out": state is BatchState.DECIDED}.items():
            self.buttons[key].setVisible(is_shown)
        self.buttons["decide"].setEnabled(not problems)
        for key in ("notice", "lines"):
            self.buttons[key].setEnabled(bool(self.model.lines))

    def _tell_lacking(self, row: AppointmentBatch, lacking: list[str]) -> None:
        words = lacking[:_SHOWN_PROBLEMS]
        if len(lacking) > _SHOWN_PROBLEMS:
            words.append(_("另有 {count} 处。").format(count=len(lacking) - _SHOWN_PROBLEMS))
        if row.state == BatchState.DECIDED and row.decided > self._desk.clock.today():
            words.append(_("决定日期 {day} 到了才能执行。").format(day=row.decided.isoformat()))
        self.lacking.setText("".join(words))
        self.lacking.setVisible(bool(words))

    def _add(self) -> None:
        if self.buttons["add"].isEnabled():
            self._ask(None)

    def _change(self) -> None:
        keys = self.table.selected_keys()[:1]
        if keys and self.buttons["change"].isEnabled():
            self._ask(keys[0])

    def _ask(self, line: int | None) -> None:
        dialog = LineDialog(self._desk, self._batch, line, self)
        dialog.accepted.connect(self.show_batch)
        dialog.open()

    def _remove(self) -> None:
        keys = self.table.selected_keys()
        if keys and self.buttons["remove"].isEnabled():
            self._write(partial(remove_lines, self._desk.store, keys))

    def _decide(self) -> None:
        self._write(partial(decide, self._desk.store, self._batch))

    def _reopen(self) -> None:
        self._write(partial(reopen, self._desk.store, self._batch))

    def _carry_out(self) -> None:
        done = _("已执行，{count} 人的职务记入档案；可按 Ctrl+Z 撤销。")
        self._write(partial(carry_out_batch, self._desk.store, self._batch), done)

    def _take_back(self) -> None:
        reason = self._desk.notices.ask_text(_("撤回执行"), _("原因，记入操作记录"))
        if reason is not None:
            done = _("已撤回 {count} 人的职务变动。")
            self._write(partial(take_back_batch, self._desk.store, self._batch, reason), done)

    def _write(self, action: Callable[[], Any], told: str = "") -> None:
        def done(result: Any) -> None:
            if told and isinstance(result, Posted):
                self._desk.notices.tell("".join((told.format(count=result.lines), *result.told)))
            self.show_batch()

        carry_out(self._desk, _("正在保存"), action, done, self)

    def _print_notice(self) -> None:
        from cadre_desktop.people.appointing.papers import print_notice

        batch, organisation = self._batch, self._desk.organisation()
        self._papers.show(_("任免通知"), lambda path: print_notice(path, batch, organisation))

    def _print_lines(self) -> None:
        batch, organisation = self._batch, self._desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.people.appointing.papers import print_lines

            return print_lines(path, batch, organisation, setup)

        self._papers.lay_out(_("任免名单"), "appointments", write)
