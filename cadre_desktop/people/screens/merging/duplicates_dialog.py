"""查重: pairs that may be one person at the left, value beside value at the right, and what to make of them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.merging.candidates import DuplicatePair, candidates
from cadre_desktop.people.merging.comparing import ValuePair, called, compared, hindrances, to_keep
from cadre_desktop.people.merging.merging import Merged, merge, say_not_duplicate
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.screens.merging.pair_list import PairLine, PairModel, PairTable, lines_of
from cadre_desktop.people.screens.merging.value_table import ValueModel, ValueTable


class ShownPair:
    """Two rows, read for showing them: which is kept, their values, and why they may not become one."""

    def __init__(self, store: Store, keep: int, gone: int):
        left, went = Person.by_key(keep), Person.by_key(gone)
        self.keep, self.gone = keep, gone
        self.pairs: list[ValuePair] = compared(left, went)
        self.words = _("保留 {keep}（{court}），并入 {gone}（{other}）").format(
            keep=called(left), gone=called(went), court=_court(left), other=_court(went)
        )
        self.hindrances = hindrances(store, keep, gone)


def _court(person: Person) -> str:
    court = Court.by_key(person.__data__["court"])
    return str(court.short_name or court.name)


class DuplicatesDialog(QDialog):
    """All candidates; or, with `only`, the two rows (keys) that somebody has selected."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None, only: tuple[int, int] | None = None):
        super().__init__(parent)
        self._desk, self._only = desk, only
        self.shown: ShownPair | None = None
        self.setWindowTitle(_("查重与合并"))
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 1220, 640)
        self.pairs, self.values = PairModel(), ValueModel()
        self.list, self.table = PairTable(self.pairs), ValueTable(self.values)
        self.head, self.hindrance, self.count = QLabel(), QLabel(), QLabel()
        self._build()
        self.list.selectionModel().currentRowChanged.connect(lambda now, _before: self._turn_to(now.row()))
        if only is None:
            self._find()
        else:
            self._put([DuplicatePair(min(only), max(only), (), False)])

    def _build(self) -> None:
        set_role(self.hindrance, "problem")
        set_role(self.count, "muted")
        hint = QLabel(_("← → 或单击选择采用哪一个值；没有采用的值记入备注和附件，合并后可按 Ctrl+Z 整步撤销。"))
        set_role(hint, "muted")
        for label in (self.head, self.hindrance, hint):
            label.setWordWrap(True)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.table, self.hindrance, hint):
            column.addWidget(widget, 1 if widget is self.table else 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(side)
        splitter.setSizes([480, 700])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(splitter, 1)
        self._buttons(row_in(whole))
        if self._only is not None:
            self.list.hide()
            self.count.hide()

    def _buttons(self, row: QHBoxLayout) -> None:
        self.swap, self.apart = QPushButton(_("换边(&X)")), QPushButton(_("不是同一人(&N)"))
        self.go = dressed(QPushButton(_("合并(&M)")), "primary")
        close = QPushButton(_("关闭"))
        self.swap.setToolTip(_("保留另一条"))
        self.masked = QCheckBox(_("显示身份证号和电话(&S)"))
        self.masked.toggled.connect(self.values.show_masked)
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self.masked)
        row.addStretch()
        buttons = ((self.swap, self._swap), (self.apart, self._apart), (self.go, self._merge), (close, self.accept))
        for button, run in buttons:
            button.clicked.connect(run)
            button.setAutoDefault(False)
            row.addWidget(button)

    def _find(self) -> None:
        work_on(self._desk, _("正在查重"), lambda _progress: lines_of(candidates()), self._put_lines, self)

    def _put(self, found: Sequence[DuplicatePair]) -> None:
        self._put_lines(lines_of(found))

    def _put_lines(self, lines: Sequence[PairLine]) -> None:
        row = max(0, self.list.currentIndex().row())
        self.pairs.put(lines)
        self.count.setText(_("{count} 对").format(count=len(lines)) if self._only is None else "")
        if not lines:
            self._show(None)
            self.head.setText(_("没有发现可能重复的人员。"))
            return
        self.list.selectRow(min(row, len(lines) - 1))
        (self.table if self._only else self.list).setFocus()

    def _turn_to(self, row: int) -> None:
        if not 0 <= row < len(self.pairs.lines):
            return
        line, store = self.pairs.lines[row], self._desk.store
        work_on(
            self._desk,
            _("正在对照"),
            lambda _progress: ShownPair(store, *to_keep(store, line.one, line.other)),
            self._show,
            self,
        )

    def _show(self, shown: ShownPair | None) -> None:
        self.shown = shown
        self.values.put(shown.pairs if shown else ())
        self.head.setText(shown.words if shown else "")
        self.hindrance.setText("\n".join(shown.hindrances) if shown else "")
        self.hindrance.setVisible(bool(shown and shown.hindrances))
        self.go.setEnabled(bool(shown and not shown.hindrances))
        for button in (self.swap, self.apart):
            button.setEnabled(shown is not None)
        if shown:
            self.table.selectRow(0)

    def _swap(self) -> None:
        assert self.shown is not None
        self._show(ShownPair(self._desk.store, self.shown.gone, self.shown.keep))

    def _apart(self) -> None:
        assert self.shown is not None
        one, other, store = self.shown.keep, self.shown.gone, self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: say_not_duplicate(store, one, other),
            lambda _none: self._done(_("已记下这是两个人，以后不再提示。")),
            self,
            busy=self._busy,
        )

    def _merge(self) -> None:
        assert self.shown is not None
        work = partial(merge, self._desk.store, self.shown.keep, self.shown.gone, set(self.values.taken))
        carry_out(self._desk, _("正在合并"), work, self._merged, self, busy=self._busy)

    def _merged(self, merged: Merged) -> None:
        text = _("已合并，{count} 条相关记录归到保留的一条；可按 Ctrl+Z 撤销。").format(count=merged.rows)
        self._done("".join((text, *merged.told)))

    def _done(self, text: str) -> None:
        self._desk.notices.tell(text)
        if self._only is not None:
            self.accept()
        else:
            self._find()

    def _busy(self, busy: bool) -> None:
        self.go.setEnabled(not busy and bool(self.shown and not self.shown.hindrances))
