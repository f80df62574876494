"""How well generated workbooks are read: the people in the file against the true ones, and what was told."""

import contextlib
import io
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from office_people import TruePerson
from office_sheets import OfficeBook, Placed

from cadre_desktop.cli.parser import run as command_line
from cadre_desktop.kit import display
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA

FIELDS = ("sex", "born", "id_number", "ethnic", "post", "education", "political", "phone", "joined")
DATES = ("born", "joined")
STORED = {"joined": "joined_work"}


@dataclass
class Report:
    """Counts over workbooks. Whatever is `silent` happened without a word at the row; the list says where."""

    counts: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def count(self, what: str, where: str, told: bool) -> None:
        """Count something that went wrong."""
        self.counts[f"{what}, told" if told else f"{what}, silent"] += 1
        if not told:
            self.silent.append(f"{what}: {where}")

    def lines(self) -> list[str]:
        """The figures, one a line."""
        return [f"{what}: {count:,}" for what, count in sorted(self.counts.items())]


class Told:
    """What an import has said, by sheet and row."""

    def __init__(self, outcome: dict[str, Any]):
        self.outcome = outcome
        said = [*outcome["problems"], *outcome.get("notes", [])]
        self._rows = {(each["sheet"], each["row"]) for each in said}
        self._sheets = {each["sheet"] for each in outcome.get("left_out", [])}

    def about(self, sheet: str, row: int) -> bool:
        """Whether anything was said about a row or its sheet."""
        return (sheet, row) in self._rows or (sheet, None) in self._rows or sheet in self._sheets


def import_book(book: OfficeBook, file: Path, court_file: Path) -> dict[str, Any]:
    """Import a workbook by the command line, told the courts that nothing in the workbook tells; its outcome."""
    only = file.suffix == ".csv"
    answers = [f"--court={'' if only else sheet.name + '='}{sheet.court}" for sheet in book.sheets if sheet.court]
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
        command_line(["import", "people", str(file), "--json", "--db", str(court_file), *answers])
    outcome: dict[str, Any] = json.loads(words.getvalue())
    return outcome


def check_book(book: OfficeBook, outcome: dict[str, Any], court_file: Path, report: Report) -> None:
    """Compare what the court's file holds now with the truth."""
    told = Told(outcome)
    store = open_store(court_file, SCHEMA, "测试")
    try:
        found = {person.name: person for person in Person.select()}
        known = {placed.person.name for placed in book.people}
        for name in found.keys() - known:
            report.count("people invented", f"{book.number} {name}", told=False)
        for placed in book.people:
            report.counts["people"] += 1
            _check_person(book, placed, found.get(placed.person.name), told, report)
    finally:
        close_store(store)
    parts = ("new", "changed", "same", "refused", "no_data")
    if outcome["read"] != sum(outcome[part] for part in parts):
        report.count("account wrong", str(book.number), told=False)


def _check_person(book: OfficeBook, placed: Placed, person: Person | None, told: Told, report: Report) -> None:
    where = f"{book.number} {placed.sheet}!{placed.row} {placed.person.name}"
    said = told.about(placed.sheet, placed.row)
    if person is None:
        report.count("people lost", where, said)
        return
    true = placed.person
    if person.court.name != true.court:
        report.count("court wrong", f"{where}: {person.court.name}, not {true.court}", said)
    department = person.department.name if person.department else ""
    if department != true.department:
        report.count("department " + ("wrong" if department else "blank"), f"{where}: {department}", said)
    for name in FIELDS:
        if name in placed.cells:
            _check_cell(where, name, person, true, placed.cells[name], said, report)


def _check_cell(where: str, name: str, person: Person, true: TruePerson, cell: Any, said: bool, report: Report) -> None:
    report.counts["cells"] += 1
    value = getattr(person, STORED.get(name, name))
    shown = display.shown(PERSON.column(getattr(Person, STORED.get(name, name))), value)
    wanted = getattr(true, name)
    right = value == wanted if name in DATES else shown == wanted or (name == "phone" and wanted in shown)
    if not right:
        report.count("cells " + ("wrong" if shown else "blank"), f"{where}: {name} {cell!r} → {shown}", said)
