"""Whom a course is for, how many shall go and from where: what a proposal is asked with."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cadre_desktop.courses.proposing.proposal import Wanted
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.rules import StaffCategory

_LEAST = 104
"""Px of a choice on a small screen."""
_IN_A_ROW = 3


class TargetFields(QWidget):
    """`changed` says that something else is asked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.category = ChoiceInput(StaffCategory.table())
        self.line = ChoiceInput(code_table("line"))
        self.level = ChoiceInput(code_table("post_levels"))
        self.court, self.department = ChoiceInput((), nothing=None), ChoiceInput((), nothing=None)
        self.count = CountInput(_("人"))
        self.over = ChoiceInput(
            (
                (Spread.DEPARTMENT, _("分到各部门")),
                (Spread.COURT, _("分到各法院")),
                (Spread.NONE, _("只按得分")),
            ),
            empty=False,
        )
        self._boxes = (
            (self.category, _("人员分类"), _("分类不限")),
            (self.line, _("条线"), _("条线不限")),
            (self.level, _("职务层次"), _("层次不限")),
            (self.court, _("法院"), _("法院不限")),
            (self.department, _("部门"), _("部门不限")),
            (self.over, _("名额怎么分"), ""),
        )
        self._build()

    def _build(self) -> None:
        self.court.changed.connect(self._offer_departments)  # before anybody hears of it
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        words = QLabel(_("推荐"))
        set_role(words, "muted")
        words.setBuddy(self.count)
        self.count.setAccessibleName(_("推荐人数"))
        self.count.setFixedWidth(88)
        self.count.changed.connect(self.changed)
        for index, (box, title, _none) in enumerate(self._boxes):
            box.setAccessibleName(title)
            box.setToolTip(title)
            box.setMinimumWidth(_LEAST)
            if index == _IN_A_ROW:  # in the order in which one reads them, which Tab follows
                grid.addWidget(words, 0, _IN_A_ROW)
                grid.addWidget(self.count, 0, _IN_A_ROW + 1)
            grid.addWidget(box, index // _IN_A_ROW, index % _IN_A_ROW)
            grid.setColumnStretch(index % _IN_A_ROW, 1)
            box.changed.connect(self.changed)
        self._grid = grid
        self._name_none()

    def put_beside(self, widget: QWidget) -> None:
        """A control at the end of the second line."""
        self._grid.addWidget(widget, 1, _IN_A_ROW, 1, 2)

    def _name_none(self) -> None:
        for box, _title, none in self._boxes:
            if none:
                box.setItemText(0, none)

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask with this; courts are offered anew."""
        courts = Court.select(Court.id, Court.name, Court.short_name).order_by(Court.place, Court.id)
        self.court.set_value(None)
        self.court.set_choices([(court.id, court.short_name or court.name) for court in courts])
        target = wanted.target
        for box, value in ((self.category, target.category), (self.line, target.line), (self.level, target.post_level)):
            box.set_value(value)
        self.court.set_value(target.court)
        self._offer_departments()
        self.department.set_value(target.department)
        self.over.set_value(wanted.over)
        self.count.set_value(wanted.count)
        self._name_none()

    def _offer_departments(self) -> None:
        """Those of the court that is chosen."""
        court: Any = self.court.value()
        rooms = Department.select(Department.id, Department.name).where(Department.court == court)
        self.department.set_value(None)
        self.department.set_choices([(room.id, room.name) for room in rooms.order_by(Department.place, Department.id)])
        self.department.setEnabled(court is not None)
        self._name_none()

    @property
    def wanted(self) -> Wanted:
        """What is asked. Raises Unclear for a number that is none."""
        target = Target(
            self.category.value(),
            self.line.value(),
            self.level.value(),
            self.court.value(),
            self.department.value(),
        )
        return Wanted(target, self.count.value() or 0, Spread(self.over.value()))
