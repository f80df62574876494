"""Measured marks (examination scores, typing speed) from a list of their own, of all tracks in which an event is held.

A list names each entrant once: by name, code, draw or entry number, with the unit where namesakes are to be
distinguished; its marks are in a column for each criterion, or under 分值 with the criterion beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cadre_desktop.contests.actions.marking import MarkEntry, marks_of, record_marks
from cadre_desktop.contests.exchange.people_in import told_apart
from cadre_desktop.contests.kinds import MARK
from cadre_desktop.contests.naming import hides, known_in
from cadre_desktop.contests.records import Contest, Event, Mark
from cadre_desktop.contests.results import Competitor, TrackRules, competitors_of, rules_of, tracks_of
from cadre_desktop.contests.rules.rubrics import RubricLine, check_mark
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.sheets import UNKNOWN_SHEET, SheetInfo, Spot, sheets_of
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, Findings, read_sheet
from cadre_desktop.kit.intake.sheets.contract import SheetContract
from cadre_desktop.kit.intake.sheets.names import NamedPeople, NamedRows, Unfit
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.fields import TextField
from cadre_desktop.kit.store.store import Store

_SHEET = "测量成绩"
_AT_ODDS = N_("与第 {row} 行是同一位选手的同一个成绩，分值却不同，都没有导入；请核对后只保留一行。")
_LINE = "line "
"""Begins the program's name of a column that is a criterion's."""


@dataclass
class Measured:
    """What a list would bring: marks by the key of their event, how many are as they were, and what is refused."""

    event: str
    read: int
    marks: dict[int, list[MarkEntry]] = field(default_factory=lambda: defaultdict(list))
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0

    @property
    def count(self) -> int:
        """How many marks are new or others than before."""
        return sum(map(len, self.marks.values()))


@dataclass(frozen=True)
class _Part:
    """The event in one track: its measured criteria, and the entrants as the event may know them."""

    track: str
    rules: TrackRules
    event: TrackEvent
    people: Mapping[int, Competitor]

    @property
    def lines(self) -> tuple[RubricLine, ...]:
        return tuple(line for line in self.event.criteria if not line.by_judges)


def _parts(contest: Contest, event: str, track: str = "") -> list[_Part]:
    """The tracks that hold an event of this name with anything to measure. Raises Refused when none does."""
    found = []
    for row in tracks_of(contest.id):
        rules = rules_of(row.id)
        held = next((one for one in rules.events if one.name == event and track in ("", row.name)), None)
        if held is not None and any(not line.by_judges for line in held.criteria):
            found.append(_Part(row.name, rules, held, known_in(rules, held.key, competitors_of(row.id))))
    if not found:
        text = _("“{event}”没有测量的评分项，不能导入测量成绩；请核对项目和赛道，或在“设置”里把评分项改为测量。")
        raise Refused(text.format(event=event))
    return found


def _contract(parts: Iterable[_Part]) -> SheetContract:
    names = dict.fromkeys(line.name for part in parts for line in part.lines)
    points = MARK.column(Mark.value)
    ways = tuple(word for word in ("姓名", "代号", "匿名编号", "编号", "抽签号", "报名号") if word not in names)
    columns = {
        "entrant": Column(TextField(), "选手", also=ways, hint="姓名、代号、抽签号或报名号"),
        "unit": Column(TextField(), "单位", also=("所在单位", "法院"), hint="有同名的人时填写"),
        "division": Column(TextField(), "部门", also=("所在部门", "庭室"), hint="同单位也有同名的人时填写"),
        "track": Column(TextField(), "赛道", also=("参赛赛道", "组别"), hint="一人参加两个赛道时填写"),
        "criterion": Column(TextField(), "评分项", hint="分值都在“分值”一列时填写"),
        "value": Column(points.field, "分值", also=tuple({"成绩", "得分", "分数"} - names.keys())),
    }
    columns |= {_LINE + name: Column(points.field, name) for name in names}
    return SheetContract(_SHEET, columns, ("entrant",), "每位选手一行。没有成绩就留空，空白不是零分。")


def read_measured(contest: Contest, event: str, path: Path, track: str = "") -> Measured:
    """What a list would bring to an event, in all its tracks or one; every row that cannot be taken in is reported.

    Refused are whoever is not found or may be several, a mark out of range or off its step, the same mark twice (both
    rows where they differ), and a change on a sheet that was confirmed. Raises Refused for a sealed contest, an event
    without measured criteria, and a file that is no such list.
    """
    refuse_if_sealed(contest.id)
    parts = _parts(contest, event, track)
    table, findings = read_sheet(path, _contract(parts))
    reader = _MarkReader(parts)
    for row in table.rows:
        try:
            reader.take(table, row)
        except Unfit as unfit:
            findings.refuse(table.problem(row.number, unfit.name, str(unfit)))
        except Unclear as unclear:
            findings.refuse(table.problem(row.number, "entrant", str(unclear)))
    return reader.concluded(event, table, findings)


class _MarkReader:
    """Finds for each row whose marks it has, and puts those together that can be taken in."""

    def __init__(self, parts: list[_Part]):
        self._parts = parts
        self._of = {key: part for part in parts for key in part.people}
        self._tracks = NamedRows(_("赛道"), ((part.track, index) for index, part in enumerate(parts)))
        self._marks: dict[Spot, int] = {}
        self._infos: dict[int, SheetInfo] = {}
        for part in parts:
            self._marks |= marks_of(part.event.key, part.people)
            infos = sheets_of(part.event.key, part.people)
            self._infos |= {entrant: info for (entrant, judge), info in infos.items() if judge is None}
        self._found: dict[Spot, tuple[int, str, int]] = {}
        self._at_odds: dict[Spot, int] = {}

    def take(self, table: ContractTable, row: ContractRow) -> None:
        """Take the marks of one row. Raises Unclear, saying why they are not allowed."""
        entrant = self._entrant(row)
        part = self._of[entrant]
        one = part.people[entrant]
        if not one.competes:
            raise Unfit("entrant", _("{name}已{status}，不能评分。").format(name=one.name, status=_(one.status.label)))
        values = [((entrant, None, line.key), name, value) for line, name, value in self._values(part, row)]
        for spot, name, value in values:
            if spot in self._found:
                self._refuse_again(spot, row, name, value)
        self._found |= {spot: (row.number, name, value) for spot, name, value in values}

    def _refuse_again(self, spot: Spot, row: ContractRow, name: str, value: int) -> None:
        """Of two marks for the same nobody can say which is right."""
        first, _name, other = self._found[spot]
        if other == value:
            raise Unfit(name, _("与第 {row} 行是同一位选手的同一个成绩，请只保留一行。").format(row=first))
        self._at_odds[spot] = row.number
        raise Unfit(name, _(_AT_ODDS).format(row=first))

    def _entrant(self, row: ContractRow) -> int:
        text, unit, division = row.text("entrant"), row.text("unit"), row.text("division")
        parts = self._parts
        if row.text("track"):
            try:
                parts = [parts[self._tracks.get(row.text("track"))]]
            except Unclear as unclear:
                raise Unfit("track", str(unclear)) from unclear
        meant = [key for part in parts for key, one in part.people.items() if _is_called(part, one, text)]
        meant = [key for key in meant if not unit or self._in(key, "unit", unit)] if len(meant) > 1 else meant
        meant = [key for key in meant if not division or self._in(key, "division", division)] or meant
        if len(meant) > 1:
            message = _("有 {count} 位选手叫“{text}”，分不清是谁；请填写单位、部门或赛道。")
            raise Unfit("entrant", message.format(count=len(meant), text=text))
        if meant:
            return meant[0]
        people = ((key, one.name, (one.unit, one.division)) for part in parts for key, one in part.people.items())
        return NamedPeople(_("选手"), told_apart(), people).get(text)

    def _in(self, key: int, name: str, text: str) -> bool:
        return "".join(text.split()) in getattr(self._of[key].people[key], name)

    def _values(self, part: _Part, row: ContractRow) -> Iterator[tuple[RubricLine, str, int]]:
        """The marks that a row gives: criterion, column, thousandths."""
        for line in part.lines:
            value = row.values.get(_LINE + line.name)
            if value is not None:
                yield line, _LINE + line.name, self._checked(_LINE + line.name, line, value)
        value = row.values.get("value")
        if value is not None:
            line = self._named_line(part, row.text("criterion"))
            yield line, "value", self._checked("value", line, value)

    @staticmethod
    def _named_line(part: _Part, text: str) -> RubricLine:
        if not text and len(part.lines) == 1:
            return part.lines[0]
        by_key = {line.key: line for line in part.lines}
        try:
            return by_key[NamedRows(_("评分项"), ((line.name, line.key) for line in part.lines)).get(text)]
        except Unclear as unclear:
            raise Unfit("criterion", str(unclear)) from unclear

    @staticmethod
    def _checked(name: str, line: RubricLine, value: int) -> int:
        wrong = check_mark(line, value)
        if wrong:
            raise Unfit(name, wrong)
        return value

    def concluded(self, event: str, table: ContractTable, findings: Findings) -> Measured:
        """Everything found, without marks that two rows give differently or that would change a confirmed sheet."""
        for spot, other in self._at_odds.items():
            first, name, _value = self._found.pop(spot)
            findings.refuse(table.problem(first, name, _(_AT_ODDS).format(row=other)))
        measured = Measured(event, findings.read, problems=findings.problems)
        for spot, (number, name, value) in self._found.items():
            if self._marks.get(spot) == value:
                measured.same += 1
            elif spot in self._marks and self._infos.get(spot[0], UNKNOWN_SHEET).settled:
                text = _("这张评分表已确认或已复核，不能导入修改；请先撤销确认，或在“评分”页更正并写明原因。")
                findings.refuse(table.problem(number, name, text))
            else:
                measured.marks[self._of[spot[0]].event.key].append(MarkEntry(*spot, value))
        measured.refused = findings.refused
        return measured


def _is_called(part: _Part, one: Competitor, text: str) -> bool:
    """Whether a list means an entrant; where entrants go by codes nothing else shows whose code it is."""
    plain = "".join(text.split())
    if plain == one.name or (one.code and plain == one.code):
        return True
    if hides(part.rules, part.event.key):
        return False
    return plain in (one.entry_number, str(one.number or ""))


def record_measured(store: Store, found: Measured) -> int:
    """Record what a list brings, in one step; returns how many marks. Raises Refused when that is no longer
    possible."""
    if not found.count:
        return 0
    with store.step(_("导入测量成绩（{event}）：{count} 个").format(event=found.event, count=found.count)):
        return sum(record_marks(store, Event.by_key(key), marks) for key, marks in found.marks.items())


def write_measured_form(contest: Contest, event: str, path: Path, track: str = "") -> int:
    """Write the list to be filled in, with everybody who competes in it; returns how many.

    Raises Refused for an event without measured criteria, and if the file is open elsewhere.
    """
    parts = _parts(contest, event, track)
    contract = _contract(parts)
    coded = all(hides(part.rules, part.event.key) for part in parts)
    wanted = ["track", "entrant", *([] if coded else ["unit", "division"])]
    wanted += [name for name in contract.columns if name.startswith(_LINE)]
    columns = dict(zip(contract.columns, contract.out(), strict=True))
    rows = [_blank_row(part, one, wanted) for part in parts for one in part.people.values() if one.competes]
    write_tables(path, [(SheetSpec(_SHEET, [columns[name] for name in wanted]), rows)])
    return len(rows)


def _blank_row(part: _Part, one: Competitor, wanted: Iterable[str]) -> list[Any]:
    known = {"track": part.track, "entrant": one.name, "unit": one.unit, "division": one.division}
    return [known.get(name) or None for name in wanted]
