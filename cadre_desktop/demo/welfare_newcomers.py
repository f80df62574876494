"""The newcomers of 2023 in the demonstration court, with checklists, sizes, mentors and induction; and the cases of
hardship of that year with what was given."""

from datetime import date
from io import BytesIO
from random import Random

from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.photos.taking import take_photos
from cadre_desktop.people.records import Court, Person, TrainingRecord
from cadre_desktop.people.registers.mentors import MentorNote, MentorPair, MentorPurpose
from cadre_desktop.people.rules import PersonStatus, TrainingOrigin
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.newcomers.enlisting import take_on
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch, NewcomerTask
from cadre_desktop.welfare.newcomers.rules import FOLLOWING

_REPORTED = date(2023, 8, 21)
_NEW, _CASES = 16, 6
_UNTICKED = ("转正考核表",)
_CAUSES = ("illness", "schooling", "low_income", "accident", "illness", "disaster")
_NOTES = (
    (date(2023, 12, 4), "完成庭审记录 20 次，能独立整理案卷。"),
    (date(2024, 3, 5), "学习文书校对和送达，跟随旁听庭审 12 次。"),
)
_COURSE = "2023年新录用公务员初任培训"
_COURSE_DAYS = date(2023, 10, 16), date(2023, 10, 27)


def newcomers() -> list[Person]:
    """Those who joined last."""
    serving = Person.status == PersonStatus.SERVING
    return list(Person.select().where(serving).order_by(Person.joined_court.desc(), Person.id).limit(_NEW))


def write_newcomers(store: Store, random: Random) -> None:
    """Those who joined last, as the batch of 2023."""
    serving = Person.status == PersonStatus.SERVING
    people = newcomers()
    mentors = list(Person.select().where(serving, Person.quota_judge == True).order_by(Person.id).limit(_NEW))  # noqa: E712
    with store.step("演示：新入职"):
        batch = NewcomerBatch.add(
            title="2023年新录用干警",
            year=2023,
            court=None,
            reports=_REPORTED,
            place="包头中院宣誓厅",
            course=_COURSE,
        )
        take_on(store, batch.id, [person.id for person in people])
        for number, row in enumerate(Newcomer.select().where(Newcomer.batch == batch).order_by(Newcomer.id)):
            _one(random, row, mentors[number // 2], last=number >= _NEW - 2)
        TrainingRecord.add_many([_induction(person) for person in people])
    take_photos(store, {person.id: _portrait(number, person) for number, person in enumerate(people)})


def _induction(person: Person) -> dict[str, object]:
    """Twelve days at the school of the region's courts (公务员培训规定)."""
    first, last = _COURSE_DAYS
    return {
        "person": person.id,
        "court": person.__data__["court"],
        "year": first.year,
        "title": _COURSE,
        "form": "脱产培训",
        "organiser": "国家法官学院内蒙古分院",
        "starts": first,
        "ends": last,
        "hours": 900,
        "result": "合格",
        "origin": TrainingOrigin.SECONDMENT,
        "training_class": "initial",
    }


def _portrait(number: int, person: Person) -> bytes:
    """A drawn head before the usual blue, instead of a photo."""
    from PIL.Image import new
    from PIL.ImageDraw import Draw

    image = new("RGB", (295, 413), (86, 140, 200))
    draw = Draw(image)
    skin, hair = (236, 200 - 2 * number, 172), (38 + 2 * number, 34, 32)
    draw.ellipse((20, 290, 275, 560), (34, 40, 58))
    draw.polygon([(118, 296), (177, 296), (148, 370)], (240, 240, 244))
    draw.rectangle((122, 240, 173, 310), skin)
    draw.ellipse((86, 84, 209, 262), hair if person.sex == "female" else skin)
    draw.ellipse((94, 104, 201, 262), skin)
    draw.pieslice((84, 78, 211, 214), 180, 360, hair)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _one(random: Random, row: Newcomer, mentor: Person, *, last: bool) -> None:
    """Everything is done but for the last two, who have open items."""
    open_ones = (*FOLLOWING, *_UNTICKED, *(("档案转入", "党团关系") if last else ()))
    NewcomerTask.update(done=date(2023, 9, 12)).where(
        NewcomerTask.newcomer == row, NewcomerTask.item.not_in(open_ones)
    ).execute()
    height = random.randrange(160, 186, 5)
    size = f"{height}/{random.randrange(84, 104, 4)}A"
    changes = {"height": height, "robe": f"{height}", "uniform": size, "shirt": str(random.randrange(38, 43))}
    changes |= {"trousers": size, "shoes": str(random.randrange(37, 44))} if not last else {}
    changes |= {"talked": date(2024, 2, 21), "opinion": "已适应岗位，继续加强庭审记录训练。"}
    Newcomer.update(**changes).where(Newcomer.id == row).execute()
    pair = MentorPair.add(
        person=row.__data__["person"],
        mentor=mentor,
        purpose=MentorPurpose.NEWCOMER,
        starts=date(2023, 9, 4),
        ends=date(2024, 9, 4),
        plan="庭审记录、文书校对、案卷整理，每季度小结一次。",
    )
    for day, note in _NOTES:
        MentorNote.add(pair=pair, day=day, note=note)


def write_hardship(store: Store, random: Random) -> None:
    """Cases of 2023: on the register and helped, one ended, and one whose notice hung."""
    serving = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
    chosen = random.sample(serving, 2 * _CASES)
    own = Court.get(Court.place == 1)
    with store.step("演示：困难帮扶"):
        for number, (person, cause) in enumerate(zip(chosen, _CAUSES, strict=False)):
            case = HardshipCase.add(
                person=person,
                court=person.__data__["court"] or own.id,
                applied=date(2023, 3, 6 + number),
                cause=cause,
                household=3 + number % 2,
                monthly_income=(1_400 + 100 * number) * 100,
                state="ended" if number == 0 else "accepted",
                notice_from=date(2023, 3, 20),
                notice_days=5,
                accepted=date(2023, 3, 28),
                approver="政治部主任",
                ended=date(2023, 12, 29) if number == 0 else None,
                end_reason="收入已高于标准" if number == 0 else "",
            )
            for day, yuan in ((date(2023, 6, 29), 1_500), (date(2023, 11, 8), 2_000)):
                HardshipMeasure.add(
                    case=case, day=day, measure="money", amount=yuan * 100, voucher=f"{day:%m}-{number + 1:02}"
                )
            HardshipHelper.add(
                case=case,
                helper=chosen[_CASES + number],
                starts=date(2023, 4, 3),
                ends=date(2023, 12, 29) if number == 0 else None,
            )
