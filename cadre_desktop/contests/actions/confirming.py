"""Confirming sheets against the paper, taking that back, and what happened to a mark."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import EllipsisType
from typing import NamedTuple

from cadre_desktop.contests.actions.marking import MissingSheet, expected_sheets, marks_of, missing_sheets, sheet_judges
from cadre_desktop.contests.naming import known_in
from cadre_desktop.contests.records import Event, ScoreSheet
from cadre_desktop.contests.results import Competitor, TrackResult, TrackRules, competitors_of, rules_of
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.sheets import (
    UNKNOWN_SHEET,
    SheetInfo,
    SheetKey,
    SheetState,
    Spot,
    in_order,
    paper_problem,
    refuse_without_reason,
    reopen_sheets,
    second_marks_of,
    sheets_of,
    state_of,
    total_of,
)
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import same
from cadre_desktop.kit.store.store import Store

_NAMED = 3
"""How many sheets of one reason are named."""


class PaperTotal(NamedTuple):
    """The total written on a sheet, in thousandths of a point; `total` None when it is not known after all."""

    entrant: int
    judge: int | None
    total: int | None


class EventSheets:
    """All sheets of one event as they are, read once; of some entrants only when they are named."""

    def __init__(self, event: Event, entrants: Iterable[int] | None = None):
        self.event = event
        self._rules: dict[int, TrackRules] = {}
        self._tracks: dict[int, int] = {}
        self.competitors: dict[int, Competitor] = {}
        self._read_entrants(None if entrants is None else set(entrants))
        self.marks = marks_of(event.id, self.competitors)
        self.second = second_marks_of(event.id, self.competitors)
        self.infos = sheets_of(event.id, self.competitors)

    def _read_entrants(self, wanted: set[int] | None) -> None:
        rows = database.rows(
            "SELECT DISTINCT track_id FROM entrant WHERE contest_id = ?", self.event.__data__["contest"]
        )
        for (track,) in rows:
            rules = rules_of(track)
            if any(held.key == self.event.id for held in rules.events):
                self._rules[track] = rules
                for key, one in known_in(rules, self.event.id, competitors_of(track)).items():
                    if wanted is None or key in wanted:
                        self._tracks[key], self.competitors[key] = track, one

    def sheet_keys(self) -> Iterator[SheetKey]:
        """Every sheet that there is to be."""
        for key, one in self.competitors.items():
            if one.competes:
                rules = self._rules[self._tracks[key]]
                for judge in sheet_judges(rules, rules.event(self.event.id), key):
                    yield key, judge

    def lines(self, sheet_key: SheetKey) -> tuple[RubricLine, ...]:
        """The criteria on a sheet."""
        entrant, judge = sheet_key
        criteria = self._rules[self._tracks[entrant]].event(self.event.id).criteria
        return tuple(line for line in criteria if line.by_judges == (judge is not None))

    def info(self, sheet_key: SheetKey) -> SheetInfo:
        """What is known of a sheet besides its marks."""
        return self.infos.get(sheet_key, UNKNOWN_SHEET)

    def state(self, sheet_key: SheetKey) -> SheetState:
        """How far a sheet has come."""
        return state_of(sheet_key, self.lines(sheet_key), self.marks, self.second, self.info(sheet_key))

    def hindrance(self, sheet_key: SheetKey) -> str | None:
        """Why a sheet cannot be confirmed, or None."""
        state, lines = self.state(sheet_key), self.lines(sheet_key)
        if state in (SheetState.EMPTY, SheetState.KEYING):
            return _("还有分值没有录入。")
        if state is SheetState.DIFFERENT:
            return _("两遍录入有差异，请先在“差异”里裁定。")
        total = total_of(lines, [self.marks.get((*sheet_key, line.key)) for line in lines])
        return paper_problem(total, self.info(sheet_key).paper_total)

    @cached_property
    def _judges(self) -> dict[int, str]:
        return dict(database.rows("SELECT id, name FROM judge WHERE contest_id = ?", self.event.__data__["contest"]))

    def words(self, sheet_key: SheetKey) -> str:
        """欧阳文博（评委王祯）."""
        entrant, judge = sheet_key
        name = self.competitors[entrant].name
        if judge is None:
            return _("{name}（测量成绩）").format(name=name)
        return _("{name}（评委{judge}）").format(name=name, judge=self._judges[judge])


def confirm_sheets(store: Store, event: Event, sheet_keys: Sequence[SheetKey] | None = None) -> int:
    """Confirm sheets in one step; without `sheet_keys` every sheet of the event that nothing speaks against.

    Returns how many were not confirmed before. Raises Refused, and confirms none, with a problem for each named
    sheet that is not expected, not complete, whose keyings differ or whose total is not that on the paper; and when
    the contest is sealed.
    """
    refuse_if_sealed(event.__data__["contest"])
    sheets = EventSheets(event, None if sheet_keys is None else {entrant for entrant, _judge in sheet_keys})
    expected = set(sheets.sheet_keys())
    if sheet_keys is None:
        chosen = [sheet_key for sheet_key in in_order(expected) if sheets.hindrance(sheet_key) is None]
    else:
        chosen = list(dict.fromkeys(sheet_keys))
        problems = list(_confirm_problems(sheets, chosen, expected))
        if problems:
            raise Refused(problems)
    fresh = [sheet_key for sheet_key in chosen if not sheets.info(sheet_key).confirmed_by]
    if fresh:
        with store.step(_("确认 {count} 张评分表（{event}）").format(count=len(fresh), event=event.name)):
            keep_confirmed(store, sheets, fresh)
    return len(fresh)


class Confirmed(NamedTuple):
    """How many sheets were confirmed, and by reason those that were not."""

    number: int
    left: dict[str, list[str]]

    def sentence(self) -> str:
        """已确认 12 张。另有 3 张没有确认：…"""
        lines = [_("已确认 {count} 张评分表。").format(count=self.number)]
        if self.left:
            lines.append(_("另有 {count} 张没有确认：").format(count=sum(map(len, self.left.values()))))
        for reason, sheets in self.left.items():
            names = _("、").join(sheets[:_NAMED]) + (_(" 等") if len(sheets) > _NAMED else "")
            lines.append(_("{names}（{count} 张）：{reason}").format(names=names, count=len(sheets), reason=reason))
        return "\n".join(lines)


def confirm_ready(
    store: Store, event: Event, entrants: Iterable[int], judge: int | EllipsisType | None = ..., checked: bool = True
) -> Confirmed:
    """Confirm in one step what is ready among the sheets of `entrants`, of one judge only if one is named.

    Ready are complete sheets whose keyings agree and, with `checked`, whose total on paper is known and the same;
    without it the total may be unknown. Raises Refused when the contest is sealed.
    """
    refuse_if_sealed(event.__data__["contest"])
    sheets, ready, left = EventSheets(event, entrants), [], dict[str, list[str]]()
    for sheet_key in sheets.sheet_keys():
        if sheets.info(sheet_key).confirmed_by or judge not in (..., sheet_key[1]):
            continue
        wrong = sheets.hindrance(sheet_key)
        if not wrong and checked and sheets.info(sheet_key).paper_total is None:
            wrong = _("没有填写纸面合计，还没有核对。")
        if wrong:
            left.setdefault(wrong, []).append(sheets.words(sheet_key))
        else:
            ready.append(sheet_key)
    if ready:
        with store.step(_("确认 {count} 张评分表（{event}）").format(count=len(ready), event=event.name)):
            keep_confirmed(store, sheets, ready)
    return Confirmed(len(ready), left)


def _confirm_problems(
    sheets: EventSheets, sheet_keys: Iterable[SheetKey], expected: set[SheetKey]
) -> Iterator[Problem]:
    for sheet_key in sheet_keys:
        if sheet_key not in expected:
            yield Problem(_("有一张评分表不在应评之列（退赛、缺席、回避或没有席位），不用确认。"))
            continue
        wrong = sheets.hindrance(sheet_key)
        if wrong:
            yield Problem(_("{sheet}：{problem}").format(sheet=sheets.words(sheet_key), problem=wrong))


def keep_confirmed(store: Store, sheets: EventSheets, sheet_keys: Iterable[SheetKey]) -> None:
    """Write that sheets are confirmed, inside a step."""
    today, known, fresh = store.clock.today(), [], []
    for sheet_key in sheet_keys:
        key = sheets.info(sheet_key).key
        if key:
            known.append((store.actor, today.isoformat(), key))
        else:
            same = {"event": sheets.event.id, "confirmed_by": store.actor, "confirmed_on": today}
            fresh.append({"entrant": sheet_key[0], "judge": sheet_key[1], **same})
    ScoreSheet.add_many(fresh)
    database.executemany("UPDATE score_sheet SET confirmed_by = ?, confirmed_on = ? WHERE id = ?", known)


def unconfirm(store: Store, event: Event, sheet_keys: Sequence[SheetKey], reason: str) -> int:
    """Take back that sheets were confirmed; returns how many were. Raises Refused without a reason, and when sealed."""
    refuse_if_sealed(event.__data__["contest"])
    if not reason.strip():
        raise Refused(Problem(_("请填写撤销确认的原因，它会留在操作记录里。"), field="reason"))
    infos = sheets_of(event.id, {entrant for entrant, _judge in sheet_keys})
    held = [sheet_key for sheet_key in dict.fromkeys(sheet_keys) if infos.get(sheet_key, UNKNOWN_SHEET).confirmed_by]
    if held:
        label = _("撤销确认 {count} 张评分表（{event}）：{reason}")
        with store.step(label.format(count=len(held), event=event.name, reason=reason.strip())):
            reopen_sheets(event.id, held)
    return len(held)


def record_totals(store: Store, event: Event, totals: Iterable[PaperTotal], reason: str = "") -> int:
    """Keep the totals written on sheets; returns how many differ from before. They may contradict the marks.

    A confirmed sheet needs a `reason` and has to be confirmed again. Raises Refused without one, for a total below
    zero, for a sheet that is not expected, and when the contest is sealed.
    """
    refuse_if_sealed(event.__data__["contest"])
    wanted = {(one.entrant, one.judge): one.total for one in totals}
    sheets = EventSheets(event, {entrant for entrant, _judge in wanted})
    expected = set(sheets.sheet_keys())
    if any(sheet_key not in expected for sheet_key in wanted):
        raise Refused(_("有一张评分表不在应评之列（退赛、缺席、回避或没有席位），不能填写纸面合计。"))
    if any(total is not None and total < 0 for total in wanted.values()):
        raise Refused(Problem(_("纸面合计不能小于 0，请核对。"), field="paper_total"))
    changed = {sheet_key: total for sheet_key, total in wanted.items() if sheets.info(sheet_key).paper_total != total}
    if not changed:
        return 0
    refuse_without_reason([sheets.info(sheet_key) for sheet_key in changed], reason)
    label = _("录入纸面合计（{event}）：{reason}") if reason.strip() else _("录入纸面合计（{event}）")
    with store.step(label.format(event=event.name, reason=reason.strip())):
        reopen_sheets(event.id, changed)
        _write_totals(sheets, changed)
    return len(changed)


def _write_totals(sheets: EventSheets, totals: dict[SheetKey, int | None]) -> None:
    known = [(total, sheets.info(sheet_key).key) for sheet_key, total in totals.items() if sheets.info(sheet_key).key]
    ScoreSheet.add_many(
        [
            {"event": sheets.event.id, "entrant": sheet_key[0], "judge": sheet_key[1], "paper_total": total}
            for sheet_key, total in totals.items()
            if not sheets.info(sheet_key).key
        ]
    )
    database.executemany("UPDATE score_sheet SET paper_total = ? WHERE id = ?", known)


def unconfirmed_sheets(result: TrackResult) -> list[MissingSheet]:
    """Every sheet of a track that is complete and not confirmed."""
    missing = set(missing_sheets(result))
    known = {event.key: sheets_of(event.key, result.competitors) for event in result.rules.events}
    return [
        sheet
        for sheet in expected_sheets(result)
        if sheet not in missing and not known[sheet.event].get((sheet.entrant, sheet.judge), UNKNOWN_SHEET).confirmed_by
    ]


class MarkChange(NamedTuple):
    """One change of a mark: when (local time, ISO), who, points in thousandths before and after, and the step."""

    at: str
    by: str
    was: int | None
    now: int | None
    step: str

    def sentence(self) -> str:
        """06-01 09:00 王祯 35.5 → 36：更正成绩（庭审观摩）：看错一行."""
        was, now = (_("空") if value is None else plain_text(value) for value in (self.was, self.now))
        when = self.at[5:16].replace("T", " ")
        return _("{when}　{who}　{was} → {now}　{step}").format(
            when=when, who=self.by, was=was, now=now, step=self.step
        )


def mark_history(event: int, spot: Spot) -> list[MarkChange]:
    """Everything that happened to the mark at one spot, newest first, also when it was taken back and typed again."""
    found = [
        (step, change)
        for key in _keys_at(event, spot)
        for step, change in journal.history(key)
        if change.table == "mark"
    ]
    return [
        MarkChange(
            step.at,
            step.actor,
            (change.was or {}).get("value"),
            (change.now or {}).get("value"),
            _(_STEP_WAYS[step.kind]).format(step=step.label) if step.kind in _STEP_WAYS else step.label,
        )
        for step, change in sorted(found, key=lambda pair: -pair[0].seq)
        if "value" in {**(change.was or {}), **(change.now or {})}
    ]


_STEP_WAYS = {"undo": N_("撤销：{step}"), "redo": N_("恢复：{step}")}


def _keys_at(event: int, spot: Spot) -> list[int]:
    """The keys of the mark that is at a spot and of those that once were."""
    entrant, judge, criterion = spot
    where = {"event_id": event, "entrant_id": entrant, "judge_id": judge, "criterion_id": criterion}
    here = database.rows(
        f"SELECT id FROM mark WHERE event_id = ? AND entrant_id = ? AND {same('judge_id')} AND criterion_id = ?",
        *where.values(),
    )
    return list(dict.fromkeys([*(key for (key,) in here), *journal.deleted_where("mark", where)]))
