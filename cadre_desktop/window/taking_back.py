"""Before a step is undone that has given something out, somebody is asked: the paper stays where it is."""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.store.given_out import given_out
from cadre_desktop.kit.store.journal import StepInfo
from cadre_desktop.kit.store.store import Store


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
