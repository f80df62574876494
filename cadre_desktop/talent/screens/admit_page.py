"""Admission: people are chosen, the pool's rule says at once who meets it and who does not and why."""

from datetime import date

from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage
from cadre_desktop.talent.actions import IN_POOL, members_of
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.requirement import requirement_text
from cadre_desktop.talent.reserve.title_holders import title_holders
from cadre_desktop.talent.rules import PoolType
from cadre_desktop.talent.screens.notice_dialog import NoticeDialog
from cadre_desktop.talent.stages.admitting import AdmissionException, Admitted, Sifted, admit, requirement_of, sift

_NOBODY = Sifted([], [], [])
_STATES = ", ".join(f"'{status}'" for status in IN_POOL)


class AdmitPage(ChoosingPage):
    """Admits those chosen to a pool."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        self._sifted = _NOBODY
        self.verdict = QLabel()
        self.notice = dressed(QPushButton(_("公示名单…")), "quiet")
        self.pool = ChoiceInput((), empty=False, nothing=None)
        self.day, self.source = DateInput(), TextInput()
        self.exception, self.exception_by = TextInput(), TextInput()
        super().__init__(desk, "admission", _("入库"), _("入库"), self._asked(), parent)
        self._papers = Papers(desk, self)
        self.pool.changed.connect(lambda: self._begin(self.chooser.pasting))
        self.day.changed.connect(self.follow)
        for field in (self.exception, self.exception_by):
            field.changed.connect(self._show_verdict)

    def _asked(self) -> QWidget:
        """What is asked beside the people."""
        self.source.setPlaceholderText(_("如 组织推荐、条线推荐"))
        self.exception.setPlaceholderText(_("填写后，不符合条件的人也一并入库"))
        self.exception.setToolTip(_("理由和决定人会记入这些人的入库记录"))
        self.exception_by.setPlaceholderText(_("如 党组会（2023年6月1日）"))
        self.verdict.setWordWrap(True)
        self.notice.setToolTip(_("入库前公示符合条件的人"))
        self.notice.clicked.connect(self.publish)
        holder = QWidget()
        self._fields = QFormLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(8)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        said = row_in(column)
        said.setSpacing(8)
        said.addWidget(self.verdict, 1)
        said.addWidget(self.notice)
        column.addLayout(self._fields)
        for title, field in (
            (_("人才库"), self.pool),
            (_("入库日期"), self.day),
            (_("来源"), self.source),
            (_("例外理由"), self.exception),
            (_("例外决定人"), self.exception_by),
        ):
            field.setAccessibleName(title)
            self._fields.addRow(title, field)
        return holder

    def open(self, pool: Pool | None, text: str | None = None) -> bool:
        """Begin to admit to `pool`, or to the first there is, with a `text` of names to be pasted; False when there
        is none."""
        pools = list(Pool.select().order_by(Pool.id))
        if not pools:
            return False
        self.pool.set_choices([(each.id, each.name) for each in pools])
        self.pool.set_value((pool or pools[0]).id)
        self.day.set_value(self._desk.clock.today())
        self.source.set_value("")
        self._begin(text)
        return True

    def propose_titles(self, pool: Pool | None) -> bool:
        """Begin with those who were given a title by a contest within a year and are not in the pool; False when there
        is no pool."""
        expert = pool or next(iter(Pool.select().where(Pool.type == PoolType.EXPERT).order_by(Pool.id)), None)
        if not self.open(expert):
            return False
        day = self._desk.clock.today()
        since = day.replace(year=day.year - 1, day=min(day.day, 28))
        people = [each.person for each in title_holders(self._chosen_pool(), since, day)]
        self.source.set_value(_("竞赛称号"))
        if people:
            self.chooser.choose(people)
        else:
            self._desk.notices.tell(_("近一年没有获竞赛称号而不在库的人。"))
        return True

    def _begin(self, text: str | None) -> None:
        pool = self._chosen_pool()
        self.note.setText(f"{pool.name}　·　{requirement_text(requirement_of(pool))}{self._room(pool)}")
        self.exception.set_value("")
        self.exception_by.set_value("")
        inside = f"SELECT person_id FROM membership WHERE pool_id = ? AND status IN ({_STATES})"
        self.chooser.begin(Barred(Condition(f"t.id NOT IN ({inside})", (pool.id,)), _("已在库里")), text=text)

    @staticmethod
    def _room(pool: Pool) -> str:
        """How many members are planned, and how many there are."""
        if not pool.size:
            return ""
        text = _("　·　计划 {size} 人，在库 {count} 人")
        return text.format(size=pool.size, count=members_of(pool).count())

    def _chosen_pool(self) -> Pool:
        return Pool.by_key(self.pool.value())

    def _chosen_day(self) -> date | None:
        try:
            day = self.day.value()
        except Unclear:
            day = None
        mark_wrong(self.day, day is None)
        return day

    def follow(self) -> None:
        """Measure those chosen by the pool's rule."""
        pool, day, people = self._chosen_pool(), self._chosen_day(), self.chooser.chosen
        if day is None or not people:
            self._take(_NOBODY)
            return
        self._desk.jobs.run(
            _("正在核对入库条件"),
            lambda _progress: sift(pool, people, day),
            self._take,
            keep_latest=f"sift {id(self)}",
            owner=self,
        )

    def _take(self, sifted: Sifted) -> None:
        self._sifted = sifted
        self.chooser.judge({person.id: "".join(reasons) for person, reasons in sifted.unfit})
        self._show_verdict()

    def _show_verdict(self) -> None:
        fit, unfit = len(self._sifted.fit), len(self._sifted.unfit)
        excepted = self._exception() is not None and bool(unfit)
        words = _("{fit} 人符合入库条件，{unfit} 人不符合。") if unfit else _("{fit} 人都符合入库条件。")
        self.verdict.setText(words.format(fit=fit, unfit=unfit))
        self.verdict.setVisible(bool(fit or unfit))
        self.notice.setVisible(bool(fit))
        set_role(self.verdict, "problem" if unfit and not excepted else "muted")
        self.verdict.style().polish(self.verdict)
        for field in (self.exception, self.exception_by):
            self._fields.setRowVisible(field, bool(unfit))
        count = fit + unfit if excepted else fit
        title = _("入库 {count} 人（例外 {unfit} 人）") if excepted else _("入库 {count} 人")
        self.confirm.setText(title.format(count=count, unfit=unfit) if count else _("入库"))
        self.confirm.setEnabled(count > 0)

    def publish(self) -> None:
        """Ask for the period of the public notice about those who meet the rule."""
        people = [person.id for person in self._sifted.fit]
        NoticeDialog(self._desk, self._chosen_pool(), people, self._papers.show, self).open()

    def _exception(self) -> AdmissionException | None:
        """The exception, once both the reason and who decided it are said."""
        reason, decided_by = self.exception.value(), self.exception_by.value()
        return AdmissionException(reason, decided_by) if reason and decided_by else None

    def carry_out(self) -> None:
        """Admit those who meet the rule, and with a reason the others too."""
        pool, day, store = self._chosen_pool(), self._chosen_day(), self._desk.store
        exception, source = self._exception(), self.source.value()
        people = [person.id for person in self._sifted.fit]
        if exception is not None:
            people += [person.id for person, _reasons in self._sifted.unfit]
        if day is None or not people:
            return
        carry_out(
            self._desk,
            _("正在入库"),
            lambda: admit(store, pool, people, day, source, exception=exception),
            self._admitted,
            self,
        )

    def _admitted(self, admitted: Admitted) -> None:
        self.finish(_("{count} 人已入库，可按 Ctrl+Z 撤销。").format(count=len(admitted.new)))
