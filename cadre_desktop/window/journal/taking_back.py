"""Ctrl+Z and Ctrl+Shift+Z of the window.

Nothing is undone beneath a form that holds what is not saved, and before a step is undone that has given something out
somebody is asked: the paper stays where it is.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.forms.form import unsaved_form
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.given_out import given_out
from cadre_desktop.kit.store.journal import StepInfo
from cadre_desktop.kit.store.store import Store


def undo_last(desk: Desk, tabs: QTabWidget) -> None:
    """Undo the last step and say which it was."""
    if _at_rest(desk, tabs) and may_undo(desk.store, desk.store.undoable(), desk.notices):
        _replay(desk, tabs, desk.store.undo, _("已撤销“{step}”"))


def redo_last(desk: Desk, tabs: QTabWidget) -> None:
    """Do the undone step again and say which it was."""
    if _at_rest(desk, tabs):
        _replay(desk, tabs, desk.store.redo, _("已恢复“{step}”"))


def _at_rest(desk: Desk, tabs: QTabWidget) -> bool:
    """Whether no form in front holds something: the step would be one that nobody looks at."""
    if unsaved_form(tabs.currentWidget()) is None:
        return True
    desk.notices.tell(_("表单里有没有保存的内容，先保存或取消再撤销。"))
    return False


def _replay(desk: Desk, tabs: QTabWidget, way: Callable[[], StepInfo], sentence: str) -> None:
    carry_out(desk, _("正在处理"), way, lambda step: desk.notices.tell(sentence.format(step=step.label)), tabs)


def may_undo(store: Store, step: StepInfo | None, notices: Notices) -> bool:
    """Whether `step` may be undone: true at once for all that stays in the file, else as somebody decides."""
    found = list(given_out(step.id, store.schema.records)) if step is not None else []
    if not found:
        return True
    told = "、".join(_called(_(record.given_out), names) for record, names in found)
    question = _(
        "这一步发出了{what}。撤销以后登记簿里就没有了，编号也不会再用；已经印出的要收回。"
        "只是写错了，请用“作废”，登记簿里会留下原因。仍要撤销吗？"
    )
    return notices.ask(question.format(what=told), _("仍要撤销"), _("不撤销"), danger=True)


def _called(what: str, names: list[str]) -> str:
    if len(names) == 1:
        return _("{what}“{name}”").format(what=what, name=names[0])
    words = _("{count} 份{what}（{first} 至 {last}）")
    return words.format(count=len(names), what=what, first=names[0], last=names[-1])
