"""A new contest, or what is known about one: a form, and for a new one what it starts from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.setup import create_contest, remove_contest, save_contest
from cadre_desktop.contests.kinds import CONTEST
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.rules.template import built_in
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.forms.form_page import FormPage
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon

_BUILT_IN, _NOTHING = 0, -1
"""What a contest starts from, beside the keys of earlier ones."""
_WIDTH = 640


class ContestForm(FormPage):
    """`left` says that the form is done with, and carries the key of the contest to show (None: the one before)."""

    left = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, _("竞赛信息有改动还没有保存。"), parent)
        self._contest: Contest | None = None
        self._form = Form(CONTEST, Surroundings(desk.jobs, desk.notices), heading=_("竞赛信息"))
        self.source = ChoiceInput((), empty=False, nothing=None)
        self._build()
        self.serve(self._form)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    @property
    def form(self) -> Form:
        return self._form

    def _build(self) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self.give_up)
        self.title = QLabel()
        set_role(self.title, "title")
        head = QHBoxLayout()
        self.start = QFrame()
        set_role(self.start, "card")
        words = QLabel(_("初始设置"))
        words.setBuddy(self.source)
        self.source.setAccessibleName(_("初始设置"))
        self.about = QLabel()
        set_role(self.about, "muted")
        self.about.setWordWrap(True)
        row = QHBoxLayout()
        card = QVBoxLayout(self.start)
        card.setContentsMargins(16, 10, 16, 10)
        card.addLayout(row)
        row.addWidget(words)
        row.addWidget(self.source, 1)
        card.addWidget(self.about)
        self.source.changed.connect(self._tell_about)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(head)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        column.addWidget(self.start)
        column.addWidget(self.form, 1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(_WIDTH)
        page = QHBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 14)
        page.addWidget(holder, 4)
        page.addStretch(1)

    def new(self) -> None:
        """Begin a new contest."""
        self._contest = None
        earlier = Contest.select().order_by(Contest.year.desc(), Contest.id.desc())
        self.source.set_choices(
            [
                (_BUILT_IN, _("内置模板：三类人员、14 个赛道、四种形式")),
                *((row.id, _("沿用 {year} 年“{name}”").format(year=row.year, name=row.name)) for row in earlier),
                (_NOTHING, _("空白，自行添加赛道和项目")),
            ]
        )
        self.source.set_value(_BUILT_IN)
        year = self._desk.clock.today().year
        name = _("{year} 年全市法院干警业务技能竞赛").format(year=year)
        taken = any(row.name == name for row in earlier)
        self.form.load(None, {"year": year, "name": "" if taken else name})
        self._show()
        self.form.cells["name"].editor.selectAll()

    def edit(self, contest: Contest) -> None:
        """Show what is known about a contest."""
        self._contest = contest
        self.form.load(contest)
        self._show()

    def _show(self) -> None:
        self.title.setText(_("新建竞赛") if self._contest is None else _("竞赛信息"))
        self.start.setVisible(self._contest is None)
        self._tell_about()
        self.form.focus_first()

    def _tell_about(self) -> None:
        source = self.source.value()
        if source == _BUILT_IN:
            tracks, events = len(built_in().tracks), len({event.format for event in built_in().events})
            text = _("{tracks} 个赛道、{events} 种形式的项目、评分细则、奖项和并列规则，建好后都可以修改。")
            self.about.setText(text.format(tracks=tracks, events=events))
        elif source == _NOTHING:
            self.about.setText(_("只建立竞赛，其余从头设置。"))
        else:
            count = Track.select().where(Track.contest == source).count()
            self.about.setText(_("沿用其 {count} 个赛道及全部规则，不含选手和评委。").format(count=count))

    def writing(self, values: Values) -> Callable[[], Contest]:
        store, contest = self._desk.store, self._contest
        if contest is not None:
            return lambda: save_contest(store, values, contest.id)
        template = self._template()
        return lambda: create_contest(store, values, template)

    def _template(self) -> bool | Contest:
        """What a new contest starts from."""
        source = self.source.value()
        return source == _BUILT_IN if source in (None, _BUILT_IN, _NOTHING) else Contest.by_key(source)

    def saved(self, result: Contest) -> None:
        self.form.load(result)
        self._desk.notices.tell(_("“{name}”已保存。").format(name=result.name))
        self.left.emit(result.id)

    def delete(self) -> None:
        contest, store = self._contest, self._desk.store
        if contest is not None:
            question = _("要删除竞赛“{name}”和它的全部设置吗？删除后可以撤销。").format(name=contest.name)
            self.remove(question, lambda: remove_contest(store, contest), lambda _nothing: self.left.emit(None))

    def reload(self) -> None:
        self.form.load(self._contest)

    def go_back(self) -> None:
        self.left.emit(None)
