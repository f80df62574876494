"""Slots to be offered, and who shall have one."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.counselling.reading import SlotLine
from cadre_desktop.welfare.counselling.rules import days_of, spans_in
from cadre_desktop.welfare.counselling.slots import SlotSeries, book, offer


class SeriesDialog(FieldDialog):
    """Days, weekdays and times of slots with one counsellor."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(_("新增时段"), _("新增"), parent, width=560)
        self._desk = desk
        self.first, self.last = DateInput(), DateInput()
        self.times, self.counsellor, self.venue = TextInput(), TextInput(), TextInput()
        self.times.set_value("9:00-10:00、10:00-11:00、14:30-15:30、15:30-16:30")
        self.weekdays = [QCheckBox(words) for words in _("一、二、三、四、五、六、日").split("、")]
        row = QHBoxLayout()
        for number, box in enumerate(self.weekdays):
            box.setChecked(number < 5)
            box.setAccessibleName(_("星期{day}").format(day=box.text()))
            row.addWidget(box)
        row.addStretch(1)
        self.lay_out(
            (
                (_("从"), self.first),
                (_("到"), self.last),
                (_("星期"), row),
                (_("时间"), self.times),
                (_("辅导师"), self.counsellor),
                (_("地点"), self.venue),
            ),
            above=_("每天按这些时间各增加一个可预约的时段。同一辅导师的时间不能重叠。"),
        )

    def answer(self) -> None:
        try:
            first, last, spans = self.first.value(), self.last.value(), spans_in(self.times.value())
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if first is None:
            self.wrong(_("请填写从哪一天开始。"))
            return
        chosen = [number for number, box in enumerate(self.weekdays) if box.isChecked()]
        series = SlotSeries(days_of(first, last or first, chosen), spans, self.counsellor.value(), self.venue.value())
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在新增时段"),
            lambda: offer(store, series),
            self._offered,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _offered(self, count: int) -> None:
        self._desk.notices.tell(_("已新增 {count} 个时段，可按 Ctrl+Z 撤销。").format(count=count))
        self.accept()


class BookDialog(FieldDialog):
    """Who shall have a slot; only that is kept, no topic."""

    def __init__(self, desk: Desk, slot: SlotLine, parent: QWidget):
        super().__init__(_("预约时段"), _("预约"), parent, width=480)
        self._desk, self._slot = desk, slot
        self.person = RecordInput(Person, desk.jobs)
        words = _("{day} {span}　{counsellor}　{venue}。只记谁预约了哪个时段，不记谈什么。")
        above = words.format(day=slot.day, span=slot.span, counsellor=slot.counsellor, venue=slot.venue)
        self.lay_out(((_("预约人"), self.person),), above=above)

    def answer(self) -> None:
        store, key = self._desk.store, self._slot.key
        try:
            person = self.person.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if person is None:
            self.wrong(_("请选择预约的人。"))
            return
        carry_out(
            self._desk,
            _("正在预约"),
            lambda: book(store, key, person),
            lambda _nothing: self._booked(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _booked(self) -> None:
        self._desk.notices.tell(_("已预约，可按 Ctrl+Z 撤销。"))
        self.accept()
