"""A round of 2023 with four packages, two batches, and people of two courts."""

from datetime import date
from typing import Any

import pytest

from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.welfare.examination.moving import add_batch
from cadre_desktop.welfare.examination.records import ExamBatch, ExamPackage, ExamRound

STAFF = (
    ("王祯", "包头中院", "民一庭", "male", date(1990, 3, 1), "serving"),
    ("李静", "包头中院", "民一庭", "female", date(1970, 7, 1), "serving"),
    ("单雄信", "包头中院", "民一庭", "male", date(1968, 9, 1), "on_leave"),
    ("欧阳文博", "包头中院", "执行局", "male", date(1987, 9, 1), "serving"),
    ("白文", "包头中院", "执行局", "", date(1987, 9, 1), "serving"),
    ("章伟", "青山法院", "刑庭", "female", None, "serving"),
    ("安娜", "青山法院", "刑庭", "female", date(1995, 1, 1), "serving"),
    ("阿拉坦·巴特尔", "青山法院", "刑庭", "male", date(1962, 1, 1), "retired"),
)
PACKAGES = (
    ("男45岁以下", "male", None, 44, 50000),
    ("男45岁以上", "male", 45, None, 80000),
    ("女45岁以下", "female", None, 44, 60000),
    ("女45岁以上", "female", 45, None, 90000),
)


@pytest.fixture
def staff(court: Store) -> dict[str, int]:
    """Keys of the people by name."""
    keys = {}
    with court.step("录入人员"):
        for name, short, room, sex, born, status in STAFF:
            home = Court.get(Court.short_name == short)
            asked = Department.select().where(Department.court == home, Department.name == room)
            department = asked.first() or Department.add(court=home, name=room)
            keys[name] = Person.add(
                court=home, department=department, name=name, pinyin=pinyin_key(name), sex=sex, born=born, status=status
            ).id
    return keys


@pytest.fixture
def exam_round(court: Store, staff: dict[str, int]) -> ExamRound:
    """2023年度体检 with its packages, and no batch yet."""
    with court.step("体检轮次"):
        made = ExamRound.add(title="2023年度体检", year=2023)
        for position, (title, sex, age_from, age_to, price) in enumerate(PACKAGES):
            ExamPackage.add(
                round=made, title=title, sex=sex, age_from=age_from, age_to=age_to, price=price, position=position
            )
    return made


@pytest.fixture
def batch_of(court: Store, exam_round: ExamRound) -> Any:
    """Adds a batch on a day of June 2023 with so many places."""

    def add(day: int, places: int | None = None, **more: Any) -> ExamBatch:
        values = {"title": f"体检{day}日批", "starts": date(2023, 6, day), "place": "二附院体检中心", "places": places}
        return add_batch(court, exam_round, {**values, **more})

    return add
