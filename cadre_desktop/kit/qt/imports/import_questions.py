"""Names in a column that fit no record or several; about each it is asked once for all rows which one is meant
(中院)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from cadre_desktop.kit.intake.defaults import default_columns, options
from cadre_desktop.kit.intake.plan import ImportPlan
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput

MOST = 4
"""So many names are asked at once; the others follow when these are answered."""


class Questions(QFrame):
    """`answered` carries the field, the text that is there and the name that is meant by it."""

    answered = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "band")
        self.setProperty("tone", "warning")
        self.boxes: dict[tuple[str, str], ChoiceInput] = {}
        self._inside: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        self.hide()

    def show_plan(self, plan: ImportPlan) -> None:
        """Ask about the names of a plan; with none to ask about there is nothing to see."""
        layout = self.layout()
        assert layout is not None
        if self._inside is not None:
            layout.removeWidget(self._inside)
            self._inside.deleteLater()
        self.boxes, self._inside = {}, QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        for column in default_columns(plan.kind):
            asked = [(text, keys) for (name, text), keys in plan.cells.asked.items() if name == column.name]
            for text, keys in asked[:MOST]:
                self._ask(grid, plan, column, text, keys)
        layout.addWidget(self._inside)
        self.setVisible(bool(self.boxes))

    def _ask(self, grid: QGridLayout, plan: ImportPlan, column: Column, text: str, keys: tuple[int, ...]) -> None:
        count = plan.cells.reading(column.name, text)
        words = (
            _("“{text}”能指几个{title}（{count} 行），是") if keys else _("没有“{text}”这个{title}（{count} 行），是")
        )
        offered = options(column)
        likely = [pair for pair in offered if pair[0] in keys]
        box = ChoiceInput([*likely, *(pair for pair in offered if pair not in likely)], empty=True, nothing=None)
        box.setItemText(0, _("请选定（不选则不导入）"))
        box.setFixedWidth(320)
        names = dict(offered)

        def answer() -> None:
            if box.value() is not None:
                self.answered.emit(column.name, text, names[box.value()])

        box.changed.connect(answer)
        line = grid.rowCount()
        label = QLabel(words.format(text=text, title=_(column.title), count=count))
        label.setBuddy(box)
        box.setAccessibleName(label.text())
        grid.addWidget(label, line, 0)
        grid.addWidget(box, line, 1)
        self.boxes[column.name, text] = box
