"""The second page of an import: which heading fills which column; tables with the same headings are shown once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.kit.display import masked
from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.mapping import Mapping as ColumnMapping
from cadre_desktop.kit.intake.mapping import importable, is_ignored
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.intake.survey import Found
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.imports.import_parts import band
from cadre_desktop.kit.qt.look.field_base import set_role

_SAMPLES = 3
_MOST_NAMED = 3


class MappingPage(QWidget):
    """Each heading with samples from its cells, the column it fills, and why."""

    changed = Signal()

    def __init__(self, kind: Kind):
        super().__init__()
        self._columns = importable(kind)
        self._boxes: list[ChoiceInput] = []
        self._whys: list[QLabel] = []
        self._samples: list[tuple[ElidedLabel, list[str]]] = []
        self.mapping: ColumnMapping | None = None
        self._groups: list[list[Found]] = []
        self._group = 0
        self._which = ChoiceInput([], empty=False)
        self._which.setMinimumWidth(320)
        self._which.setAccessibleName(_("哪些工作表"))
        self._which.changed.connect(lambda: self._show_group(self._which.value()))
        self._missing, self._missing_text = band("warning")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        top = QHBoxLayout()
        column.addLayout(top)
        top.addWidget(hint, 1)
        top.addWidget(self._which)
        column.addWidget(self._missing)
        column.addWidget(card, 1)

    def show_found(self, found: Sequence[Found]) -> None:
        """Offer the mappings of tables for correction, those with the same headings together."""
        groups: dict[tuple[str, ...], list[Found]] = {}
        for each in found:
            if each.table is not None:
                groups.setdefault(tuple(heading.text for heading in each.table.headings), []).append(each)
        self._groups = list(groups.values())
        self._which.set_choices([(index, _group_name(group)) for index, group in enumerate(self._groups)])
        self._which.set_value(0)
        self._which.setVisible(len(self._groups) > 1)
        self._show_group(0)

    @property
    def complete(self) -> bool:
        """Whether every table has a column that is filled."""
        return bool(self._groups) and all(
            each.mapping is not None and bool(each.mapping.used) for group in self._groups for each in group
        )

    def _show_group(self, index: int) -> None:
        self._group = index
        first = self._groups[index][0]
        assert first.mapping is not None
        assert first.table is not None
        self._show_mapping(first.mapping, first.table)

    def _show_mapping(self, mapping: ColumnMapping, table: Table) -> None:
        self.mapping = mapping
        self._boxes, self._whys, self._samples = [], [], []
        page = QWidget()
        set_role(page, "inside")
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for index, title in enumerate((_("表里的列"), _("内容举例"), _("对应到"), "")):
            head = QLabel(title)
            set_role(head, "muted")
            grid.addWidget(head, 0, index)
        for index in range(len(mapping.pairings)):
            self._add_line(grid, index, table)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(mapping.pairings) + 1, 1)
        self._area.setWidget(page)
        self._refresh()

    def _add_line(self, grid: QGridLayout, index: int, table: Table) -> None:
        assert self.mapping is not None
        heading = self.mapping.pairings[index].heading
        name, sample, why = QLabel(heading.text), ElidedLabel(), QLabel()
        self._samples.append((sample, _samples(table, heading.column_index)))
        name.setMinimumWidth(120)
        name.setMaximumWidth(240)
        name.setWordWrap(True)
        for label in (sample, why):
            set_role(label, "muted")
            label.setMinimumWidth(60)
        box = ChoiceInput([(column.name, column.title) for column in self._columns], empty=True)
        box.setFixedWidth(190)
        box.setAccessibleName(_("“{heading}”对应到").format(heading=heading.text))
        box.changed.connect(lambda index=index: self._chosen(index))
        for column, widget in enumerate((name, sample, box, why)):
            grid.addWidget(widget, index + 1, column)
        self._boxes.append(box)
        self._whys.append(why)

    def _chosen(self, index: int) -> None:
        assert self.mapping is not None
        name = self._boxes[index].value()
        column = next((column for column in self._columns if column.name == name), None)
        self.mapping = self.mapping.choose(index, column)
        for each in self._groups[self._group]:
            assert each.mapping is not None
            each.mapping = each.mapping.choose(index, column)
        self._refresh()

    def _refresh(self) -> None:
        assert self.mapping is not None
        for pairing, box, why in zip(self.mapping.pairings, self._boxes, self._whys, strict=True):
            box.set_value(pairing.column.name if pairing.column else "")
            box.setItemText(0, _("（不导入）"))
            unused = "" if is_ignored(self.mapping.kind, pairing.heading) else _("没有认出，可以指定")
            why.setText(pairing.why if pairing.column else unused)
        for pairing, (label, samples) in zip(self.mapping.pairings, self._samples, strict=True):
            label.set_text(_line(pairing.column, samples))
        titles = _("、").join(column.title for column in self._lacking())
        self._missing_text.setText(
            _("没有哪一列对应“{titles}”：新的行缺了它就不能通过，已有的行仍可修改。").format(titles=titles)
        )
        self._missing.setVisible(bool(titles))
        self.changed.emit()

    def _lacking(self) -> list[Column]:
        assert self.mapping is not None
        return [column for column in self.mapping.missing if not self.has_default(column)]

    has_default: Callable[[Column], bool] = staticmethod(lambda column: False)
    """Whether something is used instead of a column; set by the dialog."""


def _group_name(group: Sequence[Found]) -> str:
    names = _("、").join(each.name for each in group[:_MOST_NAMED])
    return _("{names}等 {count} 张表").format(names=names, count=len(group)) if len(group) > _MOST_NAMED else names


def _samples(table: Table, column: int) -> list[str]:
    """The first few different texts of a column."""
    found: dict[str, None] = {}
    for row in table.rows[:200]:
        text = text_of(row.values[column])
        if text:
            found[text] = None
        if len(found) == _SAMPLES:
            break
    return list(found)


def _line(column: Column | None, samples: Sequence[str]) -> str:
    """Samples in one short line; what the column they fill masks is masked here as well."""
    if column is not None and column.masked:
        samples = list(dict.fromkeys(masked(column, text) for text in samples))
    line = "　".join(samples)
    return line if len(line) <= 36 else line[:35] + "…"
