"""Putting people on a list from a screen: where there is less room one is asked who shall wait, and when somebody
leaves whether the next shall move up. Nothing of it happens silently."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.forms.form_page import FormPage
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
from cadre_desktop.people.name_list.fewer_places import FewerPlaces, let_wait, too_many
from cadre_desktop.people.name_list.taking_places import TakesPlaces

T = TypeVar("T")


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
    """Put people on the list of an event, with the `reasons` that are known; for those beyond its capacity it is asked
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
    """What is asked about people for whom there is no room."""
    reason = str(refused)
    if refused.now:
        text = _("{reason}把前 {now} 人加入，其余 {later} 人按次序列入候补吗？")
    else:
        text = _("{reason}把这 {later} 人按次序列入候补吗？")
    return text.format(reason=reason, now=refused.now, later=refused.later)


def waiting_words(enlisted: Enlisted) -> str:
    """What is said as well: how many wait."""
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
    """Take rows off the list of an event, and ask whether those who wait shall have the seats."""

    def struck(count: int) -> None:
        done(count)
        offer_seats_left(desk, names, event, owner, masked=masked)

    carry_out(desk, _("正在移出"), lambda: strike(desk.store, names, entries), struck, owner, busy=busy)


def offer_seats_left(desk: Desk, names: NameListOf, event: Any, owner: QWidget, *, masked: bool = False) -> None:
    """Ask it because somebody has left his place. After the last day it is not asked: nobody can come any more, and who
    moved up by a key pressed too often would be among those who took part."""
    event = names.events.by_key(event.id)
    if (names.value(event, names.ends) or names.value(event, names.starts)) >= desk.clock.today():
        offer_seats(desk, names, event, owner, masked=masked)


def offer_seats(desk: Desk, names: NameListOf, event: Any, owner: QWidget, *, masked: bool = False) -> None:
    """Ask whether those waiting for whom there is a seat shall have it; nothing where nobody waits for one."""
    event = names.now(event)
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


def save_asked(desk: Desk, page: FormPage, refused: Refused, save: Callable[[], Any]) -> None:
    """Where an event would have fewer places than people it is asked whether those put on its list last shall wait, and
    then it is saved by `save`; what is wrong otherwise is shown at the fields of the page."""
    if not isinstance(refused, FewerPlaces):
        page.form.show_problems(refused)
    elif desk.notices.ask(_("{why}改名额吗？").format(why=refused), _("改名额"), _("不改")):
        page.carry_out_saving(save, page.form.show_problems)


def offer_waiting(desk: Desk, names: NameListOf, event: Any, owner: QWidget) -> None:
    """Ask whether those for whom there is no place shall wait; nothing where there is one for everybody."""
    question = too_many(names, event)
    if question and desk.notices.ask(_("{why}让他们按次序候补吗？").format(why=question), _("转为候补"), _("暂不")):
        carry_out(
            desk,
            _("正在保存"),
            lambda: let_wait(desk.store, names, event),
            lambda count: desk.notices.tell(_("{count} 人转为候补，可按 Ctrl+Z 撤销。").format(count=count)),
            owner,
        )


def record_asked(
    desk: Desk,
    action: Callable[[bool], T],
    words: str,
    done: Callable[[T], None],
    owner: QWidget,
    *,
    busy: Callable[[bool], None] = lambda _busy: None,
) -> None:
    """Record what became of people, with `action`; where they would take places they do not have it is asked whether
    they are to be noted so (`words`) all the same, and `action` is told."""

    def ask(refused: Refused) -> None:
        question = _("{why}仍记为“{status}”吗？").format(why=refused, status=words)
        if not isinstance(refused, TakesPlaces):
            desk.notices.refused(refused)
        elif desk.notices.ask(question, _("仍记为{status}").format(status=words), _("不改")):
            carry_out(desk, _("正在保存"), lambda: action(True), done, owner, busy=busy)

    carry_out(desk, _("正在保存"), lambda: action(False), done, owner, busy=busy, refused=ask)


def room_words(room: ListRoom, chosen: int = 0) -> str:
    """名额 30 人，还可加入 2 人；所选的有 3 人要候补；候补 3 人; "" where room is not limited and nobody waits.

    `chosen` is how many are to be put on the list: the places they will have are no longer left.
    """
    words = []
    later = room.beyond(chosen)
    if room.capacity is not None:
        text = _("名额 {places} 人，超出 {over} 人") if room.over else _("名额 {places} 人，还可加入 {left} 人")
        words.append(text.format(places=room.capacity, left=(room.free or 0) - (chosen - later), over=room.over))
    if later > 0:
        words.append(_("所选的有 {count} 人要候补").format(count=later))
    if room.waiting:
        words.append(_("候补 {count} 人").format(count=room.waiting))
    return "；".join(words)


def room_now(names: NameListOf, event: Any) -> ListRoom:
    """How full the list of an event is now; the event is read anew."""
    return room_of(names, names.now(event))
