"""The small contest that tests begin with, and its people, written by plain functions."""

from dataclasses import dataclass
from datetime import date

from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.entering import enter
from cadre_desktop.contests.actions.marking import MarkEntry
from cadre_desktop.contests.actions.panels import add_judges, seat
from cadre_desktop.contests.actions.setup import create_contest, save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, CRITERION, EVENT, TRACK
from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Judge, Track
from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Department, Person

ENTRANTS = (
    ("李静", "青山法院", "执行局"),
    ("欧阳文博", "青山法院", "立案庭"),
    ("阿拉坦·巴特尔", "昆区法院", "执行局"),
    ("单雄信", "昆区法院", "立案庭"),
    ("解红", "昆区法院", "立案庭"),
)
JUDGES = (("王祯", "包头中院", "研究室"), ("翟志刚", "包头中院", "研究室"), ("乌兰图雅", "青山法院", "执行局"))
POINTS = 1000


def write_people(court: Store) -> dict[str, int]:
    """Keys of the people by name; 乌兰图雅 and 李静 are of the same department."""
    keys = {}
    with court.step("录入人员"):
        for name, short, room in (*ENTRANTS, *JUDGES):
            home = Court.get(Court.short_name == short)
            where = (Department.court == home, Department.name == room)
            department = Department.get_or_none(*where) or Department.add(court=home, name=room)
            keys[name] = Person.add(
                court=home,
                department=department,
                name=name,
                pinyin=pinyin_key(name),
                strokes=stroke_key(name),
                post="审判员",
                born=date(1985, 3, 1),
            ).id
    return keys


@dataclass
class Small:
    """The contest and its parts by name; keys where actions want keys."""

    contest: Contest
    track: Track
    trial: Event
    exam: Event
    entrants: dict[str, int]
    judges: dict[str, int]
    criteria: dict[str, int]

    def mark(self, entrant: str, judge: str | None, criterion: str, points: float | None) -> MarkEntry:
        """A mark by names, in points."""
        value = None if points is None else round(points * POINTS)
        key = self.judges[judge] if judge else None
        return MarkEntry(self.entrants[entrant], key, self.criteria[criterion], value)

    def sheet(self, entrant: str, judge: str, conduct: float, reasons: float) -> list[MarkEntry]:
        """A whole sheet of the observed trial."""
        return [self.mark(entrant, judge, "驾驭", conduct), self.mark(entrant, judge, "说理", reasons)]

    def sheet_key(self, entrant: str, judge: str | None) -> tuple[int, int | None]:
        """Whose sheet and who marked it, by names."""
        return self.entrants[entrant], self.judges[judge] if judge else None

    def confirm(self, store: Store) -> None:
        """Confirm all sheets that are complete."""
        for event in (self.trial, self.exam):
            confirm_sheets(store, event)


def write_small(court: Store, people: dict[str, int]) -> Small:
    """Observed trial (70 %, judged, no trimming) and examination (30 %, measured); one award of two seats."""
    contest = create_contest(
        court,
        {"name": "2023年执行技能竞赛", "starts": date(2023, 5, 8), "ends": date(2023, 5, 9), "place": "中院三楼"},
        template=False,
    )
    own = {"contest": contest.id}
    track = Track.by_key(save_part(court, TRACK, {**own, "name": "执行", "category": "judge", "place": 1}))
    rule = {"drop_high": 0, "drop_low": 0, "track": track.id}
    trial = {"name": "庭审观摩", "format": "observed_trials", "weight": 70_000, "place": 1, **own, **rule}
    exam = {"name": "笔试", "format": "post_skills", "weight": 30_000, "place": 2, **own, **rule}
    events = [Event.by_key(save_part(court, EVENT, values)) for values in (trial, exam)]
    for event, name, points, kind in (
        (events[0], "驾驭", 60, "judged"),
        (events[0], "说理", 40, "judged"),
        (events[1], "卷面", 100, "measured"),
    ):
        line = {"event": event.id, "name": name, "points": points * POINTS, "step": 500, "kind": kind, **own}
        save_part(court, CRITERION, line)
    save_part(court, AWARD_LEVEL, {**own, "title": "业务能手", "number": 2, "place": 1})
    enter(court, track, [people[name] for name, _court, _room in ENTRANTS])
    seat(court, add_judges(court, contest, [people[name] for name, _court, _room in JUDGES]), track)
    return Small(
        contest,
        track,
        *events,
        {row.name: row.id for row in Entrant.select()},
        {row.name: row.id for row in Judge.select()},
        {row.name: row.id for row in Criterion.select()},
    )
