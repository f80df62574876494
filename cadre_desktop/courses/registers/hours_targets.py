"""学时任务调整: targets of a person's year that were set by hand, with the reason, in the place of those by rule."""

from cadre_desktop.courses.rules import HOURS_STEP, format_hours
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import HoursField, RequiredTextField, YearField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.vetting import vet_year


class HoursTarget(Record):
    """What a person has to reach in a year, on site and online (tenths; None: as the rule says), and why."""

    person = link(Person, index=False)
    year = YearField(null=False, index=True)
    hours = HoursField()
    online_hours = HoursField()
    reason = RequiredTextField()

    named = (person, year)

    class Meta:
        indexes = ((("person", "year"), True),)


def vet_target(values: Values) -> list[Problem]:
    """Hours go by 0.5 and are not negative."""
    problems = vet_year(values)
    for name in ("hours", "online_hours"):
        hours = values.get(name)
        if hours is not None and (hours < 0 or hours % HOURS_STEP):
            text = _("学时应为 0.5 的整数倍，现为 {hours}。").format(hours=format_hours(hours))
            problems.append(Problem(text, field=name))
    return problems


HOURS_TARGETS = Register(
    Kind(
        HoursTarget,
        "hours-targets",
        "学时任务调整",
        columns=(
            Column(HoursTarget.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(HoursTarget.year, "年度", also=("年份",), filterable=True, roster_mm=16),
            Column(HoursTarget.hours, "线下学时任务", also=("线下任务",), roster_mm=26, hint="不填按规定计算"),
            Column(HoursTarget.online_hours, "网络学时任务", also=("网络任务",), roster_mm=26, hint="不填按规定计算"),
            Column(HoursTarget.reason, "调整原因", also=("原因",), roster_mm=70),
        ),
        order=(HoursTarget.year.desc(), HoursTarget.person),
        identity=((HoursTarget.person, HoursTarget.year),),
        vet=vet_target,
        icon="edit",
        workbook=N_("学时任务调整"),
    ),
    section=N_("学时"),
)
