"""Nomination forms from the menu of a list's places: written out, printed, and filled ones read."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.nomination_forms import print_forms, write_forms
from cadre_desktop.people.name_list.nominations import FilledForms, Nominating, Nominee, read_forms, recognise
from cadre_desktop.people.screens.name_list.nominations_dialog import (
    AskedForms,
    NominationsDialog,
    ask_of,
    nominating_words,
)

_BOOKS = "*.xlsx *.xls *.ods"


class NominationsMenu:
    """Actions in a menu; `event` returns the event they are for, None for none. Whom filled forms leave open is kept
    for each event until it is settled. `ask_first` goes on with what says how many a court has sent."""

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        event: Callable[[], Any],
        menu: QMenu,
        owner: QWidget,
        ask_first: Callable[[Callable[[], None]], None] = lambda then: then(),
    ):
        self._desk, self._names, self._event, self._owner = desk, names, event, owner
        self._ask_first = ask_first
        self._left: dict[int, list[Nominee]] = {}
        self._papers = Papers(desk, owner)
        self.write = self._action(menu, _("导出推荐表…"), self._write)
        self.print = self._action(menu, _("打印推荐表"), self._print)
        self.read = self._action(menu, _("读取推荐表…"), self._read)
        self.left = self._action(menu, "", self._read_again)
        menu.aboutToShow.connect(self._follow)
        self._follow()

    def _action(self, menu: QMenu, words: str, run: Callable[[Any], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False: self._begin(run))
        return action

    def _begin(self, run: Callable[[Any], None]) -> None:
        event = self._event()
        if event is not None:
            self._ask_first(lambda: run(self._names.events.by_key(event.id)))

    def _follow(self) -> None:
        """Offer those left open where there are any."""
        event = self._event()
        left = self._left.get(event.id, []) if event is not None else []
        self.left.setText(_("推荐表里还没有认出的 {count} 人…").format(count=len(left)))
        self.left.setVisible(bool(left))

    def _write(self, event: Any) -> None:
        names, name = self._names, _("{title}推荐表").format(title=self._names.title_of(event))
        path = self._desk.notices.choose_save(_("导出推荐表"), f"{name}.xlsx", ((_("Excel 工作簿"), "*.xlsx"),))
        if path is None:
            return

        def written(count: int) -> None:
            self._desk.notices.tell(_("已写出 {count} 份推荐表，每个法院、部门一张工作表。").format(count=count))

        carry_out(
            self._desk, _("正在写推荐表"), lambda: write_forms(path, names, event), written, self._owner, writes=False
        )

    def _print(self, event: Any) -> None:
        names = self._names

        def write(path: Path, setup: Setup, _progress: object) -> PaperOffer:
            return print_forms(path, names, event, setup)

        self._papers.lay_out(_("{title}推荐表").format(title=names.title_of(event)), "nomination forms", write)

    def _read(self, event: Any) -> None:
        names = self._names
        paths = self._desk.notices.choose_several(_("读取推荐表"), ((_("工作簿"), _BOOKS),))
        if paths:
            self._show(event, lambda: read_forms(names, event, paths))

    def _read_again(self, event: Any) -> None:
        """Somebody who was unknown may be among the staff by now."""
        names, left = self._names, self._left.get(event.id, [])
        self._show(event, lambda: recognise(names, event, left))

    def _show(self, event: Any, read: Callable[[], FilledForms]) -> None:
        def show(found: AskedForms) -> None:
            done = partial(self._done, self._names.confidential(event))
            NominationsDialog(
                self._desk, self._names, event, found, done, self._owner, lambda left: self._keep(event.id, left)
            ).exec()

        carry_out(self._desk, _("正在读推荐表"), lambda: ask_of(read()), show, self._owner, writes=False)

    def _keep(self, event: int, left: Sequence[Nominee]) -> None:
        self._left[event] = list(left)

    def _done(self, masked: bool, done: Nominating) -> None:
        self._desk.notices.tell(nominating_words(done, masked=masked))
