"""People are grouped by rule: whom, into which batches, and a look at what comes out before it is done."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.welfare.examination.grouping import ExamWanted, Grouping, carry_out_grouping, group_people
from cadre_desktop.welfare.examination.reading import batches_of
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton

_ALL = 0
_TELLING = 30
"""So many people whose package the rule cannot say are listed."""


class GroupDialog(FieldDialog):
    """`done` is called with how many people were put into batches, and the first batch (key) that got some."""

    def __init__(self, desk: Desk, exam_round: ExamRound, done: Callable[[int, int], None], parent: QWidget):
        super().__init__(_("按规则分组"), _("排入批次"), parent, width=640)
        self._desk, self._round, self._done = desk, exam_round, done
        self._grouping: Grouping | None = None
        courts = [(court.id, court.short_name or court.name) for court in Court.select().order_by(Court.place)]
        self.court = ChoiceInput([(_ALL, _("全部法院")), *courts], empty=False, nothing=None)
        batches = batches_of(exam_round.id)
        offered = [(_ALL, _("还没有结束的批次")), *((batch.key, batch.title) for batch in batches)]
        self.batch = ChoiceInput(offered, empty=False, nothing=None)
        self.own_only = FlagInput(_("每批只排主办法院自己的人"))
        self.own_only.set_value(len({batch.court for batch in batches}) > 1)
        self.unclear_too = FlagInput(_("套餐未定的人也先排入，套餐以后再定"))
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setMinimumHeight(190)
        self.reveal = RevealButton(desk, exam_round.title)
        whom = _("在职和离岗人员，含退休人员") if exam_round.retired else _("在职和离岗人员")
        self.whom = QLabel(whom)
        self.lay_out(
            (
                (_("对象"), self.whom),
                (_("法院"), self.court),
                (_("排入"), self.batch),
                ("", self.own_only),
                ("", self.unclear_too),
                (_("预览"), self.preview),
            ),
            above=_("按性别和年龄定套餐，同一部门的人排在一起，不超过名额；已在本轮的人不动。"),
            beside=self.reveal,
        )
        for choice in (self.court, self.batch):
            choice.set_value(_ALL)
        for field in (self.court, self.batch, self.own_only, self.unclear_too):
            field.changed.connect(self.look)
        self.reveal.revealed.connect(lambda _shown: self._tell())
        self.look()

    def _asked(self) -> ExamWanted:
        return ExamWanted(
            (self.court.value(),) if self.court.value() else (),
            (self.batch.value(),) if self.batch.value() else (),
            self.own_only.value(),
            self.unclear_too.value(),
        )

    def look(self) -> None:
        """See anew what the rule comes to."""
        wanted, key, today = self._asked(), self._round.id, self._desk.clock.today()
        self._grouping = None
        self.go.setEnabled(False)
        self.problem.hide()
        carry_out(
            self._desk,
            _("正在分组"),
            lambda: group_people(key, wanted, today),
            self._show,
            self,
            writes=False,
            refused=self._cannot,
        )

    def _cannot(self, refused: Refused) -> None:
        self.preview.clear()
        self.wrong(str(refused))

    def _show(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self.go.setEnabled(grouping.count > 0)
        self._tell()

    def _tell(self) -> None:
        if self._grouping is not None:
            self.preview.setPlainText("\n".join(_lines(self._grouping, revealed=self.reveal.shown)))

    def answer(self) -> None:
        grouping, store = self._grouping, self._desk.store
        if grouping is None:
            return
        carry_out(
            self._desk,
            _("正在排入批次"),
            lambda: carry_out_grouping(store, grouping),
            lambda count: self._carried_out(count, grouping),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _carried_out(self, count: int, grouping: Grouping) -> None:
        self._done(count, next(batch.key for batch in grouping.batches if grouping.dealt[batch.key]))
        self.accept()


def _lines(grouping: Grouping, *, revealed: bool) -> list[str]:
    words = _("排入 {count} 人；已在本轮 {already} 人；没有名额 {beyond} 人；套餐未定 {unclear} 人")
    lines = [
        words.format(
            count=grouping.count,
            already=grouping.already,
            beyond=len(grouping.beyond),
            unclear=len(grouping.unclear),
        )
    ]
    names = {row.id: row.name for row in Department.select(Department.id, Department.name)}
    for batch in grouping.batches:
        rooms = Counter(names.get(one.department or 0, _("未填部门")) for one in grouping.dealt[batch.key])
        inside = "、".join(f"{name} {count}" for name, count in rooms.items())
        left = _("余 {free}").format(free=batch.free - rooms.total()) if batch.free is not None else _("名额不限")
        words = _("{batch}：新排 {count} 人，{left}。{inside}")
        lines.append(words.format(batch=batch.title, count=rooms.total(), left=left, inside=inside))
    if grouping.past:
        words = _("日期已过，不再排人：{batches}；要排入请在上面“排入”里选定。")
        lines.append(words.format(batches="、".join(batch.title for batch in grouping.past)))
    return lines + _unclear_lines(grouping, names, revealed=revealed)


def _unclear_lines(grouping: Grouping, names: dict[int, str], *, revealed: bool) -> list[str]:
    if not grouping.unclear:
        return []
    lines = ["", _("套餐未定的人：")]
    some = grouping.unclear[:_TELLING]
    people = {row.id: row for row in Person.select().where(Person.id.in_([one.person for one in some]))}
    for one in some:
        row = people[one.person]
        room = names.get(row.__data__["department"] or 0, "")
        name = row.name if revealed else MASK
        lines.append(_("{name}（{room}）：{why}").format(name=name, room=room, why=_(one.why.label)))
    if len(grouping.unclear) > len(some):
        lines.append(_("还有 {count} 人").format(count=len(grouping.unclear) - len(some)))
    return lines
