"""Any list as a printed roster: the columns of its kind that have a width on paper."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cadre_desktop.kit.chinese import chinese_date
from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.fields import CodeField, CountField, DateField, FlagField, NameField

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.table import RosterColumn

_CENTRED = (CodeField, DateField, FlagField)


def roster_columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind that are printed; masked ones never are."""
    return tuple(column for column in kind.columns if column.roster_mm and not column.masked)


def kind_roster(
    listing: Listing,
    title: str,
    path: Path,
    clock: Clock,
    *,
    organisation: str = "",
    progress: Progress | None = None,
) -> int:
    """Print the rows of `listing` in their order as a PDF; answers the pages.

    Raises Refused where there is nothing to print, OSError when the file cannot be written.
    """
    from cadre_desktop.kit.documents.roster import Roster, print_roster

    columns = roster_columns(listing.kind)
    count = listing.count()
    if not columns or not count:
        raise Refused(_("没有可打印的{kind}。请先放宽筛选条件，或先录入。").format(kind=_(listing.kind.title)))
    printed = replace(listing, columns=columns)
    roster = Roster(
        title=title,
        columns=[_on_paper(column) for column in columns],
        organisation=organisation,
        date=chinese_date(clock.today()),
        notes=_("共 {count} 条。").format(count=count),
    )

    def heard(done: int) -> None:
        if progress is not None:
            progress.check()
            progress.report(done, count)

    return print_roster(path, roster, printed.texts(), heard)


def _on_paper(column: Column) -> "RosterColumn":
    from cadre_desktop.kit.documents.table import RosterColumn

    return RosterColumn(_(column.title), column.roster_mm, _side(column), name=_is_name(column))


def _side(column: Column) -> Literal["left", "right", "centre"]:
    if isinstance(column.field, CountField):
        return "right"
    return "centre" if isinstance(column.field, _CENTRED) or _is_name(column) else "left"


def _is_name(column: Column) -> bool:
    """A person's name, or that of a person pointed to."""
    named = column.link.named[:1] if column.link is not None else (column.field,)
    return any(isinstance(field, NameField) for field in named)
