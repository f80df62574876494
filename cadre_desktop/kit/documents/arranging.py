"""Rosters as chosen before printing: title, columns, sheet, pages for each court, sums, and who signs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from cadre_desktop.kit.documents.paper import A3, A4, turned
from cadre_desktop.kit.documents.roster import SIDE, Band, Roster, Row, Section, print_rosters
from cadre_desktop.kit.documents.setup import SIGNERS, PaperChoice, PaperOffer, Setup, orientation, sheet_size, signers
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _

_ALL_TOGETHER = ""
_SHEETS = {"A4": A4, "A3": A3}


def offer_of(roster: Roster) -> PaperOffer:
    """What there is to choose for a roster."""
    headings = tuple(column.heading for column in roster.columns)
    pages = _pages(roster)
    signed = [] if roster.signers is not None and not roster.signers else [signers()]
    choices = [orientation(), sheet_size(), *([pages] if len(pages.options) > 1 else []), *signed]
    return PaperOffer(roster.title, headings if len(headings) > 1 else (), tuple(choices))


def _pages(roster: Roster) -> PaperChoice:
    """Where a new page begins: at each band, or at each value of a column."""
    parting = [roster.banded] if roster.banded else [one.heading for one in roster.columns if one.parts is not None]
    parted = [(heading, _("每个{heading}另起一页").format(heading=heading)) for heading in parting]
    return PaperChoice("pages", _("分页"), ((_ALL_TOGETHER, _("连续")), *parted))


def print_arranged(
    path: Path,
    roster: Roster,
    rows: Iterable[Row],
    setup: Setup | None = None,
    progress: Callable[[int], None] | None = None,
) -> PaperOffer:
    """Write a roster as chosen in `setup` as a PDF file; returns what there was to choose.

    OSError when the file cannot be written; what was at `path` is then untouched.
    """
    return print_all_arranged(path, roster.title, [(roster, rows)], setup, progress)


def print_all_arranged(
    path: Path,
    title: str,
    sections: Sequence[Section],
    setup: Setup | None = None,
    progress: Callable[[int], None] | None = None,
) -> PaperOffer:
    """The same for several rosters of one kind, each on pages of its own."""
    setup = setup or Setup()
    pages = [part for roster, rows in sections for part in arranged(roster, rows, setup)]
    count = print_rosters(path, setup.title(title), pages, progress)
    return replace(offer_of(sections[0][0]), pages=count)


def arranged(roster: Roster, rows: Iterable[Row], setup: Setup) -> Iterator[Section]:
    """The roster as chosen: one, or one for each band or value of the column where pages begin anew."""
    table = rows if isinstance(rows, list) else list(rows)
    heading = setup.value(_pages(roster))
    roster = replace(roster, title=setup.title(roster.title), signers=_signers(roster, setup))
    if heading == _ALL_TOGETHER:
        yield _fitted(roster, table, setup, ())
        return
    index = next((index for index, column in enumerate(roster.columns) if column.heading == heading), None)
    parts = _bands(table) if index is None else _parts(roster.columns[index], index, table)
    for number, (value, part) in enumerate(parts, 1):
        name = value or _("未填{heading}").format(heading=heading)
        about = _("{heading}：{value}").format(heading=heading, value=name)
        notes = _part_notes(roster, len(part), number == len(parts))
        one = replace(roster, part=name, details=(about, *roster.details), notes=notes)
        yield _fitted(one, part, setup, () if index is None else (index,))


def _part_notes(roster: Roster, count: int, last: bool) -> str:
    """How many rows a part has, and below the last one what is said of all."""
    counted = _("共 {count} 人。") if _names(roster) else _("共 {count} 条。")
    whole = _("全部：{notes}").format(notes=roster.notes) if last and roster.notes else ""
    return counted.format(count=count) + whole


def _names(roster: Roster) -> bool:
    """Whether the rows are people."""
    return any(column.name for column in roster.columns)


def _signers(roster: Roster, setup: Setup) -> Sequence[str]:
    """Those whom the paper names, else who signs lists that are filed; nobody if that was chosen."""
    if setup.value(signers()) == "no":
        return ()
    return [_(who) for who in SIGNERS] if roster.signers is None else roster.signers


def _parts(column: RosterColumn, index: int, rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each value, in the order that its column knows, then in that of the rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if not isinstance(row, Band):
            found.setdefault(row[index], []).append(row)
    known = {value: number for number, value in enumerate(column.parts or ())}
    return sorted(found.items(), key=lambda item: known.get(item[0], len(known) + (not item[0])))


def _bands(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The rows below each band."""
    found: list[tuple[str, list[Row]]] = []
    for row in rows:
        if isinstance(row, Band):
            found.append((row.text, []))
        elif found:
            found[-1][1].append(row)
    return found


def _fitted(roster: Roster, rows: list[Row], setup: Setup, without: Sequence[int]) -> Section:
    """The roster with the columns and on the sheet that were chosen, and its sums."""
    offered = [index for index in range(len(roster.columns)) if index not in without]
    kept = [index for index in offered if roster.columns[index].heading not in setup.left_out] or offered[:1]
    columns = [roster.columns[index] for index in kept]
    if len(kept) < len(roster.columns):
        rows = [row if isinstance(row, Band) else [row[index] for index in kept] for row in rows]
    return replace(
        roster, columns=columns, size=_size(roster, columns, setup), total=_total(roster, columns, rows)
    ), rows


def _size(roster: Roster, columns: Sequence[RosterColumn], setup: Setup) -> tuple[float, float] | None:
    sheet, way = _SHEETS[setup.value(sheet_size())], setup.value(orientation())
    if not way and sheet is A4:
        return roster.size
    if not way:
        total = sum(column.mm for column in columns)
        way = "portrait" if total <= sheet[0] - 2 * SIDE + 4 else "landscape"
    return sheet if way == "portrait" else turned(sheet)


def _total(roster: Roster, columns: Sequence[RosterColumn], rows: Iterable[Row]) -> list[str]:
    """合计 with the sums of the columns that add up; nothing where none does, or there is no row."""
    table = [row for row in rows if not isinstance(row, Band)]
    if not table or not any(column.adds_up for column in columns):
        return []
    sums = [_sum(row[index] for row in table) if one.adds_up else "" for index, one in enumerate(columns)]
    if not roster.numbered and not sums[0]:
        sums[0] = _("合计")
    return sums


def _sum(texts: Iterable[str]) -> str:
    """The sum of numbers as they are printed, with as many decimals as it needs; empty without any."""
    numbers = [number for text in texts if (number := _number(text)) is not None]
    if not numbers:
        return ""
    whole, _point, part = f"{sum(numbers):f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) if text.strip() else None
    except InvalidOperation:
        return None  # words in a column of numbers, such as —, do not count
