"""The schema of a court's file: the records of all slices, and how older files are brought up to date."""

from cadre_desktop.certificates.records import RECORDS as CERTIFICATES
from cadre_desktop.contests.records import RECORDS as CONTESTS
from cadre_desktop.courses.records import RECORDS as COURSES
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.people.records import RECORDS as PEOPLE
from cadre_desktop.talent.records import RECORDS as TALENT
from cadre_desktop.welfare.records import RECORDS as WELFARE

VERSION = 1

SCHEMA = Schema(VERSION, (*PEOPLE, *CERTIFICATES, *COURSES, *CONTESTS, *TALENT, *WELFARE))
"""Upgrades are added here as ``{2: ("ALTER TABLE …",)}``: frozen SQL, never the models."""


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
    """What rows of a kind general exports are limited to: examinations and counselling are nobody's business."""
    from cadre_desktop.welfare.kinds import GENERAL, PARTICIPANT

    return (GENERAL,) if kind is PARTICIPANT else ()
