"""ChildEnrolment by workbook: a line for each child, with up to three people who may collect it.

A child without its guardian's consent, or whom nobody may collect, comes in as enrolled and is not admitted until that
is put right. The step names no workbook, since the name of a file may be that of a child.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, Findings, read_sheet
from cadre_desktop.kit.intake.sheets.contract import SheetContract, named
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.fields import RequiredTextField
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.reading_names import Written
from cadre_desktop.people.pasting import NameStanding, match_written
from cadre_desktop.welfare.child_care.deleting import refuse_deleted
from cadre_desktop.welfare.child_care.grades import read_grade
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, PickUp
from cadre_desktop.welfare.child_care.registers import next_number
from cadre_desktop.welfare.child_care.rules import MOST_PICK_UPS, Applicant, odd_age
from cadre_desktop.welfare.child_care.written import read_agreed, read_moment

_SIGNS = "一二三"
_FLAGS = ("hardship", "single_parent", "both_in_court", "consent", "agreement", "commitment", "health_declared")
_READ_AS_WRITTEN = (*_FLAGS, "leaves_alone")
_PLAIN = ("sex", "born", "emergency_contact", "emergency_phone")


def _pick_up_columns() -> dict[str, Column]:
    found = {}
    for number in range(1, MOST_PICK_UPS + 1):
        head, sign = f"接送人{number}", f"接送人{_SIGNS[number - 1]}"
        first = ("接送人", "接送人姓名") if number == 1 else ()
        alone = ("接送人关系", "与子女关系"), ("接送人电话", "接送人联系电话")
        found[f"name{number}"] = named(f"{head}姓名", head, sign, f"{sign}姓名", *first)
        found[f"relation{number}"] = named(f"{head}关系", f"{sign}关系", *(alone[0] if number == 1 else ()))
        found[f"phone{number}"] = Column(
            PickUp.phone, f"{head}电话", also=(f"{sign}电话", *(alone[1] if number == 1 else ()))
        )
    return found


SHEET = SheetContract(
    "托辅报名表",
    {
        "person": Column(RequiredTextField(), "职工姓名", also=("职工", "家长姓名", "干警姓名", "姓名")),
        "department": named("部门", "所在部门", "单位", "庭室"),
        "phone": named("电话", "联系电话", "职工电话", "手机"),
        "name": Column(RequiredTextField(), "子女姓名", also=("孩子姓名", "学生姓名", "儿童姓名")),
        "sex": Column(Child.sex, "性别", also=("子女性别",)),
        "born": Column(Child.born, "出生年月", also=("出生日期", "出生")),
        "grade": named("年级", "就读年级", "现读年级"),
        "period": named("期次", "报名期次", "托辅期次"),
        "hardship": Column(Child.hardship, "困难家庭", also=("是否困难", "困难职工")),
        "single_parent": Column(Child.single_parent, "单亲家庭", also=("是否单亲", "单亲")),
        "both_in_court": Column(Child.both_in_court, "双职工", also=("双职工家庭", "是否双职工")),
        "applied_at": named("报名时间", "填报时间", "提交时间"),
        "consent": Column(Child.consent, "监护人同意", also=("监护人是否同意", "是否同意")),
        "agreement": Column(Child.agreement, "入托协议书", also=("协议书",)),
        "commitment": Column(Child.commitment, "安全责任承诺书", also=("承诺书",)),
        "health_declared": Column(Child.health_declared, "健康声明", also=("健康声明书", "过敏/健康声明")),
        "leaves_alone": Column(Child.leaves_alone, "自行离园", also=("是否自行离园", "可自行离园")),
        **_pick_up_columns(),
        "emergency_contact": named("紧急联系人", "紧急联系人姓名"),
        "emergency_phone": Column(Child.emergency_phone, "紧急联系电话", also=("紧急联系人电话", "紧急电话")),
    },
    ("person", "name"),
    "每名子女一行，接送人最多三位。本表涉及未满十四周岁子女信息，仅用于本期托辅。",
    texts=_READ_AS_WRITTEN,
)


@dataclass
class ChildEnrolment:
    """A child as a line says: its values, and those of the people who may collect it."""

    line: int
    values: Values
    pick_ups: list[Values] = field(default_factory=list)


@dataclass
class ChildEnrolments:
    """What a workbook would bring into a period, and what is wrong with it."""

    read: int = 0
    new: list[ChildEnrolment] = field(default_factory=list)
    there: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """How many children are new, there already, left out, or lack something."""
        return _("新增 {new} 名子女，已有 {there} 名；未通过 {refused} 行，缺材料 {lacking} 名。").format(
            new=len(self.new), there=self.there, refused=self.refused, lacking=len(self.lacking)
        )

    @property
    def lacking(self) -> list[tuple[int, str]]:
        """The lines that come in but cannot be admitted yet, each with what is lacking."""
        found = []
        for each in self.new:
            values = each.values
            asked = Applicant(
                0, 0, consent=values["consent"], pick_ups=len(each.pick_ups), leaves_alone=values["leaves_alone"]
            )
            if asked.lacking:
                found.append((each.line, asked.lacking))
        return found


def read_enrolments(path: Path, period: int) -> ChildEnrolments:
    """What a workbook would bring into a period, writing nothing. Raises Refused for a file that cannot be read or is
    no such workbook, and for a period whose children have been deleted."""
    if problems := refuse_deleted(period):
        raise Refused(list(problems))
    table, findings = read_sheet(path, SHEET)
    found = ChildEnrolments(findings.read)
    there = {(row.__data__["person"], row.name) for row in Child.select().where(Child.period == period)}
    people = _people(table, findings)
    care = CarePeriod.by_key(period)
    title = care.title
    seen: dict[tuple[int, str], int] = {}
    for row in table.rows:
        person = people.get(row.number)
        if person is None:
            continue
        if row.text("period") and row.text("period") != title:
            told = _("这一行报的是别的期次，没有导入；请在那一期导入。")
            findings.refuse(table.problem(row.number, "period", told))
            continue
        key = (person, row.text("name"))
        if key in there:
            if key in seen:
                told = _("与第 {row} 行是同一名子女，只登记一次；接送人不同的，请改在那一行。")
                findings.tell(table.problem(row.number, "name", told.format(row=seen[key])))
            found.there += 1
            continue
        there.add(key)
        seen[key] = row.number
        found.new.append(_enrolment(table, findings, row, person, care))
    for line, lacking in found.lacking:
        told = _("缺{lacking}，登记为已报名，补齐后才能录取。")
        column = "name1" if lacking == _("接送人") else "consent"
        findings.tell(table.problem(line, column, told.format(lacking=lacking)))
    found.problems = sorted(findings.problems, key=lambda problem: problem.row or 0)
    found.refused = findings.refused
    return found


def _people(table: ContractTable, findings: Findings) -> dict[int, int]:
    """Whose child it is, by line; who is unknown or may be several is told."""
    written = [Written(row.text("person"), (row.text("department"),)) for row in table.rows]
    found = {}
    for row, match in zip(table.rows, match_written(written), strict=True):
        if match.standing in (NameStanding.SURE, NameStanding.TWICE) and len(match.people) == 1:
            found[row.number] = match.people[0].key  # several children of one person are several lines
            continue
        told = _("没有认出这位职工（{why}），没有导入；请改正姓名、写明部门，或先登记人员。")
        findings.refuse(table.problem(row.number, "person", told.format(why=match.why)))
    return found


def _enrolment(
    table: ContractTable, findings: Findings, row: ContractRow, person: int, period: CarePeriod
) -> ChildEnrolment:
    values: Values = {name: row.values[name] for name in _PLAIN if name in row.values}
    values |= {"person": person, "name": row.text("name")}
    values |= {name: _agreed(table, findings, row, name) for name in _READ_AS_WRITTEN}
    values["grade"] = read_grade(row.text("grade"))
    if row.text("grade") and values["grade"] is None:
        findings.tell(table.problem(row.number, "grade", _("看不懂这个年级，没有记下；请填 1 到 12，或写“三年级”。")))
    if odd := odd_age(values.get("born"), period.starts):
        del values["born"]
        findings.tell(table.problem(row.number, "born", odd + _("没有记下出生年月。")))
    applied = row.text("applied_at")
    values["applied_at"] = read_moment(applied) or ""
    if applied and not values["applied_at"]:
        told = _("看不懂这个报名时间，先后按行的次序；请写成 2024-01-05 09:30 这样。")
        findings.tell(table.problem(row.number, "applied_at", told))
    made = ChildEnrolment(row.number, values)
    for number in range(1, MOST_PICK_UPS + 1):
        name, phone = row.text(f"name{number}"), row.text(f"phone{number}")
        if name:
            relation = row.text(f"relation{number}")
            made.pick_ups.append({"name": name, "relation": relation, "phone": phone, "position": number})
        elif phone:
            told = _("有电话没有接送人姓名，这一位没有登记。")
            findings.tell(table.problem(row.number, f"phone{number}", told))
    return made


def _agreed(table: ContractTable, findings: Findings, row: ContractRow, name: str) -> bool:
    text = row.text(name)
    try:
        return bool(text) and read_agreed(text)
    except Unclear as unclear:
        findings.tell(table.problem(row.number, name, _("{why}先记为否。").format(why=unclear)))
        return False


def enrol(store: Store, period: int, found: ChildEnrolments) -> int:
    """Enter the children and who may collect them, in one step; returns how many."""
    if problems := refuse_deleted(period):
        raise Refused(list(problems))
    with store.step(_("导入托辅报名：{count} 名子女").format(count=len(found.new))):
        number = next_number(period)
        for offset, each in enumerate(found.new):
            child = Child.add(**{**_usual(store, each.values, offset), "period": period, "number": number + offset})
            for pick_up in each.pick_ups:
                PickUp.add(child=child.id, **pick_up)
    return len(found.new)


def _usual(store: Store, values: Values, offset: int) -> dict[str, Any]:
    """Who says no time comes in the order of the lines."""
    now = store.clock.now().isoformat(sep=" ", timespec="minutes")
    return {**values, "applied_at": values.get("applied_at") or f"{now} #{offset + 1:03d}"}


def write_form(path: Path) -> int:
    """Write the empty sheet for enrolment, with a line that says what it is for."""
    return write_table(path, SheetSpec(SHEET.title, SHEET.out(empty=True)), ())
