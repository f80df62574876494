"""What the list of people offers with personnel forms: taking them in, and giving them out again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


def form_actions(desk: ViewDesk, owner: QWidget, under: str) -> tuple[ViewAction, ...]:
    """The actions with forms, in the submenu `under`."""

    def several(_view: ListView) -> None:
        patterns = ((_("任免审批表"), "*.lrmx *.lrm *.zip"),)
        take_forms(desk, desk.notices.choose_several(_("选择任免审批表"), patterns), owner)

    def folder(_view: ListView) -> None:
        path = desk.notices.choose_folder(_("选择放任免审批表的文件夹"))
        take_forms(desk, [path] if path else [], owner)

    hint = _("读入任免表编辑器导出的 .lrmx、.lrm，也可以是压缩包；与档案不同的地方先给您看，再决定采用哪个")
    return (
        ViewAction(_("导入任免审批表（lrmx）…"), several, "import", hint=hint, edits=True, under=under),
        ViewAction(_("导入一个文件夹的任免审批表…"), folder, "import", hint=hint, edits=True, under=under),
        ViewAction(
            _("导出任免审批表（lrmx）…"), lambda view: _give(desk, view, owner), "export", needs="rows", under=under
        ),
    )


def take_forms(desk: ViewDesk, paths: Sequence[Path], owner: QWidget) -> None:
    """Show the forms in these files, folders and zips on their way in."""
    from cadre_desktop.people.screens.lrmx.forms_dialog import FormsDialog

    if paths:
        FormsDialog(desk, paths, owner).open()


def _give(desk: ViewDesk, view: ListView, owner: QWidget) -> None:
    from cadre_desktop.people.lrmx.giving import GivenForms, give_forms

    keys = view.selected_keys()
    path = desk.notices.choose_folder(_("选择写到哪个文件夹"))
    if path is None:
        return

    def done(given: GivenForms) -> None:
        if given.told:
            desk.notices.warn(given.summary, "\n".join(f"{name}：{text}" for name, text in given.told))
        else:
            desk.notices.tell(given.summary)

    trouble = _("任免审批表写不出来，请换一个文件夹再试。")
    work_on(desk, _("正在导出任免审批表"), lambda _progress: give_forms(keys, path), done, owner, trouble=trouble)
