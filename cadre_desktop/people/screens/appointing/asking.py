"""What is asked about appointments and honours: on which batch people go, and when an honour was granted."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.appointing.batches import new_batch
from cadre_desktop.people.appointing.lines import add_people
from cadre_desktop.people.appointing.proposals import grant
from cadre_desktop.people.records import AppointmentBatch, BatchState

_NEW = 0


class BatchChoiceDialog(FieldDialog):
    """On which batch people go: one that is not carried out, or a new one. `then` is called with its key."""

    def __init__(self, desk: ViewDesk, people: Sequence[int], then: Callable[[int], None], parent: QWidget):
        super().__init__(_("加入任免批次"), _("加入 {count} 人").format(count=len(people)), parent, width=520)
        self._desk, self._people, self._then = desk, list(people), then
        rows = AppointmentBatch.select().where(AppointmentBatch.state != BatchState.CARRIED_OUT)
        known = [(row.id, f"{row.title}（{row.decided}）") for row in rows.order_by(AppointmentBatch.decided.desc())]
        self.batch = ChoiceInput([*known, (_NEW, _("新批次"))], empty=False)
        self.batch.set_value(known[0][0] if known else _NEW)
        self.title, self.decided, self.organ = TextInput(), DateInput(), TextInput()
        self.decided.set_value(desk.clock.today())
        self.organ.set_value(desk.organisation() and _("中共{court}党组").format(court=desk.organisation()))
        self.title.set_value(_("{day} 职务任免").format(day=desk.clock.today().isoformat()))
        fields = ((_("名称"), self.title), (_("决定日期"), self.decided), (_("决定机关"), self.organ))
        self.lay_out(((_("任免批次"), self.batch), *fields), below=_("文号可在批次里再填；名称等只用于新批次。"))
        self.batch.currentIndexChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        for field in (self.title, self.decided, self.organ):
            field.setEnabled(self.batch.value() == _NEW)

    def answer(self) -> None:
        """Put the people on the batch."""
        store, people, chosen = self._desk.store, self._people, self.batch.value()
        try:
            values = {"title": self.title.value(), "decided": self.decided.value(), "organ": self.organ.value()}
        except Unclear as unclear:
            self.wrong(str(unclear))
            return

        def write() -> int:
            with store.step(_("{count} 人加入任免批次").format(count=len(people))):
                batch = int(chosen) if chosen != _NEW else new_batch(store, values)
                add_people(store, batch, people)
            return batch

        def done(batch: int) -> None:
            self.accept()
            self._then(batch)

        _carry_out(self, self._desk, write, done)


class GrantDialog(FieldDialog):
    """When proposals were granted, by whom and by which document."""

    def __init__(self, desk: ViewDesk, proposals: Sequence[int], then: Callable[[int], None], parent: QWidget):
        super().__init__(_("授予表彰"), _("授予 {count} 项").format(count=len(proposals)), parent, width=480)
        self._desk, self._proposals, self._then = desk, list(proposals), then
        self.granted, self.organ, self.number = DateInput(), TextInput(), TextInput()
        self.granted.set_value(desk.clock.today())
        rows = ((_("授予日期"), self.granted), (_("授予机关"), self.organ), (_("文号"), self.number))
        self.lay_out(rows, below=_("授予后记入个人档案的“表彰”；授予机关不填的，用推荐时填的。"))

    def answer(self) -> None:
        """Record it; what is wrong is said in the dialog."""
        try:
            granted = self.granted.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if granted is None:
            self.wrong(_("请填写授予日期。"))
            return
        day, organ, number = granted, self.organ.value(), self.number.value()
        store, proposals = self._desk.store, self._proposals

        def done(count: int) -> None:
            self.accept()
            self._then(count)

        _carry_out(self, self._desk, lambda: grant(store, proposals, day, organ, number), done)


def _carry_out(dialog: FieldDialog, desk: ViewDesk, write: Callable[[], int], done: Callable[[int], None]) -> None:
    """Write, and say what is refused in the dialog."""

    def refused(error: Refused) -> None:
        dialog.wrong(str(error))

    carry_out(
        desk,
        _("正在保存"),
        write,
        done,
        dialog,
        busy=lambda busy: dialog.go.setEnabled(not busy),
        refused=refused,
    )
