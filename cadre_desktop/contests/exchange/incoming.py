"""Reading a whole contest from one workbook, in one undoable step."""

from dataclasses import dataclass, replace
from pathlib import Path

from cadre_desktop.contests.actions.gaps import unjudged_words
from cadre_desktop.contests.actions.panels import refresh_recusals
from cadre_desktop.contests.exchange import people_in, settings_in
from cadre_desktop.contests.exchange.contract import (
    AWARD_SHEET,
    CHOICE_SHEET,
    CONTEST_BOOK,
    CONTEST_SHEET,
    CRITERION_SHEET,
    ENTRANT_SHEET,
    EVENT_SHEET,
    JUDGE_SHEET,
    MARK_SHEET,
    RECUSAL_SHEET,
    SCORE_SHEET_SHEET,
    SECOND_SHEET,
    TIE_SHEET,
    TRACK_SHEET,
)
from cadre_desktop.contests.exchange.marks_in import take_marks, take_second
from cadre_desktop.contests.exchange.settings_in import NamedElsewhere
from cadre_desktop.contests.exchange.sheets_in import take_sheets
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.results import rules_of, tracks_of
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT, check_weights
from cadre_desktop.contests.vetting import sealed_problems
from cadre_desktop.kit.intake.sheets.book import Book, ContractTable, read_book
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.store import Store


@dataclass(frozen=True)
class ContestImported:
    """What came of a workbook: the contest's key (None when there is none), and read = new + changed + same + refused.

    `problems` are what refused rows, and what has to be put right though the rows are in (weights that are not 100 %).
    `name` is what the workbook calls the contest, `sheets` how many rows each of its sheets has.
    """

    contest: int | None
    read: int
    new: int
    changed: int
    same: int
    refused: int
    problems: tuple[Problem, ...]
    name: str = ""
    sheets: tuple[tuple[str, int], ...] = ()


class _OnlyTried(Exception):
    """Ends a step that was only tried, so that nothing of it stays."""


def import_contest(
    store: Store, path: Path, progress: Progress | None = None, *, only_try: bool = False
) -> ContestImported:
    """Read a contest workbook and make its contest, or change the one of the same name and year.

    Rows that cannot be taken in are left out with their reason, all others come in; what the workbook does not say
    stays. Nothing is taken in for a sealed contest. With `only_try` everything is reported as it would come, and
    nothing is written. Raises Refused for a file that is no contest workbook.
    """
    book = read_book(path, CONTEST_BOOK, (MARK_SHEET, SECOND_SHEET), progress)
    found = settings_in.contest_of(book)
    sealed = sealed_problems(found.id) if found else []
    if found is not None and sealed:
        table = book.table(CONTEST_SHEET)
        problem = table.problem(table.rows[0].number, "name", sealed[0].message)
        return replace(_refused(book, found.id, problem), name=found.name)
    tally = MergeTally(book.findings)
    title = next((row.text("name") for row in book.table(CONTEST_SHEET).rows), "")
    contest: Contest | None = None
    try:
        with store.step(_("导入竞赛“{name}”").format(name=title)):
            contest = settings_in.take_contest(store, book, tally)
            if contest is not None:
                _take(store, contest, book, tally, progress or Progress())
            if only_try:
                raise _OnlyTried
    except _OnlyTried:
        written = found.id if found else None
    else:
        written = contest.id if contest else None
    if contest is None:
        return _refused(book, None, _no_contest(book))
    sheets = tuple((sheet, len(table.cells)) for sheet, table in book.tables.items() if table.cells)
    return replace(_imported(book, written, tally), name=title, sheets=sheets)


def _take(store: Store, contest: Contest, book: Book, tally: MergeTally, progress: Progress) -> None:
    settings_in.take_tracks(contest.id, book.table(TRACK_SHEET), tally)
    held = NamedElsewhere(contest.id)
    settings_in.take_events(held, book.table(EVENT_SHEET), tally)
    held = NamedElsewhere(contest.id)
    settings_in.take_criteria(held, book.table(CRITERION_SHEET), tally)
    settings_in.take_awards(held, book.table(AWARD_SHEET), tally)
    settings_in.take_ties(held, book.table(TIE_SHEET), tally)
    staff = people_in.staff_of(book)
    people_in.take_judges(held, book.table(JUDGE_SHEET), staff, tally)
    people_in.take_entrants(held, contest, book.table(ENTRANT_SHEET), staff, tally)
    progress.check()
    conflicts = people_in.conflicts_of(contest.id)
    refresh_recusals(store, contest)
    excused = people_in.take_recusals(held, book.table(RECUSAL_SHEET), tally, conflicts)
    people_in.take_choices(held, book.table(CHOICE_SHEET), tally)
    if book.table(MARK_SHEET).cells:
        take_marks(held, book.table(MARK_SHEET), excused, tally, progress)
    if book.table(SECOND_SHEET).cells:
        take_second(held, book.table(SECOND_SHEET), excused, tally, progress)
    take_sheets(held, book.table(SCORE_SHEET_SHEET), tally)
    _tell_gaps(contest.id, book, held)


def _imported(book: Book, contest: int | None, tally: MergeTally) -> ContestImported:
    findings, states = book.findings, tally.states
    counts = (states[MergeState.NEW], states[MergeState.CHANGED], states[MergeState.SAME])
    problems = sorted(findings.problems, key=lambda problem: (list(book.tables).index(problem.sheet), problem.row or 0))
    return ContestImported(contest, findings.read, *counts, findings.refused, tuple(problems))


def _refused(book: Book, contest: int | None, problem: Problem) -> ContestImported:
    """Nothing was taken in, all rows are refused."""
    problems = (*book.findings.problems, problem) if problem not in book.findings.problems else book.findings.problems
    return ContestImported(contest, book.findings.read, 0, 0, 0, book.findings.read, tuple(problems))


def _no_contest(book: Book) -> Problem:
    """Why there is no contest: what was found already, or that the sheet is missing."""
    table = book.table(CONTEST_SHEET)
    told = [problem for problem in book.findings.problems if problem.sheet == CONTEST_SHEET.title]
    message = _("工作表“竞赛”里没有竞赛；请填写名称和年度。")
    return told[0] if told else table.problem(table.header, "name", message)


def _tell_gaps(contest: int, book: Book, held: NamedElsewhere) -> None:
    """Weights that do not add up, and marks without a panel: reported at the row, and taken in all the same."""
    weights: dict[tuple[str, int], list[str]] = {}
    empty: dict[str, list[str]] = {}
    alone: list[str] = []
    events = book.table(EVENT_SHEET)
    tracks = tracks_of(contest)
    for track in tracks:
        rules = rules_of(track.id)
        wrong = _wrong_weights([event.weight for event in rules.events])
        rows = _rows_of(events, held, track.id)
        if wrong and rows:
            weights.setdefault((wrong, rows[-1]), []).append(track.name)
        for event in rules.events:
            if any(line.by_judges for line in event.criteria) and not rules.panels[event.key]:
                empty.setdefault(event.name, []).append(track.name)
            alone.append(unjudged_words(track, rules, event))
    for (wrong, row), names in weights.items():
        text = _("{tracks}：{problem}").format(tracks=_quoted(names, len(tracks)), problem=wrong)
        book.findings.tell(events.problem(row, "weight", text))
    judges = book.table(JUDGE_SHEET)
    for event_name, names in empty.items() if book.table(MARK_SHEET).cells else ():
        text = _("{tracks}的“{event}”还没有评委。").format(tracks=_quoted(names, len(tracks)), event=event_name)
        book.findings.tell(judges.problem(judges.header, "name", text))
    for text in filter(None, alone):
        book.findings.tell(judges.problem(judges.header, "name", text))


def _wrong_weights(weights: list[int]) -> str | None:
    """Why the weights of a track do not do, if it has events; cells that show 30% but hold 0.3 are thought of."""
    wrong = check_weights(weights) if weights else None
    if wrong and sum(weights) == WHOLE_WEIGHT // 100:
        return wrong + _("百分比格式的单元格存的是小数，30% 请填 30。")
    return wrong


def _rows_of(events: ContractTable, held: NamedElsewhere, track: int) -> list[int]:
    """The rows of the events that a track has."""
    named = ((row.number, row.text("track")) for row in events.rows)
    return [number for number, text in named if not text or held.tracks.find(text) == track]


def _quoted(names: list[str], all_tracks: int) -> str:
    if len(names) == all_tracks > 1:
        return _("各赛道")
    return "、".join(f"“{name}”" for name in names)
