"""Cells that an import left empty because nobody could read them: kept until somebody fills them in (待补)."""

from typing import Any, ClassVar

from cadre_desktop.kit.store.fields import CountField, RequiredTextField, TextField
from cadre_desktop.kit.store.record import Record


class Unfilled(Record):
    """A field of some record that still waits: what stood in the cell, why it was not taken, and where.

    It points to a row of any table, which a foreign key cannot. It counts only while the field is as the import left
    it, so filling in, deleting and undoing need not know of it; see `kit.intake.unfilled`.
    """

    record_table = RequiredTextField()
    record_key = CountField(null=False, index=True)
    field_name = RequiredTextField()
    written = TextField()
    reason = TextField()
    file = TextField()
    sheet = TextField()
    line = CountField()

    searched: ClassVar[tuple[Any, ...]] = ()
