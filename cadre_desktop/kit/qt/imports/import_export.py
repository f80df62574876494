"""What is said after an import, and the button that writes the rows that did not come in whole to a workbook."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from cadre_desktop.kit.intake.apply import Imported
from cadre_desktop.kit.language import _


class ExportButton(QPushButton):
    """Offers the refused rows, those with cells left empty, or both; `wanted` says whether the second are wanted."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._blanks = False
        self._menu = QMenu(self)
        self._menu.addAction(_("未通过的行…"), lambda: self.wanted.emit(False))
        self._menu.addAction(_("未通过的行和有待补栏的行…"), lambda: self.wanted.emit(True))
        self.clicked.connect(lambda: self.wanted.emit(self._blanks))
        self.setAutoDefault(False)
        self.offer(0, 0)

    def offer(self, refused: int, blanks: int) -> None:
        """Offer what there is."""
        both = bool(refused and blanks)
        self._blanks = bool(blanks) and not refused
        self.setText(_("导出要改正的行") if both else _("导出有待补栏的行…") if self._blanks else _("导出未通过的行…"))
        self.setMenu(self._menu if both else None)  # type: ignore[arg-type]
        self.setProperty("menued", both)
        self.setEnabled(self.isEnabled() and bool(refused or blanks))


def done_text(file: str, done: Imported) -> str:
    """What an import has done, in a sentence or two."""
    words = _("已导入“{file}”：新增 {new} 行，修改 {changed} 行，相同 {same} 行，标题、合计等 {none} 行。")
    said = [words.format(file=file, new=done.new, changed=done.changed, same=done.same, none=done.no_data)]
    if done.overlooked:
        said.append(_("其中 {count} 行看似记录，请核对。").format(count=len(done.overlooked)))
    if done.waiting:
        said.append(_("有 {count} 处没有读懂，空着，列在“待补”里。").format(count=done.waiting))
    return "".join((*said, *done.placed))
