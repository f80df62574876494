"""Certificates of a list: a workbook, pasted cells, typed rows or people of the dossier; checked row by row, then
looked at before they get numbers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.listing.checking import CheckedList, Said, check_list
from cadre_desktop.certificates.listing.columns import ALSO, ListColumn, columns_for
from cadre_desktop.certificates.listing.forms import write_form
from cadre_desktop.certificates.listing.issuing import pages_of_list
from cadre_desktop.certificates.listing.lines import line_of_person
from cadre_desktop.certificates.listing.reading import ReadList, read_list
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.listing.list_model import ListModel
from cadre_desktop.certificates.screens.listing.list_table import ListTable
from cadre_desktop.certificates.screens.listing.terms_row import TermsRow
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.attachments.attaching import local_files
from cadre_desktop.kit.qt.look.action_button import dressed, show_in_its_place
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import tell_trouble, work_on
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.page_alone import give_page_the_window
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.sizing import is_low
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.screens.name_list.page_actions import page_action

_PAUSE_MS = 300
"""Pause after a change after which the list is checked."""


class IssuingPage(QWidget):
    """`left` asks for what was before, `people_wanted` for the page on which people are chosen. The list stays as it is
    when the page is left, until it is emptied."""

    left = Signal()
    people_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._papers = desk, Papers(desk, self)
        self._checked: CheckedList | None = None
        self._checking = self._preview_wanted = False
        self._more: list[str] = []
        self._good: set[Said] = set()
        self.model = ListModel(self)
        self.table = ListTable(self.model)
        self.terms = TermsRow(desk.clock.today(), desk.organisation())
        self.title, self.summary, self.remarks, self.told = QLabel(_("按名单发放证书")), QLabel(), QLabel(), QLabel()
        self.preview = dressed(QPushButton(_("预览")), "primary")
        self.skip = QCheckBox(_("已有证书的不再发"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_columns()
        self._show_state()

    def _build(self) -> None:
        roles = ((self.title, "title"), (self.summary, "muted"), (self.remarks, "muted"), (self.told, "problem"))
        for label, role in roles:
            set_role(label, role)
            label.setWordWrap(label is not self.title)
        self.skip.setChecked(True)
        self.skip.setToolTip(_("不勾选时：同一份证书按原号补印，不是同一份的另给编号"))
        self.preview.setToolTip(_("看样张；打印、保存或放入打印队列时才给编号（Ctrl+回车）"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._head(row_in(column))
        column.addWidget(self.terms)
        self._tools(row_in(column))
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addWidget(self.remarks)
        self._foot(row_in(column))

    def _head(self, row: QHBoxLayout) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self.left)
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.preview)

    def _tools(self, row: QHBoxLayout) -> None:
        self.acts: dict[str, QAction] = {}
        for key, words, icon_name, keys, run in (
            ("open", _("从工作簿读入…"), "open-file", "Ctrl+I", self.choose_book),
            ("people", _("从档案选人…"), "people", "Ctrl+J", self.people_wanted.emit),
            ("form", _("存空白填报表…"), "export", "", self.save_form),
            ("wrong", _("下一处问题"), "", "F8", self.go_to_wrong),
            ("remove", _("删除这一行"), "", "Ctrl+Delete", self._remove),
            ("clear", _("清空"), "", "", self._clear),
        ):
            self.acts[key] = action = page_action(self, words, icon_name, keys, run)
            button = dressed(QPushButton(action.icon(), words), "" if icon_name else "quiet")
            button.setToolTip(f"{words}（{keys}）" if keys else words)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            if key == "wrong":
                row.addStretch(1)
            row.addWidget(button)

    def _foot(self, row: QHBoxLayout) -> None:
        row.addWidget(self.summary, 1)
        row.addWidget(self.skip)

    def _connect(self) -> None:
        self.model.edited.connect(self._pause.start)
        self.terms.changed.connect(self._pause.start)
        self.terms.page_changed.connect(self._show_columns)
        self.table.pasted.connect(self._take_fields)
        self._pause.timeout.connect(self.check)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_row())
        self.skip.toggled.connect(lambda _on: self._show_state())
        self.preview.clicked.connect(self.show_preview)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            page_action(self, _("预览"), "", keys, self.preview.click)
        self._desk.changes.happened.connect(self._after_change)

    def begin(self) -> None:
        """The keyboard goes to the first name that is not there yet."""
        self.terms.offer()
        self._show_columns()
        self.table.go_to(len(self.model.lines) + 1)
        self.table.setFocus()

    def _after_change(self, tables_changed: frozenset[str]) -> None:
        if self._desk.changes.touches(tables_changed, table_name(CertificateTemplate)):
            self.terms.offer()
            self._show_columns()
        elif self.model.lines and self._desk.changes.touches(tables_changed, table_name(IssuedCertificate), "person"):
            self.check()

    def _show_columns(self) -> None:
        """The columns that the page of the certificates needs, and those that the list has beside."""
        terms = self.terms
        try:
            columns = columns_for(self._desk.store, terms.chosen_kind, terms.chosen_template)
        except Refused as refused:
            self._desk.notices.refused(refused)
            return
        there = {column.name for column in columns}
        said = {name for line in self.model.lines for name in line.values}
        more = (
            name for name in ALSO if name not in there and name != "number" and (name in said or name in self._more)
        )
        self.model.show_columns([*columns, *(ListColumn(name, False, terms.chosen_kind) for name in more)])
        self.table.fit_columns()
        self._pause.start()

    def _take_fields(self, fields: Sequence[str]) -> None:
        self._more += [name for name in fields if name not in self._more]
        if fields:
            self._show_columns()

    def choose_book(self) -> None:
        """Ask for a workbook and read its list."""
        path = self._desk.notices.choose_open(_("从工作簿读入名单"), tables())
        if path is not None:
            self.read_book(path)

    def read_book(self, path: Path) -> None:
        """Read the list of a workbook, after the rows that are there."""
        work_on(
            self._desk,
            _("正在读取“{file}”").format(file=path.name),
            lambda progress: read_list(path, progress),
            self._take,
            self,
            busy=self._stop_entries,
            trouble=_("工作簿读不出来，请另存一份再试。"),
        )

    def _stop_entries(self, busy: bool) -> None:
        for key in ("open", "clear", "remove"):
            self.acts[key].setDisabled(busy)

    def _take(self, read: ReadList) -> None:
        self.model.show_lines([*self.model.lines, *read.lines])
        self._take_fields(read.fields)
        self.remarks.setText(" ".join(read.remarks))
        self.table.setFocus()

    def take_people(self, keys: Sequence[int]) -> None:
        """Put people of the dossier on the list, each once."""
        there = {line.person for line in self.model.lines}
        self.model.show_lines([*self.model.lines, *(line_of_person(key) for key in keys if key not in there)])
        self._take_fields(["court", "department"])

    def save_form(self) -> None:
        """Save an empty workbook with the columns that the template needs."""
        kind, columns = self.terms.chosen_kind, self.model.columns
        title = _("{kind}名单").format(kind=kind.label)
        told = _("已存“{path}”。填好后从工作簿读入。")
        save_as(
            self._desk, self, _("保存填报表"), title, lambda path, _progress: write_form(path, title, columns), told
        )

    def _remove(self) -> None:
        self.model.remove(self.table.currentIndex().row())

    def _clear(self) -> None:
        if self.unfinished and not self._desk.notices.ask(
            _("名单上还有没发的 {count} 行，清空吗？").format(count=len(self.model.lines)), _("清空"), _("取消"), True
        ):
            return
        self._more = []
        self.remarks.clear()
        self.model.clear()
        self._show_columns()

    @property
    def unfinished(self) -> bool:
        """Whether there are rows of which nothing was issued yet."""
        checked = self._checked
        return bool(self.model.lines) and (checked is None or bool(checked.fresh or checked.problems))

    def check(self) -> None:
        """Find out in a job which rows get a certificate."""
        self._pause.stop()
        store, lines, good = self._desk.store, list(self.model.lines), self._good
        try:
            terms = self.terms.terms(self.model.same)
        except Unclear as unclear:
            self._fail(unclear)
            return
        self._checking = True
        self._desk.jobs.run(
            _("正在核对名单"),
            lambda progress: check_list(store, terms, lines, progress, good),
            self._show_checked,
            self._fail,
            keep_latest=f"certificate list {id(self)}",
            owner=self,
            stopped=self._forget_check,
        )

    def _forget_check(self) -> None:
        self._checking = self._preview_wanted = False

    def _fail(self, error: BaseException) -> None:
        self._checked = None
        self._forget_check()
        if not isinstance(error, Refused | Unclear):
            tell_trouble(self._desk.notices, error)
        self._show_state(str(error))

    def _show_checked(self, checked: CheckedList) -> None:
        self._checked, self._checking = checked, False
        states = {each.line.number: (_("可以发"), "good") for each in checked.fresh}
        states |= {each.line.number: (each.sentence, "warning") for each in checked.held}
        for problem in checked.problems:
            number = problem.row or 0
            before = states[number][0] if number in states else ""
            states[number] = (before + problem.message, "bad")
        self.model.show_states(states)
        self.table.widen_columns()
        self._show_state()
        if self._preview_wanted:
            self.show_preview()

    @property
    def _wrong(self) -> list[int]:
        """The rows with something wrong, by their numbers."""
        checked = self._checked
        return sorted({problem.row or 0 for problem in checked.problems}) if checked and self.model.lines else []

    def go_to_wrong(self) -> None:
        """Go to the next row with something wrong, after the last one to the first."""
        wrong, now = self._wrong, self.table.currentIndex().row()
        if wrong:
            self.table.go_to(next((row for row in wrong if row > now), wrong[0]))
            self.table.setFocus()

    def _tell_row(self) -> None:
        """Below the table all of what is said of the row in it, which may be cut there."""
        row = self.table.currentIndex().row()
        words, tone = self.model.states.get(row, ("", ""))
        said = bool(words) and tone != "good"
        self.told.setText(_("第 {row} 行：{words}").format(row=row, words=words) if said else "")
        set_role(self.told, "problem" if tone == "bad" else "warning")
        repolish(self.told)
        show_in_its_place(self.told, said)

    def _show_state(self, trouble: str = "") -> None:
        checked = self._checked
        count = len(checked.wanted(not self.skip.isChecked())) if checked else 0
        self.preview.setText(_("预览 {count} 份").format(count=count) if count else _("预览"))
        self.preview.setEnabled(count > 0)
        words = self._counted(checked) if checked and self.model.lines else _hint()
        self.summary.setText(trouble or words)
        bad = bool(trouble or (checked and checked.problems and self.model.lines))
        set_role(self.summary, "problem" if bad else "muted")
        repolish(self.summary)
        self.acts["wrong"].setEnabled(bool(self._wrong))
        self._tell_row()
        show_in_its_place(self.skip, bool(checked and checked.held))
        show_in_its_place(self.remarks, bool(self.remarks.text()))

    def _counted(self, checked: CheckedList) -> str:
        wrong = self._wrong
        parts = [_("{count} 行可以发").format(count=len(checked.fresh))]
        if checked.held:
            parts.append(_("{count} 行已有证书").format(count=len(checked.held)))
        if wrong:
            text = _("{count} 行有问题，不会发（第 {rows} 行），原因在“情况”一列")
            if len(wrong) > _NAMED:
                text = _("{count} 行有问题，不会发（第 {rows} 等行），原因在“情况”一列")
            rows = "、".join(map(str, wrong[:_NAMED]))
            parts.append(text.format(count=len(wrong), rows=rows))
        return _("{words}。").format(words="，".join(parts))

    def show_preview(self) -> None:
        """Check the list as it is now, then show its certificates: never those of before a change."""
        if self._pause.isActive():
            self.check()
        self._preview_wanted = self._checking
        if self._checking:
            return
        checked = self._checked
        if checked is None or not self.preview.isEnabled():
            return
        try:
            pages = pages_of_list(self._desk.store, checked, not self.skip.isChecked())
        except Refused as refused:
            self._desk.notices.refused(refused)
            return
        wrong = len({problem.row for problem in checked.problems})
        remark = _("样张，供核对；打印、保存或放入打印队列时才给出编号。")
        remark += _("有问题的 {count} 行没有列入。").format(count=wrong) if wrong else ""
        title = _("{kind}（名单）").format(kind=checked.terms.kind.label)
        show_certificates(self._desk, self._papers, title, pages, remark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_room()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        give_page_the_window(self, False)

    def _take_room(self) -> None:
        """On a low screen the list has the room of menus, tabs and status bar."""
        give_page_the_window(self, self.isVisible() and is_low(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(local_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read_book(local_files(event.mimeData())[0])
        event.acceptProposedAction()

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks about rows of which nothing was issued yet."""
        if not self.unfinished:
            return True
        text = _("按名单发放证书：名单上有 {count} 行还没有发，关闭后要重新读入。确定关闭吗？")
        return self._desk.notices.ask(text.format(count=len(self.model.lines)), _("关闭"), _("继续"))


_NAMED = 8
"""So many rows are named."""


def _hint() -> str:
    return _("在表里直接填写，或从 Excel 复制后粘贴（Ctrl+V，带标题的按标题对上）；也可以把工作簿拖到这里。")
