"""The dialogs of welfare: child care, comfort money, evaluation, newcomers, hardship."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from child_care_dialogs import child_care_dialogs
from comfort_dialogs import comfort_dialogs
from PySide6.QtWidgets import QWidget

from cadre_desktop.welfare.hardship.records import HardshipCase
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.screens.common.asking import AskingDialog
from cadre_desktop.welfare.screens.common.evaluation_dialog import EvaluationDialog
from cadre_desktop.welfare.screens.hardship.cases_page import CasesPage
from cadre_desktop.welfare.screens.newcomers.checklist_page import DayDialog
from cadre_desktop.welfare.screens.newcomers.progress_page import ProgressPage


def welfare_dialogs(desk: Any, folder: Path, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Those that are about a row are asked about the first one there is."""
    yield from child_care_dialogs(desk, folder, window)
    yield from comfort_dialogs(desk, window)
    event = WelfareEvent.select().first()
    if event is not None:
        yield "活动评价", EvaluationDialog(desk, event, window)
    yield "改报到日期", DayDialog(desk, lambda _day: None, window)
    yield from _of_page("入职关怀", ProgressPage(desk, window), Newcomer, _NEWCOMERS)
    yield from _of_page("困难帮扶", CasesPage(desk, window), HardshipCase, _HARDSHIP)


_NEWCOMERS: tuple[Callable[[Any], Any], ...] = (
    ProgressPage.pair,
    ProgressPage.note,
    ProgressPage.finish_pair,
    ProgressPage.talk,
    ProgressPage.conclude,
)
_HARDSHIP: tuple[Callable[[Any], Any], ...] = (
    CasesPage._apply,
    CasesPage.post,
    CasesPage.accept,
    CasesPage.refuse,
    CasesPage.end,
    CasesPage.help,
    lambda page: page._pair(page.table.selected_keys[0]),
    CasesPage.ask_notice_days,
)


def _of_page(
    kind: str, page: Any, record: Any, asked: tuple[Callable[[Any], Any], ...]
) -> Iterator[tuple[str, QWidget]]:
    """What a page asks about the first row of a record."""
    row = record.select().first()
    if row is None:
        return
    page.hide()
    page.model.put([""], [row.id], [[]])
    page.table.go_to(0, 0)
    for ask in asked:
        ask(page)
        dialog = page.findChildren(AskingDialog)[-1]
        dialog.close()
        yield f"{kind} {dialog.windowTitle()}", dialog
