"""Taking in judges with their seats, entrants, recusals, and what the panel decided on ties."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from cadre_desktop.contests.exchange.contract import ENTRANT_SHEET, JUDGE_SHEET, NO_SEAT
from cadre_desktop.contests.exchange.settings_in import NamedElsewhere
from cadre_desktop.contests.exchange.staff import EarlierGuests, Staff, completed, who
from cadre_desktop.contests.records import AwardChoice, Contest, Entrant, Judge, Recusal, Seat, Track
from cadre_desktop.contests.results import levels_of, tracks_of
from cadre_desktop.contests.rules.recusal import USUAL_SEVERITIES
from cadre_desktop.contests.rules.words import ConflictKind
from cadre_desktop.kit.intake.sheets.book import Book, ContractRow, ContractTable
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally, RecordMerge, at
from cadre_desktop.kit.intake.sheets.names import NamedPeople, NamedRows, Unfit
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database

_CARD = ("name", "unit", "division", "staff_number")


def staff_of(book: Book) -> Staff:
    """The own staff whom the workbook's judges and entrants may be."""
    rows = [row for contract in (JUDGE_SHEET, ENTRANT_SHEET) for row in book.table(contract).rows]
    return Staff((row.text("name") for row in rows), (row.text("staff_number") for row in rows))


def _card(staff: Staff, row: ContractRow) -> Values:
    name, unit, division, number = (row.text(field) for field in _CARD)
    return staff.card(name, unit, division, number)


def _said(row: ContractRow) -> tuple[str, str, str]:
    return row.text("name"), row.text("unit"), row.text("division")


def take_judges(held: NamedElsewhere, table: ContractTable, staff: Staff, tally: MergeTally) -> None:
    """Judges, one row for each seat they have; rows only add seats."""
    of_contest = Judge.contest == held.contest
    rows = list(Judge.select().where(of_contest))
    merge = RecordMerge(Judge, rows, who)
    earlier = EarlierGuests(((None, row.__data__) for row in rows), (("", *_said(row)) for row in table.rows))
    wanted: dict[Hashable, dict[tuple[int | None, int | None], None]] = {}
    seated = {
        (who(row.judge.__data__), *_seat_key(row)) for row in Seat.select(Seat, Judge).join(Judge).where(of_contest)
    }
    numbers: dict[Hashable, str] = {}

    def take(row: ContractRow) -> MergeState:
        card = _card(staff, row)
        known = earlier.meant(card)
        judge, seats = who(known), _seats(held, row)
        if numbers.setdefault(judge, row.text("staff_number")) != row.text("staff_number"):
            raise Unfit("staff_number", _("前面有一位同部门的同名评委，工号不同；请在“部门”里区分。"))
        values = {**completed(card, known), "contest": held.contest}
        state = MergeState.SAME if judge in wanted else merge.take(row.number, values, {}, judge)
        fresh = [seat for seat in seats if (judge, *seat) not in seated and seat not in wanted.get(judge, ())]
        wanted.setdefault(judge, {}).update(dict.fromkeys(seats))
        return MergeState.NEW if fresh else state

    tally.each(table, take)
    keys = merge.write()
    _add_seats({keys[identity]: seats for identity, seats in wanted.items()})


def _seats(held: NamedElsewhere, row: ContractRow) -> list[tuple[int | None, int | None]]:
    """The seats, event and track, that a row means."""
    if row.text("event") == NO_SEAT:
        return []
    track = held.track(row)
    if not row.text("event"):
        return [(None, track)]
    title = held.title(row.text("event"))
    if track is not None:
        return [(held.event(title, track), track)]
    return [(key, None) for key, _where in held.events[title]]


def _seat_key(seat: Seat) -> tuple[int | None, int | None]:
    return seat.__data__["event"], seat.__data__["track"]


def _add_seats(wanted: Mapping[int, Iterable[tuple[int | None, int | None]]]) -> None:
    rows = Seat.select().where(Seat.judge.in_(list(wanted)))
    present = {(row.__data__["judge"], *_seat_key(row)) for row in rows}
    added = [(judge, *seat) for judge, seats in wanted.items() for seat in seats]
    fresh = [one for one in added if one not in present]
    Seat.add_many([{"judge": judge, "event": event, "track": track} for judge, event, track in fresh])


def take_entrants(
    held: NamedElsewhere, contest: Contest, table: ContractTable, staff: Staff, tally: MergeTally
) -> None:
    """Entrants with number and status; nobody in two tracks unless the contest allows it."""
    rows = list(Entrant.select().where(Entrant.contest == contest))
    guests = _Guests(row.__data__ for row in rows)
    earlier = EarlierGuests(
        ((row.__data__["track"], row.__data__) for row in rows),
        ((row.text("track"), *_said(row)) for row in table.rows),
    )
    merge = RecordMerge(Entrant, rows, guests.identity)
    tracks = {(who(row.__data__), ""): row.__data__["track"] for row in rows}
    numbers: dict[tuple[int, int], int] = {}
    drawn = {track.id: track for track in tracks_of(contest.id)}

    def take(row: ContractRow) -> MergeState:
        card, track = _card(staff, row), held.the_track(row)
        known = earlier.meant(card, track, row.text("track"))
        card = completed(card, known)
        told = (who(known), "" if card["person"] else row.text("staff_number"))
        if not contest.several_tracks and _is_told(card) and tracks.setdefault(told, track) != track:
            raise Unfit("track", _("{name}已参加另一个赛道，同一竞赛不能参加两个赛道。").format(name=card["name"]))
        _refuse_twice(numbers, row, track)
        more = {name: value for name, value in row.values.items() if name not in (*_CARD, "track")}
        values = {**card, **more, "contest": contest.id, "track": track}
        identity = guests.find({**values, **{name: known[name] for name in _CARD[:3]}})
        _refuse_codes(drawn[track], merge.known(identity), row)
        return merge.take(row.number, values, {}, identity)

    tally.each(table, take)
    merge.write()


def _refuse_codes(track: Track, present: Values, row: ContractRow) -> None:
    """Codes, and the entry numbers they come from, are given by the draw; a matched contest brings its own along."""
    code, number = row.values.get("code"), row.values.get("entry_number")
    if code and track.code_seed and present.get("code", "" if track.matched_on is None else code) != code:
        raise Unfit("code", _("代号由抽签得出，不能导入；请删去这一格。"))
    if track.code_seed and track.matched_on is None and number and present.get("entry_number") != number:
        raise Unfit("entry_number", _("“{track}”的代号由报名号得出，拆封匹配以前不能改。").format(track=track.name))


class _Guests:
    """Entrants who are not on the staff: namesakes of one department are distinguished by 报名号."""

    def __init__(self, rows: Iterable[Values]):
        self._numbers: dict[Hashable, list[str]] = defaultdict(list)
        for row in rows:
            self._numbers[row["track"], who(row)].append(row["entry_number"])

    @staticmethod
    def identity(values: Values) -> Hashable:
        """What identifies an entrant that is there already."""
        return values["track"], who(values), "" if values["person"] else values["entry_number"]

    def find(self, values: Values) -> Hashable:
        """The identity of whom a row means: one there is, or a new one. Raises Unfit when it may be several."""
        number, known = values.get("entry_number", ""), self._numbers[values["track"], who(values)]
        if values["person"]:
            number = ""
        elif not number and len(known) > 1:
            raise Unfit("name", _("这个赛道有 {count} 位同部门的同名选手，请填写报名号。").format(count=len(known)))
        elif number not in known and len(known) == 1 and not (number and known[0]):
            number = known[0]
        if number not in known:
            known.append(number)
        return values["track"], who(values), number


def _is_told(card: Values) -> bool:
    """Whether two rows alike certainly mean the same person."""
    return bool(card["person"] or (card["unit"] and card["division"]))


def _refuse_twice(numbers: dict[tuple[int, int], int], row: ContractRow, track: int) -> None:
    """No two entrants of a track have drawn the same number."""
    number = row.values.get("number")
    if number is None:
        return
    if number < 1:
        raise Unfit("number", _("抽签号须是从 1 开始的整数。"))
    earlier = numbers.setdefault((track, number), row.number)
    if earlier != row.number:
        raise Unfit("number", _("抽签号 {number} 与第 {row} 行相同，请核对。").format(number=number, row=earlier))


def told_apart() -> str:
    """What words distinguish namesakes in a contest."""
    return _("部门、单位、工号或抽签号")


def judges_of(contest: int, panel: Collection[int] | None = None) -> NamedPeople:
    """A contest's judges, or those of a panel, by what a sheet may call them."""
    rows = database.rows(
        "SELECT j.id, j.name, j.division, j.unit, p.staff_number FROM judge j LEFT JOIN person p ON p.id = j.person_id"
        " WHERE j.contest_id = ?",
        contest,
    )
    of_panel = (row for row in rows if panel is None or row[0] in panel)
    return NamedPeople(_("评委"), told_apart(), ((row[0], row[1], row[2:]) for row in of_panel))


def entrants_of(track: int) -> NamedPeople:
    """A track's entrants by what a sheet may call them; an anonymous code is a name too."""
    rows = database.rows(
        "SELECT e.id, e.name, e.division, e.unit, p.staff_number, CAST(e.number AS TEXT), e.entry_number, e.code"
        " FROM entrant e LEFT JOIN person p ON p.id = e.person_id WHERE e.track_id = ?",
        track,
    )
    coded = ((row[0], row[7], ()) for row in rows if row[7])
    return NamedPeople(_("选手"), told_apart(), (*coded, *((row[0], row[1], row[2:]) for row in rows)))


Conflict = tuple[int, int, str]
"""A judge, an entrant (keys) and the kind of relation between them."""


def conflicts_of(contest: int) -> set[Conflict]:
    """The relations a contest has."""
    rows = Recusal.select().join(Judge).where(Judge.contest == contest)
    return {(row.__data__["judge"], row.__data__["entrant"], row.kind) for row in rows}


def take_recusals(
    held: NamedElsewhere, table: ContractTable, tally: MergeTally, before: Collection[Conflict]
) -> set[tuple[int, int]]:
    """Relations that were declared and what was decided on those found; returns the pairs the workbook names.

    Only those there were `before` the import can be the same or changed: what it found itself is new with it.
    """
    if not table.rows:
        return set()
    judges = judges_of(held.contest)
    entrants: dict[int, NamedPeople] = {}
    known = Recusal.select().join(Judge).where(Judge.contest == held.contest)
    merge = RecordMerge(Recusal, known, lambda values: (values["judge"], values["entrant"], values["kind"]))
    pairs: set[tuple[int, int]] = set()

    def take(row: ContractRow) -> MergeState:
        track = held.the_track(row)
        if track not in entrants:
            entrants[track] = entrants_of(track)
        judge = at("judge", judges.get, row.text("judge"))
        entrant = at("entrant", entrants[track].get, row.text("entrant"))
        pairs.add((judge, entrant))
        given: Values = {name: row.values[name] for name in ("kind", "severity", "reason") if name in row.values}
        usual = {"severity": USUAL_SEVERITIES[ConflictKind(given["kind"])]}
        state = merge.take(row.number, {**given, "judge": judge, "entrant": entrant}, usual)
        return state if (judge, entrant, given["kind"]) in before else MergeState.NEW

    tally.each(table, take)
    merge.write()
    return pairs


def take_choices(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """Whom the panel chose where a tie stood on the line."""
    if not table.rows:
        return
    entrants: dict[int, NamedPeople] = {}
    known = AwardChoice.select().join(Entrant).where(Entrant.contest == held.contest)
    merge = RecordMerge(AwardChoice, known, lambda values: (values["level"], values["entrant"]))

    def take(row: ContractRow) -> MergeState:
        track = held.the_track(row)
        if track not in entrants:
            entrants[track] = entrants_of(track)
        levels = NamedRows(_("奖项"), ((level.title, level.id) for level in levels_of(track)))
        values: dict[str, Any] = {
            "level": at("title", levels.get, row.text("title")),
            "entrant": at("entrant", entrants[track].get, row.text("entrant")),
            "reason": row.text("reason"),
        }
        return merge.take(row.number, values, {})

    tally.each(table, take)
    merge.write()
