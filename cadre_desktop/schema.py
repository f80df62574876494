"""The schema of a court's file: the records of all slices, and how older files are brought up to date.

The slices are imported when their records or kinds are first wanted, so that the window can be painted before.
"""

from collections.abc import Mapping
from functools import cache

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.store.old_file import Steps
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema

VERSION = 4


def _records() -> tuple[type[Record], ...]:
    from cadre_desktop.certificates import records as certificates
    from cadre_desktop.contests import records as contests
    from cadre_desktop.courses import records as courses
    from cadre_desktop.kit.store.unfilled import Unfilled
    from cadre_desktop.people import records as people
    from cadre_desktop.talent import records as talent
    from cadre_desktop.welfare import records as welfare

    slices = (people, certificates, courses, contests, talent, welfare)
    return (*(record for slice_ in slices for record in slice_.RECORDS), Unfilled)


def _upgrades() -> Mapping[int, Steps]:
    """By version the steps that make it of the one before; only a file that is not of this version needs them."""
    from cadre_desktop.versions import v0002, v0003, v0004

    return {2: v0002.STEPS, 3: v0003.STEPS, 4: v0004.STEPS}


_TRIGGERS = "f20d38cc689ea293c8799882ca76c31e6bbef3f18a955247fd629983a662733e"
"""The `fingerprint` of the triggers of these records, so that opening a file need not load them to see whether it has
them. It changes with the records, and so does the version; a test says what it has to be."""

SCHEMA = Schema(VERSION, _records, _upgrades, _TRIGGERS)


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by the name they have on the command line."""
    from cadre_desktop.certificates import kinds as certificates
    from cadre_desktop.contests import kinds as contests
    from cadre_desktop.courses import kinds as courses
    from cadre_desktop.people import kinds as people
    from cadre_desktop.talent import kinds as talent
    from cadre_desktop.welfare import kinds as welfare

    slices = (people, courses, contests, talent, welfare, certificates)
    return {kind.key: kind for slice_ in slices for kind in slice_.KINDS}


def general_conditions(kind: Kind) -> tuple[Condition, ...]:
    """What rows of a kind general exports are limited to.

    Examinations and counselling are nobody's business, nor are marks of anonymous events beside the names.
    """
    from cadre_desktop.contests.kinds import MARK, MATCHED
    from cadre_desktop.welfare.kinds import GENERAL, PARTICIPANT

    return (GENERAL,) if kind is PARTICIPANT else (MATCHED,) if kind is MARK else ()
