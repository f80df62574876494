"""The schema of a court's file: the records of all slices, and how older files are brought up to date.

The slices are imported when their records or kinds are first wanted, so that the window can be painted before.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.published import AboutPerson, Published
from cadre_desktop.kit.store.old_file import Steps
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.slices import SLICES, by_tables

VERSION = 9


def _records() -> tuple[type[Record], ...]:
    from cadre_desktop.kit.store.attachments import Attachment
    from cadre_desktop.kit.store.unfilled import Unfilled

    own = (record for slice_ in by_tables() for record in slice_.published.records)
    registered = (register.kind.record for slice_ in slices().values() for register in slice_.registers)
    return (*dict.fromkeys((*own, *registered)), Unfilled, Attachment)


def _upgrades() -> Mapping[int, Steps]:
    """By version the steps that make it of the one before; only a file that is not of this version needs them."""
    return {number: import_module(f"cadre_desktop.versions.v{number:04}").STEPS for number in range(2, VERSION + 1)}


_TRIGGERS = "3e330aada6d01b3c2c02c75094a27625a2844e7d1963a4580b26a1e6957d934d"
"""The `fingerprint` of the triggers of these records, so that opening a file need not load them to see whether it has
them. It changes with the records, and so does the version; a test says what it has to be."""

SCHEMA = Schema(VERSION, _records, _upgrades, _TRIGGERS)


@cache
def slices() -> dict[str, Published]:
    """What the slices publish, by their names, in the order in which their kinds are listed."""
    return {each.name: each.published for each in SLICES}


def in_report_order() -> list[Published]:
    """The slices as their figures come in the annual report."""
    return sorted(slices().values(), key=lambda slice_: slice_.report_order)


def kinds() -> dict[str, Kind]:
    """All kinds by the name they have on the command line."""
    return {kind.key: kind for slice_ in slices().values() for kind in slice_.kinds}


def unlisted() -> dict[str, str]:
    """By their tables, what records are called that no list shows."""
    return {table_name(record): title for slice_ in slices().values() for record, title in slice_.unlisted}


def general_conditions(kind: Kind) -> tuple[Condition, ...]:
    """What rows of a kind general lists and exports are limited to, as its slice has it."""
    limits = (each for slice_ in slices().values() for each in slice_.limits)
    return tuple(condition for limited, condition in limits if limited is kind)


def about_person() -> tuple[AboutPerson, ...]:
    """What the slices know of people, for the page of one."""
    return tuple(about for slice_ in slices().values() for about in slice_.about_person)
