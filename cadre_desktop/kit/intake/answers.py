"""Answers to the questions of an import that are given without being asked: on the command line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cadre_desktop.kit.documents.workbook import Sheet, Workbook
from cadre_desktop.kit.intake.cells_read import Cells
from cadre_desktop.kit.intake.corrections import Corrections
from cadre_desktop.kit.intake.defaults import default_columns, meant
from cadre_desktop.kit.intake.grid import choose_table
from cadre_desktop.kit.intake.mapping import known_headings
from cadre_desktop.kit.intake.plan import ImportPart, ImportPlan, plan_parts
from cadre_desktop.kit.intake.survey import Found, Why
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.store import Store


class CourtAnswer(NamedTuple):
    """The row (a court, by any of its names) that the rows of a sheet belong to; of every sheet without a `sheet`."""

    name: str
    sheet: str = ""


def only(found: Iterable[Found], sheet: Sheet) -> None:
    """Choose the tables of one sheet, whatever speaks against them, and no others."""
    for each in found:
        each.chosen = each.sheet is sheet and each.table is not None
        if not each.chosen and each.why is Why.READ:
            each.why = Why.UNASKED


def refuse_nothing_to_read(found: Sequence[Found], workbook: Workbook, kind: Kind, sheet: str | None) -> None:
    """Raise Refused when no table is chosen: with the reasons, or because there is none."""
    if any(each.chosen for each in found):
        return
    listed = [f"{each.name}（{_(each.why)}）" for each in found if each.table is not None]
    if listed and sheet is None:
        words = _("“{file}”里没有可以直接读的工作表：{sheets}。请指定要读哪一张。")
        raise Refused(words.format(file=workbook.path.name, sheets=_("、").join(listed)))
    choose_table(workbook, known_headings(kind), sheet)  # raises with the headings that would make a table


def refuse_no_table(found: Sequence[Found], workbook: Workbook, kind: Kind) -> None:
    """Raise Refused for a workbook without any table of the kind."""
    if not any(each.table is not None for each in found):
        choose_table(workbook, known_headings(kind))


def answer(found: Sequence[Found], kind: Kind, answers: Sequence[CourtAnswer], defaults: Mapping[str, Any]) -> None:
    """Put answers where the tables do not say something; one for a sheet goes before what that sheet says.

    Raises Refused for a name or sheet that is not there, and where a kind has nothing to be asked.
    """
    columns = default_columns(kind)
    if answers and not columns:
        raise Refused(_("“{kind}”没有要指定法院的列。").format(kind=_(kind.title)))
    sheets = {each.sheet.name.strip() for each in found}
    for missing in (given.sheet for given in answers if given.sheet and given.sheet not in sheets):
        words = _("没有工作表“{sheet}”，只有：{names}。")
        raise Refused(words.format(sheet=missing, names=_("、").join(each.name for each in found)))
    for column in columns[:1]:
        keys = {given: _key(column, given.name) for given in answers}
        for each in found:
            _answer_one(each, column, keys)
    for each in found:
        for name, key in defaults.items():
            each.defaults.setdefault(name, key)


def _key(column: Column, name: str) -> int:
    try:
        return meant(column, name)
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear


def _answer_one(found: Found, column: Column, keys: Mapping[CourtAnswer, int]) -> None:
    own = [key for given, key in keys.items() if given.sheet == found.sheet.name.strip()]
    for_all = [key for given, key in keys.items() if not given.sheet]
    if own:
        found.defaults[column.name] = own[-1]
    elif column.name not in found.defaults:
        told = found.told.get(column.name)
        fitting = [key for key in for_all if told is not None and key in told.keys] or for_all
        if len(fitting) == 1:
            found.defaults[column.name] = fitting[0]


def plan_answered(
    store: Store, parts: Sequence[ImportPart], answers: Sequence[CourtAnswer], progress: Progress | None = None
) -> ImportPlan:
    """The plan, made again where a name in a column fits several rows and an answer says which."""
    plan = plan_parts(store, parts, progress)
    corrections = _settled(plan, answers)
    return plan_parts(store, parts, progress, corrections) if corrections.any else plan


def _settled(plan: ImportPlan, answers: Sequence[CourtAnswer]) -> Corrections:
    """Which of the rows that a name in a column fits is meant; an answer for one sheet says nothing of the others."""
    corrections = Corrections()
    for column in default_columns(plan.kind)[:1] if answers else ():
        keys = {given: _key(column, given.name) for given in answers}
        for part in plan.cells.parts:
            named = {given: key for given, key in keys.items() if given.sheet in ("", part.table.sheet.name.strip())}
            for (name, text), candidates in part.asked.items():
                fitting = {key: given.name for given, key in named.items() if key in candidates}
                if name == column.name and len(fitting) == 1:
                    corrections = _settled_in(corrections, part, name, text, next(iter(fitting.values())))
    return corrections


def _settled_in(corrections: Corrections, part: Cells, name: str, text: str, meant: str) -> Corrections:
    positions = (position for position in range(len(part.table.rows)) if part.raw(position, name) == text)
    single = {part.position_of(position, name): meant for position in positions}
    return replace(corrections, single={**corrections.single, **single})
