"""What is asked in child care: whether to admit as foreseen, and whether to delete what is known of the children."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.welfare.child_care.admitting import Admission, admit
from cadre_desktop.welfare.child_care.deleting import Deleted, Extent, delete_children
from cadre_desktop.welfare.child_care.rules import Enrolled

_LINES = 12
"""So many children are seen at once where there is room."""


class AdmitDialog(FieldDialog):
    """What admitting comes to, by number; accepted once it is written."""

    def __init__(self, desk: Desk, period: int, found: Admission, shown: bool, parent: QWidget | None = None):
        super().__init__(_("按规则录取"), _("录取"), parent, 560)
        self._desk, self._period = desk, period
        self.lines = LongTextInput(min(_LINES, max(2, len(found.verdicts))))
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(_("录取结果"))
        self.lines.setPlainText("\n".join(_line(each, shown) for each in found.verdicts))
        order = _("先后次序：困难、单亲、双职工、报名先后；已录取的不变。")
        self.lay_out([("", self.lines)], above=found.sentence, below=order)

    def answer(self) -> None:
        store, period = self._desk.store, self._period
        carry_out(
            self._desk,
            _("正在录取"),
            lambda: admit(store, period),
            self._done,
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _done(self, found: Admission) -> None:
        self.accept()
        self._desk.notices.tell(found.sentence + _("可按 Ctrl+Z 撤销。"))


def _line(each: object, shown: bool) -> str:
    """A reason may say that a family is in need, so it is only told where names are."""
    number, state, reason = each.number, each.state, each.reason  # type: ignore[attr-defined]
    text = _("编号 {number}　{state}").format(number=number, state=_(Enrolled(state).label))
    return f"{text}　{reason}" if shown or state is Enrolled.APPLIED else text


class DeleteDialog(FieldDialog):
    """Says what is deleted, and takes the title of the period as a confirmation; it cannot be undone."""

    def __init__(
        self,
        desk: Desk,
        period: int,
        told: Extent,
        done: Callable[[Deleted], None],
        parent: QWidget | None = None,
    ):
        super().__init__(_("删除本期子女信息"), _("永久删除"), parent, 600)
        dressed(self.go, "danger")
        self._desk, self._period, self._told, self._done = desk, period, told, done
        self.typed = TextInput()
        self.typed.setPlaceholderText(told.title)
        above = _(
            "将删除“{title}”的 {children} 名子女、{pick_ups} 位接送人、{days} 条出勤、{attachments} 个附件，"
            "包括修改历史中的内容，并改写程序的 {backups} 份备份。期次和人数保留，期次和班级的附件一并删除。"
        ).format(
            title=told.title,
            children=told.children,
            pick_ups=told.pick_ups,
            days=told.days,
            attachments=told.attachments,
            backups=told.backups,
        )
        above += told.beside
        warning = QLabel(_("此操作不能撤销，也不能从备份恢复。请确认纸质材料已按规定处理。"))
        warning.setWordWrap(True)
        set_role(warning, "warning")
        rows: list[tuple[str, QWidget]] = [(_("请注意"), warning), (_("输入期次名称"), self.typed)]
        elsewhere = [*map(str, told.copies.others), *told.copies.away]
        below = _("程序知道的其他副本：{all}。").format(all="、".join(elsewhere)) if elsewhere else ""
        self.lay_out(rows, above=above, below=below)

    def answer(self) -> None:
        store, period, typed, copies = self._desk.store, self._period, self.typed.text(), self._told.copies
        carry_out(
            self._desk,
            _("正在删除子女信息"),
            lambda: delete_children(store, period, typed, copies),
            self._deleted,
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _deleted(self, done: Deleted) -> None:
        self.accept()
        self._done(done)
