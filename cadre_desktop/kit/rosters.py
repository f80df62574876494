"""Any list as a printed roster: the columns, order and rows of the list, with widths from its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    IdNumberField,
    MoneyField,
    MonthField,
    NameField,
    PhoneField,
    PhotoField,
    TextField,
)
from cadre_desktop.kit.store.record import Record, table_name

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.setup import PaperOffer, Setup
    from cadre_desktop.kit.documents.table import RosterColumn

T = TypeVar("T")

_CENTRED = (CodeField, DateField, FlagField, PhotoField)
_SUMMED = (HoursField, MoneyField)
_CHARACTER_MM = 3.8
_PADDING_MM = 4.0
_WIDTHS: tuple[tuple[type[Any], float], ...] = (
    (MonthField, 20),
    (DateField, 24),
    (FlagField, 14),
    (PhotoField, 14),
    (IdNumberField, 38),
    (PhoneField, 27),
    (NameField, 22),
    (CountField, 16),
)
"""Millimetres of columns that their kind gives no width, by type."""
_LINK_MM, _TEXT_MM, _LONG_MM, _WIDEST_CODE_MM = 40.0, 32.0, 54.0, 36.0


def roster_columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind that are printed where nobody chose others; masked ones never are."""
    return tuple(column for column in kind.columns if column.roster_mm and not column.masked)


def lists_people(kind: Kind) -> bool:
    """Whether the rows of a kind are people, so that their list is called a roster."""
    return any(isinstance(field, NameField) for field in kind.record.searched)


def counted_words(kind: Kind) -> str:
    """How a number of rows is said, with ``{count}`` in it: ``共 {count} 场``."""
    if kind.unit:
        return _("共 {{count}} {unit}").format(unit=_(kind.unit))
    return _("共 {count} 人") if lists_people(kind) else _("共 {count} 条")


def roster_title(kind: Kind, title: str) -> str:
    """How the list `title` of a kind is called on paper: 人员花名册, 班次一览表."""
    return (_("{title}花名册") if lists_people(kind) else _("{title}一览表")).format(title=title)


def kind_roster(
    listing: Listing,
    title: str,
    path: Path,
    clock: Clock,
    *,
    organisation: str = "",
    setup: "Setup | None" = None,
    progress: Progress | None = None,
) -> "PaperOffer":
    """Print the rows of `listing` in their order and with its columns as a PDF; returns what there was to choose.

    Masked columns are left out. Raises Refused where nothing else is left, OSError when the file cannot be written.
    """
    from cadre_desktop.kit.documents.arranging import print_arranged
    from cadre_desktop.kit.documents.roster import Roster

    columns = tuple(column for column in listing.shown_columns if not column.masked)
    if not columns:
        raise Refused(_("所选的列都是受保护的，没有可以打印的内容；请先选上别的列。"))
    count = listing.count()
    printed = replace(listing, columns=columns)
    roster = Roster(
        title=title,
        columns=[_on_paper(column) for column in columns],
        organisation=organisation,
        date=_day(clock),
        details=narrowed(listing),
        notes=_counted(listing, count),
        foot=foot_now(),
    )
    return print_arranged(path, roster, printed.texts(), setup, _heard(progress, count))


def _day(clock: Clock) -> str:
    """Today as papers write dates, in Arabic digits (GB/T 9704)."""
    today = clock.today()
    return _("{year}年{month}月{day}日").format(year=today.year, month=today.month, day=today.day)


def _heard(progress: Progress | None, count: int) -> Callable[[int], None]:
    def heard(done: int) -> None:
        if progress is not None:
            progress.check()
            progress.report(done, count)

    return heard


def narrowed(listing: Listing) -> list[str]:
    """What the list was narrowed to, so that nobody takes a part for the whole."""
    words = [condition.words for condition in listing.conditions if condition.words]
    if listing.text.strip():
        words.append(_("含“{text}”").format(text=listing.text.strip()))
    return [_("范围：{words}").format(words=_("；").join(words))] if words else []


def _counted(listing: Listing, count: int) -> str:
    return _("{counted}。").format(counted=counted_words(listing.kind).format(count=count)) + order_note(listing)


def _on_paper(column: Column) -> "RosterColumn":
    from cadre_desktop.kit.documents.table import RosterColumn

    order_field = _order_field_of(column.link) if column.link is not None else None
    return RosterColumn(
        _(column.title),
        column.roster_mm or _width(column),
        _side(column),
        name=_is_name(column),
        adds_up=isinstance(column.field, _SUMMED) and not column.shown,
        parts=_parts(column, order_field),
        brief=short_names(column.link) if column.link and "short_name" in column.link._meta.fields else None,
    )


def _width(column: Column) -> float:
    """For a column without a width of its own: by its type, and wide enough for its heading in two lines."""
    heading = (len(column.title) + 1) // 2 * _CHARACTER_MM + _PADDING_MM
    return max(heading, _usual_width(column))


def _usual_width(column: Column) -> float:
    field = column.field
    if column.link is not None:
        return _LINK_MM
    if isinstance(field, CodeField):
        longest = max(map(len, field.codes.labels), default=4)
        return min(_WIDEST_CODE_MM, longest * _CHARACTER_MM + _PADDING_MM)
    found = next((mm for types, mm in _WIDTHS if isinstance(field, types)), None)
    if found is not None:
        return found
    return _LONG_MM if isinstance(field, TextField) and field.long else _TEXT_MM


def _side(column: Column) -> Literal["left", "right", "centre"]:
    if isinstance(column.field, CountField):
        return "right"
    return "centre" if isinstance(column.field, _CENTRED) or _is_name(column) else "left"


def _is_name(column: Column) -> bool:
    """A person's name, or that of a person pointed to."""
    named = column.link.named[:1] if column.link is not None else (column.field,)
    return any(isinstance(field, NameField) for field in named)


def _order_field_of(record: type[Record]) -> Any:
    """The field that says in which order the rows of a table come, if there is one."""
    return record._meta.fields.get("place")


def _parts(column: Column, order_field: Any) -> list[str] | None:
    """The values of a column where pages may begin anew, in their order; None where that makes no sense."""
    if not column.filterable:
        return None
    if isinstance(column.field, CodeField):
        return list(column.field.codes.labels)
    if column.link is None or column.link.within or order_field is None:
        return None
    return names_in_order(column.link)


def as_listed(rows: Mapping[int, T], listing: Listing | None) -> list[T]:
    """Rows by their keys, as a list on the screen has them: only those it shows, and in its order where one was chosen;
    else in the paper's own."""
    if listing is None:
        return list(rows.values())
    keys = [key for block in listing.keys() for key in block]  # noqa: SIM118 - blocks of keys
    shown = set(keys)
    ordered = keys if listing.order is not None else rows
    return [rows[key] for key in ordered if key in rows and key in shown]


def order_note(listing: Listing | None) -> str:
    """What a list on the screen was sorted by, if somebody chose it."""
    if listing is not None and listing.by_strokes:
        return _("按姓氏笔画为序。")
    if listing is None or listing.order is None:
        return ""
    return _("按{title}排序。").format(title=_(listing.order.title))


def names_in_order(record: type[Record]) -> list[str]:
    """The names of all rows of a table that has an order of its own (`order_field`), such as the courts, in it."""
    named = record.named[0].column_name
    return [name for (name,) in database.rows(f'SELECT "{named}" FROM "{table_name(record)}" ORDER BY place, id')]


def short_names(record: type[Record]) -> dict[str, str]:
    """The short forms (`short_name`) of the names of a table's rows, for where a column is narrow."""
    named = record.named[0].column_name
    return dict(database.rows(f'SELECT "{named}", short_name FROM "{table_name(record)}"'))
