"""How many people each court may send to an event, beside how many it has sent."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.actions import quota_lines, set_quotas
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.rules import QuotaLine

_FIELD, _STATE = 110, 190
"""Px of a number, and of the words about a court."""


class QuotaDialog(FieldDialog):
    """A number for each court; empty is none. What it comes to is shown as one types."""

    def __init__(self, desk: Desk, names: NameListOf, event: Any, parent: QWidget):
        super().__init__(_("名额分配"), _("保存"), parent, width=520)
        self._desk, self._names, self._event = desk, names, event
        self.fields: dict[int, CountInput] = {}
        self._states: dict[int, QLabel] = {}
        self._lines = {line.court: line for line in quota_lines(names, event)}
        self.total = QLabel()
        set_role(self.total, "muted")
        rows: list[Any] = [(line.name, self._row(line)) for line in self._lines.values()]
        self.lay_out(
            rows,
            beside=self.total,
            above=_("不填的是没有分配名额。报名时会提示哪个法院超了、差了，或没有名额却有人。"),
        )
        self._follow()

    def _row(self, line: QuotaLine) -> QHBoxLayout:
        field, state = CountInput(_("人")), QLabel()
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(_("{court}名额").format(court=line.name))
        field.set_value(line.quota)
        field.changed.connect(self._follow)
        set_role(state, "muted")
        state.setMinimumWidth(_STATE)
        self.fields[line.court], self._states[line.court] = field, state
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(field)
        row.addWidget(state, 1)
        return row

    def _follow(self) -> None:
        """Say how each court compares with what is typed, and what it is together."""
        total = 0
        for court, field in self.fields.items():
            line = self._lines[court]
            try:
                quota = field.value()
                mark_wrong(field, False)
            except Unclear:
                mark_wrong(field, True)
                continue
            total += quota or 0
            now = QuotaLine(court, line.name, quota, line.listed, line.waiting)
            words = [_("已在名单 {count} 人").format(count=line.listed)] if line.listed else []
            words += [_("候补 {count} 人").format(count=line.waiting)] if line.waiting else []
            words += [now.words] if quota is not None else []
            self._states[court].setText("，".join(words))
        most = self._names.value(self._event, self._names.capacity)
        text = _("合计 {total} 人，总名额 {most} 人") if most is not None else _("合计 {total} 人")
        self.total.setText(text.format(total=total, most=most))

    @property
    def chosen(self) -> Mapping[int, int | None]:
        """The quotas by court. Raises Unclear for what is no number."""
        return {court: field.value() for court, field in self.fields.items()}

    def answer(self) -> None:
        """Keep them; what is wrong is shown in the dialog."""
        store, names, event = self._desk.store, self._names, self._event
        try:
            chosen = self.chosen
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_quotas(store, names, event, chosen),
            lambda _count: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )
