"""Personnel forms on their way in: whom each is about, and value beside value what it says otherwise."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.imports.import_parts import band
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.qt.talk.working_dialog import WorkingDialog
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.people.lrmx.account_book import write_account
from cadre_desktop.people.lrmx.accounts import FormsAccount
from cadre_desktop.people.lrmx.intake import (
    NOT_TAKEN,
    SOMEBODY_NEW,
    FormsIntake,
    begin_intake,
    matched_again,
    take_in_chosen,
)
from cadre_desktop.people.lrmx.taking_in import TakenToo
from cadre_desktop.people.screens.lrmx.forms_models import DifferencesModel, FormsModel

T = TypeVar("T")
_OURS = 2
"""The column with what the dossier says."""
_MOST_LINES = 4
"""Files that are not read, named in the band."""
_PADDING = 10


class FormsDialog(WorkingDialog):
    """Reads the forms of `paths`; nothing is written before `go`. `taken` carries the account of what came."""

    taken = Signal(object)

    def __init__(self, desk: ViewDesk, paths: Sequence[Path], parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.setWindowTitle(_("导入任免审批表"))
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 1180, 640)
        self.intake: FormsIntake | None = None
        self.forms, self.differences = FormsModel(), DifferencesModel()
        self._build()
        self.follow()
        today = desk.clock.today()
        self._try(_("正在读取"), lambda progress: begin_intake(desk.store, paths, today, progress), self._show)

    def _build(self) -> None:
        self._band, self.summary = band("neutral")
        self.list = GridTable(_("任免审批表"))
        self.list.setModel(self.forms)
        self.list.set_widths((100, 0, 154), stretched=1)
        self.list.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_form())
        self.detail = self._detail()
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.list)
        self.halves.addWidget(self.detail)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 7)
        self.halves.setSizes([300, 700])
        for table in (self.list, self.table):
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            table.horizontalHeader().setFixedHeight(ROW_HEIGHT)
            table.setMinimumHeight(2 * ROW_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(self._band)
        column.addWidget(self.halves, 1)
        self._also(row_in(column))
        self._buttons(row_in(column))

    def _detail(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        row = row_in(column)
        label, self.who = QLabel(_("这是")), ChoiceInput((), nothing=None)
        label.setBuddy(self.who)
        self.who.changed.connect(self._choose_whom)
        self.all_theirs = QPushButton(_("全用表中的"))
        self.all_ours = QPushButton(_("全留档案的"))
        self.all_theirs.clicked.connect(lambda: self.differences.take({each.key for each in self.differences.rows}))
        self.all_ours.clicked.connect(self._keep_ours)
        row.addWidget(label)
        row.addWidget(self.who, 1)
        row.addWidget(self.all_theirs)
        row.addWidget(self.all_ours)
        self.table = GridTable(_("与档案不同的"))
        self.table.setModel(self.differences)
        self.table.setWordWrap(True)
        self.table.set_widths((104, 112, 150, 0), stretched=3)
        self.table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.table.opened.connect(lambda index: self.differences.toggle(index.row()))
        self.table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fit_rows())
        self.differences.chosen.connect(self._take)
        self.told = QLabel()
        self.told.setWordWrap(True)
        set_role(self.told, "warning")
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        return holder

    def _also(self, row: QHBoxLayout) -> None:
        """What is taken only when somebody asks for it."""
        self.by_number = QCheckBox(_("身份证号"))
        self.by_number.setToolTip(_("也用身份证号认人，并记入档案"))
        self.by_number.clicked.connect(self._match_again)
        self.family = QCheckBox(_("干警之间的亲属关系"))
        self.family.setToolTip(_("家庭成员里也是干警的，记入回避关系；其他家庭成员只留在原表里"))
        self.proposed = QCheckBox(_("拟任免职务和理由"))
        self.proposed.setToolTip(_("记为一个待决定的任免批次"))
        row.setSpacing(10)
        for box in (QLabel(_("另外记入：")), self.by_number, self.family, self.proposed):
            row.addWidget(box)
        row.addStretch()

    def _buttons(self, row: QHBoxLayout) -> None:
        self._cancel, self.go = QPushButton(_("取消")), dressed(QPushButton(), "primary")
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.advance)
        row.setSpacing(10)
        self.export = QPushButton(_("导出清单…"))
        self.export.setToolTip(_("把没有导入的、保留原值的和要核对的写成工作簿"))
        self.export.clicked.connect(self._export)
        row.addStretch()
        row.addWidget(self.export)
        for widget in (*self.waiting, self._cancel, self.go):
            row.addWidget(widget)
        for button in (self._cancel, self.export, self.all_theirs, self.all_ours):
            button.setAutoDefault(False)
        self.go.setDefault(True)

    @property
    def number(self) -> int:
        """The number of the form in front, -1 for none."""
        return self.list.currentIndex().row()

    def _show(self, intake: FormsIntake) -> None:
        self.intake = intake
        self.forms.put(intake)
        first = next((at for at, whom in enumerate(intake.whom) if whom is None), 0)
        self.list.setCurrentIndex(self.forms.index(first, 0) if intake.forms else QModelIndex())
        self._show_form()
        self._sum_up()

    def _sum_up(self) -> None:
        """How many forms come in, and what was not read."""
        if self.intake is None:
            return
        new = sum(1 for at in self.intake.ready if self.intake.whom[at] == SOMEBODY_NEW)
        words = _("读到 {read} 份任免审批表：已在档案里 {known} 人，新增 {new} 人，还要您选定 {open} 份。")
        known = len(self.intake.ready) - new
        text = words.format(read=len(self.intake.forms), known=known, new=new, open=self.intake.open)
        left = [f"{file}：{why}" for file, why in self.intake.read.left]
        shown = left[:_MOST_LINES]
        if len(left) > _MOST_LINES:
            shown.append(_("没有读入的还有 {count} 份。").format(count=len(left) - _MOST_LINES))
        self.summary.setText("\n".join((text, *(_("没有读入 {line}").format(line=line) for line in shown))))
        self._band.setProperty("tone", "warning" if left or self.intake.open else "neutral")
        self._band.setToolTip("\n".join(left))
        repolish(self._band)
        self._band.show()
        count = len(self.intake.ready)
        self.go.setText(_("导入 {count} 份").format(count=count) if count else _("没有可以导入的"))
        self.follow()

    def _show_form(self) -> None:
        """The form in front: whom it may be about, and what it says otherwise."""
        if self.intake is None or self.number < 0:
            return
        intake, number = self.intake, self.number
        meant = intake.read.meant[number]
        court = intake.courts.names.get(meant.court or 0, "")
        people = [(key, intake.label(key)) for key in intake.offered(number)]
        new = (SOMEBODY_NEW, _("新增到“{court}”").format(court=court))
        self.who.set_choices([*people, new, (NOT_TAKEN, _("不导入这一份"))])
        self.who.setItemText(0, _("请选择…"))
        self.who.set_value(intake.whom[number])
        self._show_differences()
        troubles = intake.forms[number].troubles
        why = [meant.why] if intake.whom[number] is None else []
        lines = [*why, *troubles]
        more = _("还有 {count} 处要核对，把鼠标停在这里看全部。").format(count=len(lines) - _MOST_LINES)
        self.told.setText("\n".join(lines if len(lines) <= _MOST_LINES else [*lines[:_MOST_LINES], more]))
        self.told.setToolTip("\n".join(lines))
        self.told.setVisible(bool(why or troubles))

    def _show_differences(self) -> None:
        assert self.intake is not None
        rows = self.intake.differences(self.number)
        self.differences.put(rows, self.intake.taken_of(self.number))
        self.table.setColumnHidden(_OURS, not any(each.ours for each in rows))
        self._fit_rows()
        for button in (self.all_theirs, self.all_ours):
            button.setEnabled(any(each.filled for each in rows))

    def _fit_rows(self) -> None:
        """Texts of several lines have room in the width that their column has now."""
        line = self.table.fontMetrics().lineSpacing()
        for row, each in enumerate(self.differences.rows):
            wrapped = line if "\n" in each.ours + each.theirs else 0  # the hint leaves out what the style keeps free
            wanted = self.table.sizeHintForRow(row) + _PADDING + wrapped
            self.table.setRowHeight(row, max(ROW_HEIGHT, wanted))

    def _choose_whom(self) -> None:
        if self.intake is not None and self.number >= 0:
            self.intake.choose_whom(self.number, self.who.value())
            self._show_form()
            self.forms.refresh()
            self._sum_up()

    def _take(self, keys: frozenset[str]) -> None:
        if self.intake is not None:
            self.intake.take(self.number, keys)
            self.forms.refresh()

    def _keep_ours(self) -> None:
        self.differences.take({each.key for each in self.differences.rows if not each.filled})

    def _match_again(self) -> None:
        if self.intake is not None:
            intake, wanted = self.intake, TakenToo(number=self.by_number.isChecked())
            self._try(_("正在认人"), lambda _progress: matched_again(intake, wanted), self._show)

    def follow(self) -> None:
        super().follow()
        ready = not self.at_work and self.intake is not None
        self.halves.setEnabled(ready)
        for box in (self.by_number, self.family, self.proposed, self.export):
            box.setEnabled(ready)
        self.go.setVisible(self.intake is not None)
        self.go.setEnabled(ready and self.intake is not None and bool(self.intake.ready))

    def advance(self) -> None:
        """Take in what was chosen."""
        intake, desk, today = self.intake, self.desk, self.desk.clock.today()
        if intake is None:
            return
        question = _("还有 {count} 份没有选定是谁，先导入其余的吗？")
        if intake.open and not desk.notices.ask(question.format(count=intake.open), _("先导入其余的"), _("返回选定")):
            return

        intake.wanted = TakenToo(
            self.by_number.isChecked(), family=self.family.isChecked(), proposed=self.proposed.isChecked()
        )

        def work(progress: Progress) -> FormsAccount:
            backups.make(desk.store.path, _("导入前"), desk.clock.now())
            return take_in_chosen(desk.store, intake, today, progress)

        self._try(_("正在导入"), work, self._taken, writes=True)

    def _try(self, label: str, work: Callable[[Progress], T], done: Callable[[T], None], writes: bool = False) -> None:
        """Run a job; what is refused is said, and without anything read it closes."""
        close = self.reject if self.intake is None else self.follow
        self.run(label, work, done, given_up=close, writes=writes, trouble=_("文件读不出来，请检查后再试。"))

    def _export(self) -> None:
        intake, desk, today = self.intake, self.desk, self.desk.clock.today()
        if intake is None:
            return

        def write(path: Path, progress: Progress) -> int:
            return write_account(path, take_in_chosen(desk.store, intake, today, progress, write=False))

        save_as(desk, self, _("导出清单"), _("任免审批表导入清单"), write, _("已把 {count} 处写到“{path}”。"))

    def _taken(self, account: FormsAccount) -> None:
        told = _("{told}可按 Ctrl+Z 撤销。").format(told=account.summary())
        lines = list(account.lines())
        if account.left:
            self.desk.notices.warn(told, "\n".join(lines))
        else:
            self.desk.notices.tell(told)
        self.taken.emit(account)
        self.accept()
