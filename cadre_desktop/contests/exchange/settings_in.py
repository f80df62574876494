"""Taking in a contest's settings: itself, tracks, events, rubrics, awards and tie rules."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cadre_desktop.contests.exchange.contract import (
    CONTEST_SHEET,
)
from cadre_desktop.contests.kinds import CONTEST
from cadre_desktop.contests.records import AwardLevel, Contest, Criterion, Event, TieBreak, Track
from cadre_desktop.contests.results import tracks_of
from cadre_desktop.contests.rules.points import POINT
from cadre_desktop.contests.rules.scoring import EventRule
from cadre_desktop.contests.rules.words import EventFormat, TieRule
from cadre_desktop.contests.vetting import vet_award_level, vet_criterion, vet_event
from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.sheets.book import Book, ContractRow, ContractTable
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally, RecordMerge, at
from cadre_desktop.kit.intake.sheets.names import NamedRows, Unfit
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court


@dataclass
class NamedElsewhere:
    """What the other sheets name: tracks by name, events by name with the tracks they are for."""

    contest: int
    tracks: NamedRows = field(init=False)
    events: dict[str, list[tuple[int, int | None]]] = field(init=False)
    _names: NamedRows = field(init=False)

    def __post_init__(self) -> None:
        rows = tracks_of(self.contest)
        self.tracks = NamedRows(_("赛道"), ((row.name, row.id) for row in rows))
        if len(rows) == 1:
            self.tracks.add("", rows[0].id)
        self.events = {}
        for event in Event.select().where(Event.contest == self.contest).order_by(Event.place, Event.id):
            self.events.setdefault(event.name, []).append((event.id, event.__data__["track"]))
        self._titles = list(self.events)
        self._names = NamedRows(_("项目"), ((name, index) for index, name in enumerate(self._titles)))

    def track(self, row: ContractRow) -> int | None:
        """The track a row is about, None for all. Raises Unfit for one there is not."""
        text = row.text("track")
        return int(at("track", self.tracks.get, text)) if text else None

    def the_track(self, row: ContractRow) -> int:
        """The track of a row that has to name one, or is in the only one."""
        return int(at("track", self.tracks.get, row.text("track")))

    def title(self, text: str) -> str:
        """The event's name as it is kept. Raises Unfit for one there is not."""
        key: int = at("event", self._names.get, text)
        return self._titles[key]

    def event(self, title: str, track: int) -> int:
        """The event of that name as it is held in a track. Raises Unfit when it is not held there."""
        found = {where: key for key, where in self.events[title]}
        key = found.get(track, found.get(None))
        if key is None:
            raise Unfit("event", _("这个赛道没有项目“{event}”，请核对。").format(event=title))
        return key


def contest_of(book: Book) -> Contest | None:
    """The contest of the same name and year that there is already."""
    table = book.table(CONTEST_SHEET)
    row = table.rows[0] if table.rows else None
    if row is None or _year(row) is None:
        return None
    return Contest.get_or_none(Contest.name == row.text("name"), Contest.year == _year(row))


def _year(row: ContractRow) -> int | None:
    starts = row.values.get("starts")
    year = row.values.get("year") or (starts.year if starts else None)
    return int(year) if year else None


def take_contest(store: Store, book: Book, tally: MergeTally) -> Contest | None:
    """Make the contest, or change the one of the same name and year; None when the row cannot be taken in."""
    table = book.table(CONTEST_SHEET)
    found = contest_of(book)
    made: list[Contest] = []

    def take(row: ContractRow) -> MergeState:
        if made:
            raise Refused(_("一个工作簿只能有一个竞赛，请把这一行移到另一个工作簿。"))
        if _year(row) is None:
            raise Refused(Problem(_("请填写“年度”。"), field="year"))
        values = {**row.values, "year": _year(row)}
        if found is None:
            own = own_court(store)
            organiser = {} if "organiser" in table.column_indexes else {"organiser": own.name if own else ""}
            made.append(editing.add(store, CONTEST, {**organiser, **values}))  # type: ignore[arg-type]
            return MergeState.NEW
        before = editing.values_of(found)
        made.append(editing.change(store, CONTEST, found.id, values))  # type: ignore[arg-type]
        return MergeState.SAME if editing.values_of(made[0]) == before else MergeState.CHANGED

    tally.each(table, take)
    return made[0] if made else None


def take_tracks(contest: int, table: ContractTable, tally: MergeTally) -> None:
    """Tracks keep the order in which they come."""
    rows = Track.select().where(Track.contest == contest)
    merge = RecordMerge(Track, rows, lambda values: values["name"])

    def take(row: ContractRow) -> MergeState:
        values = {"contest": contest, **row.values}
        _refuse_matching(merge.present(values), row)
        return merge.take(row.number, values, {"place": len(merge) + 1})

    tally.each(table, take)
    merge.write()


def _refuse_matching(present: Values, row: ContractRow) -> None:
    """Names and codes are matched in the program alone; a new track may come as it was after that, whole."""
    said = [name for name in ("code_seed", "matched_on", "matched_by", "matched_reason") if row.values.get(name)]
    if present and any(present.get(name) != row.values[name] for name in said):
        raise Unfit(said[0], _("拆封匹配只能在程序里做，不能导入；请删去代号种子和拆封各列。"))
    if not present and said and not (row.values.get("matched_on") and row.values.get("code_seed")):
        raise Unfit(said[0], _("拆封日期和代号种子要么都有，要么都不填。"))


def take_events(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """Events with their rules; what is not said about a new one is as `EventRule` has it."""
    rows = Event.select().where(Event.contest == held.contest)
    merge = RecordMerge(Event, rows, lambda values: (values["name"], values["track"]))
    titles = dict.fromkeys(row.name for row in rows)

    def take(row: ContractRow) -> MergeState:
        values = {**row.values, "contest": held.contest, "track": held.track(row)}
        titles.setdefault(values["name"])
        position = list(titles).index(values["name"]) + 1
        code = EventFormat.table().find(values["name"]) or ""
        defaults = {**asdict(EventRule()), "format": code, "place": position}
        present = merge.present(values)
        whole = {**defaults, **present, **values}
        _vet(vet_event, whole if present or rows else {**whole, "anonymous": False})  # a new contest comes matched
        return merge.take(row.number, values, defaults)

    tally.each(table, take)
    merge.write()


def take_criteria(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """Rubrics. A line for all tracks goes to every event of that name without lines of its own in the workbook."""
    rows = Criterion.select().where(Criterion.contest == held.contest)
    merge = RecordMerge(Criterion, rows, lambda values: (values["event"], values["track"], values["name"]))
    counts = Counter((row.__data__["event"], row.__data__["track"]) for row in rows)
    own = set(_own_rubrics(held, table))
    common = _common_again(held, table, merge, counts)

    def take(row: ContractRow) -> MergeState:
        states = []
        for event, track in _rubrics(held, row, own):
            if (event, track) in common:
                continue
            values = {**row.values, "contest": held.contest, "event": event, "track": track}
            defaults = {"place": counts[event, track] + 1}
            _vet(vet_criterion, {**_CRITERION, **merge.present(values), **values})
            states.append(merge.take(row.number, values, defaults))
            counts[event, track] += states[-1] is MergeState.NEW
        return max(states, default=MergeState.SAME)

    tally.each(table, take)
    merge.write()


_CRITERION: Values = {name: getattr(Criterion, name).default for name in ("step", "kind", "factor")}


def _common_again(
    held: NamedElsewhere, table: ContractTable, merge: RecordMerge, counts: Mapping[tuple[int, int | None], int]
) -> set[tuple[int, int | None]]:
    """Where the workbook says of single tracks what is kept for all, as one that was exported may: nothing changes."""
    said: dict[tuple[int, int], list[Values]] = {}
    for row in table.rows:
        try:
            title, track = held.title(row.text("event")), held.track(row)
            key = held.event(title, track) if track is not None else 0
        except Unfit:
            continue  # told when the row itself is taken in
        if track is not None and not counts[key, track] and counts[key, None]:
            said.setdefault((key, track), []).append(row.values)
    return {
        (event, track)
        for (event, track), lines in said.items()
        if len(lines) == counts[event, None]
        and all(_says_nothing_new(merge.known((event, None, line["name"])), line) for line in lines)
    }


def _says_nothing_new(known: Values, said: Values) -> bool:
    return bool(known) and all(known[name] == value for name, value in said.items() if name not in ("event", "track"))


def _own_rubrics(held: NamedElsewhere, table: ContractTable) -> Iterator[tuple[str, int | None]]:
    for row in table.rows:
        try:
            yield held.title(row.text("event")), held.track(row)
        except Unfit:
            continue  # told when the row itself is taken in


def _rubrics(held: NamedElsewhere, row: ContractRow, own: set[tuple[str, int | None]]) -> list[tuple[int, int | None]]:
    """The events, and the track if it is for one, that a row's line belongs to."""
    title, track = held.title(row.text("event")), held.track(row)
    if track is not None:
        return [(held.event(title, track), track)]
    return [(key, where) for key, where in held.events[title] if where is None or (title, where) not in own]


def take_awards(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """Award levels, the highest first."""
    rows = AwardLevel.select().where(AwardLevel.contest == held.contest)
    merge = RecordMerge(AwardLevel, rows, lambda values: (values["track"], values["title"]))

    def take(row: ContractRow) -> MergeState:
        values = {**row.values, "contest": held.contest, "track": held.track(row)}
        for one, other in (("number", "percent"), ("percent", "number")):
            if one in values and other not in values:
                values[other] = None
        _vet(vet_award_level, {**merge.present(values), **values})
        if 0 < (values.get("percent") or 0) < POINT:
            message = _("比例“{text}”按 {text}% 读入；百分比格式的单元格存的是小数，要 20% 请填 20。")
            tally.findings.tell(
                table.problem(row.number, "percent", message.format(text=table.raw(row.number, "percent")))
            )
        return merge.take(row.number, values, {"place": len(merge) + 1})

    tally.each(table, take)
    merge.write()


def take_ties(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """The tie rules of the workbook, in the order of 次序, replace those there were."""
    if not table.rows:
        return
    found: list[tuple[int, int, str, int | None]] = []

    def take(row: ContractRow) -> MergeState:
        rule, event = _tie(held, row)
        position = row.values.get("place") or len(found) + 1
        if any(position == other for other, *_rest in found):
            raise Unfit("place", _("次序 {place} 出现了两次，请改正。").format(place=position))
        found.append((position, row.number, rule, event))
        return MergeState.SAME

    tally.each(table, take)
    wanted = [(rule, event) for _position, _number, rule, event in sorted(found)]
    rows = TieBreak.select().where(TieBreak.contest == held.contest).order_by(TieBreak.place, TieBreak.id)
    if wanted != [(row.rule, row.__data__["event"]) for row in rows]:
        tally.states[MergeState.SAME] -= len(found)
        tally.states[MergeState.CHANGED if len(rows) else MergeState.NEW] += len(found)
        TieBreak.delete().where(TieBreak.contest == held.contest).execute()
        TieBreak.add_many(
            [
                {"contest": held.contest, "rule": rule, "event": event, "place": position}
                for position, (rule, event) in enumerate(wanted, 1)
            ]
        )


def _tie(held: NamedElsewhere, row: ContractRow) -> tuple[str, int | None]:
    """The rule and the event it names; the event may come after a colon, or alone."""
    text, _sign, named = row.text("rule").replace(":", "：").partition("：")
    named = named.strip() or row.text("event")
    rule = TieRule.table().find(text)
    if rule is None and not named and text in held.events:
        rule, named = TieRule.NAMED_EVENT.value, text
    if rule is None:
        labels = _("、").join(_(label) for label in TieRule.table().labels)
        raise Unfit("rule", _("“{text}”不是已知的并列规则；可以填{labels}。").format(text=text, labels=labels))
    if rule != TieRule.NAMED_EVENT:
        return rule, None
    if not named:
        raise Unfit("rule", _("请写明指定哪个项目，如“指定项目：庭审观摩”。"))
    return rule, held.events[held.title(named)][0][0]


def _vet(vet: Any, values: Values) -> None:
    problems = vet(values)
    if problems:
        raise Refused(problems)
