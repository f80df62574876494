"""Performance × potential of a pool: nine boxes, and beside them those of one box with what their points are for."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.talent.comparing.grid import BOXES, GridPoint, grid_of
from cadre_desktop.talent.comparing.ready import weights
from cadre_desktop.talent.comparing.scoring import GridWeights, explained, points_text
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.screens.compare_dialog import open_comparison
from cadre_desktop.talent.screens.fact_table import FactCell, FactModel, FactTable
from cadre_desktop.talent.screens.nine_boxes import NineBoxes

_TITLES = (N_("姓名"), N_("所在格"), N_("业绩"), N_("潜力"))
_WIDTHS = (90, 90, 60, 60)
_LIST, _WHY = 340, 96


class GridPanel(QWidget):
    """The members of one pool, or of all."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._weights = GridWeights()
        self._points: list[GridPoint] = []
        self._shown: list[GridPoint] = []
        self.pool = ChoiceInput(())
        self.pool.setAccessibleName(_("人才库"))
        self.everybody = dressed(QPushButton(_("列出全部")), "quiet")
        self.compare = QPushButton(_("比较所选"))
        self.boxes = NineBoxes()
        self.model = FactModel([_(title) for title in _TITLES], parent=self)
        self.table = FactTable(_("业绩潜力"), self.model)
        self.table.set_widths(_WIDTHS, stretched=1)
        self.why = QPlainTextEdit()
        self.why.setReadOnly(True)
        self.why.setTabChangesFocus(True)
        self.why.setAccessibleName(_("每一分的依据"))
        self._build()
        self.pool.changed.connect(self.refresh)
        self.boxes.picked.connect(lambda index, _series: self._pick(index))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._explain())
        self.everybody.clicked.connect(lambda: self._list(self._points))
        self.compare.clicked.connect(lambda: open_comparison(desk, self.table.selected_keys, self))
        self.offer()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = row_in(column)
        head.setSpacing(8)
        self.pool.setMinimumWidth(300)
        head.addWidget(self.pool)
        hint = QLabel(_("点一个圆或用方向键选中后回车，右边列出是谁、每一分的依据。分值由本院设定，不作结论。"))
        set_role(hint, "muted")
        head.addWidget(hint, 1)
        row = row_in(column, 1)
        row.setSpacing(12)
        row.addWidget(self.boxes, 1)
        beside = QVBoxLayout()
        row.addLayout(beside)
        beside.setSpacing(8)
        tools = row_in(beside)
        tools.addWidget(self.everybody)
        tools.addStretch(1)
        tools.addWidget(self.compare)
        self.table.setFixedWidth(_LIST)
        beside.addWidget(self.table, 1)
        self.why.setFixedWidth(_LIST)
        self.why.setMinimumHeight(_WHY)
        beside.addWidget(self.why, 1)

    def offer(self) -> None:
        """Offer the pools there are."""
        pools = list(Pool.select().order_by(Pool.id))
        self.pool.set_choices([(pool.id, pool.name) for pool in pools])
        if self.pool.value() in ("", None) and pools:
            self.pool.set_value(pools[0].id)
        self.refresh()

    def refresh(self) -> None:
        """Reckon again."""
        store, day, key = self._desk.store, self._desk.clock.today(), self.pool.value() or None
        try:
            self._weights = weights(store)
        except Refused as refused:
            self._desk.notices.refused(refused)
            return
        self._desk.jobs.run(
            _("正在计算业绩和潜力"),
            lambda _progress: grid_of(store, day, key),
            self._take,
            keep_latest=f"grid {id(self)}",
            owner=self,
        )

    def _take(self, points: list[GridPoint]) -> None:
        self._points = points
        self.boxes.show_points(points, self._weights)
        self._list(points)

    def _list(self, points: list[GridPoint]) -> None:
        self._shown = points
        self.model.put([point.person for point in points], [self._cells(point) for point in points])
        self.everybody.setText(_("列出全部 {count} 人").format(count=len(self._points)))
        self.everybody.setEnabled(len(points) < len(self._points))
        if points:
            self.table.selectRow(0)
        self._explain()

    def _cells(self, point: GridPoint) -> list[FactCell]:
        high, wide = point.box(self._weights)
        axes = point.score._asdict()
        return [
            FactCell(point.name, told=f"{point.name}，{point.about}"),
            FactCell(_(BOXES[high][wide])),
            *(FactCell(points_text(each.tenths), told="\n".join(explained(axis, each))) for axis, each in axes.items()),
        ]

    def _pick(self, index: int) -> None:
        self._list(self.boxes.bubbles[index])

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._shown):
            self.why.setPlainText("")
            return
        point = self._shown[row]
        lines = [line for axis, found in point.score._asdict().items() for line in explained(axis, found)]
        self.why.setPlainText("\n".join((f"{point.name}　{point.about}", *lines)))
