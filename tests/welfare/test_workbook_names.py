"""A workbook may be called as somebody is, so what an import of a confidential list keeps does not name it."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.unfilled import Unfilled
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import kinds
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, PickUp
from cadre_desktop.welfare.child_care.registers import CARE_PERIODS, CHILD_DAYS, CHILDREN, PICK_UPS
from cadre_desktop.welfare.kinds import PARTICIPANT

NAME = "童小甲"
TITLE = "2024年寒假托辅"
SHEETS = (
    (CHILDREN.kind, "编号,期次,职工姓名,子女姓名,性别", f"2,{TITLE},职工,{NAME},女生么"),
    (PICK_UPS.kind, "子女编号,序号,接送人姓名,电话", "1,1,接孩人,没有"),
    (CHILD_DAYS.kind, "子女编号,日期,出勤,到园时间", "1,2024-01-23,到,八点半"),
)


@pytest.fixture
def period(court):
    values = {"title": TITLE, "season": "winter", "starts": date(2024, 1, 22), "ends": date(2024, 2, 2)}
    made = CarePeriod.by_key(editing.add(court, CARE_PERIODS.kind, values).id)
    with court.step("报名"):
        worker = Person.add(court=Court.get(Court.place == 1), name="职工")
        Child.add(period=made, number=1, person=worker, name="童小乙")
    return made


@pytest.mark.parametrize("kind, headings, line", SHEETS, ids=[kind.key for kind, _headings, _line in SHEETS])
def test_neither_the_step_nor_what_waits_names_the_workbook(court, period, tmp_path, kind, headings, line):
    path = tmp_path / f"{NAME}.csv"
    path.write_text(f"{headings}\n{line}\n", encoding="utf-8-sig")
    assert import_file(court, kind, path).new == 1
    assert court.last_step().label == f"导入{kind.title}（工作簿）：新增 1，修改 0"
    assert NAME not in "".join(row.file for row in Unfilled.select())
    assert not any(NAME in label for (label,) in database.rows("SELECT label FROM step"))
    assert (Child.select().count(), PickUp.select().count()) == {"children": (2, 0), "child-pick-ups": (1, 1)}.get(
        kind.key, (1, 0)
    )


def test_every_list_with_confidential_rows_is_such(court):
    confidential = {kind.key for care in CARES for kind in care.confidential}
    assert {*confidential, PARTICIPANT.key} == {key for key, kind in kinds().items() if kind.masks_names}
