"""Pickers that belong together: the department is looked for within the chosen court."""

from collections.abc import Mapping, Sequence
from typing import Any

from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.record_picker import RecordInput


def tie_pickers(editors: Mapping[str, Any], columns: Sequence[Column]) -> None:
    """Narrow each picker whose record is named within another one in the same form: departments to the chosen court.
    The other way round, a department that is chosen without a court chooses its court."""
    for column in columns:
        child = editors[column.name]
        if column.link is None or not isinstance(child, RecordInput):
            continue
        for field in column.link.within:
            parent = _parent(field, column, columns)
            if parent is not None and isinstance(editors[parent.name], RecordInput):
                _tie(child, editors[parent.name], field)


def _parent(field: Any, child: Column, columns: Sequence[Column]) -> Column | None:
    """The column that holds the same link: the one of the same name, else the only one to the same record."""
    same = [column for column in columns if column.link is field.rel_model and column is not child]
    named = [column for column in same if column.name == field.name]
    found = named or (same if len(same) == 1 else [])
    return found[0] if found else None


def _tie(child: RecordInput, parent: RecordInput, field: Any) -> None:
    def narrow() -> None:
        child.set_within({**child.within, field: _key(parent)})

    def widen(key: int) -> None:
        if _key(parent) is None and not parent.text():
            parent.set_value(field.model.by_key(key).__data__[field.name])
            narrow()

    parent.changed.connect(narrow)
    parent.filled.connect(narrow)
    child.picked.connect(widen)


def _key(picker: RecordInput) -> int | None:
    try:
        return picker.value()
    except Unclear:
        return None
