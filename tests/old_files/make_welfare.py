"""What version 9 came with: a row of every record of welfare."""

from datetime import date

from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, CareStaff, Child, ChildDay, PickUp
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.common.records import Disclosure, EvaluationTally, WelfareBudget
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.examination.records import ExamAssignment, ExamBatch, ExamPackage, ExamRound
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord, RetiredContact, RetiredVisit
from cadre_desktop.welfare.green_channel.records import MedicalAgreement, Referral
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch, NewcomerTask
from cadre_desktop.welfare.records import Participant, WelfareEvent

_DAY = date(2023, 3, 1)


def write_care(store: Store, people: list[int]) -> None:
    """All kinds of care, in one step."""
    person, other = people[:2]
    with store.step("登记暖警项目"):
        _health(person)
        _careers(person, other)
        _help(person, other)
        _children(person)
        WelfareBudget.add(year=2023, kind="visit", amount=100_000)
        EvaluationTally.add(event=WelfareEvent.get(), question="满意度", answer="满意", count=3)
        Disclosure.add(day=_DAY, what="心理辅导预约", reason="核对签到")


def _health(person: int) -> None:
    round_ = ExamRound.add(title="2023年度体检", year=2023)
    package = ExamPackage.add(round=round_, title="男 40 岁以上", sex="male", age_from=40, price=90_000)
    event = WelfareEvent.add(title="体检第一批", kind="physical_exam", starts=_DAY)
    ExamBatch.add(round=round_, event=event)
    participant = Participant.add(event=event, person=person)
    ExamAssignment.add(participant=participant, package=package)
    CounsellingSlot.add(day=_DAY, begins="09:00", person=person, state="booked")
    agreement = MedicalAgreement.add(hospital="第二附属医院", starts=_DAY)
    Referral.add(number="惠医〔2023〕001号", agreement=agreement, person=person, issued=_DAY)


def _careers(person: int, other: int) -> None:
    batch = NewcomerBatch.add(title="2023年新录用", year=2023, reports=_DAY)
    newcomer = Newcomer.add(batch=batch, person=other, reported=_DAY)
    NewcomerTask.add(newcomer=newcomer, item="报到登记表", due=_DAY)
    farewell = Farewell.add(person=person, retires=date(2023, 12, 1), keepsake="法徽纪念章")
    FarewellWord.add(farewell=farewell, author="李静", words="常回来看看。")
    RetiredContact.add(person=person, branch="离退休党支部")
    RetiredVisit.add(person=person, day=_DAY)


def _help(person: int, other: int) -> None:
    Ceiling.add(region="内蒙古", item="festival", term="year", maximum=250_000, valid_from=date(2023, 1, 1))
    Ceiling.add(
        region="内蒙古", item="birthday", maximum=30_000, valid_from=date(2023, 1, 1), document_number="示例一号"
    )
    ComfortPayment.add(person=person, item="birthday", amount=30_000, paid=_DAY)
    case = HardshipCase.add(person=other, applied=_DAY, cause="other")
    HardshipMeasure.add(case=case, day=_DAY, measure="money", amount=100_000)
    HardshipHelper.add(case=case, helper=person, starts=_DAY)


def _children(person: int) -> None:
    period = CarePeriod.add(title="暑期一期", season="summer", starts=date(2023, 7, 1), ends=date(2023, 7, 20))
    room = CareClass.add(period=period, title="一班")
    CareStaff.add(period=period, care_class=room, name="王老师", role="tutor")
    child = Child.add(period=period, number=1, care_class=room, person=person, name="王小明", consent=True)
    PickUp.add(child=child, name="王祯", relation="父亲")
    ChildDay.add(child=child, day=date(2023, 7, 1))
