"""Designing a certificate's page: the sheet as it prints, elements that are moved and edited, and a live preview."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.certificates.designing.adding import called
from cadre_desktop.certificates.designing.editing import box_of, changed, copied_to, moved, reshaped
from cadre_desktop.certificates.designing.fields import labels_of
from cadre_desktop.certificates.designing.showing import seal_box
from cadre_desktop.certificates.screens.adding_fonts import add_font
from cadre_desktop.certificates.screens.designer.arrange_bar import tool
from cadre_desktop.certificates.screens.designer.design_acts import DesignActs
from cadre_desktop.certificates.screens.designer.design_commands import ARRANGING, CLIPBOARD, ORDERING, DesignCommands
from cadre_desktop.certificates.screens.designer.design_editor import DesignEditor
from cadre_desktop.certificates.screens.designer.design_faults import DesignFaults
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles
from cadre_desktop.certificates.screens.designer.design_head import DesignHead
from cadre_desktop.certificates.screens.designer.design_panel import DesignPanel
from cadre_desktop.certificates.screens.designer.designer_frame import DesignerFrame
from cadre_desktop.certificates.screens.designer.element_pictures import ElementPictures
from cadre_desktop.certificates.screens.designer.fault_list import FoundFault
from cadre_desktop.certificates.screens.designer.handling_dialog import HandlingDialog
from cadre_desktop.certificates.screens.designer.person_choice import PersonChoice
from cadre_desktop.certificates.screens.designer.sheet_acts import SheetActs
from cadre_desktop.certificates.templating import wants_photo
from cadre_desktop.desk import Desk
from cadre_desktop.kit.boxes.box import Box, around
from cadre_desktop.kit.documents.design.elements import (
    Design,
    Element,
    LineElement,
    PhotoElement,
    SealElement,
    read_design,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.canvas.piece import SheetPiece
from cadre_desktop.kit.qt.canvas.rulers import RuledSheet
from cadre_desktop.kit.qt.canvas.sheet_view import SheetView
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.design.setting import Words

_PANEL, _NARROW_PANEL, _BAR = 288, 276, 12
"""Px of what is at the right, on a narrow page, and of the scroll bar."""
_CHOICE, _NARROW_CHOICE = 280, 228
"""Px of the choice of whose certificate is shown."""
_NARROW = 1100
_PHOTOS = 4  # that are kept
_MARGIN = 15.0
"""Millimetres from the edge of a sheet at which elements come to rest: printers reach no farther than 5, eyes want
more."""


class DesignerPage(DesignerFrame):
    """Works on `design`; `keep` keeps what has become of it, in a writing job, with `files.keep` for what it needs.
    `people` are those whose certificates are at hand, to look at the design with; `labels` the fields they have, by
    name; `photo` gives the photo of one of them. `closed` asks for what was before, `given_up` says that changes are
    not wanted."""

    closed = Signal()
    given_up = Signal()

    def __init__(
        self,
        desk: Desk,
        design: Design,
        keep: Callable[[Design], object],
        people: Sequence["Words"] = (),
        *,
        files: DesignFiles | None = None,
        labels: Mapping[str, str] | None = None,
        photo: Callable[[int], bytes] = lambda _index: b"",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._desk, self._keep, self._photo = desk, keep, lru_cache(_PHOTOS)(photo)
        self.people = people
        self.files = files or DesignFiles()
        self.editor = DesignEditor(design, self)
        self.acts = DesignActs(desk, self.editor, self.files, self)
        self.view = SheetView()
        self.commands = DesignCommands(self, self.view, self._do)
        self.pictures = ElementPictures(desk.jobs, self.view, self.files)
        self.person = PersonChoice(people)
        labels = labels or (labels_of(people[0].facts) if people else labels_of())
        self.panel = DesignPanel(labels, self.commands.some(ARRANGING))
        self.faults = DesignFaults(desk, self.pictures, self.files, self.person, self)
        self.foot = self.faults.foot
        SheetActs(desk, self.editor, self.files, self.acts, self.panel.sheet)
        self._papers = Papers(desk, self)
        self._saving = False
        self._lay_out()
        self._connect()
        self.work_in(self.view)
        self.view.setAcceptDrops(False)  # the page takes what is dropped
        self.setAcceptDrops(True)
        self._show()

    def _lay_out(self) -> None:
        self.head = DesignHead(self.commands, self.person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        middle = row_in(column, 1)
        middle.setSpacing(0)
        left = QVBoxLayout()
        middle.addLayout(left, 1)
        left.setSpacing(0)
        left.addWidget(RuledSheet(self.view), 1)
        left.addWidget(self.faults.list)
        left.addWidget(self.foot)
        self.foot.add_tool(tool(self.commands["real"]))
        area = self._side = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.panel)
        set_role(self.panel, "card")
        middle.addWidget(area)
        follow_layout(self)

    def _connect(self) -> None:
        editor, view, panel, desk = self.editor, self.view, self.panel, self._desk
        editor.changed.connect(self._show)
        editor.chosen_changed.connect(self._show_chosen)
        self.acts.said.connect(self.foot.insist)
        view.chosen_changed.connect(lambda: editor.choose(view.chosen))
        view.moved.connect(lambda dx, dy: self.acts.on_free(lambda work: moved(work, dx, dy), "move"))
        view.copied.connect(lambda dx, dy: editor.do(lambda work: copied_to(work, dx, dy)))
        view.reshaped.connect(lambda index, box: editor.do(lambda work: reshaped(work, index, box)))
        view.turned.connect(self._turn)
        view.opened.connect(lambda _index: panel.edit_text())
        view.menu_wanted.connect(self._menu)
        view.dragged.connect(self._tell_box)
        view.stretched.connect(self._show_stretched)
        view.refused.connect(self.acts.tell_locked)
        view.zoomed.connect(self.foot.tell_scale)
        panel.changed.connect(lambda fields, step: editor.do(lambda work: changed(work, fields), step))
        panel.elements.chosen.connect(lambda index: editor.choose({index}))
        panel.picture_wanted.connect(self.acts.change_picture)
        self.person.chosen.connect(self._show_person)
        self.pictures.told.connect(self._show_faults)
        self.faults.list.wanted.connect(self._go_to)
        self.head.closed.connect(self.leave)
        for wanting in (self.foot, self.faults.list, panel.sheet):
            wanting.font_wanted.connect(lambda: add_font(desk, self, self._show_anew))

    def _do(self, key: str) -> None:
        """Do what a command is for."""
        if key in self._own:
            self._own[key]()
            return
        self.acts.does(key)()
        if key != "text" or not self.panel.edit_text():
            self.view.setFocus()

    @cached_property
    def _own(self) -> Mapping[str, Callable[[], object]]:
        """What is done for the commands that are not about elements."""
        return {
            "save": self.save,
            "edit": self.panel.edit_text,
            "lock": self._lock,
            "zoom-in": partial(self.view.about_chosen, self.view.zoom_in),
            "zoom-out": partial(self.view.about_chosen, self.view.zoom_out),
            "fit": self.view.fit,
            "real": partial(self.view.about_chosen, partial(self.view.set_zoom, 1.0)),
            "next": partial(self.person.step, 1),
            "previous": partial(self.person.step, -1),
            "check": lambda: self.faults.check_everybody(self.editor.design, self.people, self._photo_of),
            "handling": self._explain,
            "print": self.show_sample,
        }

    @property
    def words(self) -> "Words":
        """What the design is shown with."""
        from cadre_desktop.certificates.designing.samples import sample_words, shown_words

        if not self.people:
            return sample_words()
        return replace(shown_words(self.people[self.person.index]), photo=self._photo_of(self.person.index))

    def _photo_of(self, index: int) -> bytes:
        """The photo of one of the people, where the design has room for it."""
        return self._photo(index) if wants_photo(self.editor.design) else b""

    def _show(self) -> None:
        """Show the design as it is now."""
        design = self.editor.design
        self.view.show_sheet(*design.sheet, _MARGIN)
        self._show_pieces()
        self.pictures.show(design, self.words)
        self._show_chosen()
        self.commands["undo"].setEnabled(self.editor.history.can_undo)
        self.commands["redo"].setEnabled(self.editor.history.can_redo)
        self.head.show_state(design.name, self.editor.dirty)

    def _show_pieces(self) -> None:
        words, wrong = self.words, self.pictures.wrong
        elements = enumerate(self.editor.work.elements)
        pieces = [self._piece(index, element, words, wrong.get(index, ())) for index, element in elements]
        self.view.show_pieces(pieces, self.editor.work.chosen)

    def _piece(self, index: int, element: Element, words: "Words", wrong: Sequence[str]) -> SheetPiece:
        return SheetPiece(
            box_of(element),
            element.turn,
            name=called(element),
            locked=self.editor.is_locked(index),
            wrong="\n".join(wrong),
            empty=self.pictures.blank(element, words),
            line=isinstance(element, LineElement),
            ratio=not isinstance(element, LineElement) and not hasattr(element, "style"),
            portrait=isinstance(element, PhotoElement) and not words.photo,
            aside=seal_box(element, words) if isinstance(element, SealElement) else None,
        )

    def _show_chosen(self) -> None:
        work = self.editor.work
        self.view.choose(work.chosen)
        self.commands.allow(len(work.chosen))
        self.panel.show_work(work, bool(work.chosen) and not self.editor.free)
        self.panel.elements.show_work(work, self.pictures.wrong)
        self._tell_chosen()

    def _show_faults(self) -> None:
        if not self.view.busy:
            self._show_pieces()
            self.panel.elements.show_work(self.editor.work, self.pictures.wrong)

    def _show_stretched(self, index: int, box: Box) -> None:
        """Show how a text breaks into lines while its box is resized."""
        self.pictures.show(reshaped(self.editor.work, index, box).design, self.words)

    def _show_person(self) -> None:
        self.pictures.show(self.editor.design, self.words)
        self._show_pieces()

    def _show_anew(self) -> None:
        """Draw everything once more, as with another font."""
        self.pictures.forget()
        self._show_person()
        if self.faults.about_everybody:
            self.commands["check"].trigger()

    def _go_to(self, fault: FoundFault) -> None:
        if fault.person is not None:
            self.person.show_person(fault.person)
        self.editor.choose({fault.index})
        if self.editor.work.chosen:
            self.view.show_piece(fault.index)
        self.view.setFocus()

    def _turn(self, index: int, turn: float) -> None:
        self.editor.do(lambda work: reshaped(work, index, box_of(work.elements[index]), turn))

    def _lock(self) -> None:
        self.editor.locks = not self.editor.locks
        self.commands.tell_lock(self.editor.locks)
        self._show()

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        if self.editor.work.chosen:
            menu.addActions(self.commands.some(("edit", *CLIPBOARD)))
            menu.addSeparator()
            for words, keys in ((_("层次"), ORDERING), (_("对齐"), ARRANGING)):
                menu.addMenu(words).addActions(self.commands.some(keys))
        else:
            menu.addActions(self.commands.some(("paste", "everything")))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _tell_box(self, box: Box) -> None:
        self.foot.tell_spot(box)

    def _tell_chosen(self) -> None:
        picked = self.editor.work.picked
        if picked:
            box = around(map(box_of, picked))
            self._tell_box(box)
            names, spot = "、".join(map(called, picked)), _("左 {x:.1f}，上 {y:.1f} 毫米").format(x=box.x, y=box.y)
            self.view.setAccessibleDescription(f"{names}：{spot}")
            self.foot.say(_("拖动或按方向键移动，按住 Shift 每次 5 毫米；双击改文字。"))
        else:
            self.foot.tell_spot(None)
            self.view.setAccessibleDescription(_("没有选中元素"))
            self.foot.say(_("点一下选中，拖动移动；双击改文字；Ctrl+滚轮缩放。"))

    def show_sample(self) -> None:
        """Show the page of who is chosen as it is printed, marked as a sample."""
        from cadre_desktop.kit.documents.design.printing import DesignedPage, Printing, print_designs

        design = self.editor.design
        page = DesignedPage(design, self.files.with_files(self.words, design))
        sample = Printing(sample=_("样张"))
        self._papers.show(design.name or _("证书"), lambda path: print_designs(path, [page], how=sample))

    def _explain(self) -> None:
        dialog = HandlingDialog(self.commands, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save(self) -> None:
        """Keep the design."""
        self._finish()
        design = self.editor.design
        if self._saving:
            return
        if not self.editor.dirty:
            self.foot.insist(_("没有改动，不用保存。"))
            return

        def keep() -> object:
            read_design(design.text.encode())  # what could not be read again is refused now, with a sentence
            return self._keep(design)

        carry_out(self._desk, _("正在保存模板"), keep, lambda _kept: self._saved(design), self, busy=self._busy)

    def _busy(self, busy: bool) -> None:
        self._saving = busy

    def _saved(self, design: Design) -> None:
        self.editor.kept(design)
        self._desk.notices.tell(_("模板“{name}”已保存。").format(name=design.name))

    def may_leave(self) -> bool:
        """Ask about changes that are not saved; True when one may go on."""
        if self._saving:
            return False
        self._finish()
        if not self.editor.dirty:
            return True
        question = _("模板“{name}”有改动还没有保存。").format(name=self.editor.design.name)
        leaves = self._desk.notices.ask(question, _("放弃改动"), _("继续编辑"), danger=True)
        if leaves:
            self.given_up.emit()
        return leaves

    def leave(self) -> None:
        """Go back to where one came from, after asking."""
        if self.may_leave():
            self.closed.emit()

    def _finish(self) -> None:
        """Take what is being typed at the right: it counts only once its field is left."""
        focused = QApplication.focusWidget()
        if focused is not None and self._in_panel():
            self.view.setFocus()
            focused.setFocus()

    def _in_panel(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.panel.isAncestorOf(focused)

    def take_files(self, files: Sequence[Path]) -> None:
        self.acts.drop(files)

    def take_step(self, key: str) -> None:
        self.commands[key].trigger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _NARROW
        self._side.setFixedWidth((_NARROW_PANEL if narrow else _PANEL) + _BAR)
        self.foot.shorten(narrow)
        self.head.shorten(narrow)
        self.person.shorten(narrow)
        self.person.box.setMinimumWidth(_NARROW_CHOICE if narrow else _CHOICE)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._in_panel():
            self.view.setFocus()
        else:
            self.leave()
