"""The line at the top of a dialog of several pages: where one is, and what is still to come."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cadre_desktop.kit.qt.look.field_base import repolish, set_role


class StepLine(QWidget):
    """``1 文件与表 › 2 列对应 › 3 预览``, the present one in bold."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self._labels = [QLabel(f"{number} {title}") for number, title in enumerate(titles, 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, label in enumerate(self._labels):
            if number:
                between = QLabel("›")
                set_role(between, "muted")
                row.addWidget(between)
            row.addWidget(label)
        row.addStretch()

    def show_step(self, step: int) -> None:
        """Mark the page in front, counted from 0."""
        for number, label in enumerate(self._labels):
            set_role(label, "heading" if number == step else "muted")
            repolish(label)
        self.setAccessibleName(self._labels[step].text())
