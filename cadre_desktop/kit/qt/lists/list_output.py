"""A list out of the window: to a workbook, as an empty template, on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cadre_desktop.kit import remains
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.talk.file_names import file_name, workbooks, workbooks_and_text
from cadre_desktop.kit.troubles import known_trouble

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.setup import PaperOffer, Setup

T = TypeVar("T")


def export_shown(view: ListView) -> None:
    """Write the rows and columns as they are shown to a file of the user's choice."""
    path = view.desk.notices.choose_save(_("导出列表"), file_name(view.title, ".xlsx"), workbooks_and_text())
    if path is None:
        return
    listing = view.listing

    def work(progress: Progress) -> int:
        from cadre_desktop.kit.intake.exchange import export_table

        return export_table(listing, path, progress)

    def done(count: int) -> None:
        view.desk.notices.tell(_("已导出 {count} 条到“{path}”。").format(count=f"{count:,}", path=path.name))

    _run(view, _("正在导出"), work, done, path)


def write_empty_template(view: ListView) -> None:
    """Write an empty workbook to be filled in and imported."""
    name = file_name(_("{title}模板").format(title=_(view.kind.title)), ".xlsx")
    path = view.desk.notices.choose_save(_("导出空白模板"), name, workbooks())
    if path is None:
        return

    def work(progress: Progress) -> None:
        from cadre_desktop.kit.intake.exchange import template

        template(view.kind, path)

    _run(view, _("正在导出模板"), work, lambda _nothing: _told(view, path), path)


def _told(view: ListView, path: Path) -> None:
    view.desk.notices.tell(_("模板已保存为“{path}”，填好后可以导入。").format(path=path.name))


def print_shown(view: ListView) -> None:
    """Lay the rows out with the columns and in the order of the screen, and open the preview."""
    from cadre_desktop.kit.qt.pages.relaying import Relayable
    from cadre_desktop.kit.rosters import kind_roster, roster_title

    listing, title, clock = view.listing, roster_title(view.kind, view.title), view.desk.clock
    path = _scratch(title)

    def write(path: Path, setup: "Setup", progress: Progress) -> "PaperOffer":
        return kind_roster(
            listing, title, path, clock, organisation=view.desk.organisation(), setup=setup, progress=progress
        )

    relayable = Relayable(write, f"list {view.kind.key}", view.desk.settings)

    def work(progress: Progress) -> Path:
        relayable.lay_out(path, progress)
        return path

    _run(
        view,
        _("正在排版{title}").format(title=title),
        work,
        lambda made: view.desk.show_pdf(made, title, relayable),
        path,
    )


def _scratch(title: str) -> Path:
    """A file for the preview, in a folder of its own that goes when the program ends: names stand in it."""
    return remains.temporary_folder() / file_name(title, ".pdf")


def _run(view: ListView, label: str, work: Callable[[Progress], T], done: Callable[[T], None], path: Path) -> None:
    """Run the job; what the user can put right is said in the words of the refusal or of the trouble."""

    def tried(progress: Progress) -> T | Refused | OSError:
        try:
            return work(progress)
        except (Refused, OSError) as error:
            return error

    def finish(result: T | Refused | OSError) -> None:
        if isinstance(result, Refused):
            view.desk.notices.refused(result)
        elif isinstance(result, OSError):
            view.desk.notices.warn(known_trouble(result) or _("文件写不进去，请换一个位置。"), str(path))
        else:
            done(result)

    view.desk.jobs.run(label, tried, finish, owner=view)
