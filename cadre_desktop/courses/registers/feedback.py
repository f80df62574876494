"""满意度: anonymous feedback of a course, keyed from paper as tallies; who said what is never known."""

from cadre_desktop.courses.records import Course
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CountField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record


class FeedbackTally(Record):
    """How many sheets of a course gave each answer to one question."""

    course = link(Course, index=False)
    question = RequiredTextField()
    very_good = CountField(default=0)
    good = CountField(default=0)
    fair = CountField(default=0)
    poor = CountField(default=0)
    remarks = TextField(long=True)

    named = (course, question)

    class Meta:
        indexes = ((("course", "question"), True),)


def vet_tally(values: Values) -> list[Problem]:
    """Sheets are not counted below none."""
    named = ((column.name, column.title) for column in FEEDBACK.kind.columns)
    counts = ("very_good", "good", "fair", "poor")
    return [
        Problem(_("{title}不能是负数。").format(title=title), field=name)
        for name, title in named
        if name in counts and (values.get(name) or 0) < 0
    ]


FEEDBACK = Register(
    Kind(
        FeedbackTally,
        "feedback",
        "满意度",
        columns=(
            Column(FeedbackTally.course, "班次名称", also=("班次", "培训班名称"), filterable=True, roster_mm=60),
            Column(FeedbackTally.question, "评价项目", also=("项目", "题目"), filterable=True, roster_mm=50),
            Column(FeedbackTally.very_good, "很满意", also=("非常满意", "优"), roster_mm=16),
            Column(FeedbackTally.good, "满意", also=("良",), roster_mm=16),
            Column(FeedbackTally.fair, "一般", also=("中", "基本满意"), roster_mm=16),
            Column(FeedbackTally.poor, "不满意", also=("差",), roster_mm=16),
            Column(FeedbackTally.remarks, "意见建议", also=("建议",), in_table=False),
        ),
        order=(FeedbackTally.course, FeedbackTally.question),
        identity=((FeedbackTally.course, FeedbackTally.question),),
        vet=vet_tally,
        icon="check",
        workbook=N_("培训满意度"),
    ),
    section=N_("班次"),
)
