"""Up to six candidates side by side; what differs is easy to see, and every score says what it is made of."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.comparing.side_by_side import Comparison, FactRow, compare, print_comparison
from cadre_desktop.talent.registers.post_profiles import PostProfile
from cadre_desktop.talent.screens.fact_table import FactCell, FactModel, FactTable

_TITLE, _PERSON, _WIDEST, _WIDE = 148, 130, 230, 890
_ROWS, _BESIDE = 16, 260


class CompareDialog(FieldDialog):
    """Shows a comparison; its verb prints it."""

    def __init__(self, desk: Desk, found: Comparison, parent: QWidget):
        person = max(_PERSON, min(_WIDEST, (_WIDE - 80 - _TITLE) // len(found.names)))
        width = min(_WIDE, 80 + _TITLE + person * len(found.names))
        super().__init__(_("比较 {count} 人").format(count=len(found.names)), _("打印…"), parent, width=width)
        self._desk, self._found = desk, found
        self._papers = Papers(desk, self)
        self.model = FactModel((_("项目"), *found.names), left=(0,), parent=self)
        self.table = FactTable(_("人选比较"), self.model, wrapped=True)
        self.table.setMinimumHeight(200)
        self.table.want_rows(_ROWS, _BESIDE)
        self.model.put(range(len(found.rows)), [self._cells(row) for row in found.rows])
        self.table.set_widths((_TITLE, *[person] * len(found.names)), stretched=len(found.names))
        self.why = QLabel()
        self.why.setWordWrap(True)
        set_role(self.why, "muted")
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._explain(now.row(), now.column()))
        self.cancel.setText(_("关闭"))
        self.lay_out(
            (("", self.table), ("", self.why)),
            above=_("事实取自档案，左边带“◆”的项目各人不同；选中一格看它的依据。这里不作结论。"),
        )
        self._explain(-1, -1)
        self.table.setFocus()

    @staticmethod
    def _cells(row: FactRow) -> list[FactCell]:
        mark = "◆ " if row.differs else "　 "
        cells = zip(row.cells, row.why or row.cells, strict=True)
        return [FactCell(mark + row.title), *(FactCell(text, told=more) for text, more in cells)]

    def _explain(self, row: int, column: int) -> None:
        if row < 0 or column < 1:
            self.why.setText(_("选中一格，这里写出依据。"))
            return
        fact = self._found.rows[row]
        told = (fact.why or fact.cells)[column - 1]
        self.why.setText(f"{self._found.names[column - 1]}　{fact.title}：" + told.replace("\n", " "))

    def answer(self) -> None:
        """Show it as pages."""
        found, today = self._found, self._desk.clock.today()
        court = own_court(self._desk.store)

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_comparison(path, found, court.name if court else "", today, setup)

        self._papers.lay_out(_("人选比较表"), "comparison", write)


def open_comparison(desk: Desk, people: Sequence[int], parent: QWidget, profile: PostProfile | None = None) -> None:
    """Compare people, or say why that cannot be."""
    store, day, keys = desk.store, desk.clock.today(), list(people)
    carry_out(
        desk,
        _("正在比较"),
        lambda: compare(store, keys, day, profile),
        lambda found: CompareDialog(desk, found, parent).open(),
        parent,
        writes=False,
    )
