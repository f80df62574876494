"""What is watched while a file is open: that it lies where it was opened, and that the clock does not go back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.window.data_files import EXTENSION
from cadre_desktop.window.frame.main_window import MainWindow

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store
    from cadre_desktop.window.file.program import Program

EVERY = 3000
"""Milliseconds between two looks; a look takes some microseconds."""


class Watch(QObject):
    """Looks after the open file. When it was moved, deleted or replaced, everything is offered to be saved anew: at
    once, whenever a step is refused for it, and on leaving."""

    def __init__(self, launcher: "Program"):
        super().__init__(launcher)
        self._launcher = launcher
        self._offering = False
        self._told = self._given_up = ""
        self._last: datetime | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look after the file that is open now. Said at once: that it can only be read, that the clock cannot be right,
        that the second folder for backups has been missing too long."""
        session, notices = self._launcher.session, self._launcher.notices
        self._told, self._given_up, self._last = "", "", self._launcher.clock.now()
        self._timer.start(EVERY)
        frozen = session.store.frozen or session.store.unjournalled if session.store is not None else ""
        for sentence in (frozen, session.odd_clock(), session.second.overdue, self._launcher.settings.told()):
            if sentence:
                notices.warn(sentence)

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Say once what has happened since the last look."""
        store = self._store
        if store is None:
            return
        missing = store.missing
        if missing and missing != self._told:
            self._told = missing
            self._mark(store.path.name)
            self.offer(missing)
        elif not missing:
            if self._told:
                self._told = ""
                self._mark("")
            self._look_at_the_clock()

    def _mark(self, gone: str) -> None:
        """Show in the status bar that the file of that name is `gone` and nothing is written; or that it is back."""
        window = self._launcher.window
        if isinstance(window, MainWindow):
            window.name_file(self._launcher.session.demo)
            if gone:
                window.file_label.setText(_("{name}（已不在原处，停止写入）").format(name=gone))
            set_role(window.file_label, "problem" if gone else "")
            for dress in (window.file_label.style().unpolish, window.file_label.style().polish):  # it is shown already
                dress(window.file_label)

    def _look_at_the_clock(self) -> None:
        from cadre_desktop.kit.clock import jumped

        now, last = self._launcher.clock.now(), self._last
        self._last = now
        if last is not None and now < last and (odd := jumped(now, last)):
            self._launcher.notices.warn(odd)

    @property
    def _store(self) -> "Store | None":
        return self._launcher.session.store

    def refused(self, refused: Refused) -> None:
        """Say what was refused; where that is because the file is gone, offer to save everything anew."""
        from cadre_desktop.kit.store.whereabouts import Gone

        store = self._store
        if isinstance(refused, Gone) and store is not None and store.missing:
            self.offer(str(refused))
        else:
            self._launcher.notices.refused(refused)

    def offer(self, sentence: str) -> None:
        """Say what has become of the file, and save everything under a new name if the user wants that."""
        if self._offering:
            return
        self._offering = True
        try:
            if self._launcher.notices.ask(sentence, _("另存为…"), _("暂不")):
                self._save_as()
        finally:
            self._offering = False

    def may_leave(self) -> bool:
        """Before leaving the file: everything is in a file, or the user does not want it; returns whether it is in one.

        Who has said so once is not asked again.
        """
        while (store := self._store) is not None and (missing := store.missing):
            question = _("{missing}\n现在关闭它，最近的内容可能找不回来。").format(missing=missing)
            if self._given_up == missing or not self._launcher.notices.ask(question, _("另存为…"), _("不另存，关闭")):
                self._given_up = missing
                return False
            self._save_as()
        return True

    def _save_as(self) -> None:
        """Ask where to, and save; what goes wrong is said."""
        from cadre_desktop.kit.troubles import known_trouble

        launcher, store = self._launcher, self._store
        assert store is not None
        target = launcher.notices.choose_save(
            _("另存全部内容"), _suggested(store.path), ((_("数据文件"), f"*{EXTENSION}"),)
        )
        if target is None:
            return
        try:
            launcher.session.save_as(target)
        except Refused as refused:
            launcher.notices.refused(refused)
            return
        except OSError as error:
            launcher.notices.warn(known_trouble(error) or _("没有存成，请换一个位置。"), str(error))
            return
        self._told = ""
        self._mark("")
        launcher.notices.tell(_("全部内容已存为“{path}”，可以接着做。").format(path=store.path))


def _suggested(path: Path) -> str:
    """Where it was, if nothing lies there now; else another name."""
    if not path.parent.is_dir():
        return path.name
    return str(path) if not path.exists() else str(path.with_name(f"{path.stem}-{_('另存')}{path.suffix}"))


class LateNotices:
    """Passes every call to the launcher's notices of the moment, which are shown over the window in front.

    What is refused because the file was taken away is offered to be saved anew.
    """

    def __init__(self, launcher: "Program"):
        self._launcher = launcher

    def refused(self, refused: Refused) -> None:
        self._launcher.watch.refused(refused)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._launcher.notices, name)
