"""荣退准备: whom to prepare for in the year, and the package of the one in front."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.farewell.preparing import ToPrepare, begin, to_prepare
from cadre_desktop.welfare.screens.farewell.package_panel import PackagePanel
from cadre_desktop.welfare.screens.farewell.papers_menu import PapersMenu

TABLES = (
    *("farewell", "farewell_word", "farewell_photo", "welfare_event", "person", "issued_certificate"),
    *("retirement_decision", "post_held"),
)
"""What the list depends on."""


def state_words(line: ToPrepare) -> str:
    """How far the package is."""
    if line.farewell is None:
        return _("未开始")
    if line.prepared.album:
        return _("已赠册")
    lacking = [part for part in line.prepared.lacking if part.before]
    return _("缺 {count} 项").format(count=len(lacking)) if lacking else _("齐全")


def _tone(line: ToPrepare) -> str:
    if line.farewell is None:
        return "muted"
    return "good" if line.prepared.ready or line.prepared.album else "warning"


def _told(line: ToPrepare) -> str:
    if line.farewell is None:
        return _("按 Insert 开始准备")
    return "、".join(_(part.label) for part in line.prepared.lacking)


_COLUMNS: tuple[LineColumn[ToPrepare], ...] = (
    LineColumn(N_("姓名"), 84, lambda line: line.name, bold=True),
    LineColumn(N_("准备"), 76, state_words, _tone, _told),
    LineColumn(N_("退休年月"), 76, lambda line: f"{line.retires:%Y.%m}" if line.retires else ""),
    LineColumn(N_("法院"), 92, lambda line: line.court),
)


_WIDEST = 150
"""Px."""


class _People(GridTable):
    """Insert begins what is prepared for those selected."""

    insert_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.insert_wanted.emit()
        else:
            super().keyPressEvent(event)


class PreparingPage(Workplace):
    """A line for each who retires in the year; Insert begins the package, which is beside the list then."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._year = desk.clock.today().year
        self._stale = True
        self.model: LineModel[ToPrepare] = LineModel(_COLUMNS, self)
        self.table = _People(_("荣退的人"))
        self.words = ElidedLabel()
        self.start = dressed(QPushButton(_("开始准备(&B)")), "primary")
        self.papers = PapersMenu(desk, self)
        self.package = PackagePanel(desk)
        self.nobody = EmptyState("calendar", _("这一年没有荣退的人"), _("按人员档案的出生年月计算，这一年没有人退休。"))
        self.waiting = EmptyState("people", _("还没有开始准备"), _("选中左边的人，按 Insert 或点“开始准备”。"))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in self.model.columns])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.start.setToolTip(_("给选中的人准备荣退材料（Insert）"))
        set_role(self.words, "muted")
        head = FoldingRow(spacing=8)
        head.left.addWidget(self.words, 1)
        head.give_left_the_rest()
        for button in (self.start, self.papers.album_button, self.papers.print_button):
            head.right.addWidget(button)
        for state in (self.nobody, self.waiting):
            set_role(state, "card")
        self.side = Stack()
        self.side.addWidget(self.package)
        self.side.addWidget(self.waiting)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.side)
        splitter.setSizes([370, 760])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 2)
        self.stack = Stack()
        self.stack.addWidget(splitter)
        self.stack.addWidget(self.nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        self.work_in(self.table)
        follow_layout(self)

    def _connect(self) -> None:
        self.start.clicked.connect(self.begin)
        self.table.insert_wanted.connect(self.begin)
        self.table.opened.connect(lambda _index: self.begin())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._turn())
        self.table.selectionModel().selectionChanged.connect(lambda *_chosen: self._follow())
        self._desk.changes.happened.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def show_year(self, year: int | None) -> None:
        """Look at another year; None for the one that runs."""
        wanted = year or self._desk.clock.today().year
        if wanted != self._year:
            self._year, self._stale = wanted, True
            self.refresh()

    def refresh(self) -> None:
        """Read the list where it is not known yet, or has changed; only while somebody looks."""
        if not self.isVisible() or not self._stale:
            return
        self._stale = False
        year, today = self._year, self._desk.clock.today()
        self._desk.jobs.run(
            _("正在读取荣退名单"),
            lambda _progress: to_prepare(year, today),
            self._show,
            keep_latest=f"farewells {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self._stale = True
            self.refresh()

    def _show(self, lines: list[ToPrepare]) -> None:
        current = self.current
        blocked = self.table.selectionModel().blockSignals(True)
        self.model.put(lines)
        self.table.selectionModel().blockSignals(blocked)
        people = [line.person for line in lines]
        row = people.index(current.person) if current is not None and current.person in people else 0
        for column, least in ((0, 84), (3, 84)):
            self.table.setColumnWidth(column, self.table.wanted_width(column, least, _WIDEST))
        if lines:
            self.table.selectRow(row)
        self.stack.setCurrentIndex(0 if lines else 1)
        self.words.set_text(self._summary(lines))
        self._turn()
        self._follow()

    def _summary(self, lines: list[ToPrepare]) -> str:
        if not lines:
            return ""
        ready, given = sum(line.prepared.ready for line in lines), sum(line.prepared.album for line in lines)
        begun = sum(line.farewell is not None for line in lines)
        late = sum(line.retires is not None and line.retires.year < self._year for line in lines)
        who = _("{year} 年荣退 {count} 人").format(year=self._year, count=len(lines))
        who += _("（以前到龄未退 {late} 人）").format(late=late) if late and not begun else ""
        words = _("{who}，已开始准备 {begun} 人，材料齐全 {ready} 人，已赠册 {given} 人。")
        return words.format(who=who, begun=begun, ready=ready, given=given)

    @property
    def current(self) -> ToPrepare | None:
        """The line that the cursor is in."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def selected(self) -> list[ToPrepare]:
        """The lines that are selected."""
        return [self.model.lines[row] for row in sorted({index.row() for index in self.table.selectedIndexes()})]

    def _turn(self) -> None:
        """Show the package of the line in front; what is not kept of another is asked about before."""
        line = self.current
        if line is not None and not self.package.may_turn_to(line.farewell):
            shown = [each.farewell for each in self.model.lines]
            if self.package.farewell in shown:  # it is not where another year is looked at
                self.table.selectRow(shown.index(self.package.farewell))
            return
        if line is None or line.farewell is None:
            self.side.setCurrentWidget(self.waiting)
            return
        self.side.setCurrentWidget(self.package)
        self.package.show_package(line, self._year)

    def _follow(self) -> None:
        lines = self.selected()
        self.start.setEnabled(any(line.farewell is None for line in lines))
        self.papers.follow([line.farewell for line in lines if line.farewell is not None])

    def begin(self) -> None:
        """Begin the packages of those selected who have none; the cursor goes to the package of one who has."""
        people = [line.person for line in self.selected() if line.farewell is None]
        if not people:
            self.package.take_focus()
            return
        store = self._desk.store

        def done(keys: list[int]) -> None:
            text = _("已开始准备 {count} 人的荣退材料，可按 Ctrl+Z 撤销。")
            self._desk.notices.tell(text.format(count=len(keys)))

        carry_out(self._desk, _("正在准备荣退"), lambda: begin(store, people), done, self)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving."""
        return self.package.may_leave()
