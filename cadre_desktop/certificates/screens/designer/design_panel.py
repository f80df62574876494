"""The panel at the right: the sheet while nothing is chosen, else what can be changed of what is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.designing.adding import CLASSES, called
from cadre_desktop.certificates.designing.editing import Work
from cadre_desktop.certificates.screens.designer.arrange_bar import ArrangeBar
from cadre_desktop.certificates.screens.designer.element_list import ElementList
from cadre_desktop.certificates.screens.designer.element_rows import LABEL, ROWS, SHARED, SPOT
from cadre_desktop.certificates.screens.designer.pattern_box import PatternBox
from cadre_desktop.certificates.screens.designer.row_grid import RowGrid
from cadre_desktop.certificates.screens.designer.sheet_panel import SheetPanel
from cadre_desktop.kit.documents.design.elements import CodeElement, PictureElement, SealElement, TextElement
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.field_guards import leave_steps_to_window

_PATTERNS: Mapping[type, tuple[str, ...]] = {
    TextElement: ("text",),
    CodeElement: ("text",),
    SealElement: ("issuer", "date"),
}


class DesignPanel(QWidget):
    """`changed` carries the fields that are to be changed in all chosen elements, and what names that step."""

    changed = Signal(object, str)
    picture_wanted = Signal()

    def __init__(self, labels: Mapping[str, str], arranging: Sequence[QAction], parent: QWidget | None = None):
        super().__init__(parent)
        self.title = ElidedLabel()
        set_role(self.title, "heading")
        self.note = QLabel()
        set_role(self.note, "muted")
        self.note.setWordWrap(True)
        self.sheet, self.elements = SheetPanel(), ElementList()
        self.all = QLabel(_("元素（从上到下）"))
        set_role(self.all, "heading")
        self.arrange = ArrangeBar(arranging)
        self.patterns = {name: PatternBox(labels, words, lines) for name, words, lines in _boxes()}
        self.pattern_titles = {name: QLabel(words) for name, words, _lines in _boxes()}
        self.grids = {kind: RowGrid(rows) for kind, rows in ROWS.items()}
        self.shared, self.spot, self.label = RowGrid(SHARED), RowGrid(SPOT), RowGrid(LABEL)
        self.patterns["text"].box.setPlaceholderText(_("空着就印发放时签名的验证码"))
        self.picture = QPushButton(_("更换图片…"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._fill()
        self._connect()
        leave_steps_to_window(self)

    def _fill(self) -> None:
        parts: list[QWidget] = [self.title, self.note, self.sheet, self.all, self.elements]
        for name, box in self.patterns.items():
            set_role(self.pattern_titles[name], "muted")
            parts += [self.pattern_titles[name], box]
        parts += [self.picture, self.spot, *self.grids.values(), self.shared, self.arrange, self.label]
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch()
        for grid in (*self.grids.values(), self.shared):
            grid.name_field("style.size", _("字号名称"))

    def _connect(self) -> None:
        for grid in (*self.grids.values(), self.shared, self.spot, self.label):
            grid.changed.connect(self.changed)
        for name, box in self.patterns.items():
            box.taken.connect(lambda pattern, name=name: self.changed.emit({name: pattern}, f"field {name}"))
        self.picture.clicked.connect(self.picture_wanted)

    def show_work(self, work: Work, locked: bool) -> None:
        """Show what is chosen; `locked` elements stay where they are."""
        picked = work.picked
        kinds = {type(element) for element in picked}
        only = next(iter(kinds)) if len(kinds) == 1 else None
        single = picked[0] if len(picked) == 1 else None
        self.title.set_text(_heading(work))
        self.note.setText(_("已经印在纸上，位置锁定；按 Ctrl+L 解锁后才能移动。") if locked else "")
        self.note.setVisible(locked)
        self.sheet.setVisible(not picked)
        for part in (self.all, self.elements):
            part.setVisible(not picked and bool(work.elements))
        self.sheet.show_design(work.design)
        wanted = _PATTERNS.get(type(single), ())
        for name, box in self.patterns.items():
            box.setVisible(name in wanted)
            self.pattern_titles[name].setVisible(name in wanted)
            if name in wanted:
                box.show_pattern(getattr(single, name))
        for kind, grid in self.grids.items():
            grid.setVisible(kind is only)
            if kind is only:
                grid.show_values(picked)
        styled = bool(picked) and only is None and kinds <= {TextElement, SealElement}
        self.shared.setVisible(styled)
        if styled:
            self.shared.show_values(picked)
        self.picture.setVisible(isinstance(single, PictureElement))
        self.spot.setVisible(bool(picked))
        self.spot.setEnabled(not locked)
        self.label.setVisible(bool(picked))
        self.arrange.setVisible(bool(picked))
        if picked:
            self.label.show_values(picked)
            self.spot.show_values(picked)

    def edit_text(self) -> bool:
        """Put the cursor into the text of what is chosen, or else into its first field; returns whether there is
        one."""
        shown = [box for box in self.patterns.values() if not box.isHidden()]
        if shown:
            shown[0].box.setFocus()
            shown[0].box.selectAll()
        elif not self.picture.isHidden():
            self.picture.setFocus()
        else:
            self.spot.field("x").setFocus()
        return bool(shown)


def _boxes() -> list[tuple[str, str, int]]:
    return [("text", _("内容"), 2), ("issuer", _("落款单位"), 1), ("date", _("落款日期"), 1)]


def _heading(work: Work) -> str:
    if not work.chosen:
        return _("版面")
    if len(work.chosen) > 1:
        return _("已选 {count} 个元素").format(count=len(work.chosen))
    element = work.picked[0]
    kind, name = _(CLASSES[type(element)]), called(element)
    return kind if kind == name else f"{kind}：{name}"
