"""The rows of a list: what each says by field, and whom of the dossier it is, if anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadre_desktop.kit.store.database import database

_PERSON = "SELECT p.name, coalesce(c.name, ''), coalesce(d.name, '') FROM person p"
_HOMES = " LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id WHERE p.id = ?"


@dataclass(frozen=True)
class ListLine:
    """A row of a list. `values` are its texts by field, empty ones left out; `person` is the key of who was chosen from
    the dossier. `number` is the row as Excel or the table counts, `sheet` where it is in a workbook."""

    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    person: int | None = None
    sheet: str = ""

    def text(self, name: str) -> str:
        """What it says of a field; "" for nothing."""
        return self.values.get(name, "")

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.text("name")


def line_of_person(key: int, number: int = 0) -> ListLine:
    """The row of somebody of the dossier; all that the dossier knows goes on the certificate by itself."""
    ((name, court, department),) = database.rows(_PERSON + _HOMES, key)
    values = {"name": name, "court": court, "department": department}
    return ListLine(number, {field: text for field, text in values.items() if text}, key)
