"""Comfort money of the demonstration court in 2023 and the spring of 2024, and the medical green channel.

The total for festivals is the true one; the other ceilings are made up for the demonstration and say so.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cadre_desktop.kit import editing
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.comfort.actions import fill_in_known, save_ceiling
from cadre_desktop.welfare.comfort.due_list import due_in
from cadre_desktop.welfare.comfort.paying import ManyAtOnce, pay
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.comfort.rules import ComfortForm, ComfortItem, Festival
from cadre_desktop.welfare.green_channel.actions import issue, note_used
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS
from cadre_desktop.welfare.green_channel.rules import PatientRelation, Urgency
from cadre_desktop.welfare.records import WelfareEvent

_COURT = 1
"""The place of the intermediate court among the courts."""
_LOOKED_UP = {
    ComfortItem.BIRTHDAY: 300,
    ComfortItem.MARRIAGE: 1000,
    ComfortItem.BIRTH: 800,
    ComfortItem.HOSPITAL: 1000,
    ComfortItem.DEATH: 2000,
    ComfortItem.RELATIVE_DEATH: 1000,
    ComfortItem.RETIREMENT: 1000,
    ComfortItem.MODEL: 1000,
    ComfortItem.MARTYR: 2000,
    ComfortItem.DIFFICULTY: 2000,
}
_FESTIVALS = (
    (Festival.SPRING, 800, date(2023, 1, 16), "米面油、牛羊肉"),
    (Festival.DRAGON_BOAT, 400, date(2023, 6, 19), "粽子、食用油"),
    (Festival.MID_AUTUMN, 600, date(2023, 9, 25), "月饼、水果"),
    (Festival.NATIONAL, 500, date(2023, 9, 27), "牛奶、杂粮"),
    (Festival.SPRING, 800, date(2024, 2, 2), "米面油、牛羊肉"),
)
_SINGLE = (
    (ComfortItem.MARRIAGE, 1000, 6, "红色四件套"),
    (ComfortItem.BIRTH, 800, 5, "婴儿用品"),
    (ComfortItem.HOSPITAL, 800, 7, ""),
    (ComfortItem.RELATIVE_DEATH, 1000, 4, ""),
    (ComfortItem.DIFFICULTY, 2000, 5, ""),
)
_HOSPITAL = "包头医学院第二附属医院"
_SIGNED = date(2023, 5, 16)
_SLIPS = (3, 4, 2, 5, 3, 6, 4, 5)
"""From May 2023 on, by month."""
_MARTYRS = (("韩秀兰", "母亲"), ("赵桂芝", "配偶"), ("王立春", "父亲"))
_APPROVER = "机关工会"


def write_comfort(store: Store, random: Random) -> None:
    """Enter the ceilings, and what was given."""
    fill_in_known(store)
    for item, yuan in _LOOKED_UP.items():
        row = Ceiling.get(Ceiling.item == item)
        values = {
            "maximum": yuan * 100,
            "document_number": "演示标准〔2023〕1号",
            "notes": "演示数据，请按本地文件填写",
        }
        save_ceiling(store, values, row.id)
    people = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
    own = [person for person in people if person.court.place == _COURT]
    for number, (festival, yuan, paid, goods) in enumerate(_FESTIVALS, 1):
        what = ManyAtOnce(
            ComfortItem.FESTIVAL, yuan * 100, paid, festival, ComfortForm.GOODS, goods, f"记-{number:03}", _APPROVER
        )
        pay(store, what, [person.id for person in own], {})
    _birthdays(store, {person.id for person in own})
    _visits(store, random, people)


def _birthdays(store: Store, own: set[int]) -> None:
    """Those of 2023, and of 2024 until the middle of May."""
    for year, month in [*((2023, month) for month in range(1, 13)), *((2024, month) for month in range(1, 5))]:
        lines = [line for line in due_in(year, month).lines if line.occasion.item is ComfortItem.BIRTHDAY]
        days = {line.person: line.day for line in lines if line.person in own}
        if days:
            paid, voucher = date(year, month, 10), f"记-{year % 100}{month:02}"
            what = ManyAtOnce(ComfortItem.BIRTHDAY, 300_00, paid, "", ComfortForm.VOUCHER, "", voucher, _APPROVER)
            pay(store, what, list(days), days)


def _visits(store: Store, random: Random, people: Sequence[Person]) -> None:
    model = WelfareEvent.get(WelfareEvent.title == "慰问先进典型")
    with store.step("登记走访慰问"):
        for person in random.sample(people, 24):
            _visit(person, ComfortItem.MODEL, 1000, date(2023, 1, 17), "王院长、政治部", event=model)
        for person, (name, relation) in zip(random.sample(people, len(_MARTYRS)), _MARTYRS, strict=True):
            _visit(person, ComfortItem.MARTYR, 2000, date(2023, 6, 29), "政治部", recipient=name, relation=relation)
        for item, yuan, count, goods in _SINGLE:
            for person in random.sample(people, count):
                paid = date(2023, random.randint(1, 12), random.randint(1, 28))
                _visit(person, item, yuan, paid, "机关工会", reason=goods)


def _visit(person: Person, item: ComfortItem, yuan: int, paid: date, visitors: str, **more: object) -> None:
    ComfortPayment.add(
        person=person,
        item=item,
        court=person.__data__["court"],
        occasion_day=paid,
        paid=paid,
        amount=yuan * 100,
        form=ComfortForm.GOODS if more.get("reason") else ComfortForm.MONEY,
        visitors=visitors,
        approver=_APPROVER,
        voucher=f"记-走{paid:%m%d}",
        **more,
    )


def write_green_channel(store: Store, random: Random) -> None:
    """Enter the agreement of 16 May 2023 and the slips of that year."""
    values = {
        "hospital": _HOSPITAL,
        "title": "“惠医惠警”合作协议",
        "signed": _SIGNED,
        "starts": _SIGNED,
        "ends": date(2024, 6, 30),
        "contact": "医务部",
        "own_contact": "政治部",
        "terms": "优先就诊；先诊疗后付费；按院方要求转诊",
    }
    agreement = editing.add(store, AGREEMENTS.kind, values).id
    people = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
    relations = list(PatientRelation)
    for month, count in enumerate(_SLIPS, 5):
        for number in range(count):
            day = date(2023, month, 17 + number)
            slip = issue(
                store,
                agreement,
                random.choice(people).id,
                relation=random.choice(relations),
                urgency=Urgency.URGENT if number == 0 else Urgency.USUAL,
                issued=day,
                appointed=day + timedelta(days=2),
            )
            if number:
                note_used(store, [slip.id], day + timedelta(days=2))
