"""入职清单: people by items; a click or Space ticks one today, what is overdue is red."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.screens.photos.photos_dialog import PhotosDialog
from cadre_desktop.welfare.newcomers.checklist import Checklist, ChecklistCell, checklist_of, tick, tick_everybody
from cadre_desktop.welfare.newcomers.enlisting import report_on, strike
from cadre_desktop.welfare.newcomers.papers import print_portrait_list, print_welcome_cards
from cadre_desktop.welfare.screens.common.text_table import TextCell, TextModel, TextTable
from cadre_desktop.welfare.screens.newcomers.batch_page import BatchPage

_FRONT = 2
_NAME, _COURT, _ITEM = 80, 86, 66
_CHARACTERS = 2


class ChecklistPage(BatchPage):
    """`people_wanted` asks for the page where people are put into the batch (its key)."""

    people_wanted = Signal(object)
    without_people = N_("从档案选人或粘贴名单（Ctrl+L），每人自动有一份入职清单。")

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.grid = Checklist()
        self.model = TextModel(left=(0, 1), parent=self)
        self.table = TextTable(_("入职清单"), self.model, by_cell=True)
        self.table.pressed_space.connect(self._tick)
        self.table.clicked.connect(self._tick)
        choose = QAction(_("加入人员…"), self)
        choose.triggered.connect(lambda _on=False: self._choose())
        self.menu(
            _("更多"),
            (_("整列记为今天已办"), self.tick_column),
            (_("改报到日期…"), self.change_day),
            (_("移出批次"), self.strike_selected),
            (_("照片名单"), self.print_portraits),
            (_("欢迎卡"), self.print_cards),
        )
        self.button(_("录入照片…"), self.take_photos, _("按文件名对上人员，有照片的自动完成"))
        self.button(_("加入人员…"), self._choose, _("从档案选人或粘贴名单（Ctrl+L）"), primary=True)
        self.put_table(self.table, choose)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self._choose)
        QShortcut(QKeySequence("Ctrl+Space"), self.table).activated.connect(self.tick_column)

    def read(self, key: int) -> Checklist:
        return checklist_of(key, self.desk.clock.today())

    def show_read(self, found: Checklist | None) -> None:
        grid = self.grid = found or Checklist()
        titles = [_("姓名"), _("法院"), *(_halved(_(name)) for name in grid.items)]
        rows = [
            [TextCell(line.name), TextCell(line.court), *(self._cell(item) for item in line.items)]
            for line in grid.lines
        ]
        fresh = tuple(titles) != self.model.titles
        self.model.put(titles, [line.newcomer for line in grid.lines], rows)
        if fresh:
            name = self.table.wanted_width(0, _NAME, 150)
            self.table.set_widths((name, _COURT, *[_ITEM] * len(grid.items)))
        if rows and not self.table.currentIndex().isValid():
            self.table.go_to(0, _FRONT)
        words = _("{people} 人，已办 {done} 项，逾期 {overdue} 项。点格子或按空格记为今天已办。")
        self.counts.setText(words.format(people=len(rows), done=grid.done, overdue=grid.overdue) if rows else "")
        self.follow_rows(len(rows))

    def _cell(self, item: ChecklistCell) -> TextCell:
        due = _("应于 {day} 办理").format(day=item.due.isoformat()) if item.due else _("没有期限")
        title = _(item.name)
        if item.done is not None:
            return TextCell("✓", "good", _("{item}：{day} 已办").format(item=title, day=item.done.isoformat()))
        if item.known:
            return TextCell("✓", "good", _("{item}：{known}").format(item=title, known=item.known))
        if item.is_overdue(self.grid.today):
            text = f"{item.due:%m-%d}" if item.due else ""
            return TextCell(text, "bad", _("{item}：{due}，已逾期").format(item=title, due=due))
        return TextCell(f"{item.due:%m-%d}" if item.due else "", "", _("{item}：{due}").format(item=title, due=due))

    def _tick(self, index: QModelIndex) -> None:
        item = index.column() - _FRONT
        if item < 0 or index.row() >= len(self.model.keys):
            return
        store, newcomer, name = self.desk.store, self.model.keys[index.row()], self.grid.items[item]
        self.do(_("正在登记"), lambda: tick(store, newcomer, name))

    def tick_column(self) -> None:
        """Everybody has done the item of the column with the cursor."""
        index, batch = self.table.currentIndex(), self.need_batch()
        item = index.column() - _FRONT
        if batch is None or not index.isValid() or item < 0:
            return
        store, name = self.desk.store, self.grid.items[item]
        told = _("{count} 人的“{item}”记为今天已办，可按 Ctrl+Z 撤销。")
        self.do(
            _("正在登记"),
            lambda: tick_everybody(store, batch, name),
            lambda count: told.format(count=count, item=_(name)),
        )

    def _choose(self) -> None:
        batch = self.need_batch()
        if batch is not None:
            self.people_wanted.emit(batch)

    def take_photos(self) -> None:
        """Take portraits in."""
        PhotosDialog(self.desk, self).open()

    def strike_selected(self) -> None:
        """Take the person with the cursor out of the batch."""
        keys, store, notices = self.table.selected_keys, self.desk.store, self.desk.notices
        if keys and notices.ask(_("把选中的人移出批次，办理情况一并删除？"), _("移出"), _("取消"), danger=True):
            self.do(_("正在移出"), lambda: strike(store, keys), lambda _count: _("已移出，可按 Ctrl+Z 撤销。"))

    def change_day(self) -> None:
        """Ask on which day the person with the cursor has reported."""
        keys, store = self.table.selected_keys, self.desk.store
        if keys:
            DayDialog(self.desk, lambda day: report_on(store, keys, day), self).open()

    def print_portraits(self) -> None:
        """The list for the group portrait."""
        batch, today, organisation = self.need_batch(), self.desk.clock.today(), self.organisation
        if batch is not None:
            self.lay_out(
                _("照片名单"),
                "newcomer portraits",
                lambda path, setup: print_portrait_list(path, batch, today, organisation, setup),
            )

    def print_cards(self) -> None:
        """Welcome cards."""
        batch, today, organisation = self.need_batch(), self.desk.clock.today(), self.organisation
        if batch is not None:
            self.papers.show(_("欢迎卡"), lambda path: print_welcome_cards(path, batch, today, organisation))


class DayDialog(FieldDialog):
    """Asks for the day of reporting."""

    def __init__(self, desk: Desk, write: Callable[..., object], parent: QWidget):
        super().__init__(_("改报到日期"), _("改为这一天"), parent)
        self._desk, self._write = desk, write
        self.day = DateInput()
        self.day.set_value(desk.clock.today())
        self.lay_out(((_("报到日期"), self.day),), above=_("试用期满、应谈话日和没有办的事项随之改变。"))

    def answer(self) -> None:
        """Write it; what is wrong is said."""
        try:
            day = self.day.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if day is None:
            self.wrong(_("请填写日期。"))
            return
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: self._write(day),
            lambda _done: self.accept(),
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )


def _halved(title: str) -> str:
    """A heading over a narrow column in two lines."""
    middle = (len(title) + 1) // 2
    return f"{title[:middle]}\n{title[middle:]}" if len(title) > _CHARACTERS + 1 else title
