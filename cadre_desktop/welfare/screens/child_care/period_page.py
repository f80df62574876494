"""本期托辅: the children of a period by number, whether they came, and what is done with them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.people.screens.name_list.page_actions import page_action
from cadre_desktop.welfare.child_care import admitting, attendance, deleting, letters, sheets
from cadre_desktop.welfare.child_care.copies import Copies, copies_known
from cadre_desktop.welfare.child_care.enrolling import ChildEnrolments, enrol, read_enrolments
from cadre_desktop.welfare.child_care.records import CarePeriod
from cadre_desktop.welfare.child_care.rules import ChildPresence
from cadre_desktop.welfare.screens.child_care.day_grid import DayModel, DayTable
from cadre_desktop.welfare.screens.child_care.dialogs import AdmitDialog, DeleteDialog
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton

_TABLES = frozenset({"care_period", "care_class", "child", "child_day", "pick_up"})


class PeriodPage(QWidget):
    """One period at a time; names are hidden until a reason was typed. `erased` says that the children of one are
    deleted."""

    erased = Signal()

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._papers = Papers(desk, self)
        self.model = DayModel(self)
        self.table = DayTable(self.model)
        self.periods = ChoiceInput((), empty=False, nothing=None)
        self.periods.setMinimumContentsLength(16)
        self.periods.setAccessibleName(_("期次"))
        self.reveal = RevealButton(desk, _("暖心托辅"), self)
        self.note, self.foot = QLabel(), QLabel()
        self._build_actions()
        self._build()
        self.periods.changed.connect(self._turn)
        self.reveal.revealed.connect(lambda shown: self.model.mask(not shown))
        self.table.noted.connect(self._note)
        desk.changes.happened.connect(self._changed)
        self.refresh()

    def _build_actions(self) -> None:
        self.take_in_action = page_action(self, _("导入报名表…"), "import", "Ctrl+Shift+I", self._take_in)
        self.admitting = page_action(self, _("按规则录取…"), "check", "Ctrl+Shift+A", self._admit)
        self.dealing = page_action(self, _("编班"), "people", "Ctrl+Shift+G", self._deal)
        self.deleting = page_action(self, _("删除本期子女信息…"), "delete", "Ctrl+Shift+Delete", self._delete)
        self.again = page_action(self, _("再清除一次"), "delete", "", self._clear_again)
        self.menu = QMenu(self)
        for title, write in self._sheets():
            action = QAction(title, self)
            action.triggered.connect(lambda _checked=False, of=(title, write): self._lay_out(*of))
            self.menu.addAction(action)
        self.menu.addSeparator()
        for key, (title, _sentences, _signed) in letters.LETTERS.items():
            action = QAction(_(title), self)
            action.triggered.connect(lambda _checked=False, which=key: self._letters(which))
            self.menu.addAction(action)

    def _sheets(self) -> list[tuple[str, Callable[..., Any]]]:
        return [
            (_("当日签到签离表"), self._daily),
            (_("接送人名单"), sheets.print_pick_up_list),
            (_("班级名单"), sheets.print_class_list),
        ]

    def _build(self) -> None:
        head = FoldingRow()
        head.left.addWidget(self.periods)
        head.left.addWidget(self.reveal)
        head.left.addStretch(1)
        for action in (self.take_in_action, self.admitting, self.dealing):
            head.right.addWidget(ActionButton(action))
        head.right.addWidget(MenuButton("print", _("打印"), self.menu, self, "Ctrl+Shift+P"))
        for action in (self.deleting, self.again):
            head.right.addWidget(ActionButton(action))
        keys = QLabel(_("1/空格 到　2 到且晚接　3 请假　4 缺席　Delete 清除"))
        for label in (self.note, self.foot):
            label.setWordWrap(True)
        for label in (keys, self.note):
            set_role(label, "muted")
        nothing = _("还没有托辅期次"), _("先在“托辅期次”里新增一期，再导入报名表。")
        self.empty = EmptyState("calendar", *nothing)
        set_role(self.empty, "card")
        self._stack = Stack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        for widget in (head, self.note):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        column.addWidget(keys)

    @property
    def period(self) -> int | None:
        """The period (key) looked at."""
        key = self.periods.value()
        return key if isinstance(key, int) else None

    def refresh(self) -> None:
        """Read the periods and the one looked at again."""
        period = self.period

        def read() -> tuple[list[tuple[int, str]], attendance.PeriodSheet | None, list[int]]:
            rows = [(row.id, row.title) for row in CarePeriod.select().order_by(CarePeriod.starts.desc())]
            latest = attendance.latest_period()
            known = period if period in dict(rows) else (latest.id if latest else None)
            found = attendance.read_period(known) if known is not None else None
            return rows, found, deleting.pending()

        self._desk.jobs.run(
            _("正在读取托辅"),
            lambda _progress: read(),
            lambda found: self._show(*found),
            keep_latest=f"child care {id(self)}",
            owner=self,
        )

    def _show(self, rows: list[tuple[int, str]], sheet: attendance.PeriodSheet | None, pending: list[int]) -> None:
        self.periods.set_choices(rows)
        self.periods.set_value(sheet.period.id if sheet else None)
        self.model.put(sheet)
        there = sheet is not None and bool(sheet.lines)
        if sheet is None:
            self.empty.set_words(_("还没有托辅期次"), _("先在“托辅期次”里新增一期，再导入报名表。"))
        elif sheet.period.deleted is not None:
            told = _("录取过 {count} 名，子女信息已于 {day} 删除。")
            self.empty.set_words(
                _("本期子女信息已删除"), told.format(count=sheet.period.children or 0, day=sheet.period.deleted)
            )
        else:
            self.empty.set_words(_("还没有报名的子女"), _("导入报名表，或在“托辅子女”里逐个登记。"))
        self._stack.setCurrentWidget(self.table if there else self.empty)
        waits = sheet is not None and sheet.period.id in pending
        gone = sheet is None or sheet.period.deleted is not None
        self.again.setVisible(waits)
        self.deleting.setVisible(not waits)
        self.deleting.setEnabled(not gone)
        self.take_in_action.setEnabled(not gone)
        for action in (self.admitting, self.dealing):
            action.setEnabled(there)
        self.menu.setEnabled(there)
        self.reveal.setEnabled(there)
        self._say(sheet, waits)

    def _say(self, sheet: attendance.PeriodSheet | None, waits: bool) -> None:
        if sheet is None:
            self.note.setText("")
            self.foot.setText("")
            return
        period, today = sheet.period, self._desk.clock.today()
        admitted = sum(1 for line in sheet.lines if line.state == "admitted")
        text = _("{when}　名额 {capacity}　报名 {count}　录取 {admitted}").format(
            when=sheets.care_words(period),
            capacity=_("不限") if period.capacity is None else period.capacity,
            count=len(sheet.lines),
            admitted=admitted,
        )
        late = period.deleted is None and period.deletes_on is not None and period.deletes_on < today
        if period.deletes_on is not None and period.deleted is None:
            text += _("　子女信息删除日期 {day}").format(day=period.deletes_on.isoformat())
        self.note.setText(text)
        told = attendance.late_sentence(sheet)
        if waits:
            told = _("子女信息已删除，但备份还没有清除完，请再清除一次。")
        elif late:
            told = _("子女信息已过删除日期，请删除。") + told
        set_role(self.foot, "problem" if told else "muted")
        self.foot.setText(told)
        self.foot.setVisible(bool(told))

    def _turn(self) -> None:
        self.hide_names()
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(_TABLES):
            self.refresh()

    def hide_names(self) -> None:
        """Mask the names again."""
        self.reveal.hide_names()

    def _note(self, cells: list[tuple[int, date]], presence: ChildPresence | None, late: bool | None) -> None:
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在登记出勤"),
            lambda: attendance.note_days(store, cells, presence, late),
            lambda _count: None,
            self,
        )

    def _take_in(self) -> None:
        path = self._desk.notices.choose_open(_("导入报名表"), [(_("工作簿"), "*.xlsx *.xls *.ods *.csv")])
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a workbook of enrolments and show what it would bring."""
        if self.period is None:
            self._desk.notices.refused(Refused(_("还没有托辅期次，报名表没有导入；请先在“托辅期次”里新增一期。")))
            return
        dialog = take_in_dialog(self._desk, self.period, path, self)
        dialog.open()

    def _admit(self) -> None:
        period = self.period
        if period is not None:
            carry_out(
                self._desk,
                _("正在预览录取"),
                lambda: admitting.foresee(period),
                lambda found: AdmitDialog(self._desk, period, found, self.reveal.shown, self).open(),
                self,
                writes=False,
            )

    def _deal(self) -> None:
        period, store = self.period, self._desk.store
        if period is not None:
            carry_out(
                self._desk,
                _("正在编班"),
                lambda: admitting.deal(store, period),
                lambda dealt: self._desk.notices.tell(dealt.sentence),
                self,
            )

    def _copies(self) -> Copies:
        return copies_known(self._desk.store, self._desk.settings.get)

    def _delete(self) -> None:
        period, store = self.period, self._desk.store
        if period is not None:
            carry_out(
                self._desk,
                _("正在核对子女信息"),
                lambda: deleting.extent(store, period, self._copies()),
                lambda told: DeleteDialog(self._desk, period, told, self._deleted, self).open(),
                self,
                writes=False,
            )

    def _clear_again(self) -> None:
        period, store = self.period, self._desk.store
        if period is not None:
            carry_out(
                self._desk,
                _("正在清除备份"),
                lambda: deleting.clear_again(store, period, self._copies()),
                self._deleted,
                self,
            )

    def _deleted(self, done: deleting.Deleted) -> None:
        self.hide_names()
        self.erased.emit()
        if done.trouble:
            self._desk.notices.warn(done.sentence)
        else:
            self._desk.notices.tell(done.sentence)
        self._desk.changes.happened.emit(frozenset({"care_period"}))  # nothing is overdue once the backups are done

    def _daily(self, path: Path, period: int, organisation: str, setup: Any = None) -> Any:
        return sheets.print_daily_sheet(path, period, self._day(), organisation, setup)

    def _day(self) -> date:
        """The day of the column with the cursor, or the first."""
        chosen = self.model.day_at(self.table.currentIndex().column())
        return chosen or (self.model.days[0] if self.model.days else self._desk.clock.today())

    def _lay_out(self, title: str, write: Callable[..., Any]) -> None:
        """A list that names children; where names are hidden it is asked why."""
        period, organisation = self.period, self._desk.organisation()
        if period is not None:
            self.reveal.allow(
                lambda: self._papers.lay_out(
                    title,
                    f"child care {title}",
                    lambda path, setup, _progress: write(path, period, organisation, setup),
                )
            )

    def _letters(self, which: str) -> None:
        period, organisation = self.period, self._desk.organisation()
        if period is not None:
            title = _(letters.LETTERS[which][0])
            write = partial(_write_letters, period, which, organisation)
            self.reveal.allow(lambda: self._papers.show(title, write))


def _write_letters(period: int, which: str, organisation: str, path: Path) -> int:
    return letters.print_letters(path, period, which, organisation)


def take_in_dialog(desk: Desk, period: int, path: Path, parent: QWidget | None = None) -> TakeInDialog:
    """The dialog that reads a workbook of enrolments and takes it in."""
    read: list[ChildEnrolments] = []

    def check(_progress: Progress) -> IntakeReport:
        found = read_enrolments(path, period)
        read[:] = [found]
        go = _("导入 {count} 名").format(count=len(found.new)) if found.new else ""
        return IntakeReport(found.sentence, tuple(found.problems), go)

    def take(_progress: Progress) -> tuple[str, int]:
        backups.make(desk.store.path, _("导入前"), desk.clock.now())
        count = enrol(desk.store, period, read[0])
        return _("导入了 {count} 名子女，可按 Ctrl+Z 撤销。").format(count=count), count

    return TakeInDialog(desk, _("导入报名表"), check, take, parent)
