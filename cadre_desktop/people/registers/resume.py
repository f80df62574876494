"""简历 (A17): where somebody studied and worked, line by line, as personnel forms have it."""

from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CountField, MonthField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class ResumeLine(Record):
    """One line of a résumé from `starts` to `ends` (months; no end: still). `position` counts from 1 and keeps the
    order in which the form has them; `notes` are what was done meanwhile (其间), one in each line of the text.
    """

    person = link(Person)
    position = CountField()
    starts = MonthField()
    ends = MonthField()
    text = RequiredTextField()
    notes = TextField(long=True)

    searched = (text,)
    named = (person, text)


RESUME = Register(
    Kind(
        ResumeLine,
        "resume-lines",
        "简历",
        columns=(
            Column(ResumeLine.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(ResumeLine.starts, "开始年月", also=("起始时间", "开始时间", "起始年月"), roster_mm=22),
            Column(
                ResumeLine.ends, "结束年月", also=("截止时间", "结束时间", "截止年月"), roster_mm=22, hint="至今留空"
            ),
            Column(
                ResumeLine.text, "单位和职务", also=("经历", "简历", "所在单位及职务", "工作单位及职务"), roster_mm=90
            ),
            Column(ResumeLine.notes, "其间", also=("其间经历",), in_table=False),
            Column(ResumeLine.position, "序号", also=("次序",), in_table=False, hint="在简历里排第几行"),
        ),
        order=(ResumeLine.person, ResumeLine.position, ResumeLine.starts),
        identity=((ResumeLine.person, ResumeLine.starts, ResumeLine.text),),
        vet=ends_too_early,
        settle=settle_facts,
        icon="people",
        workbook=N_("简历"),
    ),
    section=N_("个人档案"),
)
