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
    words = (
        _("{what}“{first}”")
        if sum(len(names) for _record, names in found) == 1
        else _("{count} 份{what}（{first} 至 {last}）")
    )
    told = "、".join(
        words.format(what=_(record.given_out), count=len(names), first=names[0], last=names[-1])
        for record, names in found
    )
    question = _(
        "这一步发出了{what}。撤销以后登记簿里就没有了，编号也不会再用；已经印出的要收回。"
        "只是写错了，请用“作废”，登记簿里会留下原因。仍要撤销吗？"
    )
    return notices.ask(question.format(what=told), _("仍要撤销"), _("不撤销"), danger=True)
