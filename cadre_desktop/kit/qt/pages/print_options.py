"""How a printer is to print: paper, size, sides, tray, and, folded away, whatever else its driver offers."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.pages import SAME_MM, Paper
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.spool.offers import Offers, Option, PaperSize

COLUMN, GAP, BETWEEN = 76, 12, 8
"""Px of the titles at the left, between a title and its field, and between lines."""
_KEEP, _FILL = "keep", "fill"
_KEY = re.compile(r"\(&.\)")


def titled(words: str, field: QWidget) -> QLabel:
    """The title of a field: its key goes to the field, its words are what screen readers call it."""
    label = QLabel(words)
    label.setBuddy(field)
    field.setAccessibleName(_KEY.sub("", words))
    return label


def grid_in(holder: QWidget) -> QGridLayout:
    """Titles and fields in two pairs beside each other."""
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(BETWEEN)
    grid.setColumnMinimumWidth(0, COLUMN)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return grid


class PrinterOptions(QWidget):
    """For pages of these `sizes` in mm; `show_offers` says what there is to choose. `changed` says that something was
    chosen, `laid_out` that other fields are shown."""

    changed = Signal()
    laid_out = Signal()

    def __init__(self, sizes: Sequence[Paper]):
        super().__init__()
        self._sizes = list(sizes)
        self._offers = Offers()
        self.paper = _box()
        self.scale = ChoiceInput(
            [(_KEEP, _("实际大小，纸小才缩小")), (_FILL, _("放大或缩小到这种纸"))], empty=False, nothing=None
        )
        self.scale.set_value(_KEEP)
        self.scale.setToolTip(_("套打和证书请用实际大小。"))
        self.boxes: dict[str, ChoiceInput] = {}
        self._more: dict[str, ChoiceInput] = {}
        self.unfold = dressed(QPushButton(_("更多选项(&M)")), "quiet")
        self.unfold.setAccessibleName(_("更多选项"))
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._fold)
        self.folded: QWidget = QWidget()
        self.lines = QWidget()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        head = QWidget()
        self._fill_head(grid_in(head))
        column.addWidget(head)
        column.addWidget(self.lines)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.folded)
        self.show_offers(Offers(), {})

    def _fill_head(self, grid: QGridLayout) -> None:
        self.about = QLabel(pages_in_words(self._sizes))
        self.about.setWordWrap(True)
        set_role(self.about, "muted")
        grid.addWidget(titled(_("纸张(&Z)"), self.paper), 0, 0)
        grid.addWidget(self.paper, 0, 1)
        grid.addWidget(titled(_("大小(&S)"), self.scale), 0, 2)
        grid.addWidget(self.scale, 0, 3)
        grid.addWidget(self.about, 1, 1, 1, 3)
        for box in (self.paper, self.scale):
            box.changed.connect(self.changed)

    def show_offers(self, offers: Offers, wanted: Mapping[str, str]) -> None:
        """Offer what a printer has, first what is `wanted` of it, by keyword. The paper is the one the pages are made
        for, where the printer has it, else its usual one."""
        self._offers = offers
        own = paper_of(self._sizes, offers.papers)
        pairs = [(paper.name, self._called(paper, own)) for paper in offers.papers]
        self.paper.set_value(None)
        self.paper.set_choices(pairs)
        self.paper.set_value(own.name if own is not None else offers.usual_paper)
        common = [option for option in (offers.sides, offers.tray) if option is not None]
        self.lines, self.boxes = self._renewed(self.lines, common, {"sides": _("双面(&D)"), "InputSlot": _("纸盒(&T)")})
        self.folded, self._more = self._renewed(self.folded, offers.more, {})
        self.boxes |= self._more
        for option in offers.options:
            self.boxes[option.keyword].set_value(option.among(wanted.get(option.keyword)))
        self.lines.setVisible(bool(common))
        self.unfold.setVisible(bool(offers.more))
        self._fold(self.unfold.isChecked())

    @staticmethod
    def _called(paper: PaperSize, own: PaperSize | None) -> str:
        return _("{paper}，与页面相同").format(paper=paper.label) if paper is own else paper.label

    def _renewed(
        self, before: QWidget, options: Sequence[Option], titles: Mapping[str, str]
    ) -> tuple[QWidget, dict[str, ChoiceInput]]:
        """Another holder in the place of one, with a box for each option, two in a line."""
        holder, boxes = QWidget(), dict[str, ChoiceInput]()
        grid = grid_in(holder)
        for index, option in enumerate(options):
            box = _box(option.choices)
            box.changed.connect(self.changed)
            line, pair = divmod(index, 2)
            grid.addWidget(titled(titles.get(option.keyword, option.title), box), line, 2 * pair)
            grid.addWidget(box, line, 2 * pair + 1)
            boxes[option.keyword] = box
        row = self._column.indexOf(before)
        self._column.insertWidget(row, holder)
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()
        return holder, boxes

    def _fold(self, open_: bool) -> None:
        self.folded.setVisible(open_ and bool(self._more))
        self.unfold.setIcon(icon("chevron-down" if open_ else "chevron-right"))
        self.laid_out.emit()

    @property
    def chosen_paper(self) -> PaperSize:
        """The paper that is chosen."""
        name = self.paper.value()
        return next((paper for paper in self._offers.papers if paper.name == name), self._offers.papers[0])

    @property
    def fill(self) -> bool:
        """Whether pages are made as large as the paper."""
        return bool(self.scale.value() == _FILL)

    def choices(self) -> dict[str, str]:
        """All that is chosen, by keyword."""
        return {keyword: str(box.value()) for keyword, box in self.boxes.items()}

    def unusual(self) -> dict[str, str]:
        """What is chosen that differs from what the printer does when nothing is said."""
        chosen = self.choices()
        return {
            option.keyword: chosen[option.keyword]
            for option in self._offers.options
            if chosen[option.keyword] != option.usual
        }


def paper_of(sizes: Sequence[Paper], papers: Sequence[PaperSize]) -> PaperSize | None:
    """The paper that all pages are made for, upright or across; None where they differ, or there is none like it."""
    wanted = {tuple(round(side) for side in sorted(size)) for size in sizes}
    if len(wanted) != 1:
        return None
    (short, long) = wanted.pop()
    fitting = (
        paper for paper in papers if abs(paper.size[0] - short) < SAME_MM and abs(paper.size[1] - long) < SAME_MM
    )
    return next(fitting, None)


def pages_in_words(sizes: Sequence[Paper]) -> str:
    """How many pages there are, how large, and how they lie."""
    alike = {(round(width), round(height)) for width, height in sizes}
    if len(alike) != 1:
        return _("共 {count} 页，大小或方向不一；方向和边距以预览为准。").format(count=len(sizes))
    ((width, height),) = alike
    across = _("横向") if width > height else _("竖向")
    text = _("共 {count} 页，{width} × {height} 毫米，{across}；方向和边距以预览为准。")
    return text.format(count=len(sizes), width=width, height=height, across=across)


def _box(choices: Sequence[tuple[str, str]] = ()) -> ChoiceInput:
    return ChoiceInput(choices, empty=False, nothing=None)
