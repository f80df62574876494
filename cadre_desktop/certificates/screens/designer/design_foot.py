"""The line below the sheet: what is wrong, or what can be done; where the chosen element is; and the zoom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cadre_desktop.certificates.screens.designer.fault_list import FoundFault
from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.canvas.readout import Readout
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.look.field_base import repolish, set_role

_FARTHEST = Box(-999.9, -999.9, 999.9, 999.9)
"""What the line has room for."""


class DesignFoot(QFrame):
    """`list_wanted` asks for all faults, or for them to be put away; `font_wanted` for another font."""

    list_wanted = Signal()
    font_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._said = self._wrong = ""
        self._short = False
        self.words = ElidedLabel()
        set_role(self.words, "muted")
        self.spot, self.scale = Readout(_spot(_FARTHEST, False)), Readout("800%")
        self.count = QPushButton()
        self.count.setProperty("small", True)
        self.count.setProperty("kind", "danger")
        self.count.clicked.connect(self.list_wanted)
        self.count.hide()
        self.adding = QPushButton(_("添加字体…"))
        self.adding.setProperty("small", True)
        self.adding.clicked.connect(self.font_wanted)
        self.adding.hide()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self.adding)
        row.addWidget(self.words, 1)
        row.addWidget(self.spot)
        row.addWidget(self.scale)
        self.setFixedHeight(self.count.sizeHint().height() + 6)

    def add_tool(self, button: QWidget) -> None:
        """Put a button beside the scale."""
        self._row.addWidget(button)

    def say(self, sentence: str) -> None:
        """Say something, unless something is wrong."""
        self._said = sentence
        self._show()

    def insist(self, sentence: str) -> None:
        """Say something also where something is wrong, until the next time."""
        self.words.set_text(sentence)
        self.words.setProperty("role", "warning")
        repolish(self.words)

    def shorten(self, short: bool) -> None:
        """Leave the size of what is chosen to the panel, where there is little room."""
        self._short = short
        self.spot.take_room(_spot(_FARTHEST, short))

    def tell_spot(self, box: Box | None) -> None:
        """Say where what is chosen is."""
        self.spot.show_text("" if box is None else _spot(box, self._short))

    def tell_scale(self, zoom: float) -> None:
        """Say at what scale the sheet is seen."""
        self.scale.show_text(f"{zoom:.0%}")

    def show_faults(self, faults: Sequence[FoundFault]) -> None:
        """Say the first of what is wrong, and how much there is."""
        self._wrong = faults[0].sentence if faults else ""
        self.count.setText(_("{count} 处要改").format(count=len(faults)))
        self.count.setAccessibleName(_("列出 {count} 处要改的地方").format(count=len(faults)))
        self.count.setVisible(bool(faults))
        self.adding.setVisible(bool(faults) and faults[0].wants_font)
        self._show()

    def _show(self) -> None:
        self.words.setProperty("role", "problem" if self._wrong else "muted")
        repolish(self.words)
        self.words.set_text(self._wrong or self._said)


def _spot(box: Box, short: bool) -> str:
    whole = _("左 {x:.1f}　上 {y:.1f}　宽 {width:.1f}　高 {height:.1f} 毫米")
    text = _("左 {x:.1f}　上 {y:.1f}") if short else whole
    return text.format(x=box.x, y=box.y, width=box.width, height=box.height)
