"""What the journal is asked for: about whom, what kind of record, by whom, from when to when."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.action_button import dressed
from cadre_desktop.kit.qt.fields import ChoiceBox, DateField, TextField, mark_wrong
from cadre_desktop.kit.qt.record_picker import RecordPicker
from cadre_desktop.kit.store import browsing
from cadre_desktop.kit.store.browsing import Asked
from cadre_desktop.people.records import Person
from cadre_desktop.window.row_names import titles_by_table

_PAUSE_MS = 250
"""After a keystroke the journal is asked once somebody pauses."""


def _all_or_one(choices: list[tuple[str, str]]) -> ChoiceBox:
    """A choice whose first line says that it does not matter."""
    box = ChoiceBox([("", _("全部")), *choices], empty=False, nothing=None)
    box.set_value("")
    return box


@dataclass(frozen=True)
class Wanted:
    """What is asked for on the screen; `person` is a key."""

    person: int | None
    plain: Asked

    def asked(self) -> Asked:
        """The question to the journal; finding the rows about a person reads the file."""
        if self.person is None:
            return self.plain
        from cadre_desktop.window.about_person import rows_about

        plain = self.plain
        rows = rows_about(self.person)
        return Asked(rows, plain.table, plain.actor, plain.label, plain.since, plain.until)


class HistoryFilter(QWidget):
    """A line of fields, or two; `changed` tells that `wanted` may be another."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None):
        super().__init__(parent)
        self.person = RecordPicker(Person, jobs, hint=_("姓名 / 拼音 / 首字母"))
        self.kind = _all_or_one(sorted(titles_by_table().items(), key=lambda pair: pinyin(pair[1])))
        self.actor = _all_or_one([(name, name) for name in browsing.actors()])
        self.label = TextField()
        self.label.setPlaceholderText(_("如 导入、文件名"))
        self.since, self.until = DateField(), DateField()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.changed)
        self._cells: list[QWidget] = []
        for words, field, width in (
            (_("人员"), self.person, 150),
            (_("记录种类"), self.kind, 130),
            (_("操作人"), self.actor, 110),
            (_("步骤"), self.label, 130),
            (_("从"), self.since, 126),
            (_("到"), self.until, 126),
        ):
            self._add(words, field, width)
        self.clear_button = dressed(QPushButton(_("清除条件")), "quiet")
        self.clear_button.setAutoDefault(False)
        self.clear_button.clicked.connect(self.clear)
        self._cells.append(self.clear_button)
        self._lines = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._arrange(1)

    def _arrange(self, lines: int) -> None:
        """Set the fields in one line, or where that is too long in two."""
        if lines != self._lines:
            self._lines = lines
            columns = -(-len(self._cells) // lines)
            for place, cell in enumerate(self._cells):
                self._grid.addWidget(cell, place // columns, place % columns)
            for column in range(len(self._cells) + 1):
                self._grid.setColumnStretch(column, int(column == columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = [cell.sizeHint().width() + self._grid.horizontalSpacing() for cell in self._cells]
        self._arrange(1 if sum(widths) <= self.width() else 2)

    def minimumSizeHint(self) -> QSize:
        """The two lines need no more than this."""
        half = -(-len(self._cells) // 2)
        widest = max(cell.sizeHint().width() for cell in self._cells) + self._grid.horizontalSpacing()
        return QSize(half * widest, super().minimumSizeHint().height())

    def _add(self, words: str, field: Any, width: int) -> None:
        caption = QLabel(words)
        caption.setBuddy(field)
        field.setAccessibleName(words)
        field.setFixedWidth(width)
        field.changed.connect(self._pause.start)
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(caption)
        row.addWidget(field)
        row.addStretch()
        self._cells.append(cell)

    def wanted(self) -> Wanted | None:
        """What is asked for; None while a name or a day is not written out yet."""
        values: dict[str, Any] = {}
        for name in ("person", "since", "until"):
            field = getattr(self, name)
            try:
                values[name] = field.value()
            except Unclear:
                mark_wrong(field, True)
                return None
            mark_wrong(field, False)
        plain = Asked(
            None, self.kind.value(), self.actor.value(), self.label.value().strip(), values["since"], values["until"]
        )
        return Wanted(values["person"], plain)

    def clear(self) -> None:
        """Ask for everything."""
        self.person.set_value(None)
        for field in (self.kind, self.actor, self.label):
            field.set_value("")
        for day in (self.since, self.until):
            day.set_value(None)
        self.changed.emit()
