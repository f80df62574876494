"""导师结对: who guides whom, with a plan, notes of every quarter and an opinion at the end (talent, newcomers)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Changed, Column, Kind, SeenTogether, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.guiding import guided_together, save_guided, vet_guided
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class MentorPurpose(Code):
    """What somebody is guided for."""

    TALENT = "talent", N_("人才培养"), "人才库", "双导师"
    NEWCOMER = "newcomer", N_("新人入职"), "新入职", "师徒结对"


class MentorPair(Record):
    """`mentor` guides `person` from `starts` to `ends` (no end: still)."""

    person = link(Person)
    mentor = link(Person)
    purpose = CodeField(MentorPurpose.table(), default=MentorPurpose.TALENT)
    starts = RequiredDateField()
    ends = DateField()
    plan = TextField(long=True)
    opinion = TextField(long=True)

    searched = (plan,)
    named = (person, mentor)


class MentorNote(Record):
    """What was done and said in one quarter of a pair."""

    pair = link(MentorPair)
    day = RequiredDateField()
    note = RequiredTextField()

    searched = (note,)
    named = (pair, day)


def vet_pair(values: Values) -> list[Problem]:
    """It ends after it begins, and nobody guides themselves."""
    problems = ends_too_early(values)
    if values.get("person") and values["person"] == values.get("mentor"):
        problems.append(Problem(_("导师和本人是同一人，请另选导师。"), field="mentor"))
    return problems


def _together(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], _today: date) -> SeenTogether:
    return guided_together(MentorPair, MentorPurpose.NEWCOMER, columns, changed)


def _vet_new(values: Values) -> list[Problem]:
    return vet_guided(MentorPair, MentorPurpose.NEWCOMER, values)


MENTOR_PAIRS = Register(
    Kind(
        MentorPair,
        "mentor-pairs",
        "导师结对",
        columns=(
            Column(MentorPair.person, "姓名", also=("培养对象", "徒弟", "干警姓名"), roster_mm=24),
            Column(MentorPair.mentor, "导师", also=("导师姓名", "师傅"), roster_mm=24),
            Column(MentorPair.purpose, "用途", also=("结对类型",), filterable=True, roster_mm=24),
            Column(MentorPair.starts, "结对日期", also=("开始日期",), roster_mm=24),
            Column(MentorPair.ends, "结束日期", also=("期满日期",), roster_mm=24),
            Column(MentorPair.plan, "培养计划", also=("计划",), in_table=False),
            Column(MentorPair.opinion, "期满意见", also=("出师意见", "鉴定意见"), in_table=False),
        ),
        order=(MentorPair.starts.desc(), MentorPair.person),
        identity=((MentorPair.person, MentorPair.mentor, MentorPair.starts),),
        vet=vet_pair,
        together=_together,
        vet_new=_vet_new,
        settle=settle_facts,
        icon="people",
        workbook=N_("导师结对"),
    ),
    section=N_("任免与培养"),
)

MENTOR_NOTES = Register(
    Kind(
        MentorNote,
        "mentor-notes",
        "导师季度记录",
        columns=(
            Column(MentorNote.pair, "培养对象", also=("姓名",), roster_mm=40),
            Column(MentorNote.day, "日期", also=("记录日期",), roster_mm=24),
            Column(MentorNote.note, "记录", also=("内容", "季度记录"), roster_mm=100),
        ),
        order=(MentorNote.day.desc(), MentorNote.pair),
        identity=((MentorNote.pair, MentorNote.day),),
        settle=settle_facts,
        icon="edit",
    ),
    section=N_("任免与培养"),
)


def save_pair(store: Store, values: Values, key: int | None = None) -> MentorPair:
    """Enter or change a pair. Raises Refused where its mentor would have too many newcomers at a time, unless there
    were as many before."""
    saved = save_guided(store, MENTOR_PAIRS.kind, MentorPurpose.NEWCOMER, values, key)
    assert isinstance(saved, MentorPair)
    return saved
