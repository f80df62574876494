"""What follows from, or contradicts, the values of a contest's rows: used by forms and imports alike."""

import json
from collections.abc import Sequence
from typing import Any

from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Track
from cadre_desktop.contests.rules import rubrics
from cadre_desktop.contests.rules.awards import LevelRule as Level
from cadre_desktop.contests.rules.awards import check_level
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT, check_criterion, check_mark
from cadre_desktop.contests.rules.scoring import EventRule, check_rule
from cadre_desktop.contests.rules.words import AwardTie, ContestStatus, CriterionKind, EntrantStatus
from cadre_desktop.contests.sheets import sheets_of
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.records import Court, Department, Person

YEARS = range(1900, 2201)
"""What can be the year of a contest; a 23 would never be found again."""


def refuse_if_sealed(contest: int) -> None:
    """Raise Refused when a contest is sealed; reads its state anew."""
    problems = sealed_problems(contest)
    if problems:
        raise Refused(problems)


def sealed_problems(contest: int | None) -> list[Problem]:
    """While a contest is sealed neither rules nor marks change."""
    row = Contest.get_or_none(Contest.id == contest)
    if row is None or row.status != ContestStatus.SEALED:
        return []
    return [Problem(_("“{name}”的成绩已封存，请先启封再修改。").format(name=row.name), field="contest")]


def complete_contest(values: Values) -> Values:
    """A contest without a last day lasts one day; its year is that of its first day unless given."""
    starts = values.get("starts")
    year = values.get("year") or (starts.year if starts else None)
    return {**values, "year": year, "ends": values.get("ends") or starts}


def vet_contest(values: Values) -> list[Problem]:
    """Year and dates have to fit, and a sealed contest stays as it is."""
    if values.get("status") == ContestStatus.SEALED:
        return [Problem(_("“{name}”的成绩已封存，请先启封再修改。").format(name=values.get("name")), field="name")]
    if values.get("year") and values["year"] not in YEARS:
        return [Problem(_("年度“{year}”不对，请填四位年份，如 2023。").format(year=values["year"]), field="year")]
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        return [Problem(_("结束日期早于开始日期，请核对。"), field="ends")]
    return []


def of_contest(values: Values) -> Values:
    """The contest that a row's track belongs to."""
    if not values.get("track"):
        return values
    return {**values, "contest": Track.by_key(values["track"]).__data__["contest"]}


def vet_part(values: Values) -> list[Problem]:
    """Anything within a contest that is only closed by its sealing."""
    return sealed_problems(values.get("contest"))


def vet_event(values: Values) -> list[Problem]:
    """A weight within 100 %, and a rule that can be followed."""
    problems = vet_part(values)
    if not 0 <= (values.get("weight") or 0) <= WHOLE_WEIGHT:
        problems.append(Problem(_("权重须在 0% 至 100% 之间。"), field="weight"))
    rule = EventRule(
        drop_high=values.get("drop_high") or 0,
        drop_low=values.get("drop_low") or 0,
        decimals=values.get("decimals") or 0,
    )
    event = _event_of(values)
    if event is None and values.get("track") and _has_marks(values["track"], _common_event(values)):
        text = _("这个赛道在各赛道共用的“{event}”里已有评分，不能另设这个项目；请先清除评分。")
        problems.append(Problem(text.format(event=values.get("name")), field="track"))
    return problems + check_rule(rule) + anonymity_problems(event, values)


def _common_event(values: Values) -> Event | None:
    """The event of the same name that is held in all tracks."""
    return _event_of({**values, "track": None})


def _has_marks(track: int, event: Event | None) -> bool:
    """Whether entrants of a track have marks in an event."""
    statement = "SELECT 1 FROM mark m JOIN entrant e ON e.id = m.entrant_id WHERE m.event_id = ? AND e.track_id = ?"
    return event is not None and database.value(f"{statement} LIMIT 1", event.id, track) is not None


def _event_of(values: Values) -> Event | None:
    """The event there is of the same name in the same track."""
    contest, track = values.get("contest"), values.get("track")
    same_track = Event.track.is_null() if track is None else Event.track == track
    return Event.get_or_none(Event.contest == contest, Event.name == values.get("name") or "", same_track)


def anonymity_problems(event: Event | None, values: Values) -> list[Problem]:
    """Once there are marks it is too late to begin going by codes, and only matching may end it.

    Nor can it begin in a track where names and codes have been matched.
    """
    wanted = bool(values.get("anonymous"))
    if wanted == (event is not None and event.anonymous):
        return []
    if event is not None and database.value("SELECT 1 FROM mark WHERE event_id = ? LIMIT 1", event.id):
        text = _("“{event}”已有评分，不能再改是否匿名评审；请先清除评分。")
        return [Problem(text.format(event=event.name), field="anonymous")]
    track, matched = values.get("track"), Track.matched_on.is_null(False)
    where = (Track.id == track) if track else (Track.contest == values.get("contest"))
    opened = Track.get_or_none(where, matched) if wanted else None
    if opened is None:
        return []
    text = _("“{track}”已经拆封匹配，代号已经公开，不能再设匿名评审的项目。")
    return [Problem(text.format(track=opened.name), field="anonymous")]


def complete_criterion(values: Values) -> Values:
    """Contest, and track if it has one, are those of the event."""
    if not values.get("event"):
        return values
    event = Event.by_key(values["event"]).__data__
    return {**values, "contest": event["contest"], "track": event["track"] or values.get("track")}


def vet_criterion(values: Values) -> list[Problem]:
    """A line that can be marked, and which the marks there are fit."""
    kind = CriterionKind(values.get("kind") or CriterionKind.JUDGED)
    usual = {"points": 0, "step": Criterion.step.default, "factor": Criterion.factor.default}
    numbers = {name: values.get(name, default) or 0 for name, default in usual.items()}
    line = rubrics.RubricLine(values.get("name") or "", kind=kind, **numbers)
    return vet_part(values) + (check_criterion(line) or _marked_problems(line, values))


def _marked_problems(line: rubrics.RubricLine, values: Values) -> list[Problem]:
    event, track = values.get("event"), values.get("track")
    if not event:
        return []
    same = Criterion.track.is_null() if track is None else Criterion.track == track
    mine = list(Criterion.select().where(Criterion.event == event, same))
    if not mine and track and _has_marks(track, Event.by_key(event)):
        text = _("这个赛道的“{event}”已按各赛道共用的细则评分，不能另设细则；请先清除评分。")
        return [Problem(text.format(event=Event.by_key(event).name), field="track")]
    return [problem for row in mine if row.name == line.name for problem in unlike_marks(row, line)]


def unlike_marks(before: Criterion, line: rubrics.RubricLine) -> list[Problem]:
    """Why the marks a criterion has would not fit it as it is to be."""
    marks = [
        value
        for (value,) in database.rows(
            "SELECT DISTINCT value FROM mark WHERE criterion_id = ? ORDER BY value", before.id
        )
    ]
    if marks and before.kind != line.kind:
        text = _("“{name}”已有评分，不能改变类型；请先清除评分。")
        return [Problem(text.format(name=before.name), field="kind")]
    wrong = next((words for mark in marks if (words := check_mark(line, mark))), None)
    text = _("已有的评分与新的细则不合：{why}请先改评分。")
    field = "points" if marks and marks[-1] > line.points else "step"
    return [Problem(text.format(why=wrong), field=field)] if wrong else []


def vet_award_level(values: Values) -> list[Problem]:
    """Either a number of seats or a percentage."""
    number, percent, per_court = (values.get(name) for name in ("number", "percent", "per_court"))
    tie = AwardTie(values.get("tie") or AwardTie.ALL_IN)
    level = Level(values.get("title") or "", number, percent, per_court, tie)
    return vet_part(values) + check_level(level)


def complete_party(values: Values) -> Values:
    """A judge or entrant: court, department and person that name, unit and division mean, and the other way round."""
    values = of_contest(values)
    if not values.get("person"):
        values = {**values, **_positions_of(values)}
        found = _namesakes(values)
        values["person"] = found[0].id if len(found) == 1 else None
    if not values.get("person"):
        return values
    known = cards_of([values["person"]])[values["person"]]
    return {**values, **{name: values.get(name) or value for name, value in known.items()}}


def cards_of(people: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What a contest keeps about people on the staff, by key."""
    names = ("person", "name", "court", "department", "unit", "division")
    rows = database.rows(
        "SELECT p.id, p.name, p.court_id, p.department_id, c.name, coalesce(d.name, '') FROM person p"
        " JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id"
        f" WHERE p.id IN {LISTED}",
        json.dumps(list(people)),
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _positions_of(values: Values) -> Values:
    """The court and department that the texts unit and division name; None for those outside."""
    unit, division = values.get("unit") or "", values.get("division") or ""
    court = Court.get_or_none((Court.name == unit) | ((Court.short_name == unit) & (Court.short_name != "")))
    if court is None:
        return {"court": None, "department": None}
    room = Department.get_or_none(Department.court == court, Department.name == division)
    return {"court": court.id, "department": room.id if room else None, "unit": court.name}


def _namesakes(values: Values) -> list[Person]:
    """People of the court, and the department if it is known, who go by that name."""
    if not values.get("court") or not values.get("name"):
        return []
    where = [Person.court == values["court"], Person.name == values["name"]]
    if values.get("department"):
        where.append(Person.department == values["department"])
    return list(Person.select().where(*where))


def vet_judge(values: Values) -> list[Problem]:
    """A judge who can be distinguished from others of the same name."""
    return vet_part(values) + _homonym_problems(values)


def _homonym_problems(values: Values) -> list[Problem]:
    if values.get("person") or len(_namesakes(values)) < 2:
        return []
    message = _("“{unit}”有几位“{name}”，分不清是谁；请填写部门，或直接选择人员。")
    return [Problem(message.format(unit=values.get("unit"), name=values.get("name")), field="name")]


def vet_entrant(values: Values) -> list[Problem]:
    """Who does not compete has a reason; nobody competes in two tracks unless the contest allows it."""
    problems = vet_part(values) + _homonym_problems(values)
    status = EntrantStatus(values.get("status") or EntrantStatus.ENTERED)
    if status is not EntrantStatus.ENTERED and not (values.get("reason") or "").strip():
        problems.append(Problem(_("请填写{status}的原因。").format(status=_(status.label)), field="reason"))
    problems += _number_problems(values)
    other = _other_track(values)
    if other is not None:
        message = _("{name}已参加“{track}”，同一竞赛不能参加两个赛道。")
        problems.append(Problem(message.format(name=values.get("name"), track=other.name), field="person"))
    return problems


def _number_problems(values: Values) -> list[Problem]:
    """Codes come from entry numbers: while they are secret nobody's number changes, and neither is given by hand."""
    track, number = Track.get_or_none(Track.id == values.get("track")), values.get("entry_number")
    if track is None or not track.code_seed or track.matched_on is not None:
        return []
    if values.get("code"):
        return [Problem(_("代号由抽签得出，拆封匹配以前不能填写。"), field="code")]
    if not number:
        return []
    held = Entrant.get_or_none(Entrant.track == track, Entrant.entry_number == number)
    parts = ("name",), ("person",), ("unit", "division")
    if held is not None and any(
        held.__data__[part[0]] and all(held.__data__[name] == values.get(name) for name in part) for part in parts
    ):
        return []
    text = _("“{track}”的代号由报名号得出，拆封匹配以前不能改；新选手的报名号请留空，由程序编号。")
    return [Problem(text.format(track=track.name), field="entry_number")]


def _other_track(values: Values) -> Track | None:
    contest = Contest.get_or_none(Contest.id == values.get("contest"))
    if contest is None or contest.several_tracks or not values.get("person"):
        return None
    elsewhere = (Entrant.contest == contest, Entrant.person == values["person"], Entrant.track != values.get("track"))
    row = Entrant.select(Entrant, Track).join(Track).where(*elsewhere).first()
    return row.track if row else None


def engine_criterion(row: Criterion) -> rubrics.RubricLine:
    """A line of a rubric as the engine takes it."""
    return rubrics.RubricLine(
        row.name, row.points or 0, row.step or 0, CriterionKind(row.kind), row.factor or 0, row.id
    )


def vet_mark(values: Values) -> list[Problem]:
    """A mark that may be on a sheet of a contest that is not sealed."""
    criterion = Criterion.get_or_none(Criterion.id == values.get("criterion"))
    if criterion is None or values.get("value") is None:
        return []
    problems = sealed_problems(criterion.__data__["contest"])
    line = engine_criterion(criterion)
    wrong = check_mark(line, values["value"])
    if wrong:
        problems.append(Problem(wrong, field="value"))
    if _goes_by_code(values):
        problems.append(Problem(_("匿名评审还没有拆封匹配，请在“评分”页按代号录入。"), field="event"))
    judge = values.get("judge")
    sheet = sheets_of(values.get("event") or 0, [values.get("entrant") or 0]).get((values.get("entrant") or 0, judge))
    if sheet is not None and sheet.settled:
        problems.append(Problem(_("这张评分表已确认或已复核，请在“评分”页更正并写明原因。"), field="value"))
    if line.by_judges != bool(judge):
        problems.append(judge_problem(line))
    if criterion.__data__["event"] != values.get("event"):
        message = _("评分项“{name}”不属于这个项目，请核对。")
        problems.append(Problem(message.format(name=criterion.name), field="criterion"))
    return problems


def _goes_by_code(values: Values) -> bool:
    """Whether a mark is of an anonymous event whose codes are still secret."""
    event, entrant = (record.get_or_none(record.id == values.get(name)) for record, name in _MARKED)
    if event is None or entrant is None or not event.anonymous:
        return False
    return Track.by_key(entrant.__data__["track"]).matched_on is None


_MARKED: tuple[tuple[Any, str], ...] = ((Event, "event"), (Entrant, "entrant"))


def judge_problem(criterion: rubrics.RubricLine) -> Problem:
    """A judge is missing, or named where there is none."""
    if criterion.by_judges:
        return Problem(_("“{name}”由评委评分，请填写评委。").format(name=criterion.name), field="judge")
    return Problem(_("“{name}”是测量成绩，不分评委，请不要填写评委。").format(name=criterion.name), field="judge")


def vet_result(values: Values) -> list[Problem]:
    """Results come from sealing alone."""
    return [Problem(_("成绩名次由封存产生，不能直接录入或导入。"), field="entrant")]
