"""A contest with its tracks, events and rubrics; judges and entrants; marks; and the results once it is sealed.

What each word means, and what it must not be confused with, is said at the head of `rules.words`.

Points are thousandths, weights thousandths of a per cent. An absent mark is no row, never zero. Withdrawn, absent and
disqualified entrants stay with their reason. Judges and entrants are own staff (`person`) or guests (only a name);
what is printed about them (name, unit, division) is kept as it was then, `court` and `department` serve recusal.

What belongs to a contest names it, though a track or event would say it: so names in workbooks are never ambiguous
between this year's contest and last year's.
"""

from cadre_desktop.contests.rules.words import (
    AwardRounding,
    AwardTie,
    Combination,
    ConflictKind,
    ContestStatus,
    CriterionKind,
    EntrantStatus,
    EventFormat,
    MissingEvent,
    Rounding,
    Severity,
    Statistic,
    TieRule,
)
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FactorField,
    FlagField,
    NameField,
    PercentField,
    PointsField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Final, Record
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import StaffCategory


class Contest(Record):
    """One edition of the skills competition. `sealed_hash` fixes results, rules and marks while it is sealed."""

    name = RequiredTextField()
    edition = TextField()
    year = YearField(null=False, index=True)
    starts = DateField()
    ends = DateField()
    place = TextField()
    organiser = TextField()
    several_tracks = FlagField()
    second_keying = FlagField()
    status = CodeField(ContestStatus.table(), default=ContestStatus.PREPARING)
    sealed_on = DateField()
    sealed_hash = TextField()
    notes = TextField(long=True)

    searched = (name,)
    named = (name,)
    final = Final({"status": f"= '{ContestStatus.SEALED.value}'"})


class Track(Record):
    """Staff category × specialty within a contest (赛道). `draw_seed` is what its order of appearance came from.

    `code_seed` is what the codes of its anonymous events came from; it is secret until names and codes are matched
    (拆封匹配): `matched_on`, by whom and, if sheets were still missing, why.
    """

    contest = link(Contest, index=False)
    name = RequiredTextField()
    category = CodeField(StaffCategory.table())
    specialty = TextField()
    draw_seed = TextField()
    place = CountField(default=0)
    code_seed = TextField(since=2)
    matched_on = DateField(since=2)
    matched_by = TextField(since=2)
    matched_reason = TextField(since=2)

    searched = (name,)
    named = (name,)
    within = (contest,)

    class Meta:
        indexes = ((("contest", "name"), True),)


class Drawing(Record):
    """A draw of a track as it happened, and why it was drawn again; never changed. The latest is in force.

    `commitment` is the SHA-256 of the code seed, printed so that the codes cannot be changed unseen; empty without an
    anonymous event.
    """

    track = link(Track)
    seed = TextField()
    commitment = TextField()
    drawn_on = DateField()
    drawn_by = TextField()
    reason = TextField()


class Event(Record):
    """One of a contest's formats with its weight and rule.

    Without a track it is held in all that have none of the same name. In an `anonymous` one entrants go by codes.
    """

    contest = link(Contest)
    track = link(Track, null=True)
    name = RequiredTextField()
    format = CodeField(EventFormat.table())
    weight = PercentField(default=0)
    combination = CodeField(Combination.table(), default=Combination.JUDGE_TOTALS)
    drop_high = CountField(default=0)
    drop_low = CountField(default=0)
    statistic = CodeField(Statistic.table(), default=Statistic.MEAN)
    decimals = CountField(default=2)
    rounding = CodeField(Rounding.table(), default=Rounding.STEPWISE)
    missing = CodeField(MissingEvent.table(), default=MissingEvent.ZERO)
    held = DateField()
    venue = TextField()
    place = CountField(default=0)
    anonymous = FlagField(since=2)

    named = (name,)
    within = (contest, track)


class Criterion(Record):
    """One line of an event's rubric; without a track it serves in all that have no rubric of their own."""

    contest = link(Contest)
    event = link(Event)
    track = link(Track, null=True)
    name = RequiredTextField()
    points = PointsField(default=0)
    step = PointsField(default=500)
    kind = CodeField(CriterionKind.table(), default=CriterionKind.JUDGED)
    factor = FactorField(default=1000)
    place = CountField(default=0)

    named = (name,)
    within = (event,)


class Judge(Record):
    """Somebody who marks in a contest."""

    contest = link(Contest)
    person = link(Person, null=True)
    name = NameField()
    court = link(Court, null=True)
    department = link(Department, null=True)
    unit = TextField()
    division = TextField()

    searched = (name,)
    named = (name,)
    within = (contest,)
    sealed = (person,)


class Seat(Record):
    """A judge's seat on a panel: of one event or all, in one track or all."""

    judge = link(Judge)
    event = link(Event, null=True)
    track = link(Track, null=True)


class Entrant(Record):
    """A person entered in a track.

    `entry_number` is given when entering and goes into the draw, `number` is what was drawn; `code`, by which the
    entrant went in anonymous events, is kept once names and codes are matched. `play_off` decides a tie left over.
    """

    contest = link(Contest)
    track = link(Track)
    person = link(Person, null=True)
    name = NameField()
    court = link(Court, null=True)
    department = link(Department, null=True)
    unit = TextField()
    division = TextField()
    entry_number = TextField()
    number = CountField()
    code = TextField()
    status = CodeField(EntrantStatus.table(), default=EntrantStatus.ENTERED)
    reason = TextField()
    play_off = PointsField()

    searched = (name,)
    named = (name,)
    within = (track,)
    sealed = (person,)


class Recusal(Record):
    """A conflict between judge and entrant and what was decided: a hard one drops the sheet, a soft one is asked."""

    judge = link(Judge)
    entrant = link(Entrant)
    kind = CodeField(ConflictKind.table(), required=True)
    severity = CodeField(Severity.table(), required=True)
    reason = TextField()


class Mark(Record):
    """One judge's points on one criterion for one entrant; measured marks have no judge."""

    entrant = link(Entrant, index=False)
    event = link(Event, index=False)
    criterion = link(Criterion, index=False)
    judge = link(Judge, null=True, index=False)
    value = PointsField(null=False)

    class Meta:
        indexes = (
            (("event", "entrant", "judge", "criterion"), True),
            (("entrant",), False),
            (("judge",), False),
            (("criterion",), False),
        )


Mark.add_index(  # SQLite takes each NULL for another value
    Mark.event, Mark.entrant, Mark.criterion, unique=True, where=Mark.judge.is_null(), name="mark_measured"
)


class ScoreSheet(Record):
    """A sheet of paper at the desk: a judge's marks for an entrant, or without a judge the measured ones.

    `keyed_by` are the names of all who typed its marks, `paper_total` is the total written on the paper. It is
    confirmed while `confirmed_by` is not empty; `second_by` keyed it again without seeing the first marks.
    """

    entrant = link(Entrant, index=False)
    event = link(Event, index=False)
    judge = link(Judge, null=True, index=False)
    paper_total = PointsField()
    keyed_by = TextField()
    confirmed_by = TextField()
    confirmed_on = DateField()
    second_by = TextField()
    second_on = DateField()

    final = Final({"confirmed_by": "<> ''", "second_by": "<> ''"}, alike=(event, entrant, judge))

    class Meta:
        indexes = ((("event", "entrant", "judge"), True), (("entrant",), False), (("judge",), False))


ScoreSheet.add_index(
    ScoreSheet.event, ScoreSheet.entrant, unique=True, where=ScoreSheet.judge.is_null(), name="sheet_measured"
)


class SecondMark(Record):
    """A mark as it was keyed the second time; it counts nowhere, only agrees with the first or does not."""

    entrant = link(Entrant, index=False)
    event = link(Event, index=False)
    criterion = link(Criterion, index=False)
    judge = link(Judge, null=True, index=False)
    value = PointsField(null=False)

    class Meta:
        indexes = (
            (("event", "entrant", "judge", "criterion"), True),
            (("entrant",), False),
            (("judge",), False),
            (("criterion",), False),
        )


SecondMark.add_index(
    SecondMark.event,
    SecondMark.entrant,
    SecondMark.criterion,
    unique=True,
    where=SecondMark.judge.is_null(),
    name="second_measured",
)


class AwardLevel(Record):
    """How many awards of a title are given in a track (or in each): a number, or per cent of those ranked.

    `rounding` says what becomes of a part of a person in the latter.
    """

    contest = link(Contest)
    track = link(Track, null=True)
    title = RequiredTextField()
    number = CountField()
    percent = PercentField()
    per_court = CountField()
    tie = CodeField(AwardTie.table(), default=AwardTie.ALL_IN)
    place = CountField(default=0)
    rounding = CodeField(AwardRounding.table(), default=AwardRounding.DOWN, since=3)

    named = (title,)
    within = (contest,)


class TieBreak(Record):
    """One tie-breaker of a contest, in the order of `place`."""

    contest = link(Contest)
    rule = CodeField(TieRule.table(), required=True)
    event = link(Event, null=True)
    place = CountField(default=0)


class AwardChoice(Record):
    """Whom the panel chose where a tie stood on the line."""

    level = link(AwardLevel)
    entrant = link(Entrant)
    reason = TextField()


class Result(Record):
    """An entrant's rank as it was sealed; `reason` says why somebody has none."""

    contest = link(Contest)
    track = link(Track)
    entrant = link(Entrant, unique=True)
    court = link(Court, null=True)
    rank = CountField()
    total = PointsField()
    decided_by = TextField()
    award = TextField(index=True)
    reason = TextField()

    named = (entrant,)


RECORDS: tuple[type[Record], ...] = (
    Contest,
    Track,
    Drawing,
    Event,
    Criterion,
    Judge,
    Seat,
    Entrant,
    Recusal,
    Mark,
    ScoreSheet,
    SecondMark,
    AwardLevel,
    TieBreak,
    AwardChoice,
    Result,
)
