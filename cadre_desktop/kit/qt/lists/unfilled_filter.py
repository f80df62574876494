"""The filter 待补 of a list: rows with fields that an import left empty, until somebody fills them in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cadre_desktop.kit.intake import unfilled
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.qt.lists.filter_bar import FilterBar
from cadre_desktop.kit.qt.look.field_base import repolish
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


class UnfilledFilter(QWidget):
    """A button with the number of waiting rows, shown only while rows wait, and a button by which the selected rows
    need not be filled in.

    `forget_wanted` says that the selected rows need not be filled in.
    """

    forget_wanted = Signal()

    def __init__(self, desk: ViewDesk, kind: Kind, filters: FilterBar, base: Callable[[], Sequence[Condition]]):
        super().__init__()
        self._desk, self._kind, self._filters, self._base = desk, kind, filters, base
        self._condition = unfilled.condition(kind)
        self.button, self.forget = QPushButton(), QPushButton(_("所选的不用补"))
        self.button.setProperty("kind", "filter")
        self.forget.setProperty("kind", "quiet")
        self.button.clicked.connect(self._toggle)
        self.forget.clicked.connect(self.forget_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.forget)
        row.addWidget(self.button)
        filters.changed.connect(self._follow)
        self.hide()

    @property
    def active(self) -> bool:
        """Whether the list shows only waiting rows."""
        return self._condition in self._filters.drill

    def refresh(self) -> None:
        """Count again."""
        kind, question = self._kind, Listing(self._kind, (*self._base(), self._condition))
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: question.count() if unfilled.any_of(kind) else 0,
            self._show_count,
            keep_latest=f"unfilled {id(self)}",
            owner=self,
        )

    def _show_count(self, count: int) -> None:
        self.button.setText(_("待补 {count}").format(count=f"{count:,}"))
        self.button.setAccessibleName(_("只看还有 {count} 行待补的").format(count=count))
        self.setVisible(bool(count) or self.active)
        self._follow()

    def _follow(self) -> None:
        self.forget.setVisible(self.active)
        if bool(self.button.property("active")) != self.active:
            self.button.setProperty("active", self.active)
            repolish(self.button)

    def _toggle(self) -> None:
        others = [each for each in self._filters.drill if each != self._condition]
        self._filters.set_chosen(self._filters.chosen, others if self.active else [*others, self._condition])
        self._filters.changed.emit()


def waiting(kind: Kind, key: int) -> Refused | None:
    """What waits in a row, as problems at its fields; None if nothing does."""
    masked = {column.name for column in kind.columns if column.masked}
    problems = []
    for each in unfilled.waiting_in(kind, key):
        words = _("待补：{reason}（{file}“{sheet}”第 {line} 行）")
        reason = _("导入时没有读懂这一栏") if each.field in masked else each.reason.rstrip("。")
        text = words.format(reason=reason, file=each.file, sheet=each.sheet, line=each.line)
        problems.append(Problem(text, field=each.field))
    return Refused(problems) if problems else None
