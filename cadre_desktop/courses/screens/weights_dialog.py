"""How much each reason counts when people are proposed for courses."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from cadre_desktop.courses.proposing.proposal import set_weights, weights
from cadre_desktop.courses.proposing.rules import FULL_YEARS, WEIGHT_TITLES, Weights
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog


class WeightsDialog(FieldDialog):
    """The points of each reason; `kept` is called once they are."""

    def __init__(self, desk: Desk, kept: Callable[[], None], parent: QWidget):
        super().__init__(_("推荐人选的分值"), _("保存"), parent, width=520)
        self._desk, self._kept = desk, kept
        self.fields = {name: CountInput(_("分")) for name in WEIGHT_TITLES}
        self.defaults = dressed(QPushButton(_("恢复程序默认值")), "quiet")
        self.defaults.setAutoDefault(False)
        self.defaults.clicked.connect(lambda: self.show_weights(Weights()))
        rows = [(_(WEIGHT_TITLES[name]), field) for name, field in self.fields.items()]
        above = _(
            "每人的得分是各项得分之和，这里填各项最高给多少分；填 0 的不计。"
            "文件没有规定这些分值，最初的是本程序的默认值，请按本院的做法调整。"
        )
        below = _(
            "缺满全年学时任务、{years} 年没有参加同类培训、上次考核优秀的给满分，不足的按比例；考核称职的给一半。"
        )
        self.lay_out([*rows, ("", self.defaults)], above=above, below=below.format(years=FULL_YEARS))
        try:
            self.show_weights(weights(desk.store))
        except Refused as refused:
            self.show_weights(Weights())
            self.wrong(str(refused))

    def show_weights(self, shown: Weights) -> None:
        """Fill in these."""
        for name, field in self.fields.items():
            field.set_value(getattr(shown, name))
            mark_wrong(field, False)

    def answer(self) -> None:
        """Keep them; what is wrong is shown in the dialog."""
        try:
            chosen = Weights(**{name: field.value() or 0 for name, field in self.fields.items()})
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_weights(store, chosen),
            lambda _nothing: self._done(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        wrong = {problem.field for problem in refused.problems}
        for name, field in self.fields.items():
            mark_wrong(field, name in wrong)
        self.wrong(str(refused))

    def _done(self) -> None:
        self.accept()
        self._kept()
