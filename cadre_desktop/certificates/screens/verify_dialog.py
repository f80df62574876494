"""验证证书: codes from pictures, scans, PDF files and pasted text, each with its verdict and what it proves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.proof.verdicts import Finding, ProofVerdict
from cadre_desktop.certificates.proof.verifying import Verified, Verifier, count_again, no_code, verifier_of
from cadre_desktop.certificates.screens.signing_keys_dialog import SigningKeysDialog
from cadre_desktop.kit.jobs import Job, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.attachments.attaching import local_files
from cadre_desktop.kit.qt.attachments.pictures import as_png
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    LEFT,
    NOWHERE,
    TIP,
    TONE,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.chip import ChipDelegate, StateChip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.page_area import PageArea
from cadre_desktop.kit.qt.talk.sizing import place_within_screen, resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.troubles import known_trouble

_WIDTHS = (150, 220, 112, 0, 124, 170)
_TITLE = 3
_LEAST = (520, 240)


@dataclass(frozen=True)
class Given:
    """What somebody wants verified: a file, or pasted text or a pasted picture."""

    path: Path | None = None
    text: str = ""
    picture: bytes = b""

    def verified(self, verifier: Verifier, check: Callable[[], None]) -> list[Verified]:
        """A line for each code; one that says so for a file without a code or that cannot be read."""
        if self.text:
            return verifier.text(self.text)
        name = self.path.name if self.path else _("粘贴的图片")
        try:
            found = verifier.file(self.path, check) if self.path else verifier.content(name, self.picture, check)
        except Refused as refused:
            return [_not_verified(name, _("没有读"), str(refused))]
        except OSError as error:
            return [_not_verified(name, _("没有读"), known_trouble(error) or str(error))]
        return found or [_not_verified(name, _("没有读到"), no_code(name))]


def _not_verified(name: str, word: str, sentence: str) -> Verified:
    return Verified(Finding(ProofVerdict.UNKNOWN, word, sentence), name)


class VerifyDialog(QDialog):
    """Files are chosen, dropped or pasted; so are pictures and text. `given` stays until it is cleared: once a public
    key was taken in, all of it is verified again."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None):
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._given: list[Given] = []
        self._job: Job | None = None
        self.setWindowTitle(_("验证证书"))
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)
        self.model = _ResultModel()
        self.table = GridTable(_("验证结果"))
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, stretched=_TITLE)
        self.table.setItemDelegateForColumn(0, ChipDelegate(lambda tone: tone or "", TONE, self.table))
        self.table.setSelectionBehavior(GridTable.SelectionBehavior.SelectRows)
        sentence = _("把证书的照片、扫描件或 PDF 拖到这里，或选择文件、粘贴截图和二维码里的文字。不需要网络。")
        self.nothing = EmptyState("certificate", _("验证证书上的二维码"), sentence)
        self.stack = Stack()
        self.summary, self.chip = QLabel(), StateChip()
        self.sentence, self.advice = QLabel(), QLabel()
        self.choose = dressed(QPushButton(_("选择文件…")), "primary")
        self.paste = QPushButton(icon("paste"), _("粘贴"))
        self.keys = QPushButton(_("签名密钥…"))
        self.clear = QPushButton(_("清空"))
        self._build()
        self._connect()
        self._show([])
        resize_within_screen(self, 1040, 640)
        place_within_screen(self)

    def _build(self) -> None:
        self.paste.setToolTip(_("粘贴截图、文件或二维码里的文字（Ctrl+V）"))
        for label, role in ((self.summary, "muted"), (self.advice, "muted"), (self.sentence, "")):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if role:
                set_role(label, role)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 0)
        column.setSpacing(10)
        head = row_in(column)
        head.setSpacing(10)
        head.addWidget(self.summary, 1)
        head.addWidget(self.paste)
        head.addWidget(self.choose)
        for part in (self.nothing, self.table):
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)
        line = row_in(column)
        line.addWidget(self.chip)
        line.addStretch()
        column.addWidget(self.sentence)
        column.addWidget(self.advice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addWidget(PageArea(page), 1)
        foot = row_in(layout)
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(10)
        foot.addWidget(self.keys)
        foot.addWidget(self.clear)
        foot.addStretch()
        close = QPushButton(_("关闭"))
        close.clicked.connect(self.close)
        foot.addWidget(close)
        for button in (self.choose, self.paste, self.keys, self.clear, close):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_files)
        self.paste.clicked.connect(self.paste_in)
        self.keys.clicked.connect(self.open_keys)
        self.clear.clicked.connect(self._clear)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste_in)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now.row()))

    def choose_files(self) -> None:
        """Ask for files and verify them."""
        kinds = [(_("图片和 PDF"), "*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.gif *.pdf")]
        self.verify(
            [Given(path) for path in self._desk.notices.choose_several(_("选择证书的照片、扫描件或 PDF"), kinds)]
        )

    def paste_in(self) -> None:
        """Verify what is on the clipboard: files, a picture, or text."""
        clipboard = QGuiApplication.clipboard()
        data: QMimeData | None = clipboard.mimeData()  # None where nothing is on it
        if data is None:
            self._tell_empty()
        elif files := local_files(data):
            self.verify([Given(path) for path in files])
        elif data.hasImage() and not (image := QImage(clipboard.image())).isNull():
            self.verify([Given(picture=as_png(image))])
        elif text := data.text().strip():
            self.verify([Given(text=text)])
        else:
            self._tell_empty()

    def _tell_empty(self) -> None:
        self._desk.notices.tell(_("剪贴板里没有图片、文件或文字。"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        if files := local_files(data):
            self.verify([Given(path) for path in files])
        elif data.hasImage():
            self.verify([Given(picture=as_png(QImage(data.imageData())))])
        event.acceptProposedAction()

    def verify(self, given: Sequence[Given]) -> None:
        """Verify these too, in a job; what came before stays above."""
        if given:
            self._given += given
            self._run(given, self.model.rows)

    def _run(self, given: Sequence[Given], before: Sequence[Verified]) -> None:
        store = self._desk.store

        def work(progress: Progress) -> list[Verified]:
            verifier, found = verifier_of(store), list(before)
            for number, each in enumerate(given):
                progress.check()
                progress.report(number, len(given))
                found += each.verified(verifier, progress.check)
            return found

        self._job = work_on(self._desk, _("正在验证证书"), work, self._show, self, busy=self._set_busy)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits for what is still being verified."""
        if self._job is not None:
            self._job.drop()
        super().closeEvent(event)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.choose, self.paste, self.clear, self.keys):
            button.setEnabled(not busy)
        if busy:
            self.summary.setText(_("正在验证……"))

    def _show(self, rows: Sequence[Verified]) -> None:
        first = len(self.model.rows) if len(rows) > len(self.model.rows) else 0
        self.model.put(rows)
        self.summary.setText(summary_of(rows))
        self.clear.setEnabled(bool(rows))
        self.stack.setCurrentWidget(self.table if rows else self.nothing)
        if rows:
            self.table.selectRow(first)
            self.table.setFocus()
        self._tell(first if rows else -1)

    def _tell(self, row: int) -> None:
        finding = self.model.rows[row].finding if 0 <= row < len(self.model.rows) else None
        self.chip.show_state(finding.word if finding else "", finding.verdict.tone if finding else "")
        self.sentence.setText(finding.sentence if finding else "")
        self.advice.setText(finding.advice if finding else "")
        self.advice.setVisible(bool(finding and finding.advice))

    def open_keys(self) -> None:
        """Show the keys; with others of them all is verified again."""
        SigningKeysDialog(self._desk, self, self._again).open()

    def _again(self) -> None:
        if self._given:
            self._run(self._given, ())

    def _clear(self) -> None:
        self._given = []
        self._show([])


def summary_of(rows: Sequence[Verified]) -> str:
    """How many codes there are, and how many of each word; empty where there are none."""
    if not rows:
        return ""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.finding.word] = counts.get(row.finding.word, 0) + 1
    parts = [_("{count} 个{word}").format(count=count, word=word) for word, count in counts.items()]
    told = _("共 {count} 项：{parts}").format(count=len(rows), parts="，".join(parts))
    return told + count_again(rows)


class _ResultModel(QAbstractTableModel):
    """A line for each code."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Verified] = ()
        self._titles = (_("结论"), _("证书编号"), _("持证人"), _("称号或班次"), _("日期"), _("来源"))

    def put(self, rows: Sequence[Verified]) -> None:
        """Show other results."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row = self.rows[index.row()]
        finding = row.finding
        if role == DISPLAY:
            texts = (
                finding.word,
                finding.number,
                finding.name,
                finding.title,
                finding.day,
                row.where or _("粘贴的文字"),
            )
            return texts[index.column()]
        if role == TIP:
            return self.data(index) if index.column() else finding.sentence
        if role == TONE:
            return finding.verdict.tone
        return LEFT if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(len(self._titles)))


def open_verifying(desk: ViewDesk, parent: QWidget) -> None:
    """Show the window in which certificates are verified."""
    VerifyDialog(desk, parent).show()
