"""Nomination lists (推荐表): the form that courts and departments fill in, and entering whom the filled ones name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cadre_desktop.contests.actions.entering import enter, enter_guests
from cadre_desktop.contests.actions.panels import Guest
from cadre_desktop.contests.exchange.staff import Staff, who
from cadre_desktop.contests.kinds import ENTRANT
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.contests.results import tracks_of
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_template
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable, read_sheet
from cadre_desktop.kit.intake.sheets.contract import SheetContract
from cadre_desktop.kit.intake.sheets.names import NamedRows, Unfit
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.store.fields import TextField
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import PersonStatus


def _column(title: str, *also: str, hint: str = "") -> Column:
    return Column(TextField(), title, also=also, hint=hint)


NOMINATION_SHEET = SheetContract(
    "推荐表",
    {
        "name": Column(Entrant.name, "姓名", also=(*ENTRANT.column(Entrant.name).also, "选手")),
        "unit": _column("单位", "所在单位", "工作单位", "法院", hint="本院和辖区法院从下拉列表选择"),
        "division": _column("部门", "所在部门", "庭室", hint="推荐部门；同院有同名的人时必填"),
        "post": _column("职务", "职务职级", hint="供审核，不导入"),
        "track": _column("参赛赛道", "赛道", "专业组", "推荐赛道", hint="从下拉列表选择"),
        "staff_number": _column("工号", "人员编号", hint="姓名、部门仍分不清时填写"),
        "notes": _column("备注", hint="供审核，不导入"),
    },
    ("name", "track"),
    "每人一行。盖章后的电子表由竞赛管理员导入，可以一次选多份。",
)


@dataclass(frozen=True)
class Nominated:
    """Somebody whom a list names for a track: a person on the staff, or a guest."""

    track: int
    card: Values


@dataclass
class Nominations:
    """What some lists would bring: who is entered anew, how many are already, and what has to be put right."""

    files: int
    read: int = 0
    known: int = 0
    new: list[Nominated] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def write_nomination_form(contest: Contest, path: Path) -> None:
    """Write the form with the contest's tracks and the city's courts to choose from.

    Raises Refused if the file is open elsewhere.
    """
    offered = {
        "track": tuple(track.name for track in tracks_of(contest.id)),
        "unit": tuple(court.name for court in Court.select().order_by(Court.place, Court.id)),
    }
    columns = [
        replace(out, choices=offered.get(name, ()))
        for name, out in zip(NOMINATION_SHEET.columns, NOMINATION_SHEET.out(empty=True), strict=True)
    ]
    explained = [("列", "是否必填", "填写说明"), ("", "", NOMINATION_SHEET.about)]
    explained += [(column.heading, "必填" if column.required else "", column.note) for column in columns]
    write_template(path, [SheetSpec(NOMINATION_SHEET.title, columns)], explained)


def read_nominations(contest: Contest, paths: Sequence[Path]) -> Nominations:
    """What the lists would bring; each row that cannot be taken in is reported with its file, row and column.

    Raises Refused for a sealed contest, and for a file that is no such list.
    """
    refuse_if_sealed(contest.id)
    tables = []
    found = Nominations(len(paths))
    for path in paths:
        table, findings = read_sheet(path, NOMINATION_SHEET)
        found.read += findings.read
        found.problems += [_at(problem, path) for problem in findings.problems]
        tables.append((path, table))
    judge = _Judge(contest, [row for _path, table in tables for row in table.rows])
    for path, table in tables:
        for row in table.rows:
            try:
                judge.take(row, found)
            except Unfit as unfit:
                found.problems.append(_told(table, row, unfit.name, str(unfit), path))
            except Unclear as unclear:
                found.problems.append(_told(table, row, "name", str(unclear), path))
    return found


def _told(table: ContractTable, row: ContractRow, name: str, message: str, path: Path) -> Problem:
    return _at(table.problem(row.number, name, message), path)


def _at(problem: Problem, path: Path) -> Problem:
    """Of several files the file says more than the sheet."""
    return replace(problem, sheet=path.name)


class _Judge:
    """Finds for each row whom it names, and why that one cannot be entered."""

    def __init__(self, contest: Contest, rows: Sequence[ContractRow]):
        self._contest = contest
        tracks = tracks_of(contest.id)
        self._titles = {track.id: track.name for track in tracks}
        self._tracks = NamedRows(_("赛道"), ((track.name, track.id) for track in tracks))
        self._staff = Staff((row.text("name") for row in rows), (row.text("staff_number") for row in rows))
        self._courts = {court.name for court in Court.select()}
        self._entered: dict[object, set[int]] = defaultdict(set)
        for entrant in Entrant.select().where(Entrant.contest == contest):
            self._entered[who(entrant.__data__)].add(entrant.__data__["track"])

    def take(self, row: ContractRow, found: Nominations) -> None:
        """Add whom a row names. Raises Unfit, saying why not."""
        name, unit = row.text("name"), row.text("unit")
        card = self._staff.card(name, unit, row.text("division"), row.text("staff_number"))
        track = self._track(row)
        self._refuse_unknown(card)
        entered = self._entered[who(card)]
        if track in entered:
            found.known += 1
            return
        if entered and not self._contest.several_tracks:
            text = _("{name}已参加“{track}”，同一竞赛不能参加两个赛道。")
            raise Unfit("track", text.format(name=name, track=self._titles[min(entered)]))
        entered.add(track)
        found.new.append(Nominated(track, card))

    def _track(self, row: ContractRow) -> int:
        try:
            return self._tracks.get(row.text("track"))
        except Unclear as unclear:
            raise Unfit("track", str(unclear)) from unclear

    def _refuse_unknown(self, card: Values) -> None:
        name, unit = card["name"], card["unit"]
        if card["person"] is not None:
            person, starts = Person.by_key(card["person"]), self._contest.starts
            here = person.status_since is not None and starts is not None and person.status_since > starts
            if not PersonStatus(person.status).on_staff and not here:
                text = _("{name}已{status}，不能推荐参赛。")
                raise Unfit("name", text.format(name=name, status=_(PersonStatus(person.status).label)))
        elif not unit:
            text = _("花名册里没有“{name}”；请核对姓名，外单位人员请填写单位。")
            raise Unfit("name", text.format(name=name))
        elif unit in self._courts:
            text = _("“{unit}”的花名册里没有“{name}”；请核对姓名、单位和部门，新来的人请先在“人员”里录入。")
            raise Unfit("name", text.format(unit=unit, name=name))


def enter_nominated(store: Store, contest: Contest, found: Nominations) -> int:
    """Enter all whom the lists name anew, in one step; returns how many. Their entries keep the nominating department.

    Raises Refused when the contest is sealed, or somebody was entered elsewhere meanwhile.
    """
    refuse_if_sealed(contest.id)
    by_track: dict[int, list[Values]] = defaultdict(list)
    for one in found.new:
        by_track[one.track].append(one.card)
    with store.step(_("按推荐表报名 {count} 人").format(count=len(found.new))):
        for key, cards in by_track.items():
            _enter(store, Track.by_key(key), cards)
    return len(found.new)


def _enter(store: Store, track: Track, cards: Sequence[Values]) -> None:
    staff = {card["person"]: card for card in cards if card["person"] is not None}
    guests = [Guest(card["name"], card["unit"], card["division"]) for card in cards if card["person"] is None]
    if guests:
        enter_guests(store, track, guests)
    if not staff:
        return
    enter(store, track, staff)
    for row in Entrant.select().where(Entrant.track == track, Entrant.person.in_(list(staff))):
        card = staff[row.__data__["person"]]
        if (row.unit, row.division) != (card["unit"], card["division"]):
            row.unit, row.division = card["unit"], card["division"]
            row.save()
