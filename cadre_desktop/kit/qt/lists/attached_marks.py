"""Which rows of a list have attachments: a paper clip in the first column, and a filter 附件 with 有附件 and 无附件.

For a list without attachments nothing is queried. Otherwise the clips of a page of rows are read with that page, by the
index on the rows' keys: in a list of 100,000 rows no more than are in sight.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.lists.filter_popup import FilterChoice
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.record import Record, table_name

ATTACHED = N_("附件")
"""The title of the filter."""
WITH, WITHOUT = 1, 0
"""What is stored of a chosen filter."""


class AttachedMarks(QObject):
    """Puts the clips into `table`, and calls `told` when it is known whether there are any."""

    def __init__(self, desk: ViewDesk, table: TableView, told: Callable[[bool], None] = lambda _any: None):
        super().__init__(table)
        self._desk, self._table, self._told = desk, table, told
        self._record = table.listing_model.listing.kind.record
        self._asked = False
        if Attachment in desk.store.schema.records:
            table.listing_model.arrived.connect(lambda _arrival: self._ask_once())
            desk.changes.happened.connect(self._changed)

    def _ask_once(self) -> None:
        if not self._asked:
            self._asked = True
            self._ask()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._asked and table_name(Attachment) in tables:
            self._ask()

    def _ask(self) -> None:
        record = self._record
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: attachments.any_of(record),
            self._take,
            keep_latest=f"attached {id(self)}",
            owner=self._table,
        )

    def _take(self, any_there: bool) -> None:
        self._table.mark_rows(partial(attachments.counts, self._record) if any_there else None)
        self._told(any_there)


def attached(record: type[Record], has_some: bool) -> Condition:
    """Rows that have attachments, or have none."""
    operator = "IN" if has_some else "NOT IN"
    sql = f't.id {operator} (SELECT record_key FROM "{table_name(Attachment)}" WHERE record_table = ?)'
    return Condition(sql, (table_name(record),), _label(has_some))


def _label(has_some: bool) -> str:
    return _("有附件") if has_some else _("无附件")


class AttachedFilter:
    """The filter of a list of `kind`, for its filter bar."""

    def __init__(self, kind: Kind):
        self._record = kind.record

    def condition(self, values: Sequence[Any], words: str) -> Condition:
        """Rows that are as one of `values` says. With both there is nothing to leave out."""
        wanted = {value == WITH for value in values}
        return attached(self._record, wanted.pop()) if len(wanted) == 1 else Condition("1", (), words)

    def words(self, values: Sequence[Any]) -> str:
        """What the chip says."""
        return _("、").join(dict.fromkeys(_label(value == WITH) for value in values))

    def choices(self, question: Listing) -> list[FilterChoice]:
        """Both, with how many rows."""
        some = question.where(attached(self._record, True)).count()
        counted = ((WITH, some), (WITHOUT, question.count() - some))
        return [FilterChoice(_label(value == WITH), (value,), count) for value, count in counted]
