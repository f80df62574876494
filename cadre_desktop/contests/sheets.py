"""Sheets of paper as the desk keeps them: who keyed them, the total written on them, how far they have come."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cadre_desktop.contests.records import ScoreSheet
from cadre_desktop.contests.rules.points import MAX_DECIMALS, Exact, plain_text, round_half_up
from cadre_desktop.contests.rules.rubrics import RubricLine, contribution
from cadre_desktop.contests.rules.scoring import JudgeSheet, sheet_total
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED, same

SheetKey = tuple[int, int | None]
"""Whose sheet and who marked it: entrant and judge by key; no judge for measured marks."""

Spot = tuple[int, int | None, int]
"""Where a mark is: entrant, judge, criterion."""

_BETWEEN = "、"
"""Between the names of those who keyed a sheet."""


class SheetState(Code):
    """How far a sheet has come."""

    EMPTY = "empty", N_("未录")
    KEYING = "keying", N_("录入中")
    COMPLETE = "complete", N_("待确认")
    DIFFERENT = "different", N_("有差异")
    CONFIRMED = "confirmed", N_("已确认")

    @property
    def tone(self) -> Tone:
        tones: dict[SheetState, Tone] = {
            SheetState.COMPLETE: "warning",
            SheetState.DIFFERENT: "bad",
            SheetState.CONFIRMED: "good",
        }
        return tones.get(self, "neutral")


class SheetInfo(NamedTuple):
    """What is known of a sheet besides its marks; `paper_total` in thousandths of a point."""

    key: int = 0
    paper_total: int | None = None
    keyed_by: str = ""
    confirmed_by: str = ""
    second_by: str = ""

    @property
    def settled(self) -> bool:
        """Whether a change of its marks needs a reason: it was confirmed, or keyed a second time."""
        return bool(self.confirmed_by or self.second_by)

    def keyed_by_person(self, name: str) -> bool:
        """Whether somebody of that name typed any of the first marks."""
        return name in self.keyed_by.split(_BETWEEN)

    def keyers_with(self, name: str) -> str:
        """The names of all who keyed it, one more among them."""
        return self.keyed_by if self.keyed_by_person(name) else _BETWEEN.join(filter(None, (self.keyed_by, name)))


UNKNOWN_SHEET = SheetInfo()
"""A sheet of which only marks are known, if any: those from a workbook, for one."""


def sheets_of(event: int, entrants: Iterable[int]) -> dict[SheetKey, SheetInfo]:
    """What is known of the sheets of entrants in an event."""
    rows = database.rows(
        "SELECT entrant_id, judge_id, id, paper_total, keyed_by, confirmed_by, second_by FROM score_sheet"
        f" WHERE event_id = ? AND entrant_id IN {LISTED}",
        event,
        json.dumps(list(entrants)),
    )
    return {row[:2]: SheetInfo(*row[2:]) for row in rows}


def second_marks_of(event: int, entrants: Iterable[int]) -> dict[Spot, int]:
    """The marks of the second keying, by their spots."""
    rows = database.rows(
        "SELECT entrant_id, judge_id, criterion_id, value FROM second_mark"
        f" WHERE event_id = ? AND entrant_id IN {LISTED}",
        event,
        json.dumps(list(entrants)),
    )
    return {row[:3]: row[3] for row in rows}


def total_of(criteria: Sequence[RubricLine], marks: Sequence[int | None]) -> Exact | None:
    """The total of a sheet as it is on paper; None while a mark is missing."""
    if None in marks:
        return None
    if all(line.by_judges for line in criteria):
        return sheet_total(criteria, JudgeSheet(0, tuple(marks)))
    return sum(contribution(line, mark) for line, mark in zip(criteria, marks, strict=True) if mark is not None)


def paper_problem(total: Exact | None, paper: int | None) -> str | None:
    """Why the total on paper does not fit the marks, or None; nothing is wrong while one of them is not known."""
    if total is None or paper is None or round_half_up(total, MAX_DECIMALS) == paper:
        return None
    gap = total - paper if total > paper else paper - total
    words = _("纸面合计 {paper} 与录入合计 {total} 相差 {gap}，请对照纸面核对各项。")
    return words.format(paper=plain_text(paper), total=plain_text(total), gap=plain_text(gap))


def state_of(
    sheet_key: SheetKey,
    criteria: Sequence[RubricLine],
    marks: Mapping[Spot, int],
    second: Mapping[Spot, int],
    info: SheetInfo,
) -> SheetState:
    """How far a sheet has come. A second keying shows only when it is complete; until then it stays blind."""
    spots = [(*sheet_key, line.key) for line in criteria]
    given = sum(spot in marks for spot in spots)
    if given < len(spots):
        return SheetState.KEYING if given else SheetState.EMPTY
    if differing(spots, marks, second):
        return SheetState.DIFFERENT
    return SheetState.CONFIRMED if info.confirmed_by else SheetState.COMPLETE


def differing(spots: Sequence[Spot], marks: Mapping[Spot, int], second: Mapping[Spot, int]) -> list[Spot]:
    """Where the two keyings of one sheet differ; nothing while one of them is not complete."""
    if not all(spot in marks and spot in second for spot in spots):
        return []
    return [spot for spot in spots if marks[spot] != second[spot]]


def refuse_without_reason(infos: Iterable[SheetInfo], reason: str) -> None:
    """Raise Refused when a settled sheet is to change and nobody says why."""
    if not reason.strip() and any(info.settled for info in infos):
        raise Refused(Problem(_("这张评分表已确认或已复核，请写明更正的原因。"), field="reason"))


def in_order(sheet_keys: Collection[SheetKey]) -> list[SheetKey]:
    """Sheets by entrant and judge, so that the same work always writes the same journal."""
    return sorted(sheet_keys, key=lambda sheet_key: (sheet_key[0], sheet_key[1] or 0))


def note_keying(actor: str, event: int, sheet_keys: Collection[SheetKey]) -> None:
    """Keep who typed marks on sheets, inside a step. What was confirmed is so no more; empty sheets are forgotten."""
    sheet_keys = in_order(sheet_keys)
    known = sheets_of(event, {entrant for entrant, _judge in sheet_keys})
    ScoreSheet.add_many(
        [
            {"event": event, "entrant": entrant, "judge": judge, "keyed_by": actor}
            for entrant, judge in sheet_keys
            if (entrant, judge) not in known
        ]
    )
    held = [known[sheet_key] for sheet_key in sheet_keys if sheet_key in known]
    database.executemany(
        "UPDATE score_sheet SET keyed_by = ?, confirmed_by = '', confirmed_on = NULL WHERE id = ?",
        [(info.keyers_with(actor), info.key) for info in held],
    )
    _forget_empty(event, sheet_keys)


def _forget_empty(event: int, sheet_keys: Collection[SheetKey]) -> None:
    """A sheet whose last mark was taken back leaves nothing but the total somebody read from the paper."""
    for table, kept in (("second_mark", ""), ("score_sheet", " AND paper_total IS NULL")):
        database.executemany(
            f"DELETE FROM {table} WHERE event_id = ? AND entrant_id = ? AND {same('judge_id')}{kept} AND NOT EXISTS"
            f" (SELECT 1 FROM mark m WHERE m.event_id = ? AND m.entrant_id = ? AND {same('m.judge_id')})",
            [(event, *sheet_key, event, *sheet_key) for sheet_key in sheet_keys],
        )


def reopen_sheets(event: int, sheet_keys: Collection[SheetKey]) -> None:
    """Take back that sheets were confirmed, inside a step."""
    database.executemany(
        "UPDATE score_sheet SET confirmed_by = '', confirmed_on = NULL"
        f" WHERE event_id = ? AND entrant_id = ? AND {same('judge_id')} AND confirmed_by <> ''",
        [(event, *sheet_key) for sheet_key in in_order(sheet_keys)],
    )
