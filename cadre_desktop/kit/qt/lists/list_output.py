"""A list out of the window: to a workbook, as an empty template, on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.talk.file_names import workbooks_and_text
from cadre_desktop.kit.qt.talk.saving import save_as

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.setup import PaperOffer, Setup


def export_shown(view: ListView) -> None:
    """Write the rows and columns as they are shown to a file of the user's choice."""
    listing, told = view.listing, _("已导出 {count} 条到“{path}”。")

    def write(path: Path, progress: Progress) -> int:
        from cadre_desktop.kit.intake.exchange import export_table

        return export_table(listing, path, progress)

    save_as(view.desk, view, _("导出列表"), view.title, write, told, patterns=workbooks_and_text())


def write_empty_template(view: ListView) -> None:
    """Write an empty workbook to be filled in and imported."""
    name, told = _("{title}模板").format(title=_(view.kind.title)), _("模板已保存为“{path}”，填好后可以导入。")

    def write(path: Path, _progress: Progress) -> None:
        from cadre_desktop.kit.intake.exchange import template

        template(view.kind, path)

    save_as(view.desk, view, _("导出空白模板"), name, write, told, label=_("正在导出模板"))


def print_shown(view: ListView) -> None:
    """Lay the rows out with the columns and in the order of the screen, and open the preview."""
    from cadre_desktop.kit.qt.pages.papers import Papers
    from cadre_desktop.kit.rosters import kind_roster, roster_title

    listing, title, clock = view.listing, roster_title(view.kind, view.title), view.desk.clock

    def write(path: Path, setup: "Setup", progress: Progress) -> "PaperOffer":
        return kind_roster(
            listing, title, path, clock, organisation=view.desk.organisation(), setup=setup, progress=progress
        )

    Papers(view.desk, view).lay_out(title, f"list {view.kind.key}", write)
