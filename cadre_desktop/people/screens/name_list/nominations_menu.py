"""Nomination forms from the menu of a list's places: written out, printed, and filled ones read."""

from collections.abc import Callable
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
from cadre_desktop.people.name_list.nominations import FilledForms, Nominating, print_forms, read_forms, write_forms
from cadre_desktop.people.screens.name_list.nominations_dialog import NominationsDialog, nominating_words

_BOOKS = "*.xlsx *.xls *.ods"


class NominationsMenu:
    """Three actions in a menu; `event` returns the event they are for, None for none."""

    def __init__(self, desk: Desk, names: NameListOf, event: Callable[[], Any], menu: QMenu, owner: QWidget):
        self._desk, self._names, self._event, self._owner = desk, names, event, owner
        self._papers = Papers(desk, owner)
        self.write = self._action(menu, _("导出推荐表…"), self._write)
        self.print = self._action(menu, _("打印推荐表"), self._print)
        self.read = self._action(menu, _("读取推荐表…"), self._read)

    def _action(self, menu: QMenu, words: str, run: Callable[[Any], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False: self._begin(run))
        return action

    def _begin(self, run: Callable[[Any], None]) -> None:
        event = self._event()
        if event is not None:
            run(self._names.events.by_key(event.id))

    def _write(self, event: Any) -> None:
        names, name = self._names, _("{title}推荐表").format(title=self._names.title_of(event))
        path = self._desk.notices.choose_save(_("导出推荐表"), f"{name}.xlsx", ((_("Excel 工作簿"), "*.xlsx"),))
        if path is None:
            return

        def written(count: int) -> None:
            self._desk.notices.tell(_("已写出 {count} 个法院的推荐表。").format(count=count))

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
        if not paths:
            return

        def show(found: FilledForms) -> None:
            done = partial(self._done, names.confidential(event))
            NominationsDialog(self._desk, names, event, found, done, self._owner).exec()

        carry_out(
            self._desk, _("正在读推荐表"), lambda: read_forms(names, event, paths), show, self._owner, writes=False
        )

    def _done(self, masked: bool, done: Nominating) -> None:
        self._desk.notices.tell(nominating_words(done, masked=masked))
