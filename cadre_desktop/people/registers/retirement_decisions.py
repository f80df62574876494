"""退休认定: decisions on by which age somebody retires, and on an earlier or later day where one was chosen.

Which of the ages of before the reform holds for a woman depends on her post, not on her sex alone, so it is decided,
dated and kept, and never derived (国务院关于渐进式延迟法定退休年龄的办法; 组通字〔2015〕14号).
"""

from datetime import date

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, MonthField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import Sex
from cadre_desktop.people.settling import settle_facts


class RetirementBase(Code):
    """The age of before the reform that somebody's retirement is reckoned from."""

    MALE_60 = "male_60", N_("男60"), "男60周岁", "60"
    FEMALE_55 = "female_55", N_("女55"), "女55周岁", "55", "女干部"
    FEMALE_50 = "female_50", N_("女50"), "女50周岁", "50", "女工人"
    FEMALE_60 = "female_60", N_("处级女干部60"), "处级女", "处级女干部", "女60", "女高级职称"


class RetirementChoice(Code):
    """Whether somebody retires on the statutory day or has chosen another (人社部发〔2024〕94号)."""

    STATUTORY = "statutory", N_("到龄退休"), "到龄", "法定年龄"
    EARLY = "early", N_("弹性提前"), "弹性提前退休", "提前退休"
    LATE = "late", N_("弹性延迟"), "弹性延迟退休", "延迟退休"
    LATE_ENDED = "late_ended", N_("终止弹性延迟"), "终止延迟"


class RetirementDecision(Record):
    """A decision about one person's retirement; of several the latest by day holds. `chosen` is the month of an earlier
    or later retirement, `notified` the day of the written notice.
    """

    person = link(Person)
    decided = RequiredDateField()
    base = CodeField(RetirementBase.table())
    choice = CodeField(RetirementChoice.table(), default=RetirementChoice.STATUTORY)
    chosen = MonthField()
    notified = DateField()
    document_number = TextField()
    notes = TextField(long=True)

    searched = (document_number,)
    named = (person, decided)


def vet_decision(values: Values) -> list[Problem]:
    """It decides something, and an earlier or later retirement has its month."""
    choice = RetirementChoice(values.get("choice") or RetirementChoice.STATUTORY)
    if choice is not RetirementChoice.STATUTORY and not values.get("chosen"):
        text = _("“{choice}”要填写退休年月。").format(choice=_(choice.label))
        return [Problem(text, field="chosen")]
    if choice is RetirementChoice.STATUTORY and not values.get("base"):
        return [Problem(_("请选择改革前的退休年龄。"), field="base")]
    return _other_sex(values)


def _other_sex(values: Values) -> list[Problem]:
    """A problem where the base is one of the other sex."""
    person = Person.get_or_none(Person.id == values.get("person"))
    base = values.get("base")
    if person is None or not person.sex or not base or (base == RetirementBase.MALE_60) == (person.sex == Sex.MALE):
        return []
    text = _("“{base}”与性别“{sex}”不符，请核对。")
    said = text.format(base=_(RetirementBase(base).label), sex=_(Sex(person.sex).label))
    return [Problem(said, field="base")]


def decisions_on(day: date) -> dict[int, RetirementDecision]:
    """By person the decision that holds on a day."""
    rows = RetirementDecision.select().where(RetirementDecision.decided <= day)
    ordered = rows.order_by(RetirementDecision.decided, RetirementDecision.id)
    return {row.__data__["person"]: row for row in ordered}


RETIREMENT_DECISIONS = Register(
    Kind(
        RetirementDecision,
        "retirement-decisions",
        "退休认定",
        columns=(
            Column(RetirementDecision.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(
                RetirementDecision.base, "改革前退休年龄", also=("退休类别", "退休年龄"), filterable=True, roster_mm=34
            ),
            Column(RetirementDecision.choice, "退休方式", also=("退休事由",), filterable=True, roster_mm=28),
            Column(RetirementDecision.chosen, "选定年月", also=("退休年月", "弹性退休年月"), roster_mm=24),
            Column(RetirementDecision.decided, "认定日期", roster_mm=24),
            Column(RetirementDecision.notified, "书面告知日期", also=("告知日期", "申请日期"), in_table=False),
            Column(RetirementDecision.document_number, "依据", also=("文号",), in_table=False),
            Column(RetirementDecision.notes, "备注", in_table=False),
        ),
        order=(RetirementDecision.decided.desc(), RetirementDecision.person),
        identity=((RetirementDecision.person, RetirementDecision.decided),),
        vet=vet_decision,
        settle=settle_facts,
        icon="calendar",
        workbook=N_("退休认定"),
    ),
    section=N_("个人档案"),
)
