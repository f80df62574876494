"""What the commands of the designer do."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.designing.adding import (
    new_code,
    new_line,
    new_photo,
    new_picture,
    new_seal,
    new_text,
)
from cadre_desktop.certificates.designing.copying import are_elements, copied, read_copied
from cadre_desktop.certificates.designing.editing import (
    arranged,
    centred_on_sheet,
    changed,
    duplicated,
    lowered,
    pasted,
    raised,
    spread,
    to_back,
    to_front,
    without,
)
from cadre_desktop.certificates.screens.designer.design_editor import Change, DesignEditor
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles, proportions, read_file
from cadre_desktop.desk import Desk
from cadre_desktop.kit.boxes.arranging import EDGES
from cadre_desktop.kit.documents.design.elements import Element, PictureElement
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.attachments.attaching import local_files
from cadre_desktop.kit.qt.attachments.pictures import as_png
from cadre_desktop.kit.qt.talk.carrying_out import work_on

_LONGEST_PASTED = 2000
"""Characters of a text that is pasted as an element."""


class DesignActs(QObject):
    """Acts on what `editor` has; `said` carries a sentence about what could not be done."""

    said = Signal(str)

    def __init__(self, desk: Desk, editor: DesignEditor, files: DesignFiles, page: QWidget):
        super().__init__(page)
        self._desk, self._editor, self._files, self._page = desk, editor, files, page
        self._does: Mapping[str, Callable[[], object]] = {
            "undo": editor.undo,
            "redo": editor.redo,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "duplicate": lambda: editor.do(duplicated),
            "delete": lambda: self.on_free(without),
            "everything": self.choose_everything,
            "front": lambda: editor.do(to_front),
            "raise": lambda: editor.do(raised),
            "lower": lambda: editor.do(lowered),
            "back": lambda: editor.do(to_back),
            "text": lambda: self._add(new_text(self._sheet, _("文字"))),
            "photo": lambda: self._add(new_photo(self._sheet)),
            "code": lambda: self._add(new_code(self._sheet)),
            "line": lambda: self._add(new_line(self._sheet)),
            "seal": lambda: self._add(new_seal(self._sheet)),
            "picture": self.add_picture,
            "sheet-across": lambda: self.on_free(lambda work: centred_on_sheet(work, "x")),
            "sheet-down": lambda: self.on_free(lambda work: centred_on_sheet(work, "y")),
            "across": lambda: self.on_free(lambda work: spread(work, "x")),
            "down": lambda: self.on_free(lambda work: spread(work, "y")),
        } | {edge: partial(self.on_free, partial(arranged, edge=edge)) for edge in EDGES}

    def does(self, key: str) -> Callable[[], object]:
        """What is done for a command about elements."""
        return self._does[key]

    @property
    def _sheet(self) -> tuple[float, float]:
        return self._editor.design.sheet

    def on_free(self, change: Change, merging: str = "") -> None:
        """Change the chosen elements that are not locked; says so where all are."""
        if self._editor.work.chosen and not self._editor.free:
            self.tell_locked()
        else:
            self._editor.do_free(change, merging)

    def tell_locked(self) -> None:
        """Say why a locked element stays where it is."""
        self.said.emit(_("这里已经印在纸上，位置锁定；要移动或删除，先按 Ctrl+L 解锁。"))

    def choose_everything(self) -> None:
        """Choose all elements that are not locked."""
        every = range(len(self._editor.work.elements))
        self._editor.choose(index for index in every if not self._editor.is_locked(index))

    def cut(self) -> None:
        """Copy what is chosen, and delete it."""
        self.copy()
        self.on_free(without)

    def copy(self) -> None:
        """Put what is chosen on the clipboard."""
        work = self._editor.work
        if work.chosen:
            QGuiApplication.clipboard().setText(copied(self._sheet, work.picked))

    def paste(self) -> None:
        """Take in what is on the clipboard: elements, a picture, a picture file, or a text."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasText() and are_elements(data.text()):
            self._paste_elements(data.text())
        elif files := local_files(data):
            self._read_picture(files[0], self._put_picture)
        elif data.hasImage():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self._put_picture(as_png(image))
        elif words := data.text().strip()[:_LONGEST_PASTED]:
            self._add(new_text(self._sheet, words))
        else:
            self.said.emit(_("剪贴板里没有可以粘贴的元素、图片或文字。"))

    def _paste_elements(self, text: str) -> None:
        try:
            elements = read_copied(text)
        except Unclear as unclear:
            self.said.emit(_("不能粘贴：{why}").format(why=unclear))
            return
        there = [each for each in elements if self._has_files(each)]
        if len(there) < len(elements):
            text = _("有 {count} 个图片不在这个数据文件里，没有粘贴。")
            self.said.emit(text.format(count=len(elements) - len(there)))
        if there:
            self._editor.do(lambda work: pasted(work, there))

    def _has_files(self, element: Element) -> bool:
        return not isinstance(element, PictureElement) or self._files.get(element.content) is not None

    def _add(self, element: Element) -> None:
        self._editor.do(lambda work: pasted(work, [element]))

    def add_picture(self) -> None:
        """Add a picture from a file."""
        self.choose_picture(_("选择图片"), self._put_picture)

    def change_picture(self) -> None:
        """Another picture in the place of the chosen one, which keeps its box."""

        def put(content: bytes) -> None:
            name = self._files.add(content)
            self._editor.do(lambda work: changed(work, {"content": name}))

        self.choose_picture(_("更换图片"), put)

    def _put_picture(self, content: bytes) -> None:
        name = self._files.add(content)
        self._add(new_picture(self._sheet, name, proportions(content)))

    def choose_picture(self, title: str, put: Callable[[bytes], None], *, printed: bool = True) -> None:
        """Have a picture or PDF chosen and read; `put` is called with its content."""
        patterns = ((_("图片和 PDF"), "*.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff *.pdf"),)
        path = self._desk.notices.choose_open(title, patterns)
        if path is not None:
            self._read_picture(path, put, printed=printed)

    def _read_picture(self, path: Path, put: Callable[[bytes], None], *, printed: bool = True) -> None:
        longest = max(self._sheet)
        work_on(
            self._desk,
            _("正在读取图片"),
            lambda _progress: read_file(path, longest, printed=printed),
            put,
            self._page,
            trouble=_("文件“{file}”读不出来，请检查后再选。").format(file=path.name),
        )

    def drop(self, files: Iterable[Path]) -> None:
        """Take in files that were dropped on the sheet, as pictures."""
        for path in files:
            self._read_picture(path, self._put_picture)
