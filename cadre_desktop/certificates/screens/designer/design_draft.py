"""What has become of a design since it was saved, remembered on this computer in case the program breaks down."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from cadre_desktop.certificates.designing.editing import Work
from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.design.elements import Design, read_design
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

_KEY = "designs_not_saved"
_PAUSE_MS = 2000
"""After a change, until it is remembered: as much is lost at most."""


class DesignDraft(QObject):
    """Remembers the design of `page` under `template` (its key) while it is not saved; forgets it once it is saved or
    given up. Pictures that were chosen since are not remembered; where they lack is said at their elements."""

    def __init__(self, desk: Desk, template: int, page: DesignerPage):
        super().__init__(page)
        self._desk, self._page = desk, page
        self._name = f"{desk.store.path} {template}"
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.remember)
        page.editor.changed.connect(self._note)
        page.given_up.connect(self.forget)

    def _note(self) -> None:
        if self._page.editor.dirty:
            self._soon.start()
        else:
            self.forget()

    def remember(self) -> None:
        """Remember the design as it is now."""
        self._soon.stop()
        self._desk.settings.put(_KEY, {**self._all(), self._name: self._page.editor.design.text})

    def forget(self) -> None:
        """Remember nothing of it any more."""
        self._soon.stop()
        self._desk.settings.put(_KEY, {name: text for name, text in self._all().items() if name != self._name})

    def offer(self) -> None:
        """Ask whether to go on with what was not saved, where there is such a design; it can be undone."""
        left = self._left()
        if left is None:
            return
        question = _("模板“{name}”上次的改动还没有保存，程序就结束了。接着上次的改动设计吗？")
        if self._desk.notices.ask(question.format(name=left.name), _("接着设计"), _("不要上次的改动")):
            design = left
            self._page.editor.do(lambda work: Work(replace(design, fonts=work.design.fonts)))
        else:
            self.forget()

    def _left(self) -> Design | None:
        text = self._all().get(self._name, "")
        try:
            found = read_design(text.encode()) if isinstance(text, str) and text else None
        except Unclear:  # of a newer program, or somebody has changed the settings: the template itself is untouched
            return None
        return None if found == self._page.editor.design else found

    def _all(self) -> dict[str, str]:
        found: dict[str, str] = self._desk.settings.get(_KEY, {})
        return found
