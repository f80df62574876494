"""Small rosters for the tests of importing people."""

from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.apply import apply_plan
from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.mapping import known_headings, propose
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import check_character

HOME, AWAY = "包头市中级人民法院", "包头市昆都仑区人民法院"


def id_number(born: str, order: int) -> str:
    """A number of the unassigned area 150299; odd orders are men's."""
    digits = f"150299{born}{order:03}"
    return digits + check_character(digits)


WANG, LI, ZHAO = id_number("19850312", 1), id_number("19901001", 2), id_number("19790101", 3)


def table_of(*rows):
    width = max(map(len, rows))
    sheet = Sheet("干警", [[*row, *[""] * (width - len(row))] for row in rows])
    table = find_table(sheet, known_headings(PERSON))
    assert table is not None
    return table


def plan(store, *rows, **defaults):
    table = table_of(*rows)
    defaults = defaults or {"court": Court.get(Court.name == HOME).id}
    return plan_import(store, table, propose(PERSON, table.headings), defaults)


def states(made):
    return [row.state.name for row in made.rows]


def take_in(store, *rows, **defaults):
    made = plan(store, *rows, **defaults)
    return apply_plan(store, made, "名册.xlsx")


def only(**values):
    found = list(Person.select().where(*(getattr(Person, name) == value for name, value in values.items())))
    assert len(found) == 1, found
    return found[0]
