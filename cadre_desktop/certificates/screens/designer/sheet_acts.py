"""What is done with the sheet itself: another size, a frame, an own picture beneath, a scan of bought stock."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.designing.editing import Work, on_sheet
from cadre_desktop.certificates.screens.designer.design_acts import DesignActs
from cadre_desktop.certificates.screens.designer.design_editor import DesignEditor
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles
from cadre_desktop.certificates.screens.designer.frame_dialog import Framed, FrameDialog, framed
from cadre_desktop.certificates.screens.designer.sheet_panel import SheetPanel
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.design.elements import FileBackground, OrnamentBackground
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.talk.carrying_out import work_on


class SheetActs(QObject):
    """Does what `panel` asks for."""

    def __init__(self, desk: Desk, editor: DesignEditor, files: DesignFiles, acts: DesignActs, panel: SheetPanel):
        super().__init__(panel)
        self._desk, self._editor, self._files, self._acts, self._panel = desk, editor, files, acts, panel
        panel.named.connect(lambda name: self.put(name=name))
        panel.sized.connect(lambda size: editor.do(lambda work: on_sheet(work, size)))
        panel.frame_wanted.connect(self._choose_frame)
        panel.file_wanted.connect(self._choose_file)
        panel.none_wanted.connect(lambda: self.put(background=None))
        panel.scan_wanted.connect(self._choose_scan)
        panel.no_scan_wanted.connect(lambda: self.put(underlay=""))

    def put(self, **fields: object) -> None:
        """Change fields of the design itself."""

        def change(work: Work) -> Work:
            return replace(work, design=replace(work.design, **fields))  # type: ignore[arg-type]

        self._editor.do(change)

    def _choose_file(self) -> None:
        """An own picture or PDF page beneath everything."""

        def put(content: bytes) -> None:
            self.put(background=FileBackground(self._files.add(content)))

        self._acts.choose_picture(_("选择底图"), put)

    def _choose_scan(self) -> None:
        """A scan of bought stock, seen in the designer alone."""

        def put(content: bytes) -> None:
            self.put(underlay=self._files.add(content))

        self._acts.choose_picture(_("选择扫描件或照片"), put, printed=False)

    def _choose_frame(self) -> None:
        design = self._editor.design
        work_on(self._desk, _("正在画边框"), lambda _progress: framed(design), self._offer, self._panel)

    def _offer(self, frames: Framed) -> None:
        background = self._editor.design.background
        now = background.ornament if isinstance(background, OrnamentBackground) else None
        window: QWidget = self._panel.window()
        dialog = FrameDialog(frames, now, window)
        dialog.accepted.connect(lambda: self._take(dialog.chosen))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _take(self, chosen: OrnamentVersion | None) -> None:
        if chosen is not None:
            self.put(background=OrnamentBackground(chosen))
