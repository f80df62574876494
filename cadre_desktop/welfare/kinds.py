"""How welfare events and their participants are shown, entered, exported and printed.

Examinations, counselling and help in hardship are confidential: their participants are left out of general lists and
workbooks (`GENERAL`), and where they are listed on purpose, by the kind `CONFIDENTIAL_PARTICIPANT`, names are masked at
first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from cadre_desktop.kit.kind import Changed, Column, Kind, Quiet, SeenTogether, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.name_list.importing import place_imported, tell_fewer_places, vet_moving_up
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.name_list import PARTICIPANTS, is_for_staff, is_masked, off_staff, refusal, tell_off_staff
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind, remark_problems

_SETTLED = frozenset({Attendance.ATTENDED, Attendance.EXCUSED, Attendance.ABSENT})
"""What became of somebody is known: that is no invitation."""

_ON_STAFF = [status.value for status in PersonStatus if status.on_staff]

_CONFIDENTIAL = ", ".join(f"'{kind}'" for kind in WelfareKind if kind.confidential)

GENERAL = Condition(
    f"t.event_id NOT IN (SELECT id FROM welfare_event WHERE kind IN ({_CONFIDENTIAL}))",
    (),
    N_("不含体检、心理辅导和困难帮扶"),
)
"""Participants who may be in a general list, workbook or profile: every such listing has to carry it."""

CONFIDENTIAL = Condition(f"t.event_id IN (SELECT id FROM welfare_event WHERE kind IN ({_CONFIDENTIAL}))")
"""The others."""


def vet_event(values: Values) -> list[Problem]:
    """An event ends after it starts; money and places are not negative."""
    problems = []
    if values.get("ends") and values.get("starts") and values["ends"] < values["starts"]:
        problems.append(Problem(_("结束日期早于开始日期，请核对。"), field="ends"))
    for name, title in (("budget", _("预算")), ("spent", _("实际支出"))):
        if (values.get(name) or 0) < 0:
            problems.append(Problem(_("{title}不能是负数。").format(title=title), field=name))
    if (values.get("places") or 0) < 0:
        problems.append(Problem(_("名额不能是负数。"), field="places"))
    same = (WelfareEvent.title == values.get("title"), WelfareEvent.starts == values.get("starts"))
    return [*problems, *_remarks(values.get("kind"), values), *remarked_participants(values.get("kind"), *same)]


def remarked_participants(kind: str | None, *event: Any) -> list[Problem]:
    """Whether participants of the event that meets the conditions `event` have remarks or attachments, which one of
    that kind may not keep: nothing but taking part and the date."""
    if not kind or not WelfareKind(kind).health_matter:
        return []
    title, theirs = _(WelfareKind(kind).label), Participant.select(Participant.id).join(WelfareEvent).where(*event)
    problems = []
    if count := theirs.where(Participant.notes != "").count():
        message = _("{kind}只记录是否参加和日期，名单中还有 {count} 人带备注，请先清空。")
        problems.append(Problem(message.format(kind=title, count=count), field="kind"))
    attached = Attachment.select(Attachment.record_key).where(
        Attachment.record_table == table_name(Participant), Attachment.record_key.in_(theirs)
    )
    if count := attached.distinct().count():
        message = _("{kind}只记录是否参加和日期，名单中还有 {count} 人带附件，请先移除。")
        problems.append(Problem(message.format(kind=title, count=count), field="kind"))
    return problems


def complete_participant(values: Values) -> Values:
    """The court somebody belongs to when put on the list."""
    if values.get("court") or not values.get("person"):
        return values
    return {**values, "court": Person.by_key(values["person"]).__data__["court"]}


def vet_participant(values: Values) -> list[Problem]:
    """Companions are counted, and nothing is written about health."""
    problems = []
    if (values.get("companions") or 0) < 0:
        problems.append(Problem(_("随行人数不能是负数。"), field="companions"))
    event = WelfareEvent.get_or_none(WelfareEvent.id == values.get("event"))
    if event is None:
        return problems
    return [*problems, *_remarks(event.kind, values), *_not_invited(event, values)]


def _not_invited(event: WelfareEvent, values: Values) -> list[Problem]:
    """That somebody who is to come is not among those whom the event is for."""
    if values.get("attendance") in _SETTLED or not is_for_staff(event):
        return []
    person = Person.get_or_none(Person.id == values.get("person"))
    if person is None or not off_staff(event, [person]):
        return []
    return [Problem(refusal(event, _("这个人")), field="person")]


def _join_list(columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], today: date) -> SeenTogether:
    """What `place_imported` does, and who is not on the staff any more."""
    placed = place_imported(PARTICIPANTS, columns, changed, today)
    invited: dict[int, list[int]] = defaultdict(list)
    for event, person, attendance in zip(columns["event"], columns["person"], columns["attendance"], strict=True):
        if attendance not in _SETTLED:
            invited[event].append(person)
    asked = (Person.id, Person.name, Person.status, Person.status_since)
    gone = {person.id: person for person in Person.select(*asked).where(Person.status.not_in(_ON_STAFF))}
    told = []
    for key, people in invited.items():
        event = WelfareEvent.get_or_none(WelfareEvent.id == key)
        if event is None or is_masked(key):  # who was on it already is not among the new rows
            continue
        if words := tell_off_staff(event, [gone[person] for person in people if person in gone]):
            told.append(f"“{event.title}”：{words}")
    return placed._replace(told=(*placed.told, *told))


def _remarks(kind: str | None, values: Values) -> list[Problem]:
    return remark_problems(WelfareKind(kind), values.get("notes") or "") if kind else []


WELFARE_EVENT = Kind(
    WelfareEvent,
    "welfare-events",
    "暖警活动",
    columns=(
        Column(WelfareEvent.title, "活动名称", also=("名称", "活动"), roster_mm=70),
        Column(WelfareEvent.kind, "类别", also=("活动类别", "类型", "活动类型"), filterable=True, roster_mm=24),
        Column(WelfareEvent.starts, "开始日期", also=("日期", "活动日期", "时间"), roster_mm=24),
        Column(WelfareEvent.ends, "结束日期", also=("结束时间",), in_table=False),
        Column(WelfareEvent.place, "地点", also=("活动地点",), roster_mm=44),
        Column(WelfareEvent.court, "主办法院", also=("法院", "单位", "主办单位"), filterable=True, roster_mm=50),
        Column(WelfareEvent.provider, "承办机构", also=("合作单位", "体检机构", "服务机构", "医院"), roster_mm=44),
        Column(WelfareEvent.contact, "联系人", also=("联系方式",), in_table=False),
        Column(WelfareEvent.budget, "预算（元）", also=("预算", "经费预算"), roster_mm=22),
        Column(WelfareEvent.spent, "支出（元）", also=("实际支出", "支出"), in_table=False),
        Column(WelfareEvent.places, "名额", also=("人数上限",), in_table=False),
        Column(WelfareEvent.notes, "备注", in_table=False),
    ),
    order=(WelfareEvent.starts.desc(),),
    identity=((WelfareEvent.title, WelfareEvent.starts),),
    vet=vet_event,
    together=partial(tell_fewer_places, PARTICIPANTS),
    icon="welfare",
    unit="场",
    workbook=N_("暖警活动"),
)

PARTICIPANT = Kind(
    Participant,
    "participants",
    "参加人员",
    columns=(
        Column(Participant.person, "姓名", also=("干警姓名", "人员"), roster_mm=22),
        Column(Participant.event, "活动名称", also=("活动", "名称"), filterable=True, roster_mm=70),
        Column(
            Participant.court,
            "法院",
            also=("单位", "所在法院", "所在单位"),
            filterable=True,
            hint="不填按人员档案",
            roster_mm=46,
        ),
        through(Participant.person, Person.department, "现部门", filterable=True),
        through(Participant.person, Person.post, "现职务"),
        Column(Participant.attendance, "参加情况", also=("是否参加", "出席情况"), filterable=True, roster_mm=24),
        Column(Participant.day, "参加日期", also=("日期",), roster_mm=24),
        Column(Participant.companions, "随行人数", also=("家属人数", "子女人数"), in_table=False),
        Column(Participant.notes, "备注", in_table=False),
    ),
    order=(Participant.event, Participant.person),
    identity=((Participant.event, Participant.person),),
    prepare=complete_participant,
    vet=vet_participant,
    together=_join_list,
    vet_change=partial(vet_moving_up, PARTICIPANTS),
    quiet=Quiet(
        Participant.event,
        is_masked,
        N_(
            "体检、心理辅导和困难帮扶的名单平时隐藏，所以不说明哪些人原先已在名单上，都按新增列出；名额不够的列入候补，请在名单里核对。"
        ),
    ),
    icon="people",
    unit="人次",
    workbook=N_("活动参加名单"),
)

CONFIDENTIAL_PARTICIPANT = Kind(
    Participant,
    "participants",
    "参加人员",
    columns=(
        Column(Participant.person, "姓名", masked=True),
        Column(Participant.event, "活动名称", filterable=True),
        Column(Participant.court, "法院", masked=True),
        Column(Participant.attendance, "参加情况", filterable=True),
        Column(Participant.day, "参加日期"),
    ),
    order=(Participant.event, Participant.person),
    prepare=complete_participant,
    vet=vet_participant,
    icon="people",
    unit="人次",
)
"""Participants of confidential events as the screen shows them: that somebody took part, and when. Of a small
court the court would say who."""

KINDS: tuple[Kind, ...] = (WELFARE_EVENT, PARTICIPANT)
