"""The first two pages of an import: which file and table, and which heading fills which column."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.mapping import Mapping as ColumnMapping
from cadre_desktop.kit.intake.mapping import importable, is_ignored
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.choice_box import ChoiceBox
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.icons import pixmap
from cadre_desktop.kit.qt.title_line import ElidedLabel

_SAMPLES = 3


def band(tone: str, text: str = "") -> tuple[QFrame, QLabel]:
    """A tinted line that says something about the page."""
    frame, label = QFrame(), QLabel(text)
    frame.setProperty("role", "band")
    frame.setProperty("tone", tone)
    label.setWordWrap(True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    row.addWidget(label)
    frame.setVisible(bool(text))
    return frame, label


class FilePage(QWidget):
    """Choosing the file, the table in it, and what stands in for columns it does not have."""

    choose = Signal()
    template = Signal()
    changed = Signal()

    def __init__(self, kind: Kind, offered: Mapping[str, list[tuple[int, str]]], chosen: Mapping[str, Any]):
        super().__init__()
        self._tables: list[Table] = []
        self._sheets = ChoiceBox([], empty=False)
        self._sheets.changed.connect(self._sheet_chosen)
        self._about = QLabel()
        set_role(self._about, "muted")
        self._trouble, self._trouble_text = band("bad")
        self._defaults = {name: ChoiceBox(pairs, empty=True, nothing=None) for name, pairs in offered.items()}
        for name, box in self._defaults.items():
            box.set_value(chosen.get(name))
        self._details = self._made_details(kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._made_drop_area(kind))
        column.addWidget(self._trouble)
        column.addWidget(self._details)
        column.addStretch()
        self._details.hide()

    def _made_drop_area(self, kind: Kind) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        self._sign, self._name, self._hint = QLabel(), QLabel(), QLabel()
        set_role(self._name, "heading")
        set_role(self._hint, "muted")
        self._choose, template = QPushButton(_("选择文件…")), QPushButton(_("导出空白模板…"))
        template.setProperty("kind", "quiet")
        self._choose.clicked.connect(self.choose)
        template.clicked.connect(self.template)
        buttons = QHBoxLayout()
        buttons.addWidget(self._choose)
        buttons.addWidget(template)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 26, 24, 24)
        column.setSpacing(8)
        for widget in (self._sign, self._name, self._hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addLayout(buttons)
        buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._name.setText(_("把{kind}工作簿拖到这里").format(kind=_(kind.title)))
        self._hint.setText(_("支持 .xlsx、.xls、.ods 和 .csv；标题、合并单元格、合计行不用清理。"))
        return card

    def _made_details(self, kind: Kind) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(24, 18, 24, 18)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        grid.addWidget(QLabel(_("工作表")), 0, 0)
        grid.addWidget(self._sheets, 0, 1)
        grid.addWidget(self._about, 0, 2)
        self._sheets.setMinimumWidth(300)
        for number, (name, box) in enumerate(self._defaults.items(), 1):
            title = next(column.title for column in kind.columns if column.name == name)
            note = QLabel(_("没有写明{title}的行归入这里。").format(title=title))
            set_role(note, "muted")
            grid.addWidget(QLabel(_("默认{title}").format(title=title)), number, 0)
            grid.addWidget(box, number, 1)
            grid.addWidget(note, number, 2)
        return card

    def showEvent(self, event: object) -> None:
        self._sign.setPixmap(pixmap("import", 40, "hint", self.devicePixelRatioF()))

    @property
    def table(self) -> Table | None:
        """The table chosen."""
        place = self._sheets.value()
        return self._tables[place] if isinstance(place, int) and place < len(self._tables) else None

    @property
    def defaults(self) -> dict[str, Any]:
        """What stands in for missing links, by field name."""
        return {name: box.value() for name, box in self._defaults.items() if box.value() is not None}

    def show_tables(self, path: Path, tables: list[Table]) -> None:
        """Offer the tables found in a file, the best one first."""
        self._tables = tables
        self._name.setText(path.name)
        self._choose.setText(_("换一个文件…"))
        self._trouble.hide()
        self._sheets.set_choices([(place, table.sheet.name) for place, table in enumerate(tables)])
        self._sheets.set_value(0)
        self._details.show()
        self._sheet_chosen()

    def show_trouble(self, path: Path, message: str) -> None:
        """Say why a file cannot be read."""
        self._tables = []
        self._name.setText(path.name)
        self._trouble_text.setText(message)
        self._trouble.show()
        self._details.hide()
        self.changed.emit()

    def _sheet_chosen(self) -> None:
        table = self.table
        if table is not None:
            words = _("表头在第 {header} 行，认出 {matched} 列；{rows} 行数据，{none} 行不是数据")
            self._about.setText(
                words.format(
                    header=table.header_row,
                    matched=table.matched,
                    rows=f"{len(table.rows):,}",
                    none=f"{len(table.no_data):,}",
                )
            )
        self.changed.emit()


class MappingPage(QWidget):
    """Each heading with samples from its cells, the column it fills, and why."""

    changed = Signal()

    def __init__(self, kind: Kind):
        super().__init__()
        self._columns = importable(kind)
        self._boxes: list[ChoiceBox] = []
        self._whys: list[QLabel] = []
        self.mapping: ColumnMapping | None = None
        self._missing, self._missing_text = band("warning")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QLabel(_("表里的每一列对应到哪一项？不要的列留空；改过的对应会记住，下次同样的表直接沿用。"))
        set_role(hint, "muted")
        card = QFrame()
        set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (hint, self._missing):
            column.addWidget(widget)
        column.addWidget(card, 1)

    def show_mapping(self, mapping: ColumnMapping, table: Table) -> None:
        """Offer a mapping for correction."""
        self.mapping = mapping
        self._boxes, self._whys = [], []
        page = QWidget()
        set_role(page, "inside")
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, title in enumerate((_("表里的列"), _("内容举例"), _("对应到"), "")):
            head = QLabel(title)
            set_role(head, "muted")
            grid.addWidget(head, 0, place)
        for place in range(len(mapping.pairings)):
            self._add_line(grid, place, table)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(mapping.pairings) + 1, 1)
        self._area.setWidget(page)
        self._refresh()

    def _add_line(self, grid: QGridLayout, place: int, table: Table) -> None:
        assert self.mapping is not None
        heading = self.mapping.pairings[place].heading
        name, sample, why = QLabel(heading.text), ElidedLabel(), QLabel()
        sample.set_text(_samples(table, heading.column_index))
        name.setMinimumWidth(120)
        name.setMaximumWidth(240)
        name.setWordWrap(True)
        for label in (sample, why):
            set_role(label, "muted")
            label.setMinimumWidth(60)
        box = ChoiceBox([(column.name, column.title) for column in self._columns], empty=True)
        box.setFixedWidth(190)
        box.setAccessibleName(_("“{heading}”对应到").format(heading=heading.text))
        box.changed.connect(lambda place=place: self._chosen(place))
        for column, widget in enumerate((name, sample, box, why)):
            grid.addWidget(widget, place + 1, column)
        self._boxes.append(box)
        self._whys.append(why)

    def _chosen(self, place: int) -> None:
        assert self.mapping is not None
        name = self._boxes[place].value()
        column = next((column for column in self._columns if column.name == name), None)
        self.mapping = self.mapping.choose(place, column)
        self._refresh()

    def _refresh(self) -> None:
        assert self.mapping is not None
        for pairing, box, why in zip(self.mapping.pairings, self._boxes, self._whys, strict=True):
            box.set_value(pairing.column.name if pairing.column else "")
            box.setItemText(0, _("（不导入）"))
            unused = "" if is_ignored(self.mapping.kind, pairing.heading) else _("没有认出，可以指定")
            why.setText(pairing.why if pairing.column else unused)
        titles = _("、").join(column.title for column in self._lacking())
        self._missing_text.setText(
            _("没有哪一列对应“{titles}”：新的行缺了它会被拒绝，已有的行仍可修改。").format(titles=titles)
        )
        self._missing.setVisible(bool(titles))
        self.changed.emit()

    def _lacking(self) -> list[Column]:
        assert self.mapping is not None
        return [column for column in self.mapping.missing if not self.has_default(column)]

    has_default: Callable[[Column], bool] = staticmethod(lambda column: False)
    """Whether something stands in for a column; set by the dialog."""


def _samples(table: Table, column: int) -> str:
    """The first few different texts of a column, in one short line."""
    found: dict[str, None] = {}
    for row in table.rows[:200]:
        text = text_of(row.values[column])
        if text:
            found[text] = None
        if len(found) == _SAMPLES:
            break
    line = "　".join(found)
    return line if len(line) <= 36 else line[:35] + "…"
