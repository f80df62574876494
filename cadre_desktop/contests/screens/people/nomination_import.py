"""Nomination lists out as an empty form, and filled ones in, several at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.store import backup

if TYPE_CHECKING:
    from cadre_desktop.contests.exchange.nominations import Nominations

_SHOWN = 15
"""Tracks whose new names the preview spells out."""


def nomination_import(desk: Desk, contest: Contest, paths: Sequence[Path], parent: QWidget | None) -> TakeInDialog:
    """A dialog on whom some nomination lists would enter; its `taken` carries how many."""
    store = desk.store

    def check(_progress: Progress) -> IntakeReport:
        from cadre_desktop.contests.exchange.nominations import read_nominations

        return _report(read_nominations(contest, paths))

    def take(_progress: Progress) -> tuple[str, int]:
        from cadre_desktop.contests.exchange.nominations import enter_nominated, read_nominations

        backup.make(store.path, _("导入前"), store.clock.now())
        count = enter_nominated(store, contest, read_nominations(contest, paths))
        return _("按推荐表新报名 {count} 人。").format(count=count), count

    return TakeInDialog(desk, _("导入推荐表"), check, take, parent)


def _report(found: "Nominations") -> IntakeReport:
    words = _("{files} 份推荐表，读到 {read} 人：新报名 {new}，已在名单里 {known}，要改正 {wrong} 处。")
    new, wrong = len(found.new), len(found.problems)
    text = words.format(files=found.files, read=found.read, new=new, known=found.known, wrong=wrong)
    guests = sum(one.card["person"] is None for one in found.new)
    if guests:
        text += _("其中 {count} 人是外单位人员。").format(count=guests)
    return IntakeReport(text, found.problems, _("报名 {count} 人").format(count=new) if new else "", _names(found))


def _names(found: "Nominations") -> str:
    """Who is entered anew, a track a line."""
    names: dict[int, list[str]] = {}
    for one in found.new:
        names.setdefault(one.track, []).append(one.card["name"])
    some = list(names.items())[:_SHOWN]
    return "\n".join(
        _("{track}：{names}").format(track=Track.by_key(key).name, names=_("、").join(people)) for key, people in some
    )


def choose_nominations(desk: Desk) -> list[Path]:
    """The filled lists, none when given up."""
    return desk.notices.choose_several(_("选择推荐表（可以多选）"), tables())


def save_nomination_form(desk: Desk, contest: Contest, owner: QWidget) -> None:
    """Write the empty form where the user says."""

    def write(path: Path, _progress: Progress) -> None:
        from cadre_desktop.contests.exchange.nominations import write_nomination_form

        write_nomination_form(contest, path)

    name, told = (
        _("{contest}推荐表").format(contest=contest.name),
        _("空白推荐表已保存为“{path}”，发给各院、各部门填写。"),
    )
    save_as(desk, owner, _("导出空白推荐表"), name, write, told)
