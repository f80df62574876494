"""What a court sets about its library: the weights of both axes, where the thirds are, hours and mentors."""

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.talent.comparing.ready import set_weights, weights
from cadre_desktop.talent.comparing.scoring import AXES, WEIGHT_NAMES, AxisWeights, GridWeights
from cadre_desktop.talent.readiness.settings import SETTINGS, set_settings, settings_of

_WIDE = 96


class LibrarySettingsDialog(FieldDialog):
    """A line for each fact with its most points on both axes; `kept` is called once all is saved."""

    def __init__(self, desk: Desk, kept: Callable[[], None], parent: QWidget):
        super().__init__(_("人才库设置"), _("保存"), parent, width=560)
        self._desk, self._kept = desk, kept
        self.points = {(axis, name): self._field(_("分")) for axis in AXES for name in WEIGHT_NAMES}
        self.low, self.high = self._field(_("分")), self._field(_("分"))
        self.numbers = {each.key: self._field(_(each.unit)) for each in SETTINGS}
        self.usual = QPushButton(_("恢复默认分值"))
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(lambda: self.show_weights(GridWeights()))
        rows: list[tuple[str, QWidget | QHBoxLayout | None]] = [(_("业绩和潜力的分值"), None), ("", self._heads())]
        for name, title in WEIGHT_NAMES.items():
            fields_of = [self.points[axis, name] for axis in AXES]
            for axis, field in zip(AXES, fields_of, strict=True):
                field.setAccessibleName(f"{_(title)}，{_(AXES[axis])}")
            rows.append((_(title), self._beside(*fields_of)))
        rows += [(_("低于、高于算低高"), self._beside(self.low, self.high)), ("", self.usual), (_("其他"), None)]
        for each in SETTINGS:
            self.numbers[each.key].setAccessibleName(_(each.title))
            rows.append((_(each.title), self._beside(self.numbers[each.key])))
        self.low.setAccessibleName(_("低分界"))
        self.high.setAccessibleName(_("高分界"))
        self.lay_out(
            rows, above=_("每个方向各项之和为 100。没有文件规定这些分值，最初的是本程序的默认值，请按本院的做法调整。")
        )
        self._load()

    @staticmethod
    def _field(unit: str) -> CountInput:
        field = CountInput(unit)
        field.setFixedWidth(_WIDE)
        return field

    @staticmethod
    def _beside(*widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _heads(self) -> QHBoxLayout:
        heads = []
        for title in AXES.values():
            head = QLabel(_(title))
            head.setFixedWidth(_WIDE)
            heads.append(head)
        return self._beside(*heads)

    def _load(self) -> None:
        try:
            self.show_weights(weights(self._desk.store))
        except Refused as refused:
            self.show_weights(GridWeights())
            self.wrong(str(refused))
        for key, value in settings_of(self._desk.store).items():
            self.numbers[key].set_value(value)

    def show_weights(self, shown: GridWeights) -> None:
        """Fill in these."""
        for (axis, name), field in self.points.items():
            field.set_value(getattr(getattr(shown, axis), name))
            mark_wrong(field, False)
        self.low.set_value(shown.low)
        self.high.set_value(shown.high)

    def answer(self) -> None:
        """Keep all; what is wrong is said."""
        try:
            axes = {
                axis: AxisWeights(
                    **{each.name: self.points[axis, each.name].value() or 0 for each in fields(AxisWeights)}
                )
                for axis in AXES
            }
            chosen = GridWeights(**axes, low=self.low.value() or 0, high=self.high.value() or 0)
            numbers = {key: field.value() for key, field in self.numbers.items()}
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        store = self._desk.store

        def keep() -> None:
            with store.step(_("更改人才库设置")):
                set_weights(store, chosen)
                set_settings(store, numbers)

        carry_out(
            self._desk,
            _("正在保存"),
            keep,
            lambda _nothing: self._done(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        wrong = {problem.field for problem in refused.problems}
        for (axis, name), field in self.points.items():
            mark_wrong(field, f"{axis}.{name}" in wrong)
        for key, number in self.numbers.items():
            mark_wrong(number, key in wrong)
        self.wrong(str(refused))

    def _done(self) -> None:
        self.accept()
        self._kept()
