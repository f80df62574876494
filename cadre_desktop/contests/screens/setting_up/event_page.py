"""One event of a track on its own page: its rule at the left, its rubric at the right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.setup import remove_parts, save_part, spread_event
from cadre_desktop.contests.kinds import CRITERION, EVENT, within_contest
from cadre_desktop.contests.records import Contest, Criterion, Event, Track
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import full_marks
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.setting_up.rubric_import import choose_rubric, rubric_import, save_rubric
from cadre_desktop.contests.vetting import engine_criterion
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.forms.form_page import FormPage
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_FORM_WIDTH = 392
_BLIND = N_("匿名评审（盲评）")
_HIDDEN = ("contest", "event", "track")


class ContestEventPage(FormPage):
    """`left` asks for the table of tracks and events again."""

    left = Signal()
    _desk: Desk

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, _("项目有改动还没有保存。"), parent)
        self._contest: Contest | None = None
        self._presets: Values = {}
        self.event_row: Event | None = None
        around = Surroundings(desk.jobs, desk.notices)
        self._form = Form(_in_full(within_contest(EVENT)), around, heading=_("项目信息"))
        self.rubric = self._rubric_view()
        self.unsaved = EmptyState("edit", _("先保存项目"), _("填好项目、形式和权重并保存，就可以在这里填写评分细则。"))
        self.spread = QAction(icon("check"), _("用于其他赛道的同名项目"), self)
        self.spread.setToolTip(_("把这里的计分规则和评分细则用于其他赛道的同名项目；权重不变"))
        self.spread.triggered.connect(self._spread)
        self._build()
        self.serve(self._form)
        desk.changes.happened.connect(self._changed)

    @property
    def form(self) -> Form:
        return self._form

    def _rubric_view(self) -> KindView:
        def save(key: int | None, values: Values) -> int:
            event = self.event_row
            assert event is not None
            own = {} if key is not None else {"event": event.id, "contest": event.__data__["contest"]}
            return save_part(self._desk.store, CRITERION, {**own, **values}, key)

        kind = replace(CRITERION, columns=tuple(column for column in CRITERION.columns if column.name not in _HIDDEN))
        return KindView(
            self._desk,
            kind,
            save=save,
            remove=lambda keys: remove_parts(self._desk.store, CRITERION, keys),
            actions=(
                ViewAction(
                    N_("导入评分细则…"),
                    lambda _view: self.import_rubric(),
                    "import",
                    in_bar=True,
                    hint=N_("从工作簿读入整张评分细则，先看结果再导入"),
                    edits=True,
                ),
                ViewAction(N_("导出评分细则…"), lambda _view: self._export_rubric(), "export"),
            ),
            base_conditions=(Condition("0"),),
            title=_("评分细则"),
            counted=N_("共 {count} 项"),
            empty=EmptyText(_("还没有评分项"), _("点“新增评分项”，填写名称、满分和步长。")),
            name="event criteria",
        )

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.form)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rubric)
        set_role(self.unsaved, "card")
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 16, 0)
        column.addLayout(beside)
        beside.addWidget(self.unsaved)
        split.addWidget(side)
        split.setStretchFactor(1, 1)
        split.setSizes([_FORM_WIDTH, 800])
        self.form.setMinimumWidth(310)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 0, 14)
        page.setSpacing(6)
        self._head(row_in(page))
        page.addWidget(split, 1)
        for keys, slot in (("Ctrl+S", self.save), ("Alt+Left", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self.form, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _head(self, row: QHBoxLayout) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回总表（Alt+←）"))
        back.setAccessibleName(_("返回总表"))
        back.clicked.connect(self.leave)
        self.title, self.sum = QLabel(), QLabel()
        set_role(self.title, "heading")
        set_role(self.sum, "muted")
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self.title)
        row.addWidget(self.sum, 1)
        row.addWidget(ActionButton(self.spread))

    def open(self, contest: Contest, key: int | None, presets: Values) -> None:
        """Show an event, or a new one that begins with `presets`."""
        self._contest, self._presets = contest, presets
        if self.event_row is None or self.event_row.id != key:
            self.rubric.hide_form()
        self.event_row = Event.by_key(key) if key is not None else None
        self.form.cells["track"].editor.set_within({Track.contest: contest.id})
        self.form.load(self.event_row, presets)
        condition = Condition("t.event_id = ?", (key,)) if key is not None else Condition("0")
        self.rubric.set_base_conditions((condition,))
        self._show()
        self.form.focus_first()

    def _show(self) -> None:
        event = self.event_row
        track = Track.get_or_none(Track.id == event.__data__["track"]) if event else None
        where = track.name if track else _("全部赛道")
        self.title.setText(f"{where} · {event.name}" if event else _("新项目"))
        self.rubric.setVisible(event is not None)
        self.unsaved.setVisible(event is None)
        locked = self._contest is not None and self._contest.status == ContestStatus.SEALED
        alike = (
            event is not None
            and Event.select().where(Event.contest == event.__data__["contest"], Event.name == event.name).count() > 1
        )
        self.spread.setVisible(alike and not locked)
        self.form.lock(locked)
        self.rubric.lock(locked)
        lines = list(Criterion.select().where(Criterion.event == event)) if event else []
        total = plain_text(full_marks(map(engine_criterion, lines)))
        self.sum.setText(_("{count} 个评分项，满分 {total}").format(count=len(lines), total=total) if lines else "")

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "event", "criterion", "contest", "track"):
            self.follow()

    def follow(self) -> None:
        """The event as it is now, while it is in front."""
        if not self.isVisible():
            return
        if self._contest is not None:
            self._contest = Contest.get_or_none(Contest.id == self._contest.id)
        if self.event_row is not None:
            self.event_row = Event.get_or_none(Event.id == self.event_row.id)
            if self.event_row is None:  # its making was undone
                self.left.emit()
                return
            if not self.form.dirty:
                self.form.load(self.event_row)
        self._show()

    def writing(self, values: Values) -> Callable[[], int]:
        store, key = self._desk.store, self.event_row.id if self.event_row else None
        own = {} if key is not None or self._contest is None else {**self._presets, "contest": self._contest.id}
        return lambda: save_part(store, EVENT, {**own, **values}, key)

    def saved(self, result: Any) -> None:
        self._desk.notices.tell(_("项目已保存。"))
        if self._contest is not None:
            self.open(self._contest, result, {})

    def import_rubric(self) -> None:
        """Read the rubric from a workbook; what it would change is shown first."""
        path = choose_rubric(self._desk) if self.event_row is not None and self.rubric.may_leave() else None
        if self.event_row is not None and path is not None:
            rubric_import(self._desk, self.event_row, path, self).exec()

    def _export_rubric(self) -> None:
        if self.event_row is not None:
            save_rubric(self._desk, self.event_row, self)

    def _spread(self) -> None:
        event, store = self.event_row, self._desk.store
        if event is None or not self.may_leave():
            return
        question = _("其他赛道的“{event}”将改用这里的计分规则和评分细则，权重不变。要继续吗？").format(event=event.name)
        if self._desk.notices.ask(question, _("用于全部"), _("取消")):
            told = _("已用于其他 {count} 个赛道。")
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: spread_event(store, event),
                lambda count: self._desk.notices.tell(told.format(count=count)),
                self,
            )

    def delete(self) -> None:
        event, store = self.event_row, self._desk.store
        if event is not None:
            question = _("要删除项目“{event}”吗？它的评分项须先删除。删除后可以撤销。").format(event=event.name)
            self.remove(question, lambda: remove_parts(store, EVENT, [event.id]), lambda _count: self.left.emit())

    def reload(self) -> None:
        self.form.load(self.event_row, self._presets)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        return super().may_leave() and self.rubric.may_leave()

    def go_back(self) -> None:
        self.left.emit()


def _in_full(kind: Kind) -> Kind:
    """The check box says what it means; in a workbook a short heading does."""
    columns = (replace(column, title=_BLIND) if column.field is Event.anonymous else column for column in kind.columns)
    return replace(kind, columns=tuple(columns))
