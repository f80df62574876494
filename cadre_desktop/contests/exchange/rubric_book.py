"""The rubric of one event as a workbook: written, read, and put in place of the one there is, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.contests.exchange.outgoing import cell_of
from cadre_desktop.contests.kinds import CRITERION
from cadre_desktop.contests.records import Criterion, Event
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine as Line
from cadre_desktop.contests.rules.rubrics import full_marks
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.contests.vetting import refuse_if_sealed, unlike_marks, vet_criterion
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, Findings, read_sheet
from cadre_desktop.kit.intake.sheets.contract import SheetContract
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

RUBRIC_SHEET = SheetContract(
    "评分细则",
    {
        "name": CRITERION.column(Criterion.name),
        "points": CRITERION.column(Criterion.points),
        "step": CRITERION.column(Criterion.step),
        "kind": CRITERION.column(Criterion.kind),
        "factor": CRITERION.column(Criterion.factor),
    },
    ("name", "points"),
    "每个评分项一行，次序即评分表上的次序。步长不填为 0.5，类型不填为评判，系数不填为 1。",
)
_USUAL: Values = {name: getattr(Criterion, name).default for name in ("step", "kind", "factor")}


@dataclass(frozen=True)
class RubricPlan:
    """What a workbook would make of a rubric: its lines in order, and what is wrong; with problems it is not taken."""

    lines: tuple[Values, ...]
    problems: tuple[Problem, ...]
    new: int
    changed: int
    same: int
    gone: tuple[str, ...]

    @property
    def full(self) -> str:
        """The full marks of all lines together, as text."""
        return plain_text(full_marks(map(_line, self.lines)))

    @property
    def differs(self) -> bool:
        """Whether the rubric would be another one."""
        return bool(self.new or self.changed or self.gone)


def lines_of(event: Event) -> list[Criterion]:
    """The lines that an event's workbook holds: not those of single tracks of an event for all tracks."""
    track = event.__data__["track"]
    mine = Criterion.track.is_null() if track is None else Criterion.track.is_null() | (Criterion.track == track)
    query = Criterion.select().where(Criterion.event == event, mine)
    return list(query.order_by(Criterion.place, Criterion.id))


def write_rubric(event: Event, path: Path) -> int:
    """Write an event's rubric; returns how many lines. Raises Refused if the file is open elsewhere."""
    columns = RUBRIC_SHEET.columns.items()
    rows = ([cell_of(column, values_of(line)[name]) for name, column in columns] for line in lines_of(event))
    return write_table(path, SheetSpec(RUBRIC_SHEET.title, RUBRIC_SHEET.out()), rows)


def read_rubric(event: Event, path: Path) -> RubricPlan:
    """What a workbook would make of an event's rubric. Raises Refused for a file that is none, or a sealed contest."""
    refuse_if_sealed(event.__data__["contest"])
    table, findings = read_sheet(path, RUBRIC_SHEET)
    known = {line.name: line for line in lines_of(event)}
    lines = [{**_USUAL, **row.values, "place": index} for index, row in enumerate(table.rows, 1)]
    for row, values in zip(table.rows, lines, strict=True):
        for problem in _problems(known.get(values["name"]), values):
            name = problem.field if problem.field in RUBRIC_SHEET.columns else "name"
            findings.refuse(table.problem(row.number, name, problem.message))
    _refuse_twice(table, findings)
    if not table.cells:
        findings.tell(table.problem(table.header, "name", _("表里没有评分项；请至少填写一行。")))
    names = {row.text("name") for row in table.rows}
    gone = [line for line in known.values() if line.name not in names]
    for line in gone if not findings.problems else ():
        if _marks(line):
            text = _("“{name}”已有评分，不能删去；请在表里保留这一项，或先清除评分。")
            findings.tell(table.problem(table.header, "name", text.format(name=line.name)))
    before = [_compared(values_of(line)) for line in known.values()]
    new = sum(values["name"] not in known for values in lines)
    same = sum(was == _compared(values) for was, values in zip(before, lines, strict=False))
    problems = tuple(findings.problems)
    return RubricPlan(tuple(lines), problems, new, len(lines) - new - same, same, tuple(line.name for line in gone))


def _compared(values: Values) -> Values:
    """What the workbook says of a line; its position is that in the list."""
    return {name: values[name] for name in RUBRIC_SHEET.columns}


def _refuse_twice(table: ContractTable, findings: Findings) -> None:
    seen: dict[str, ContractRow] = {}
    for row in table.rows:
        earlier = seen.setdefault(row.text("name"), row)
        if earlier is not row:
            text = _("评分项“{name}”与第 {row} 行重复，请只保留一行。")
            findings.refuse(table.problem(row.number, "name", text.format(name=row.text("name"), row=earlier.number)))


def _line(values: Values) -> Line:
    kind = CriterionKind(values["kind"])
    return Line(values["name"], values["points"], values["step"], kind, values["factor"])


def _marks(line: Criterion) -> list[int]:
    """The different marks that a line has."""
    return [value for (value,) in database.rows("SELECT DISTINCT value FROM mark WHERE criterion_id = ?", line.id)]


def _problems(line: Criterion | None, values: Values) -> list[Problem]:
    """What is wrong with a line; marks there are already must fit it too."""
    return vet_criterion(values) or (unlike_marks(line, _line(values)) if line is not None else [])


def take_rubric(store: Store, event: Event, plan: RubricPlan) -> None:
    """Put the lines of a workbook in place of those there are, in one step; lines of the same name stay the same rows.

    Raises Refused with everything that is wrong; then nothing was changed.
    """
    refuse_if_sealed(event.__data__["contest"])
    if plan.problems:
        raise Refused(plan.problems)
    with store.step(_("导入“{event}”的评分细则").format(event=event.name)):
        known = {line.name: line.id for line in lines_of(event)}
        kept = {values["name"] for values in plan.lines}
        Criterion.delete().where(Criterion.id.in_([key for name, key in known.items() if name not in kept])).execute()
        own = {"contest": event.__data__["contest"], "event": event.id, "track": event.__data__["track"]}
        for values in plan.lines:
            if values["name"] in known:
                Criterion.update(**values).where(Criterion.id == known[values["name"]]).execute()
        Criterion.add_many([{**own, **values} for values in plan.lines if values["name"] not in known])
