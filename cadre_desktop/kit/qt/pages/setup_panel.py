"""Beside the pages of a preview: what can be chosen of a paper before it is printed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.pages.relaying import Relayable

_WIDTH, _BAR = 252, 12
_PATIENCE_MS = 500
"""Pause in typing a title after which the pages follow."""


class SetupPanel(QWidget):
    """Title, orientation, paper, pages and columns; `changed` carries the `Setup` that is wanted now."""

    changed = Signal(object)

    def __init__(self, offer: PaperOffer, setup: Setup, parent: QWidget | None = None):
        super().__init__(parent)
        self._offer, self._setup = offer, setup
        self.setFixedWidth(_WIDTH)
        self.title = TextInput()
        self.title.setAccessibleName(_("标题"))
        self.boxes: dict[str, ChoiceInput] = {}
        self.columns: dict[str, QCheckBox] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PATIENCE_MS)
        self._pause.timeout.connect(self._take_title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(6)
        self._build()
        self.show_setup(setup)

    def _build(self) -> None:
        for note in self._offer.notes:
            label = QLabel(note)
            label.setWordWrap(True)
            self._column.addWidget(label)
            self._column.addSpacing(6)
        if self._offer.title:
            self._add(_("标题"), self.title)
            self.title.changed.connect(self._pause.start)
            self.title.editingFinished.connect(self._take_title)
        for choice in self._offer.choices:
            box = ChoiceInput(choice.options, empty=False, nothing=None)
            box.setAccessibleName(choice.title)
            box.changed.connect(lambda choice=choice, box=box: self._tell(self._setup.choosing(choice, box.value())))
            self.boxes[choice.key] = box
            self._add(choice.title, box)
        if self._offer.columns:
            self._add(_("列"), self._columns())
        else:
            self._column.addStretch(1)
        self.usual = dressed(QPushButton(_("恢复原样")), "quiet")
        self.usual.clicked.connect(self._back_to_usual)
        self._column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, words: str, field: QWidget) -> None:
        label = QLabel(words)
        set_role(label, "muted")
        self._column.addWidget(label)
        self._column.addWidget(field, 1 if isinstance(field, QScrollArea) else 0)
        self._column.addSpacing(6)

    def _columns(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for heading in self._offer.columns:
            box = QCheckBox(heading)
            box.clicked.connect(lambda on, heading=heading: self._tell(self._setup.with_column(heading, on)))
            self.columns[heading] = box
            column.addWidget(box)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    @property
    def offer(self) -> PaperOffer:
        """What there is to choose."""
        return self._offer

    def add_tool(self, title: str, run: Callable[[], object]) -> None:
        """A button below the choices."""
        button = dressed(QPushButton(title), "quiet")
        button.clicked.connect(lambda _on=False: run())
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def choices(self) -> dict[str, PaperChoice]:
        """What there is to choose, by key."""
        return {choice.key: choice for choice in self._offer.choices}

    def show_setup(self, setup: Setup) -> None:
        """Show what is chosen. The last column that is left cannot be taken away."""
        self._setup = setup
        if not self.title.hasFocus():
            self.title.set_value(setup.title(self._offer.title))
        for choice in self._offer.choices:
            self.boxes[choice.key].set_value(setup.value(choice))
        shown = [heading for heading in self._offer.columns if heading not in setup.left_out]
        for heading, box in self.columns.items():
            box.setChecked(heading in shown)
            box.setEnabled(shown != [heading])

    def _take_title(self) -> None:
        self._pause.stop()
        self._tell(self._setup.titled(self._offer.title, self.title.value()))

    def _back_to_usual(self) -> None:
        self._pause.stop()
        self.title.set_value(self._offer.title)
        self._tell(Setup(self._setup.titled(self._offer.title, "").titles))

    def _tell(self, setup: Setup) -> None:
        if setup != self._setup:
            self.show_setup(setup)
            self.changed.emit(setup)


class SetupArea(QScrollArea):
    """The panel of a paper, in what scrolls where a screen is too low for it; `lay_out` gets what is wanted now."""

    def __init__(self, relayable: Relayable, lay_out: Callable[[Setup], None]):
        super().__init__()
        self._relayable, self._lay_out = relayable, lay_out
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH + _BAR)
        self.panel = self._made()
        self.setWidget(self.panel)

    def _made(self) -> SetupPanel:
        panel = SetupPanel(self._relayable.offer, self._relayable.setup)
        panel.changed.connect(self._lay_out)
        for tool in self._relayable.tools:
            panel.add_tool(tool.title, partial(tool.open, self, self._lay_out_as_before))
        return panel

    def _lay_out_as_before(self) -> None:
        """The same choices, though something that they depend on has changed."""
        self._lay_out(self._relayable.setup)

    def renew(self) -> None:
        """Offer what there is to choose now; the keyboard stays at the same choice."""
        if self.panel.offer == self._relayable.offer:
            return
        before, self.panel = self.panel, self._made()
        focused = next((key for key, box in before.boxes.items() if box.hasFocus()), "")
        self.takeWidget()
        self.setWidget(self.panel)
        before.deleteLater()
        if focused in self.panel.boxes:
            self.panel.boxes[focused].setFocus()
