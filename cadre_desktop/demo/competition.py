"""The skills competition of 2023: 3 staff categories, 14 tracks, four formats, 119 experts, sealed."""

from datetime import date
from random import Random

from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import enter, set_status
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.matching import is_anonymous, open_matching
from cadre_desktop.contests.actions.panels import add_judges, decide_recusals, seat
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import create_contest
from cadre_desktop.contests.kinds import AWARD_LEVEL
from cadre_desktop.contests.records import AwardLevel, Contest, Entrant, Recusal, Track
from cadre_desktop.contests.results import events_of, rules_of
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.words import AwardTie, CriterionKind, EntrantStatus, Severity
from cadre_desktop.demo.material import material
from cadre_desktop.kit import editing
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Department, Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory

NAME = "包头法院“双创·致远”杯第一届业务技能竞赛暨岗位练兵活动"
EXPERTS_2023 = 119
STARTS, ENDS = date(2023, 9, 11), date(2023, 10, 27)
_JUDGES = 5
_ENTRANTS = (22, 30)


def write_competition(store: Store, random: Random) -> Contest:
    """Set the contest up, enter people, draw, mark and seal."""
    contest = create_contest(
        store,
        {"name": NAME, "edition": "第一届", "year": 2023, "starts": STARTS, "ends": ENDS},
    )
    tracks = list(Track.select().where(Track.contest == contest).order_by(Track.place))
    _set_awards(store, contest, tracks)
    people = _serving()
    panel_people = [person for person in people if person.born and person.born.year <= 1976 and person.quota_judge]
    jurors = random.sample(panel_people, len(tracks) * _JUDGES)
    taken = {person.id for person in jurors}
    for number, track in enumerate(tracks):
        entrants = _choose(random, people, track, taken)
        enter(store, track, [person.id for person in entrants])
        draw(store, track, f"包头-2023-{number + 1:02d}", code_seed=f"包头-2023-代号-{number + 1:02d}")
        panel = jurors[number * _JUDGES : (number + 1) * _JUDGES]
        judges = add_judges(store, contest, [person.id for person in panel])
        seat(store, judges, track)
        _let_courts_mark_their_own(store, track)
        _some_fail_to_come(store, random, track)
        _mark(store, random, track, judges)
        if is_anonymous(track):
            open_matching(store, track)
    return seal(store, contest)


def _serving() -> list[Person]:
    query = Person.select(Person, Department).join(Department).where(Person.status == PersonStatus.SERVING)
    return list(query.order_by(Person.id))


def _set_awards(store: Store, contest: Contest, tracks: list[Track]) -> None:
    """119 experts over 14 tracks: nine seats in the first seven, eight in the others."""
    more = EXPERTS_2023 - EXPERTS_2023 // len(tracks) * len(tracks)
    for level in list(AwardLevel.select().where(AwardLevel.contest == contest)):
        editing.remove(store, AWARD_LEVEL, [level.id])
    for index, track in enumerate(tracks):
        seats = EXPERTS_2023 // len(tracks) + (index < more)
        values = {
            "contest": contest.id,
            "track": track.id,
            "title": "业务能手",
            "number": seats,
            "tie": AwardTie.ALL_OUT,
        }
        editing.add(store, AWARD_LEVEL, values)


def _choose(random: Random, people: list[Person], track: Track, taken: set[int]) -> list[Person]:
    """People of the track's category who work in its specialty; others of the category fill up."""
    free = [person for person in people if person.id not in taken and person.category == track.category]
    lines = set(material("competition")["lines"].get(track.specialty, ()))
    posts = set(material("competition")["posts"].get(track.specialty, ()))
    fit = [person for person in free if person.line in lines or person.post in posts]
    size = random.randint(*_ENTRANTS)
    if track.category != StaffCategory.JUDGE:
        size -= 4
    chosen = random.sample(fit, min(size, len(fit)))
    rest = [person for person in free if person not in chosen]
    chosen += random.sample(rest, min(max(0, size - len(chosen)), len(rest)))
    taken.update(person.id for person in chosen)
    return chosen


def _let_courts_mark_their_own(store: Store, track: Track) -> None:
    """Panels of several courts mark entrants of all: sharing a court alone bars nobody here."""
    asked = Recusal.select(Recusal.id).join(Entrant).where(Entrant.track == track, Recusal.severity == Severity.SOFT)
    decide_recusals(store, [row.id for row in asked.order_by(Recusal.id)], Severity.IGNORED, "评委来自多家法院")


def _some_fail_to_come(store: Store, random: Random, track: Track) -> None:
    keys = [row.id for row in Entrant.select(Entrant.id).where(Entrant.track == track).order_by(Entrant.id)]
    if random.random() < 0.5:
        set_status(store, [random.choice(keys)], EntrantStatus.ABSENT, "因公出差")
    if random.random() < 0.2:
        set_status(store, [random.choice(keys)], EntrantStatus.WITHDRAWN, "本人申请")


def _mark(store: Store, random: Random, track: Track, judges: list[int]) -> None:
    rules = rules_of(track.id)
    entrants = [
        row.id for row in Entrant.select().where(Entrant.track == track, Entrant.status == EntrantStatus.ENTERED)
    ]
    talent = {entrant: random.gauss(0.84, 0.05) for entrant in entrants}
    leaning = {judge: random.gauss(0, 0.012) for judge in judges}
    criteria = {event.key: event.criteria for event in rules.events}
    for event in events_of(track.id):
        marks = [
            MarkEntry(entrant, judge, line.key, _points(random, line, talent[entrant] + leaning.get(judge or 0, 0)))
            for entrant in entrants
            for line in criteria[event.id]
            for judge in (judges if line.by_judges else (None,))
            if judge not in rules.barred.get(entrant, ())
        ]
        record_marks(store, event, marks)
        confirm_sheets(store, event)


def _points(random: Random, line: RubricLine, share: float) -> int:
    """A plausible mark on the criterion's step; a deduction is a slip or none."""
    if line.kind is CriterionKind.DEDUCTION:
        return line.step * random.choice((0, 0, 0, 1))
    wanted = line.points * min(1.0, max(0.4, random.gauss(share, 0.035)))
    return min(line.points, round(wanted / line.step) * line.step)
