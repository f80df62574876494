"""Holiday child care of the demonstration court: the periods of 2023, whose children are deleted, and the next winter.

All names are made up here and belong to nobody.
"""

from datetime import date
from random import Random

from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.child_care.admitting import admit, deal
from cadre_desktop.welfare.child_care.attendance import care_days
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, CareStaff, Child, ChildDay, PickUp
from cadre_desktop.welfare.child_care.rules import ChildPresence, Enrolled

_GIVEN = "子涵|梓轩|一诺|浩然|雨桐|思远|佳怡|铭泽|可欣|博文|诗琪|宇辰"
_COLLECTING = (("家长一", "母亲"), ("家长二", "祖父"))
_WINTER = 36
_SUMMER = 42
_FIRST_WINTER = 28


def write_child_care(store: Store, random: Random) -> None:
    """Enter the periods. What was known of the children of 2023 went thirty days after their ends, so only their
    numbers are there."""
    court = Court.get(Court.place == 1)
    with store.step("登记暖心托辅期次"):
        usual = {"court": court, "place": "包头中院职工之家", "hours": "8:30–18:00"}
        CarePeriod.add(
            title="2023年寒假暖心托辅",
            season="winter",
            starts=date(2023, 1, 9),
            ends=date(2023, 1, 18),
            capacity=30,
            deletes_on=date(2023, 2, 17),
            deleted=date(2023, 2, 15),
            children=_FIRST_WINTER,
            **usual,
        )
        CarePeriod.add(
            title="2023年暑期暖心托辅",
            season="summer",
            starts=date(2023, 7, 17),
            ends=date(2023, 8, 11),
            capacity=45,
            deletes_on=date(2023, 9, 10),
            deleted=date(2023, 9, 8),
            children=_SUMMER,
            **usual,
        )
        winter = CarePeriod.add(
            title="2024年寒假暖心托辅",
            season="winter",
            starts=date(2024, 1, 22),
            ends=date(2024, 2, 7),
            capacity=_WINTER - 4,
            deletes_on=date(2024, 8, 31),
            **usual,
        )
        rooms = [
            CareClass.add(period=winter, title=title, grade_from=low, grade_to=high, capacity=20, room=room)
            for title, low, high, room in (("低年级班", 1, 3, "活动室一"), ("高年级班", 4, 6, "活动室二"))
        ]
        for number, room in enumerate(rooms):
            CareStaff.add(period=winter, care_class=room, name=("白老师", "文老师")[number], role="tutor")
            CareStaff.add(period=winter, care_class=room, name=("高志愿", "林志愿")[number], unit="市青年志愿者协会")
    _enrol(store, random, winter)
    admit(store, winter.id)
    deal(store, winter.id)
    _attend(store, random, winter)


def _enrol(store: Store, random: Random, period: CarePeriod) -> None:
    serving = Person.select().where(Person.status == PersonStatus.SERVING, Person.court == period.court)
    people = random.sample(list(serving.order_by(Person.id)), _WINTER)
    names = _GIVEN.split("|")
    with store.step(f"导入托辅报名：{_WINTER} 名子女"):
        children = Child.add_many(
            [
                {
                    "period": period.id,
                    "number": number + 1,
                    "person": person.id,
                    "name": person.name[0] + names[number % len(names)],
                    "sex": random.choice(("male", "female")),
                    "born": date(2017 - number % 6, 1 + number % 12, 1),
                    "grade": 1 + number % 6,
                    "hardship": number in (5, 20),
                    "single_parent": number in (9, 28),
                    "both_in_court": number % 9 == 4,
                    "applied_at": f"2024-01-{8 + number // 12:02d} 09:{number:02d}",
                    "consent": number != 30,
                    "agreement": number % 11 != 3,
                    "commitment": number % 11 != 3,
                    "health_declared": number % 7 != 2,
                    "emergency_contact": person.name,
                    "emergency_phone": f"1390472{number:04d}",
                }
                for number, person in enumerate(people)
            ]
        )
        PickUp.add_many(
            [
                {
                    "child": child,
                    "name": name,
                    "relation": relation,
                    "phone": f"1380472{number:04d}",
                    "position": position,
                }
                for number, child in enumerate(children)
                if number != 31
                for position, (name, relation) in enumerate(
                    (("家长一", "母亲"), ("家长二", "祖父"))[: 1 + number % 2], 1
                )
            ]
        )


def _attend(store: Store, random: Random, period: CarePeriod) -> None:
    admitted = Child.select().where(Child.period == period.id, Child.state == Enrolled.ADMITTED).order_by(Child.number)
    rows = []
    for child in admitted:
        for day in care_days(period):
            away = random.random() < (0.5 if child.number == 12 else 0.06)
            presence = ChildPresence.ABSENT if away else ChildPresence.PRESENT
            late = not away and (child.number == 7 and day.day % 3 == 0)
            rows.append({"child": child.id, "day": day, "presence": presence, "late": late})
    with store.step("登记托辅出勤"):
        ChildDay.add_many(rows)
