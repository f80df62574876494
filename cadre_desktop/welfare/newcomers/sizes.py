"""Sizes of a batch as they are ordered: each garment by size, and whose sizes are not known yet."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.newcomers.enlisting import batch_now
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.rules import SIZES, sizes_complete


@dataclass(frozen=True)
class SizeLine:
    """A newcomer with the sizes, by field; the height in cm is among them as text."""

    newcomer: int
    person: int
    name: str
    court: str
    texts: dict[str, str]

    @property
    def complete(self) -> bool:
        """Whether all that everybody needs is known."""
        return sizes_complete(self.texts)


def sizes_of(batch: int) -> list[SizeLine]:
    """The people of a batch by court and name."""
    rows: Any = Newcomer.select(Newcomer, Person, Court).join(Person).join(Court).where(Newcomer.batch == batch)
    return [
        SizeLine(
            row.id,
            row.person.id,
            row.person.name,
            row.person.court.short_name or row.person.court.name,
            {"height": str(row.height or ""), **{name: row.__data__[name] for name in SIZES}},
        )
        for row in rows.order_by(Court.place, Person.pinyin, Newcomer.id)
    ]


def ordered(lines: list[SizeLine]) -> list[tuple[str, str, int]]:
    """Garment, size and number, in the order of the garments."""
    found = []
    for name, title in SIZES.items():
        counts = Counter(line.texts[name] for line in lines if line.texts[name])
        found += [(_(title), size, count) for size, count in sorted(counts.items())]
    return found


def print_order(path: Path, batch: int, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the order of a batch by size (服装尺码汇总表) as a PDF file; who has not told all sizes is named below.

    Raises Refused while there is no size at all.
    """
    row, lines = batch_now(batch), sizes_of(batch)
    rows = _refuse_nothing(lines)
    lacking = [line.name for line in lines if not line.complete]
    notes = _("共 {count} 人。").format(count=len(lines))
    if lacking:
        notes += _("尺码未填齐 {count} 人：{names}。").format(count=len(lacking), names="、".join(lacking))
    columns = (
        RosterColumn(_("品名"), 44, "centre"),
        RosterColumn(_("尺码"), 44, "centre"),
        RosterColumn(_("数量"), 34, "centre", adds_up=True),
        RosterColumn(_("备注"), 40),
    )
    title = _("{batch}服装尺码汇总表").format(batch=row.title)
    roster = Roster(title, columns, organisation=organisation, notes=notes)
    return print_arranged(path, roster, [(name, size, str(count), "") for name, size, count in rows], setup)


def write_order(path: Path, batch: int) -> int:
    """The same as a workbook, with a second sheet of who takes which; returns how many lines were ordered."""
    batch_now(batch)
    lines = sizes_of(batch)
    rows = _refuse_nothing(lines)
    summary = SheetSpec("汇总", (OutColumn("品名"), OutColumn("尺码", 16), OutColumn("数量", 8, "int")))
    heads = ("身高", "法袍", "制服", "衬衣", "裤子", "鞋", "帽子")
    each = SheetSpec("明细", (OutColumn("姓名"), OutColumn("法院", 16), *(OutColumn(head) for head in heads)), frozen=1)
    people = [(line.name, line.court, *line.texts.values()) for line in lines]
    return write_tables(path, [(summary, rows), (each, people)])[0]


def _refuse_nothing(lines: list[SizeLine]) -> list[tuple[str, str, int]]:
    rows = ordered(lines)
    if not rows:
        raise Refused(_("这一批还没有填写尺码，请先在“服装尺码”页填写。"))
    return rows
