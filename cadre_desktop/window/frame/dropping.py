"""Where a dropped workbook belongs: its headings say it; when several kinds of record fit, or none, it is asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import DroppedFiles, OtherWorkbook
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.store.fields import NameField
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.schema import kinds
from cadre_desktop.window.data_files import EXTENSION
from cadre_desktop.window.tabs import TABS

_ALMOST = 0.65
"""A kind that fits so well, measured by the best, may be meant as well."""


def droppable() -> dict[str, str]:
    """What may be dropped by key, and what it is called, in the order in which it is offered: the workbooks that are of
    no kind, people, and then tab by tab."""
    of_no_kind = {book.key: _(book.title) for book in _of_no_kind()}
    of_kinds = {key: title for plan in TABS for slice_ in plan.published for key, title in slice_.workbooks.items()}
    order = sorted(of_kinds, key=lambda key: key != PERSON.key)
    return {**of_no_kind, **{key: _(of_kinds[key]) for key in order}}


def _of_no_kind() -> list[OtherWorkbook]:
    return [book for plan in TABS for slice_ in plan.published for book in slice_.other_workbooks]


@dataclass(frozen=True)
class KindFit:
    """A kind that a workbook may be of: `score` is the share of its headings that it understands."""

    key: str
    score: float


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that was dropped, if it is a workbook or a court's file."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    known = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", EXTENSION}
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in known else None


def dropped_paths(data: QMimeData) -> list[Path]:
    """All files and folders that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def may_be_dropped(data: QMimeData) -> bool:
    """Whether what is over the window may be taken; what folders and zips hold is looked at once it is dropped."""
    paths = dropped_paths(data)
    endings = {ending for others in _dropped() for ending in others.endings}
    several = all(path.is_dir() or path.suffix.lower() in endings for path in paths)
    return dropped_file(data) is not None or (bool(paths) and several)


def taker_of(paths: Sequence[Path]) -> DroppedFiles | None:
    """Who takes what was dropped, if it is no workbook."""
    return next((others for others in _dropped() if others.are_such(paths)), None) if paths else None


def _dropped() -> list[DroppedFiles]:
    return [others for plan in TABS for slice_ in plan.published for others in slice_.dropped_files]


def fitting(path: Path, kinds: Iterable[Kind], progress: Progress | None = None) -> list[KindFit]:
    """The kinds a workbook may be of, the likeliest first: those that fit about as well as the best.

    Raises Refused for a file that cannot be read.
    """
    from cadre_desktop.kit.documents.workbook import read_workbook

    workbook = read_workbook(path, progress)
    others = _of_no_kind()
    if alone := next((book for book in others if book.alone and book.is_one(workbook)), None):
        return [KindFit(alone.key, 1.0)]
    order = list(droppable())
    found = [fit for kind in kinds if kind.key in order for fit in (_fit(workbook, kind),) if fit.score > 0]
    found += [KindFit(book.key, 1.0) for book in others if not book.alone and book.is_one(workbook)]
    found.sort(key=lambda fit: (-fit.score, order.index(fit.key)))
    return [fit for fit in found if fit.score >= _ALMOST * found[0].score]


def _fit(workbook: Any, kind: Kind) -> KindFit:
    """A kind fits when everything is headed that a row cannot be without, but for what may hold for a whole table."""
    from cadre_desktop.kit.intake.grid import find_tables
    from cadre_desktop.kit.intake.mapping import is_ignored, known_headings, propose
    from cadre_desktop.kit.intake.survey import titles_of
    from cadre_desktop.kit.intake.unfolding import unfolded

    for table in find_tables(workbook, known_headings(kind))[:1]:
        written = {heading.column_index for heading in table.headings}
        told = unfolded(table, kind, (*titles_of(table), table.sheet.name, workbook.path.stem))
        if told.rows and any(cell != "" for cell in told.rows[0].values[len(table.rows[0].values) :]):
            table = told
        mapping = propose(kind, table.headings)
        known = [heading for heading in table.headings if not is_ignored(kind, heading)]
        headed = [heading for heading in known if heading.column_index in written]
        lacks_people = _names_people(headed) and not _holds_people(kind)
        if headed and not lacks_people and all(map(_may_hold_for_all, mapping.missing)):
            used = [heading for _column, heading in mapping.used if heading.column_index in written]
            return KindFit(kind.key, len(used) / len(headed))
    return KindFit(kind.key, 0.0)


def _may_hold_for_all(column: Column) -> bool:
    """Whether a column may say the same of a whole table, such as the court of a roster or the course of a list."""
    link = column.link
    return link is not None and not link.within and not isinstance(link.named[0], NameField)


def _names_people(headings: Iterable[Any]) -> bool:
    return any(heading.text in PERSON.column(Person.name).headings for heading in headings)


def _holds_people(kind: Kind) -> bool:
    return kind.record is Person or any(column.link is Person for column in kind.columns)


class KindDialog(FieldDialog):
    """Asks what a workbook is; `chosen` is the key."""

    def __init__(self, name: str, fits: Sequence[KindFit], parent: QWidget | None):
        super().__init__(_("导入“{name}”").format(name=name), _("继续导入"), parent)
        self.chosen: str | None = None
        titles = droppable()
        likely = [fit.key for fit in fits]
        keys = [*likely, *(key for key in titles if key not in likely)]
        self.kind = ChoiceInput([(key, titles[key]) for key in keys], empty=not likely, nothing=None)
        if likely:
            self.kind.set_value(likely[0])
        sentence = _("按表头看，它可能是：{kinds}。请选定是哪一种。") if likely else _("表头认不出是哪一种表，请选定。")
        self.lay_out(((_("这是一份"), self.kind),), sentence.format(kinds="、".join(titles[key] for key in likely)))

    def answer(self) -> None:
        """Take what was chosen; without a choice it says so."""
        if self.kind.value() is None:
            self.wrong(_("请选定是哪一种表。"))
            return
        self.chosen = self.kind.value()
        self.accept()


def ask_kind(name: str, fits: Sequence[KindFit], parent: QWidget) -> str | None:
    """What the workbook is as the user says, or None if it was cancelled."""
    dialog = KindDialog(name, fits, parent)
    dialog.exec()
    return dialog.chosen


def find_kind(path: Path, jobs: Jobs, notices: Notices, owner: QWidget, take: Callable[[str], None]) -> None:
    """Call `take` with the kind of a dropped workbook, which its headings say or else the user."""

    def work(progress: Progress) -> list[KindFit] | Refused:
        try:
            return fitting(path, kinds().values(), progress)
        except Refused as refused:
            return refused

    def told(found: list[KindFit] | Refused) -> None:
        if isinstance(found, Refused):
            notices.refused(found)
            return
        key = found[0].key if len(found) == 1 else ask_kind(path.name, found, owner)
        if key is not None:
            take(key)

    jobs.run(_("正在看是哪种表"), work, told, owner=owner)
