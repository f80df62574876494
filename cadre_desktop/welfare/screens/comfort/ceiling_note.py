"""What may still be given, said while the amount is typed."""

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.welfare.comfort import given
from cadre_desktop.welfare.comfort.keeping_to import with_more
from cadre_desktop.welfare.comfort.money import yuan
from cadre_desktop.welfare.comfort.rules import ComfortItem

_LOOKED_AT = ("person", "item", "amount", "paid", "occasion_day")


def note_of(values: dict[str, Any], key: int | None = None, *, shown: bool = False) -> str:
    """The ceiling, what is left, and whether the amount is too much; "" while item or day are not known. What somebody
    was given before as a health matter counts only while that is `shown`."""
    day = values.get("paid") or values.get("occasion_day")
    if not values.get("item") or not isinstance(day, date):
        return ""
    ceilings, item = given.ceilings(), ComfortItem(values["item"])
    if why := ceilings.missing(item, day):
        return why
    person, amount = values.get("person") if shown or not item.confidential else None, values.get("amount") or 0
    but = () if key is None else (key,)
    before = given.given_in_year(item, day.year, but, person).get(person) if person else None
    above = ceilings.above_each(item, day, amount) or ceilings.above_year(item, with_more(before, day, amount))
    if above:
        return above
    left = ceilings.left(item, day, before)
    return _("最多还可以发 {left} 元。").format(left=yuan(left)) if left is not None else ""


class CeilingNote(QLabel):
    """Below the amount of a payment's form."""

    def __init__(self, form: Form):
        super().__init__()
        self._form = form
        self.setWordWrap(True)
        set_role(self, "muted")
        self._cell = form.cells["amount"]
        layout = self._cell.layout()
        assert layout is not None
        layout.addWidget(self)
        self._cell.installEventFilter(self)
        for name in _LOOKED_AT:
            form.cells[name].editor.changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Say it for what is typed now."""
        values: dict[str, Any] = {}
        for name in _LOOKED_AT:
            try:
                values[name] = self._form.cells[name].editor.value()
            except Unclear:
                values[name] = None
        self.setText(note_of(values, self._form.key))
        self._give_way()

    def _give_way(self) -> None:
        """Where the amount was refused, that is said above already."""
        self.setVisible(bool(self.text()) and not self._cell.problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return super().eventFilter(watched, event)
