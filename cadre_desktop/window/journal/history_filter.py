"""What the journal is asked for: about whom, what kind of record, by whom, from when to when."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.store import browsing
from cadre_desktop.kit.store.browsing import Asked
from cadre_desktop.people.records import Person
from cadre_desktop.window.journal.row_names import titles_by_table

_PAUSE_MS = 250
"""After a keystroke the journal is asked once somebody pauses."""


def _all_or_one(choices: list[tuple[str, str]]) -> ChoiceInput:
    """A choice whose first line says that it does not matter."""
    box = ChoiceInput([("", _("全部")), *choices], empty=False, nothing=None)
    box.set_value("")
    return box


@dataclass(frozen=True)
class HistoryQuestion:
    """What is asked for on the screen; `person` is a key."""

    person: int | None
    plain: Asked

    def asked(self) -> Asked:
        """The question to the journal; finding the rows about a person reads the file."""
        if self.person is None:
            return self.plain
        from cadre_desktop.window.journal.about_person import rows_about

        plain = self.plain
        rows = rows_about(self.person)
        return Asked(rows, plain.table, plain.actor, plain.label, plain.since, plain.until)


class HistoryFilter(FoldingRow):
    """One line of fields; `changed` says that `wanted` may have changed."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None):
        super().__init__(spacing=6, parent=parent)
        self.person = RecordInput(Person, jobs, hint=_("姓名 / 拼音 / 首字母"))
        self.kind = _all_or_one(sorted(titles_by_table().items(), key=lambda pair: pinyin(pair[1])))
        self.actor = _all_or_one([(name, name) for name in browsing.actors()])
        self.label = TextInput()
        self.label.setPlaceholderText(_("如 导入、文件名"))
        self.since, self.until = DateInput(), DateInput()
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.changed)
        for row, words, field, width in (
            (self.left, _("人员"), self.person, 150),
            (self.left, _("记录种类"), self.kind, 130),
            (self.left, _("操作人"), self.actor, 110),
            (self.right, _("步骤"), self.label, 130),
            (self.right, _("从"), self.since, 126),
            (self.right, _("到"), self.until, 126),
        ):
            self._add(row, words, field, width)
        self.clear_button = dressed(QPushButton(_("清除条件")), "quiet")
        self.clear_button.setAutoDefault(False)
        self.clear_button.clicked.connect(self.clear)
        self.left.addStretch(1)
        self.right.addWidget(self.clear_button)
        self.right.addStretch(1)

    def _add(self, row: QHBoxLayout, words: str, field: Any, width: int) -> None:
        caption = QLabel(words)
        caption.setBuddy(field)
        field.setAccessibleName(words)
        field.setFixedWidth(width)
        field.changed.connect(self._pause.start)
        row.addWidget(caption)
        row.addWidget(field)
        row.addSpacing(6)

    def wanted(self) -> HistoryQuestion | None:
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
        return HistoryQuestion(values["person"], plain)

    def clear(self) -> None:
        """Ask for everything."""
        self.person.set_value(None)
        for field in (self.kind, self.actor, self.label):
            field.set_value("")
        for day in (self.since, self.until):
            day.set_value(None)
        self.changed.emit()
