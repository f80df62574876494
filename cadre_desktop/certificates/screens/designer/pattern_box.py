"""A text with fields in Chinese, and a menu that puts a field in where the cursor is."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.designing.fields import offered, with_labels, with_names
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput
from cadre_desktop.kit.qt.look.icons import icon

_FRAME = 24
"""Px of a box above and below its lines."""
_MOST_LINES = 7
_PATIENCE_MS = 250
"""Pause in typing after which the sheet follows."""


class PatternBox(QWidget):
    """`taken` carries the pattern that is written: its fields by their names."""

    taken = Signal(str)

    def __init__(self, labels: Mapping[str, str], name: str, lines: int = 3, parent: QWidget | None = None):
        super().__init__(parent)
        self._labels = labels
        self.box = LongTextInput(lines)
        self._lines = lines
        self._be_high()
        self.box.setAccessibleName(name)
        self.insert = QPushButton(_("插入字段"))
        self.insert.setIcon(icon("add"))
        self.insert.setProperty("menued", True)
        self.insert.setProperty("small", True)
        self.insert.setToolTip(_("在光标处插入姓名、日期等字段，打印时换成各人的内容"))
        menu = QMenu(self.insert)
        for field, label in offered(labels).items():
            menu.addAction(label, lambda field=field: self.put_field(field))
        self.insert.setMenu(menu)
        self.box.setToolTip(_("大括号里是字段；方括号里的字段都没有内容时，方括号里的一段不印"))
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.insert)
        self._pause = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._pause.timeout.connect(self.give)
        self.box.changed.connect(self._pause.start)
        self.box.textChanged.connect(self._be_high)
        self.box.installEventFilter(self)

    def _be_high(self) -> None:
        """As high as the text is, up to a limit beyond which it scrolls."""
        lines = min(_MOST_LINES, max(self._lines, round(self.box.document().size().height())))
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * lines + _FRAME)

    def pattern(self) -> str:
        """What is written, its fields by their names."""
        return with_names(self.box.toPlainText(), self._labels)

    def show_pattern(self, pattern: str) -> None:
        """Show a pattern; what is being written is not disturbed."""
        if pattern != self.pattern():
            self._pause.stop()
            self.box.set_value(with_labels(pattern, self._labels))

    def put_field(self, field: str) -> None:
        """Put a field in at the cursor."""
        self.box.insertPlainText(f"{{{self._labels[field]}}}")
        self.box.setFocus()
        self.give()

    def give(self) -> None:
        """Say now what is written."""
        self._pause.stop()
        self.taken.emit(self.pattern())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._pause.isActive():
            self.give()
        return False
