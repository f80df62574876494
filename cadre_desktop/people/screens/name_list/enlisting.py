"""Putting people on a list from a screen: where there are fewer places one is asked who shall wait, and when somebody
leaves whether the next shall move up. Nothing of it happens silently."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.name_list.actions import (
    Enlisted,
    ListRoom,
    NoRoom,
    enlist,
    move_up,
    next_names,
    room_of,
    some_names,
    strike,
)
from cadre_desktop.people.name_list.declaration import NameListOf


def enlist_from(
    desk: Desk,
    names: NameListOf,
    event: Any,
    people: Sequence[int],
    doing: str,
    done: Callable[[Enlisted], None],
    owner: QWidget,
    reasons: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Put people on the list of an event, with the `reasons` that are known; for those beyond its places it is asked
    whether they shall wait."""

    def put(waits: bool) -> Enlisted:
        return enlist(desk.store, names, event, people, waits=waits, reasons=reasons)

    def ask_to_wait(refused: Refused) -> None:
        if not isinstance(refused, NoRoom):
            desk.notices.refused(refused)
        elif desk.notices.ask(waiting_question(refused), _("列入候补"), _("不加了")):
            carry_out(desk, doing, lambda: put(waits=True), done, owner)

    carry_out(desk, doing, lambda: put(waits=False), done, owner, refused=ask_to_wait)


def waiting_question(refused: NoRoom) -> str:
    """What is asked about people for whom there is no place."""
    reason = str(refused)
    if refused.now:
        text = _("{reason}把前 {now} 人加入，其余 {later} 人按次序列入候补吗？")
    else:
        text = _("{reason}把这 {later} 人按次序列入候补吗？")
    return text.format(reason=reason, now=refused.now, later=refused.later)


def waiting_words(enlisted: Enlisted) -> str:
    """What is told beside: how many wait."""
    count = len(enlisted.waiting)
    return _("{count} 人列入候补。").format(count=count) if count else ""


def strike_from(
    desk: Desk,
    names: NameListOf,
    event: Any,
    entries: Sequence[int],
    done: Callable[[int], None],
    owner: QWidget,
    *,
    masked: bool = False,
    busy: Callable[[bool], None] = lambda _busy: None,
) -> None:
    """Take rows off the list of an event, and ask whether those who wait shall have the places."""

    def struck(count: int) -> None:
        done(count)
        offer_places(desk, names, event, owner, masked=masked)

    carry_out(desk, _("正在移出"), lambda: strike(desk.store, names, entries), struck, owner, busy=busy)


def offer_places(desk: Desk, names: NameListOf, event: Any, owner: QWidget, *, masked: bool = False) -> None:
    """Ask whether those waiting for whom there is a place shall have it; nothing where nobody waits for one."""
    event = names.events.by_key(event.id)
    following = next_names(names, event)
    if not following:
        return
    who = _("{count} 人").format(count=len(following)) if masked else some_names(following)
    question = _("有 {count} 个名额空出，让候补的{who}按次序转为正式吗？").format(count=len(following), who=who)
    if desk.notices.ask(question, _("转为正式"), _("暂不")):
        count = len(following)
        carry_out(
            desk,
            _("正在保存"),
            lambda: move_up(desk.store, names, event, count),
            lambda moved: desk.notices.tell(_("{count} 人转为正式。").format(count=moved)),
            owner,
        )


def room_words(room: ListRoom) -> str:
    """名额 30 人，还可加入 2 人；候补 3 人; "" where room is not limited and nobody waits."""
    words = []
    if room.places is not None:
        words.append(_("名额 {places} 人，还可加入 {left} 人").format(places=room.places, left=room.free))
    if room.waiting:
        words.append(_("候补 {count} 人").format(count=room.waiting))
    return "；".join(words)


def room_now(names: NameListOf, event: Any) -> ListRoom:
    """How full the list of an event is now; the event is read anew."""
    return room_of(names, names.events.by_key(event.id))
