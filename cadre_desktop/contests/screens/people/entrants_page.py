"""Who competes in a track: entering by search or filter, the draw, and who does not compete after all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import Entered, enter, save_entrant, set_status, withdraw_entry
from cadre_desktop.contests.actions.matching import is_anonymous
from cadre_desktop.contests.kinds import ENTRANT
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.contests.rules.words import ContestStatus, EntrantStatus
from cadre_desktop.contests.screens.people.choose_page import paste_action
from cadre_desktop.contests.screens.people.nomination_import import (
    choose_nominations,
    nomination_import,
    save_nomination_form,
)
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus

_OUTSIDE = (EntrantStatus.WITHDRAWN, EntrantStatus.ABSENT, EntrantStatus.DISQUALIFIED)
IN_TRACK = replace(
    ENTRANT,
    columns=tuple(
        replace(column, filterable=False) if column.name in ("contest", "track") else column
        for column in ENTRANT.columns
        if column.name not in ("contest", "track")
    ),
)
"""An entrant as listed within a track."""


def on_staff() -> Condition:
    """People who belong to a court's staff now."""
    states = [status.value for status in PersonStatus if status.on_staff]
    return Condition(f"t.status IN ({', '.join('?' * len(states))})", tuple(states))


def not_entered(contest: int) -> Condition:
    """People who are in no track of a contest yet."""
    return _outside("contest_id", contest)


def enterable(contest: Contest, track: Track) -> Condition:
    """People who may be entered in a track: who is in another one only where the contest allows several."""
    return _outside("track_id", track.id) if contest.several_tracks else not_entered(contest.id)


def _outside(column: str, key: int) -> Condition:
    inside = f"SELECT person_id FROM entrant WHERE {column} = ? AND person_id IS NOT NULL"
    return Condition(f"t.id NOT IN ({inside})", (key,))


class EntrantsPage(Workplace):
    """`choose_wanted` asks for the page on which people are chosen by filters, `paste_wanted` for the same with a text
    of names, or an empty one."""

    choose_wanted = Signal()
    paste_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self._track: Track | None = None
        self.choose_first = QAction(icon("filter"), _("按条件选人"), self)
        self.choose_first.triggered.connect(self.choose_wanted)
        self.nominations_first = QAction(icon("import"), _("导入推荐表…"), self)
        self.nominations_first.triggered.connect(lambda _on=False: self._import_nominations())
        self.view = self._make_view()
        self._enter_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.enter_bar)
        column.addWidget(self.view, 1)
        self.work_in(self.view)

    def _make_view(self) -> KindView:
        away = [
            ViewAction(_(status.label) + "…", self._setter(status), needs="rows", edits=True) for status in _OUTSIDE
        ]
        return KindView(
            self._desk,
            IN_TRACK,
            save=self._save,
            remove=lambda keys: withdraw_entry(self._desk.store, keys),
            importer=self._import,
            actions=(
                ViewAction(
                    N_("抽签"), lambda _view: self.draw(), "refresh", in_bar=True, hint=N_("抽取出场顺序"), edits=True
                ),
                *away,
                ViewAction(N_("恢复参赛"), self._setter(EntrantStatus.ENTERED), needs="rows", edits=True),
            ),
            base_conditions=(Condition("0"),),
            title=_("选手"),
            counted=N_("共 {count} 人"),
            empty=EmptyText(
                _("这个赛道还没有选手"),
                _(
                    "在上面输入姓名报名，粘贴一份名单，或“按条件选人”一次加入，也可导入各院的推荐表；外单位选手点“新增选手”。"
                ),
                steps=(self.choose_first, self.nominations_first),
            ),
            name="contest entrants",
        )

    def _setter(self, status: EntrantStatus) -> Callable[[ListView], None]:
        return lambda _view: self._set_status(status)

    def _enter_row(self) -> None:
        self.picker = RecordInput(
            Person,
            self._desk.jobs,
            conditions=(on_staff(),),
            stays=False,
            hint=_("姓名 / 拼音 / 首字母 / 证件号末几位，选中即报名；可粘贴多个姓名"),
        )
        self.picker.setAccessibleName(_("报名"))
        self.picker.picked.connect(self._enter_one)
        self.picker.pasted.connect(self.paste_wanted)
        self.by_names = paste_action(self, _("粘贴微信、文件里的名单，逐个认人后报名"))
        self.by_names.triggered.connect(lambda _on=False: self.paste_wanted.emit(""))
        self.paste = ActionButton(self.by_names)
        self.choose = QPushButton(icon("filter"), _("按条件选人"))
        self.choose.clicked.connect(self.choose_wanted)
        self.nominations = QPushButton(icon("import"), _("推荐表"))
        self.nominations.setProperty("menued", True)
        menu = QMenu(self.nominations)
        self.take_nominations = menu.addAction(_("导入填好的推荐表…"))
        self.take_nominations.triggered.connect(lambda _on=False: self._import_nominations())
        self.write_nominations = menu.addAction(_("导出空白推荐表…"))
        self.write_nominations.triggered.connect(lambda _on=False: self._write_nominations())
        self.nominations.setMenu(menu)
        self.enter_bar = QWidget()
        row = QHBoxLayout(self.enter_bar)
        row.setContentsMargins(16, 4, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.picker, 1)
        row.addWidget(self.paste)
        row.addWidget(self.choose)
        row.addWidget(self.nominations)

    def show_track(self, contest: Contest, track: Track) -> None:
        """Show the entrants of a track."""
        other = self._track is None or self._track.id != track.id
        self._contest, self._track = contest, track
        sealed = contest.status == ContestStatus.SEALED
        self.enter_bar.setVisible(not sealed)
        self.by_names.setEnabled(not sealed)
        self.view.lock(sealed)
        for action in (self.choose_first, self.nominations_first):
            action.setVisible(not sealed)
        somebody = sealed or Entrant.select().where(Entrant.track == track).exists()
        self.work_in(self.view if somebody else self.picker)
        if other:
            self.view.set_base_conditions((Condition("t.track_id = ?", (track.id,)),))

    def _save(self, key: int | None, values: Values) -> int:
        own: Values = {}
        if key is None and self._track is not None:
            own = {"track": self._track.id, "contest": self._track.__data__["contest"]}
        return save_entrant(self._desk.store, {**own, **values}, key)

    def _enter_one(self, key: int) -> None:
        self.enter([key])
        self.picker.setFocus()

    def enter(self, people: list[int]) -> None:
        """Enter people in the track looked at."""
        track, store = self._track, self._desk.store
        if track is not None:
            carry_out(
                self._desk,
                _("正在报名"),
                lambda: enter(store, track, people),
                lambda done: self._desk.notices.tell(_told(done, people)),
                self,
            )

    def _set_status(self, status: EntrantStatus) -> None:
        keys, store = self.view.selected_keys(), self._desk.store
        if not keys:
            return
        reason: str | None = ""
        if status is not EntrantStatus.ENTERED:
            title = _(status.label)
            reason = self._desk.notices.ask_text(title, _("{status}的原因（会列在成绩表上）").format(status=title))
        if reason is not None:
            text = reason
            told = _("{count} 名选手已改为“{status}”。")
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: set_status(store, keys, status, text),
                lambda count: self._desk.notices.tell(told.format(count=count, status=_(status.label))),
                self,
            )

    def draw(self) -> None:
        """Draw the order of appearance; a second draw asks for its reason."""
        track, store = self._track, self._desk.store
        if track is None:
            return
        reason: str | None = ""
        if Entrant.select().where(Entrant.track == track, Entrant.number.is_null(False)).exists():
            title = _("重新抽签")
            reason = self._desk.notices.ask_text(title, _("原因（记入操作记录，印在抽签表上；原抽签号作废）"))
        if reason is not None:
            text = reason
            carry_out(
                self._desk,
                _("正在抽签"),
                lambda: draw(store, track, reason=text),
                lambda keys: self._drawn(len(keys)),
                self,
            )

    def _drawn(self, count: int) -> None:
        assert self._track is not None
        seed = Track.by_key(self._track.id).draw_seed
        text = _("已为 {count} 名选手抽签，种子 {seed} 印在抽签表上，任何人都可复核。")
        if is_anonymous(self._track):
            text = _("已为 {count} 名选手抽签，种子 {seed} 印在抽签表上；代号对照表在“打印与导出”里，请密封保存。")
        self._desk.notices.tell(text.format(count=count, seed=seed))

    def _import_nominations(self) -> None:
        self.import_nominations(choose_nominations(self._desk))

    def import_nominations(self, paths: Sequence[Path]) -> None:
        """Show whom filled nomination lists would enter, and enter them."""
        if paths and self._contest is not None:
            nomination_import(self._desk, self._contest, paths, self).exec()

    def _write_nominations(self) -> None:
        if self._contest is not None:
            save_nomination_form(self._desk, self._contest, self)

    def _import(self) -> None:
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self._desk, ENTRANT, parent=self).exec()

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving."""
        return self.view.may_leave()


def _told(done: Entered, people: list[int]) -> str:
    if len(people) == 1:
        name = Person.by_key(people[0]).name
        return _("{name}已报名。").format(name=name) if done.new else _("{name}已经在名单里。").format(name=name)
    if done.already:
        return _("新报名 {new} 人，另有 {already} 人已在名单里。").format(new=done.new, already=done.already)
    return _("新报名 {new} 人。").format(new=done.new)
