"""交流经历 (A49): moves between posts, departments and courts that have been made."""

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, CountField, DateField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class RotationEntry(Record):
    """One move that has been made, with the line of work it led to. `source` is the plan it was posted by, None if
    entered.
    """

    person = link(Person)
    starts = RequiredDateField()
    ends = DateField()
    from_court = link(Court, null=True)
    from_department = TextField()
    court = link(Court, null=True)
    department = TextField()
    post = TextField()
    line = CodeField(code_table("line"))
    source = CountField(index=True)

    searched = (department, post)
    named = (person, starts)
    leans = (source,)


def vet_rotation_entry(values: Values) -> list[Problem]:
    """It ends after it begins, and leads somewhere."""
    problems = ends_too_early(values)
    if not any(values.get(name) for name in ("court", "department", "post")):
        problems.append(Problem(_("请填写交流到的法院、部门或岗位至少一项。"), field="court"))
    return problems


def settled_rotation(values: Values) -> list[Problem]:
    """What a plan has posted changes only by that plan."""
    if not values.get("source"):
        return []
    text = _("这次交流由“交流轮岗”记入，不能直接修改或删除；请在“人才库 > 交流轮岗”中更正。")
    return [Problem(text, field="starts")]


ROTATION_ENTRIES = Register(
    Kind(
        RotationEntry,
        "rotation-entries",
        "交流经历",
        columns=(
            Column(RotationEntry.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(RotationEntry.starts, "交流日期", also=("开始日期", "交流时间", "到岗日期"), roster_mm=24),
            Column(RotationEntry.ends, "结束日期", also=("结束时间",), roster_mm=24),
            Column(RotationEntry.from_court, "原法院", also=("原单位",), roster_mm=40),
            Column(RotationEntry.from_department, "原部门", roster_mm=30),
            Column(RotationEntry.court, "到何法院", also=("交流单位", "现法院"), filterable=True, roster_mm=40),
            Column(RotationEntry.department, "到何部门", also=("交流部门", "现部门"), roster_mm=30),
            Column(RotationEntry.post, "岗位", also=("职务", "交流岗位"), in_table=False),
            Column(RotationEntry.line, "条线", also=("业务条线",), filterable=True, in_table=False),
        ),
        order=(RotationEntry.starts.desc(), RotationEntry.person),
        identity=((RotationEntry.person, RotationEntry.starts),),
        vet=vet_rotation_entry,
        settle=settle_facts,
        settled=settled_rotation,
        icon="refresh",
        unit="人次",
        workbook=N_("交流经历"),
    ),
    section=N_("个人档案"),
)
