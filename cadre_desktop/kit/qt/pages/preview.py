"""Print preview: the finished PDF on the screen, then to a printer, a file or another program."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.over_dialogs import in_front_of, outermost
from cadre_desktop.kit.qt.pages.page_canvas import PageCanvas
from cadre_desktop.kit.qt.pages.print_flow import PrintFlow, copy_to, give_out
from cadre_desktop.kit.qt.pages.relaying import Relayable
from cadre_desktop.kit.qt.pages.setup_panel import SetupArea, SetupPanel
from cadre_desktop.kit.qt.talk.notices import covers_window
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.qt.talk.sizing import place_within_screen, resize_within_screen
from cadre_desktop.kit.troubles import known_trouble

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.pages import Pages
    from cadre_desktop.kit.qt.pages.print_flow import Delivered
    from cadre_desktop.kit.qt.pages.printing import PrintOrder

_PART = 0.94
"""The share of the window below it that the preview covers, where the screen has room for its title bar."""

Opened = tuple["Pages", list[tuple[float, float]]]


class Preview(QWidget):
    """Shows a PDF page by page. `done` asks for closing (Esc or the button).

    With `relayable` the paper can be set up otherwise beside the pages; where it hands something out (certificates get
    numbers), the pages are a draft until they are printed or saved.
    """

    done = Signal()

    def __init__(
        self,
        path: Path,
        title: str,
        jobs: Jobs,
        notices: Notices,
        parent: QWidget | None = None,
        relayable: Relayable | None = None,
        settings: Settings | None = None,
    ):
        super().__init__(parent)
        self._path, self._title = path, title
        self._relayable, self._laid_out, self._first = relayable, 0, 0
        self._jobs, self._notices = jobs, notices
        self.flow = PrintFlow(self, title, jobs, notices, settings)
        self.flow.hands_out = self._hands_out
        if relayable is not None:
            self.flow.settle, self.flow.doubt = relayable.settle, relayable.doubt
            self.flow.files_settle = relayable.hand_out_file is None
        self._pages: Pages | None = None
        self._sizes: list[tuple[float, float]] = []
        self._final: set[int] = set()
        self.canvas = PageCanvas(jobs, self)
        self._page_label, self._scale = QLabel(), QLabel()
        self._make_actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._remark())
        self._middle(row_in(column, 1))
        follow_layout(self)
        self.canvas.page_changed.connect(self._show_number)
        self.canvas.zoom_changed.connect(lambda zoom: self._scale.setText(f"{zoom:.0%}"))
        self.canvas.setFocus()
        self._open()

    def leave(self) -> None:
        """Let go of the file for good."""
        self.close_pages()
        if self._relayable is not None:
            self._relayable.left()

    def close_pages(self) -> None:
        """Let go of the file."""
        self.canvas.leave()
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _remark(self) -> QLabel:
        """What is said above the pages, such as that they are a draft."""
        self.remark = QLabel(self._relayable.said_above if self._relayable is not None else "")
        self.remark.setWordWrap(True)
        set_role(self.remark, "remark")
        self.remark.setVisible(bool(self.remark.text()))
        return self.remark

    def _middle(self, row: QHBoxLayout) -> None:
        """The pages, and at their right what can be chosen."""
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        self._side: SetupArea | None = None
        if self._relayable is not None and self._relayable.offer:
            self._side = SetupArea(self._relayable, self._lay_out_again)
            row.addWidget(self._side)

    @property
    def panel(self) -> SetupPanel | None:
        """What can be chosen beside the pages; None where there is nothing."""
        return self._side.panel if self._side is not None else None

    def _make_actions(self) -> None:
        make, keys = self._action, QKeySequence.StandardKey
        self.print_action = make("print", _("打印…"), self.print_out, QKeySequence(keys.Print))
        self.save_action = make("save", _("另存为 PDF…"), self.save, QKeySequence(keys.Save))
        self.open_action = make("link-out", _("用系统程序打开"), self.open_elsewhere, QKeySequence("Ctrl+Shift+O"))
        self.close_action = make("close", _("关闭"), self.done.emit, QKeySequence(Qt.Key.Key_Escape))
        self._zoom_actions = [
            make("zoom-out", _("缩小"), self.canvas.zoom_out, QKeySequence("Ctrl+-")),
            make("zoom-in", _("放大"), self.canvas.zoom_in, QKeySequence("Ctrl+=")),
            make("fit-width", _("适合宽度"), lambda: self.canvas.fit_to("width"), QKeySequence("Ctrl+2")),
            make("fit-page", _("整页"), lambda: self.canvas.fit_to("page"), QKeySequence("Ctrl+0")),
            make("real-size", _("实际大小"), lambda: self.canvas.set_zoom(1.0), QKeySequence("Ctrl+1")),
        ]
        self._page_actions = [
            make(
                "chevron-left",
                _("上一页"),
                lambda: self.canvas.go_to(self.canvas.current - 1),
                QKeySequence("Ctrl+PgUp"),
            ),
            make(
                "chevron-right",
                _("下一页"),
                lambda: self.canvas.go_to(self.canvas.current + 1),
                QKeySequence("Ctrl+PgDown"),
            ),
        ]

    def _action(self, icon_name: str, text: str, what: object, keys: QKeySequence) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(what)
        self.addAction(action)
        return action

    def _head(self) -> QFrame:
        head = QFrame()
        set_role(head, "band-top")
        around = QHBoxLayout(head)
        around.setContentsMargins(16, 9, 16, 9)
        both = FoldingRow(spacing=4)
        both.give_left_the_rest()
        around.addWidget(both)
        row = both.left
        row.addWidget(TitleLabel(self._title, "heading"))
        row.addStretch()
        for label in (self._page_label, self._scale):
            set_role(label, "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page_label.setMinimumWidth(96)
        self._scale.setMinimumWidth(46)
        backward, forward = (_tool(action) for action in self._page_actions)
        smaller, larger, *fits = (_tool(action) for action in self._zoom_actions)
        for widget in (backward, self._page_label, forward, _space(10), smaller, self._scale, larger, *fits):
            row.addWidget(widget)
        row = both.right
        row.addSpacing(8)
        if not self._hands_out:
            row.addWidget(_tool(self.open_action))
        row.addSpacing(4)
        row.addWidget(ActionButton(self.save_action))
        row.addSpacing(4)
        row.addWidget(ActionButton(self.print_action, "primary"))
        row.addSpacing(4)
        row.addWidget(_tool(self.close_action))
        return head

    def _show_number(self, number: int) -> None:
        self._page_label.setText(_("第 {page} / {count} 页").format(page=number + 1, count=self.canvas.count))

    @property
    def _hands_out(self) -> bool:
        return self._relayable is not None and self._relayable.hand_out is not None

    def _lay_out_again(self, setup: Setup) -> None:
        """Show the paper as it is set up now; the file before goes."""
        assert self._relayable is not None
        relayable, before = self._relayable, self._path
        relayable.choose(setup)
        path = self._another()

        def work(progress: Progress) -> Path:
            relayable.lay_out(path, progress)
            return path

        def done(path: Path) -> None:
            before.unlink(missing_ok=True)
            self._final.clear()  # all pages are drafts again; who is owed one is noted with it
            self.flow.owed.clear()
            self.remark.setText(relayable.said_above)
            self.remark.setVisible(bool(self.remark.text()))
            if self._side is not None:
                self._side.renew()
            self._bring(path)

        self._jobs.run(_("正在排版"), work, done, self.flow.failed, keep_latest=f"preview {id(self)}", owner=self)

    def _another(self) -> Path:
        """A path beside the file, for its next version."""
        self._laid_out += 1
        return self._path.with_name(f"{self._title_in_path}~{self._laid_out}.pdf")

    @property
    def _title_in_path(self) -> str:
        return self._path.stem.partition("~")[0]

    def _bring(self, path: Path) -> None:
        """Show another version of the paper, at the page that is in sight now."""
        self._first = self.canvas.current
        self.close_pages()
        self._path = path
        self._open()

    def _handed_out(
        self,
        numbers: Sequence[int],
        give: "Callable[[Path, Progress], Delivered | None]",
        then: "Callable[[Delivered | None, Path], None]",
        as_file: bool = False,
    ) -> None:
        """Hand out these pages, giving the paper with them away by `give`, show it and go on; nothing happens when that
        is refused."""
        relayable, shown, path = self._relayable, self._path, self._another()
        assert relayable is not None and relayable.hand_out is not None
        hand_out = (relayable.hand_out_file if as_file else None) or relayable.hand_out

        def done(given: "Delivered | None") -> None:
            relayable.keep()
            if shiboken6.isValid(self):  # else it was closed meanwhile; what was handed out is said all the same
                self._final |= set(numbers)
                self.remark.setVisible(len(self._final) < len(self._sizes))
                self._bring(path)
            then(given, path)

        def run(progress: Progress) -> "Delivered | None":
            return give_out(
                shown, path, numbers, hand_out, lambda final: self.flow.owing(give(final, progress), numbers)
            )

        def go_on() -> None:
            self._jobs.run(_("正在发放"), run, done, self.flow.failed, writes=True)

        relayable.before(self, numbers, go_on)

    def _open(self) -> None:
        path = self._path
        for action in (self.print_action, self.save_action, self.open_action):
            action.setEnabled(False)

        def work(progress: Progress) -> Opened:
            from cadre_desktop.kit.documents.pages import Pages

            pages = Pages(path)
            return pages, [pages.size(number) for number in range(len(pages))]

        self._jobs.run(_("正在打开预览"), work, self._opened, self._not_opened, owner=self)

    def _opened(self, opened: Opened) -> None:
        self._pages, self._sizes = opened
        self.print_action.setEnabled(True)
        self.save_action.setEnabled(True)
        self.open_action.setEnabled(not self._hands_out)  # another program could print it, and nobody would know
        self.canvas.show_pages(self._pages, self._sizes)
        self.canvas.go_to(self._first)
        self._show_number(self.canvas.current)

    def _not_opened(self, error: BaseException) -> None:
        if not isinstance(error, OSError | ValueError):
            raise error
        self._notices.warn(known_trouble(error) or _("这份文件打不开，请重新生成后再预览。"), str(error))

    def print_out(self) -> None:
        """Ask for a printer and print; what is handed out is noted when a printer has taken it."""
        self.flow.ask(self._sizes, self.canvas.current, self.print_on)

    def print_on(self, order: "PrintOrder") -> None:
        """Print these pages."""
        as_file = bool(order.file)
        fresh = self.flow.to_hand_out(order.numbers, as_file)
        if not fresh:
            self.flow.print(self._path, order)
            return

        def delivered(found: "Delivered | None", path: Path) -> None:
            if found is None:
                self.flow.print(path, order)
            else:
                self.flow.follow(found, order.numbers)

        self._handed_out(fresh, lambda path, progress: self.flow.give(path, order, progress), delivered, as_file)

    def save(self) -> None:
        """Save a copy of the PDF."""
        goal = self._notices.choose_save(_("另存为 PDF"), f"{self._title}.pdf", [("PDF", "*.pdf")])
        if goal is None:
            return
        numbers = range(len(self._sizes))
        fresh = self.flow.to_hand_out(numbers, as_file=True)
        if fresh:

            def given(found: "Delivered | None", _path: Path) -> None:
                assert found is not None
                self.flow.follow(found, numbers)

            self._handed_out(fresh, lambda path, _progress: copy_to(path, goal, numbers), given, as_file=True)
            return
        try:
            self.flow.follow(copy_to(self._path, goal, numbers), numbers)
        except Refused as refused:
            self._notices.refused(refused)
        except OSError as error:
            self._notices.warn(known_trouble(error) or str(error))

    def open_elsewhere(self) -> None:
        """Hand the file to the system's own program for PDF."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self._notices.warn(_("系统里没有能打开 PDF 的程序，请另存为 PDF 后用其他程序打开。"))


class PreviewWindow(QDialog):
    """A window of its own around a preview."""

    def __init__(
        self,
        parent: QWidget | None,
        path: Path,
        title: str,
        jobs: Jobs,
        notices: Notices,
        relayable: Relayable | None = None,
        settings: Settings | None = None,
    ):
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("预览 — {title}").format(title=title))
        covers_window(self)
        self.preview = Preview(path, title, jobs, notices, self, relayable, settings)
        self.preview.done.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)
        size = outermost(parent).size() * _PART if parent else self.sizeHint()
        resize_within_screen(self, size.width(), size.height())
        place_within_screen(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preview.leave()
        super().closeEvent(event)


def show_preview(
    parent: QWidget | None,
    path: Path,
    title: str,
    jobs: Jobs,
    notices: Notices,
    relayable: Relayable | None = None,
    settings: Settings | None = None,
) -> PreviewWindow:
    """Open the preview of a PDF over `parent`, and over the dialog that shuts it off. `title` is what the document is
    called, without a suffix; `settings` keep the printer that was used last."""
    window = PreviewWindow(in_front_of(parent), path, title, jobs, notices, relayable, settings)
    window.show()
    return window


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{action.text()}（{keys}）")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _space(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap
