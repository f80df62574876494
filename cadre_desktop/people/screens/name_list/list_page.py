"""The page where many are put on a list: who fits search and filters, or the names of a pasted list or a workbook. One
sees them before they are on it, with how full it gets and which court has sent too many or too few."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.name_list.actions import Enlisted
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.quota_rules import quota_words, with_more
from cadre_desktop.people.name_list.quotas import homes_of, quota_lines
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage
from cadre_desktop.people.screens.name_list.enlisting import enlist_from, room_now, room_words, waiting_words
from cadre_desktop.people.screens.name_list.words import ListWords

Warn = Callable[[Any, Sequence[int]], str]


class ListPage(ChoosingPage):
    """Puts those chosen on the list of an event; `barred` are people who cannot be on such a list at all; `warn` says
    what has to be pointed out of those chosen for an event ("" for nothing), in a job."""

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        words: ListWords,
        *barred: Barred,
        warn: Warn | None = None,
        parent: QWidget | None = None,
    ):
        self._warn = warn
        self.warning = QLabel()
        set_role(self.warning, "warning")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self._names, self._words, self._never = names, words, barred
        self._event: Any = None
        self._masked = False
        self.room = QLabel()
        set_role(self.room, "muted")
        self.room.setWordWrap(True)
        super().__init__(desk, words.key, _(words.title), _(words.verb), self._below_chosen(), parent)
        self._kept: dict[int, str] = {}
        self.left.connect(self._keep_open_names)
        desk.changes.happened.connect(self._changed)

    def _changed(self, tables: frozenset[str]) -> None:
        """Leave the list of an event that is gone."""
        if self._event is not None and table_name(self._names.events) in tables and not self._is_there():
            self._event = None
            self.left.emit()

    def _keep_open_names(self) -> None:
        """Pasted names of which it is open whom they mean are there again when names are pasted for the event."""
        left = len(self.chooser.open_names)
        if self._event is not None and left:
            self._kept[self._event.id] = self.chooser.paste.open_text
            text = _("没有选定的 {count} 个名字留着，下次“粘贴名单”时还在。")
            self._desk.notices.tell(text.format(count=left))

    def _is_there(self) -> bool:
        """Whether the event has not been deleted meanwhile, nor its making undone."""
        events = self._names.events
        return self._event is not None and events.get_or_none(events.id == self._event.id) is not None

    def _below_chosen(self) -> QWidget:
        """What is said below those chosen."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.warning)
        column.addWidget(self.room)
        return holder

    def open(self, event: Any, *, masked: bool = False, text: str | None = None, group: Group | None = None) -> None:
        """Begin to choose people who are not on the event's list, with a `text` of names to be pasted; `group` is whom
        one looks for first.

        While the names of the event are `masked` everybody is offered and nobody is said to be on the list already:
        whom one would miss among those offered takes part.
        """
        self._event, self._masked = event, masked
        self.note.setText(self._names.title_of(event))
        if text is not None:
            text = "\n".join(filter(None, (self._kept.pop(event.id, ""), text)))
        if group is not None:
            self.chooser.group.set_value(group)
        names = self._names
        held = f'SELECT "{names.person.column_name}" FROM "{names.table}" WHERE "{names.event.column_name}" = ?'
        there = Barred(Condition(f"t.id NOT IN ({held})", (event.id,)), _(self._words.there))
        self.chooser.begin(*self._never, *(() if masked else (there,)), text=text)

    def follow(self) -> None:
        if not self._is_there():
            return
        count = len(self.chooser.chosen)
        self.confirm.setText(_(self._words.chosen).format(count=count) if count else _(self._words.verb))
        self.confirm.setEnabled(count > 0)
        fresh = 0 if self._masked else count  # some of those chosen for a masked list may be on it, which is not told
        room = room_words(room_now(self._names, self._event), fresh)
        words = "；".join(filter(None, (room, self._quota_words())))
        self.room.setText(_("{words}。").format(words=words))
        self.room.setVisible(bool(words))
        self._look()

    def _look(self) -> None:
        """Point out what there is to be said of those chosen."""
        warn, event, people = self._warn, self._event, tuple(self.chooser.chosen)
        if warn is not None:
            self._desk.jobs.run(
                _("正在核对时间"),
                lambda _progress: warn(event, people) if people else "",
                self._point_out,
                keep_latest=f"warning {id(self)}",
                owner=self,
            )

    def _point_out(self, words: str) -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _quota_words(self) -> str:
        """How courts and departments compare with their quotas with those chosen."""
        lines = quota_lines(self._names, self._event)
        if all(line.quota is None for line in lines):
            return ""
        return quota_words(with_more(lines, homes_of(self.chooser.chosen)))

    def carry_out(self) -> None:
        """Put those chosen on the list."""
        people = self.chooser.chosen
        if self._event is not None and people:
            doing, reasons = _(self._words.doing), self.reasons()
            enlist_from(self._desk, self._names, self._event, people, doing, self._enlisted, self, reasons)

    def reasons(self) -> Mapping[int, str]:
        """Why people are put on the list, by key, where the page knows."""
        return {}

    def _enlisted(self, done: Enlisted) -> None:
        self.finish(self._told(done) + done.told)

    def _told(self, done: Enlisted) -> str:
        if self._masked:
            count = len(done.new) + len(done.already) + len(done.waiting)
            return _("所选 {count} 人都在名单上了，可按 Ctrl+Z 撤销。").format(count=count)
        words = self._words.told_too if done.already else self._words.told
        text = _(words).format(new=len(done.new), already=len(done.already))
        return waiting_words(done) + (text if done.new or done.already or not done.waiting else "")
