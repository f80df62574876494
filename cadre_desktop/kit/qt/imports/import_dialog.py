"""Importing a workbook in three pages: its sheets and their courts, what each column means, and what will happen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.answers import refuse_no_table
from cadre_desktop.kit.intake.apply import Imported, apply_plan, told_file
from cadre_desktop.kit.intake.defaults import default_columns, options
from cadre_desktop.kit.intake.exchange import template
from cadre_desktop.kit.intake.mapping import remember
from cadre_desktop.kit.intake.not_passed import export_refused
from cadre_desktop.kit.intake.plan import ImportPlan, plan_parts, remember_corrections
from cadre_desktop.kit.intake.survey import Found, left_out, ready, retell, survey
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.imports.import_export import ExportButton, done_text
from cadre_desktop.kit.qt.imports.import_files import FilePage
from cadre_desktop.kit.qt.imports.import_model import unfilled_positions
from cadre_desktop.kit.qt.imports.import_pages import MappingPage
from cadre_desktop.kit.qt.imports.import_preview import PreviewPage
from cadre_desktop.kit.qt.imports.import_steps import StepLine
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.file_names import file_name, workbooks
from cadre_desktop.kit.qt.talk.page_area import PageArea
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.qt.talk.working_dialog import WorkingDialog
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.journal import StepInfo

T = TypeVar("T")
FILE, COLUMNS, PREVIEW = range(3)


class ImportDialog(WorkingDialog):
    """Imports into `kind`. `imported` is the outcome once it is done; `path` is read at once."""

    def __init__(self, desk: ViewDesk, kind: Kind, path: Path | None = None, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.kind = kind
        self.imported: Imported | None = None
        self._path: Path | None = None
        self.setWindowTitle(_("导入{kind}").format(kind=_(kind.title)))
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 1240, 690)
        self.files = FilePage(kind, {column.name: options(column) for column in default_columns(kind)})
        self.columns = MappingPage(kind)
        self.columns.has_default = lambda column: all(column.name in each.defaults for each in self.files.chosen)
        self.preview = PreviewPage()
        self._build()
        self._connect()
        self._show_page(FILE)
        if path is not None:
            self.open_file(path)

    def _build(self) -> None:
        self.pages = Stack()
        for page in (self.files, self.columns, self.preview):
            self.pages.addWidget(page)
        self._steps = StepLine((_("文件与工作表"), _("列对应"), _("预览")))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._steps)
        column.addWidget(PageArea(self.pages), 1)
        self._made_footer(row_in(column))

    def _made_footer(self, row: QHBoxLayout) -> None:
        self._refused = ExportButton()
        self._undo = QPushButton(icon("undo"), _("撤销这次导入"))
        self._cancel, self._back = QPushButton(_("取消")), QPushButton(_("返回"))
        self._next = dressed(QPushButton(), "primary")
        self._next.setDefault(True)
        row.setSpacing(10)
        row.addWidget(self._refused)
        row.addWidget(self._undo)
        row.addStretch()
        for widget in self.waiting:
            row.addWidget(widget)
        row.addSpacing(8)
        for button in (self._cancel, self._back, self._next):
            button.setAutoDefault(button is self._next)
            row.addWidget(button)
        self._refused.setAutoDefault(False)
        self._undo.setAutoDefault(False)

    def _connect(self) -> None:
        self.files.choose.connect(self._choose_file)
        self.files.template.connect(self._write_template)
        self.files.changed.connect(self.follow)
        self.columns.changed.connect(self.follow)
        self.preview.decided.connect(self.follow)
        self.preview.corrected.connect(self._plan_again)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._next.click)
        self._refused.wanted.connect(self._export_refused)
        self._undo.clicked.connect(self.take_back)
        self._cancel.clicked.connect(self.reject)
        self._back.clicked.connect(lambda: self._show_page(self.pages.currentIndex() - 1))
        self._next.clicked.connect(self.advance)

    def _show_page(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self._steps.show_step(page)
        follow_layout(self)  # the sheets and columns found have joined it
        self.follow()
        if page == PREVIEW:
            self.preview.table.setFocus()
        elif page != FILE or not self.files.focus_question():
            self._next.setFocus()

    def follow(self) -> None:
        """Bring buttons up to date with the page and with what goes on."""
        super().follow()
        page, busy = self.pages.currentIndex(), self.at_work
        done = self.imported is not None
        self.pages.setEnabled(not busy)
        self._back.setVisible(page > FILE and not done)
        self._back.setEnabled(not busy)
        self._cancel.setVisible(not done)
        plan = self.preview.plan if page == PREVIEW else None
        counts = plan.counts if plan is not None else None
        self._refused.setVisible(page == PREVIEW)
        self._undo.setVisible(done)
        self._undo.setEnabled(not busy)
        self._refused.setEnabled(not busy)
        self._refused.offer(counts.refused if counts else 0, len(unfilled_positions(plan)) if plan else 0)
        rows = counts.new + counts.changed if counts else 0
        words = _("导入 {count} 行").format(count=f"{rows:,}") if rows else _("没有要导入的行")
        self._next.setText(_("关闭") if done else words if page == PREVIEW else _("下一步"))
        ready = {FILE: self.files.ready, COLUMNS: self.columns.complete, PREVIEW: rows > 0}[page]
        self._next.setEnabled(not busy and (done or ready))

    def advance(self) -> None:
        """Go on from the page in front."""
        page = self.pages.currentIndex()
        if self.imported is not None:
            self.accept()
        elif page == FILE and self.files.ready:
            self._match()
        elif page == FILE:
            self.files.focus_question()
        elif page == COLUMNS:
            self._plan()
        else:
            self._import()

    def open_file(self, path: Path) -> None:
        """Read a workbook and find the tables in it."""

        def work(progress: Progress) -> list[Found]:
            workbook = read_workbook(path, progress)
            found = survey(workbook, self.kind, self.desk.store)
            refuse_no_table(found, workbook, self.kind)
            return found

        def done(found: list[Found]) -> None:
            self._path = path
            self.preview.begin()
            self.files.show_found(path, found)
            self._show_page(FILE)

        self._show_page(FILE)
        self._run(_("正在读取"), work, done, refused=lambda why: self.files.show_trouble(path, str(why)))

    def _match(self) -> None:
        self.columns.show_found(self.files.chosen)
        self._show_page(COLUMNS)

    def _plan(self) -> None:
        assert self._path is not None
        retell(self.files.found, self.kind, self._path.stem)
        if not self.files.ready:  # a column that told the court is not read any more
            self.files.show_found(self._path, self.files.found)
            self._show_page(FILE)
            return

        def done(plan: ImportPlan) -> None:
            self.preview.show_plan(plan)
            self._show_page(PREVIEW)

        self._make_plan(done)

    def _plan_again(self) -> None:
        self._make_plan(self.preview.show_again)

    def _make_plan(self, done: Callable[[ImportPlan], None]) -> None:
        parts, corrections = ready(self.files.found, self.kind), self.preview.corrections
        self._run(_("正在核对"), lambda p: plan_parts(self.desk.store, parts, p, corrections), done)

    def _import(self) -> None:
        plan, path, store = self.preview.plan, self._path, self.desk.store
        left = left_out(self.files.found, self.kind)
        assert plan is not None
        assert path is not None

        def work(progress: Progress) -> Imported:
            backup.make(store.path, _("导入前"), store.clock.now())
            done = replace(apply_plan(store, plan, path.name, progress), left_out=tuple(left))
            for part in plan.parts:
                remember(store, part.mapping)
            remember_corrections(store, plan)
            return done

        self._run(_("正在导入"), work, self._imported, writes=True)

    def _imported(self, done: Imported) -> None:
        self.imported = done
        said = done_text(told_file(self.kind, self._path.name) if self._path else "", done)
        later = _("要撤销按 Ctrl+Z，以后在“操作记录”里撤销这一步。")
        self.desk.notices.tell(said if done.refused else said + later)
        if not done.refused:
            self.accept()
            return
        left = _("还有 {count} 行没有导入，可以导出来改正后再导入。").format(count=done.refused)
        self.preview.show_done(said + left)

    def take_back(self) -> None:
        """Undo exactly this import, whatever was done since, as long as nothing builds on it; the pages stay."""
        imported, store = self.imported, self.desk.store
        step = store.step_of(imported.step) if imported and imported.step else None
        if step is None:
            return

        def done(undone: StepInfo) -> None:
            self.imported = None
            self.desk.notices.tell(_("已撤销“{step}”").format(step=undone.label))
            self._plan()

        self._run(_("正在撤销"), lambda _progress: store.undo(step), done, writes=True)

    def _run(
        self,
        label: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        refused: Callable[[Refused], None] | None = None,
        writes: bool = False,
    ) -> None:
        self.run(label, work, done, refused=refused, writes=writes, trouble=_("文件读写不成，请换一个位置再试。"))

    def _choose_file(self) -> None:
        patterns = ((_("工作簿和文本表格"), "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"), (_("所有文件"), "*"))
        path = self.desk.notices.choose_open(_("选择要导入的工作簿"), patterns)
        if path is not None:
            self.open_file(path)

    def _write_template(self) -> None:
        name = _("{title}模板").format(title=_(self.kind.title))
        words = _("模板已保存为“{path}”，填好后可以导入。")
        self._save(_("导出空白模板"), name, lambda path: template(self.kind, path), words, _("正在导出模板"))

    def _export_refused(self, blanks: bool) -> None:
        plan = self.preview.plan
        if plan is None or self._path is None:
            return
        name = _("{file}（未通过）").format(file=self._path.stem)
        words = _("已把 {count} 行和原因写到“{path}”，改正后可以再导入。")
        self._save(_("导出未通过的行"), name, lambda path: export_refused(plan, path, blanks=blanks), words)

    def _save(self, title: str, name: str, write: Callable[[Path], object], told: str, label: str = "") -> None:
        path = self.desk.notices.choose_save(title, file_name(name, ".xlsx"), workbooks())
        if path is None:
            return

        def done(count: object) -> None:
            self.desk.notices.tell(told.format(path=path.name, count=count))

        self._run(label or _("正在导出"), lambda _progress: write(path), done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped anywhere on the dialog, unless it is at work or done."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.at_work and self.imported is None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.accept()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))
