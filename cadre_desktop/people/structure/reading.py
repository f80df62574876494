"""What somebody asks about the structure, and the reading of it."""

from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Appointment, Court, Department, Person
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.registers.movements import Movement
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.retirement_decisions import RetirementDecision
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.report import StructureReport, read_report, report_of
from cadre_desktop.people.structure.structure_settings import rulebook
from cadre_desktop.people.structure.what_if import TrialAppointment, appointed

_READ = (Appointment, Court, Department, Person, Establishment, Movement, PostHeld, RetirementDecision)
TABLES = ("setting", *map(table_name, _READ))
"""What the structure is read from."""


@dataclass(frozen=True)
class StructureAsked:
    """The day, today, the court (key; None: all), the day leaders are compared with (None: the usual one), and who is
    supposed to be appointed."""

    day: date
    today: date
    court: int | None = None
    compared: date | None = None
    trial: tuple[TrialAppointment, ...] = ()


def read_asked(store: Store, asked: StructureAsked) -> StructureReport:
    """Read it. What is tried out is compared with what it is without; Refused for what cannot be tried."""
    rules = rulebook(store)
    if not asked.trial:
        return read_report(asked.day, asked.today, rules, asked.court, asked.compared)
    staff = read_staff(asked.day, asked.today)
    return report_of(appointed(staff, asked.trial), staff, rules, asked.court, trial_words(asked.trial))


def trial_words(trial: tuple[TrialAppointment, ...]) -> list[str]:
    """王祯任副庭长, for each."""
    keys = listed(each.person for each in trial)
    names = dict(database.rows(f"SELECT id, name FROM person WHERE id IN {LISTED}", keys))
    courts = dict(database.rows("SELECT id, coalesce(nullif(short_name, ''), name) FROM court"))
    return [f"{names[each.person]}任{courts.get(each.court, '')}{each.post}" for each in trial]
