"""The one sentence under the marking grid: what is wrong with the cell one is in, or what may be typed there."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QSizePolicy, QWidget

from cadre_desktop.contests.screens.marking.sheet_model import SheetModel
from cadre_desktop.contests.screens.marking.sheet_reading import words_for_blocked
from cadre_desktop.contests.screens.marking.sheet_words import ending_words
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.field_base import repolish, set_role

_HEIGHT = 22


class CellSentence(TitleLabel):
    """Shortened where there is no room for it; then the tooltip has the whole."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(role="muted", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_HEIGHT)

    def say(self, sentence: str, wrong: bool = True) -> None:
        """Say something, in red if it is `wrong`."""
        role = "problem" if wrong else "muted"
        if self.property("role") != role:
            set_role(self, role)
            repolish(self)
        self.setText(sentence)

    def tell(self, model: SheetModel, index: QModelIndex, ended: bool) -> None:
        """Say something about a cell; `ended` if Enter was pressed in the last one."""
        if model.locked and model.rows:
            self.say(_("成绩已封存，只能查看；要修改请先启封。"), wrong=False)
            return
        if model.rows and all(row.blocked for row in model.rows):
            self.say(words_for_blocked(model.rows), wrong=False)
            return
        shown = index.isValid() and index.row() < len(model.rows)
        spot = model.spot(index) if shown else None
        words, others = model.sentence(index) if shown else "", len(model.wrong.keys() - {spot})
        if ended and shown and not model.is_wrong(index):
            words = ending_words(sum(not model.complete(row) for row in range(model.rowCount())))
        if others:
            words = _("{words}　另有 {count} 个分值不合规则（已标红），没有保存。").format(words=words, count=others)
        self.say(words, bool(others) or (shown and model.is_wrong(index)))
