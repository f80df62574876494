"""A whole contest from one workbook, and the empty form of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.store import backup

if TYPE_CHECKING:
    from cadre_desktop.contests.exchange.incoming import ContestImported


def contest_import(desk: Desk, path: Path, parent: QWidget | None = None) -> TakeInDialog:
    """A dialog on what a contest workbook would bring; its `taken` carries the contest's key."""
    store = desk.store

    def check(progress: Progress) -> IntakeReport:
        from cadre_desktop.contests.exchange.incoming import import_contest

        return _report(path, import_contest(store, path, progress, only_try=True))

    def take(progress: Progress) -> tuple[str, int | None]:
        from cadre_desktop.contests.exchange.incoming import import_contest

        backup.make(store.path, _("导入前"), store.clock.now())
        done = import_contest(store, path, progress)
        return _told(done), done.contest

    return TakeInDialog(desk, _("导入竞赛工作簿"), check, take, parent)


def _report(path: Path, found: "ContestImported") -> IntakeReport:
    words = _("“{file}”：竞赛“{name}”，读到 {read} 行，新增 {new}，修改 {changed}，相同 {same}，未通过 {refused}。")
    rows = found.new + found.changed
    numbers = {name: f"{getattr(found, name):,}" for name in ("read", "new", "changed", "same", "refused")}
    if found.contest is not None and rows:
        words += _("同名同年度的竞赛已有，将修改它；没有写到的不动。")
    summary = words.format(file=path.name, name=found.name or "—", **numbers)
    sheets = "　".join(f"{sheet} {count:,}" for sheet, count in found.sheets)
    return IntakeReport(summary, found.problems, _("导入 {count} 行").format(count=f"{rows:,}") if rows else "", sheets)


def _told(done: "ContestImported") -> str:
    words = _("已导入“{name}”：新增 {new} 行，修改 {changed} 行，未通过 {refused} 行。")
    numbers = {name: f"{getattr(done, name):,}" for name in ("new", "changed", "refused")}
    return words.format(name=done.name, **numbers)


def choose_contest_workbook(desk: Desk) -> Path | None:
    """The workbook to read, None when given up."""
    return desk.notices.choose_open(_("选择竞赛工作簿"), ((_("工作簿"), "*.xlsx *.xlsm *.xls *.ods"),))


def save_contest_template(desk: Desk, owner: QWidget) -> None:
    """Write the empty contest workbook where the user says."""

    def write(path: Path, _progress: Progress) -> None:
        from cadre_desktop.contests.exchange.outgoing import write_contest_template

        write_contest_template(path)

    told = _("空白工作簿已保存为“{path}”，填好后可以导入。")
    save_as(desk, owner, _("空白竞赛工作簿"), _("竞赛工作簿（空白）"), write, told)
