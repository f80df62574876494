"""Examination and counselling of the demonstration court in 2023: the examinations become batches of a round with
packages, counselling in spring and autumn has slots."""

from datetime import date
from random import Random

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan, SlotState, days_of
from cadre_desktop.welfare.counselling.slots import SlotSeries, offer
from cadre_desktop.welfare.examination.grouping import assign, packages_by_rule
from cadre_desktop.welfare.examination.reading import members_of_round
from cadre_desktop.welfare.examination.records import ExamBatch, ExamPackage, ExamRound
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_PACKAGES = (
    ("男（45岁以下）", "male", None, 44, 780),
    ("男（45岁及以上）", "male", 45, None, 1060),
    ("女（45岁以下）", "female", None, 44, 860),
    ("女（45岁及以上）", "female", 45, None, 1120),
)
_SEASONS = ((date(2023, 4, 10), date(2023, 4, 21)), (date(2023, 10, 23), date(2023, 11, 3)))
_SPANS = tuple(SlotSpan(f"{hour:02}:00", f"{hour:02}:50") for hour in (9, 10, 14, 15, 16))


def write_welfare_examination(store: Store, random: Random) -> None:
    """Enter the round of 2023 with its batches and packages, and the slots of its two seasons."""
    _round(store)
    _slots(store, random)


def _round(store: Store) -> None:
    kind, first, last = WelfareKind.PHYSICAL_EXAM, date(2023, 1, 1), date(2023, 12, 31)
    with store.step("2023年度体检轮次"):
        made = ExamRound.add(title="2023年度健康体检", year=2023)
        for position, (title, sex, age_from, age_to, yuan) in enumerate(_PACKAGES):
            ExamPackage.add(
                round=made, title=title, sex=sex, age_from=age_from, age_to=age_to, price=yuan * 100, position=position
            )
        events = WelfareEvent.select().where(WelfareEvent.kind == kind, WelfareEvent.starts.between(first, last))
        for event in events.order_by(WelfareEvent.starts):
            ExamBatch.add(round=made, event=event)
            count = Participant.select().where(Participant.event == event).count()
            WelfareEvent.update(places=count).where(WelfareEvent.id == event.id).execute()
        members = members_of_round(made.id)
        found = packages_by_rule(made, [one.person for one in members])
        assign([(one.key, found.get(one.person)) for one in members])


def _slots(store: Store, random: Random) -> None:
    people: list[tuple[int, int]] = database.rows(
        "SELECT id, court_id FROM person WHERE status = 'serving' ORDER BY id"
    )
    for first, last in _SEASONS:
        for counsellor in ("周敏", "郑海燕"):
            days = days_of(first, last, (0, 2, 4) if counsellor == "周敏" else (1, 3))
            offer(store, SlotSeries(days, _SPANS, counsellor, "心理辅导室"))
    slots = list(CounsellingSlot.select().order_by(CounsellingSlot.day, CounsellingSlot.begins))
    taken = [slot for slot in slots if random.random() < 0.8]
    with store.step("心理辅导预约"):
        for slot, (person, court) in zip(taken, random.sample(people, len(taken)), strict=True):
            slot.person, slot.court = person, court
            slot.state = SlotState.MISSED if random.random() < 0.08 else SlotState.ATTENDED
            slot.save()
