"""Looking at an attachment in the program itself, so that no file with people's names gets into a temporary folder."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.attachments.pictures import is_pdf, is_picture
from cadre_desktop.kit.qt.attachments.pictures_shown import PictureAsPage
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.page_canvas import PageCanvas, PageSource
from cadre_desktop.kit.qt.talk.notices import covers_window
from cadre_desktop.kit.qt.talk.sizing import place_within_screen, resize_within_screen

_PART = 0.94
"""So much of the window below it takes, where the screen has room for its title bar."""


class Viewable(PageSource, Protocol):
    """A document whose pages can be looked at, to be closed after use."""

    def __len__(self) -> int: ...
    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in mm."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def can_be_viewed(name: str) -> bool:
    """Whether a file is one that the program shows itself, by its name."""
    return is_picture(name) or is_pdf(name)


def opened(name: str, content: bytes) -> Viewable:
    """The pages of a file; in a job. Raises ValueError for one that is damaged, or that has a password."""
    document: Viewable = Pages(content) if is_pdf(name) else PictureAsPage(content)
    if not len(document):
        document.close()
        raise ValueError("no page")
    return document


class AttachmentViewer(QDialog):
    """A window over `parent` with the pages of `document`, which it closes; `save` is called for 另存为."""

    def __init__(self, parent: QWidget | None, name: str, document: Viewable, jobs: Jobs, save: Callable[[], None]):
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("附件 — {name}").format(name=name))
        covers_window(self)
        self._document, self._name = document, name
        self.canvas = PageCanvas(jobs, self)
        self.canvas.setAccessibleName(_("附件内容"))
        self._page, self._scale = QLabel(), QLabel()
        self.save_action = self._action("save", _("另存为…"), save, QKeySequence(QKeySequence.StandardKey.Save))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.canvas, 1)
        self.canvas.page_changed.connect(self._show_page)
        self.canvas.zoom_changed.connect(lambda zoom: self._scale.setText(f"{zoom:.0%}"))
        size = parent.window().size() * _PART if parent else self.sizeHint()
        resize_within_screen(self, size.width(), size.height())
        place_within_screen(self)
        self.canvas.show_pages(document, [document.size(number) for number in range(len(document))])
        self._show_page(0)
        self.canvas.setFocus()

    def _head(self) -> QFrame:
        head = QFrame()
        set_role(head, "band-top")
        around = QHBoxLayout(head)
        around.setContentsMargins(16, 9, 16, 9)
        both = FoldingRow(spacing=4)
        both.give_left_the_rest()
        around.addWidget(both)
        for label in (self._page, self._scale):
            set_role(label, "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setMinimumWidth(96)
        self._scale.setMinimumWidth(46)
        canvas = self.canvas
        tools = [
            self._tool("chevron-left", _("上一页"), lambda: canvas.go_to(canvas.current - 1), "Ctrl+PgUp"),
            self._page,
            self._tool("chevron-right", _("下一页"), lambda: canvas.go_to(canvas.current + 1), "Ctrl+PgDown"),
            self._tool("zoom-out", _("缩小"), canvas.zoom_out, "Ctrl+-"),
            self._scale,
            self._tool("zoom-in", _("放大"), canvas.zoom_in, "Ctrl+="),
            self._tool("fit-width", _("适合宽度"), lambda: canvas.fit_to("width"), "Ctrl+2"),
            self._tool("fit-page", _("整页"), lambda: canvas.fit_to("page"), "Ctrl+0"),
            self._tool("real-size", _("实际大小"), lambda: canvas.set_zoom(1.0), "Ctrl+1"),
        ]
        both.left.addWidget(TitleLabel(self._name, "heading"))
        both.left.addStretch()
        for tool in tools:
            both.left.addWidget(tool)
        both.right.addWidget(ActionButton(self.save_action))
        both.right.addWidget(self._tool("close", _("关闭"), self.close, "Esc"))
        return head

    def _action(self, icon_name: str, words: str, what: Callable[[], object], keys: QKeySequence) -> QAction:
        action = QAction(icon(icon_name), words, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(what)
        self.addAction(action)
        return action

    def _tool(self, icon_name: str, words: str, what: Callable[[], object], keys: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._action(icon_name, words, what, QKeySequence(keys)))
        button.setToolTip(f"{words}（{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}）")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _show_page(self, number: int) -> None:
        self._page.setText(_("第 {page} / {count} 页").format(page=number + 1, count=self.canvas.count))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.canvas.leave()
        self._document.close()
        super().closeEvent(event)
