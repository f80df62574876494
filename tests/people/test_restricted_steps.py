"""What only some may read is not said by the names of steps, which everybody sees in the journal and by 撤销."""

from datetime import date

from cadre_desktop.kit.editing import add, change, remove
from cadre_desktop.kit.store import journal
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.relations import RELATIONS
from cadre_desktop.people.registers.sanctions import SANCTIONS


def test_nobody_is_named_by_steps_over_sanctions_and_kin(court):
    with court.step("录入"):
        home = Court.get()
        one, other = (Person.add(court=home, name=name) for name in ("王祯", "李静"))
    sanction = add(court, SANCTIONS.kind, {"person": one.id, "sanction": "warning", "decided": date(2023, 1, 5)})
    change(court, SANCTIONS.kind, sanction.id, {"until": date(2023, 7, 4)})
    remove(court, SANCTIONS.kind, [sanction.id])
    add(court, RELATIONS.kind, {"person": one.id, "other": other.id, "kinship": "spouse"})
    labels = [step.label for step in journal.steps(4)]
    assert labels[-1] == "新增处分“＊＊＊”"
    assert not any(name in label for label in labels for name in ("王祯", "李静"))
