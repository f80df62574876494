"""How many people each court and department may send to an event, beside how many it has sent."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.quota_rules import Home, QuotaLine
from cadre_desktop.people.name_list.quotas import SentPeople, departments, quota_lines, quotas_of, sent_by, set_quotas

_FIELD, _STATE = 110, 190
"""Px of a number, and of the words about a court."""
_INDENT = 18
"""Px by which departments begin further right than their court."""


class QuotaDialog(FieldDialog):
    """A number for each court, and under it for each of its departments; empty is none. What it comes to is shown as
    one types."""

    def __init__(self, desk: Desk, names: NameListOf, event: Any, parent: QWidget):
        super().__init__(_("名额分配"), _("保存"), parent, width=620)
        self._desk, self._names, self._event = desk, names, event
        self.fields: dict[int, CountInput] = {}
        self.of_departments: dict[int, CountInput] = {}
        self.unfold: dict[int, QToolButton] = {}
        self._states: dict[Home, QLabel] = {}
        self._under: dict[int, QWidget] = {}
        self._lines = {line.court: line for line in quota_lines(names, event)}
        self._rooms, self._given, self._sent = departments(), quotas_of(event), sent_by(names, event)
        self.total = QLabel()
        set_role(self.total, "muted")
        rows: list[Any] = []
        for line in self._lines.values():
            rows.append((line.name, self._row(line)))
            if line.court in self._under:
                rows.append(("", self._under[line.court]))
        self.lay_out(
            rows,
            beside=self.total,
            above=_(
                "不填的是没有分配名额。部门的名额算在本法院的名额里；法院不填，就按它各部门合计。"
                "报名时会提示哪里超了、差了，或没有名额却有人。"
            ),
        )
        for line in self._lines.values():
            if line.parts:
                self.unfold[line.court].setChecked(True)
        self._follow()

    def _field(self, name: str, home: Home, quota: int | None) -> CountInput:
        field, state = CountInput(_("人")), QLabel()
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(_("{court}名额").format(court=name))
        field.set_value(quota)
        field.changed.connect(self._follow)
        set_role(state, "muted")
        state.setWordWrap(True)
        self._states[home] = state
        return field

    def _row(self, line: QuotaLine) -> QHBoxLayout:
        """The number of a court, what it comes to, and the button that unfolds its departments."""
        court = line.court
        self.fields[court] = self._field(line.name, (court, None), self._given.courts.get(court))
        self._states[court, None].setMinimumWidth(_STATE)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.fields[court])
        row.addWidget(self._states[court, None], 1)
        if self._rooms.get(court):
            button = QToolButton()
            button.setText(_("各部门"))
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setArrowType(Qt.ArrowType.RightArrow)
            button.setAccessibleName(_("{court}各部门的名额").format(court=line.name))
            button.toggled.connect(lambda on: self._unfold(court, on))
            self.unfold[court] = button
            self._under[court] = QWidget()
            self._under[court].hide()
            row.addWidget(button)
        return row

    def _unfold(self, court: int, on: bool) -> None:
        """Show the departments of a court; their fields are made when they are first wanted."""
        under = self._under[court]
        if under.layout() is None:
            self._fill(under, court)
        under.setVisible(on)
        self.unfold[court].setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        follow_layout(self)
        self._follow()

    def _fill(self, under: QWidget, court: int) -> None:
        grid = QGridLayout(under)
        grid.setContentsMargins(_INDENT, 0, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for row, (key, name) in enumerate(self._rooms[court]):
            title = QLabel(name)
            field = self._field(f"{self._lines[court].name}{name}", (court, key), self._given.departments.get(key))
            title.setBuddy(field)
            self.of_departments[key] = field
            for column, widget in enumerate((title, field, self._states[court, key])):
                grid.addWidget(widget, row, column)

    def _typed(self, field: CountInput) -> int | None:
        """The number in a field; what is none is marked, and counts as none."""
        try:
            quota = field.value()
        except Unclear:
            mark_wrong(field, True)
            return None
        mark_wrong(field, False)
        return quota

    def _follow(self) -> None:
        """Say how each court and department compares with what is typed, and what it is together."""
        total = 0
        for court, field in self.fields.items():
            quota, parts = self._typed(field), self._follow_departments(court)
            together = sum(parts)
            line = self._lines[court]
            whole = together if quota is None and parts else quota
            total += whole or 0
            words = _words(QuotaLine(court, line.name, whole, line.listed, line.waiting))
            if parts and quota is None:
                words.insert(0, _("各部门合计 {count} 人").format(count=together))
            elif quota is not None and together > quota:
                words.insert(0, _("各部门合计 {count} 人，多于名额").format(count=together))
                mark_wrong(field, True)
            self._states[court, None].setText("，".join(words))
        most = self._names.value(self._event, self._names.capacity)
        text = _("合计 {total} 人，总名额 {most} 人") if most is not None else _("合计 {total} 人")
        self.total.setText(text.format(total=total, most=most))

    def _follow_departments(self, court: int) -> list[int]:
        """The numbers of the departments of a court."""
        found = []
        for key, name in self._rooms.get(court, []):
            if key not in self.of_departments:
                continue
            quota = self._typed(self.of_departments[key])
            sent = self._sent.get((court, key), SentPeople(0, 0))
            self._states[court, key].setText("，".join(_words(QuotaLine(court, name, quota, *sent))))
            found += [quota] if quota is not None else []
        return found

    @property
    def chosen(self) -> tuple[Mapping[int, int | None], Mapping[int, int | None]]:
        """The quotas by court and by department. Raises Unclear for what is no number."""
        return (
            {court: field.value() for court, field in self.fields.items()},
            {key: field.value() for key, field in self.of_departments.items()},
        )

    def answer(self) -> None:
        """Keep them; what is wrong is shown in the dialog."""
        store, names, event = self._desk.store, self._names, self._event
        try:
            courts, rooms = self.chosen
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_quotas(store, names, event, courts, rooms),
            lambda _count: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )


def _words(line: QuotaLine) -> list[str]:
    """已在名单 3 人, 候补 1 人, 差 2 人."""
    words = [_("已在名单 {count} 人").format(count=line.listed)] if line.listed else []
    words += [_("候补 {count} 人").format(count=line.waiting)] if line.waiting else []
    return words + ([line.words] if line.quota is not None else [])
