"""What else is done with the members of a pool: reviewed, suspended, guided, compared, and put on forms."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.forms.person_forms import FormKind, print_person_forms
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.reserve.yearly_list import print_year_of_reserve
from cadre_desktop.talent.screens.compare_dialog import open_comparison
from cadre_desktop.talent.screens.mentor_dialog import MentorDialog
from cadre_desktop.talent.screens.notice_dialog import NoticeDialog
from cadre_desktop.talent.screens.review_dialog import ReviewDialog
from cadre_desktop.talent.screens.stage_dialog import PauseDialog

_MOST_FORMS = 500


class MemberActions:
    """`members` is the list they are for, `pool` gives the one in front; `propose` opens the page of admission with the
    holders of titles."""

    def __init__(self, desk: Desk, members: KindView, pool: Callable[[], Pool | None], propose: Callable[[], None]):
        self._desk, self._members, self._front, self._propose = desk, members, pool, propose
        self._made: Papers | None = None

    def actions(self) -> tuple[ViewAction, ...]:
        """All of them, in the order of the menu."""
        return (
            ViewAction(
                N_("从竞赛称号提名…"),
                lambda _view: self._propose(),
                hint=N_("列出近一年获竞赛称号而不在库的人，核对条件后入库"),
            ),
            ViewAction(N_("年度评议…"), lambda _view: self.review(), shortcut="Ctrl+Shift+Y"),
            ViewAction(N_("导师结对…"), lambda _view: self.pair(), needs="row"),
            ViewAction(N_("暂停培养…"), lambda _view: self.pause(Evidence.SUSPENSION), needs="rows"),
            ViewAction(N_("恢复培养…"), lambda _view: self.pause(Evidence.RESUMPTION), needs="rows"),
            ViewAction(
                N_("比较…"),
                lambda _view: open_comparison(self._desk, self._people(), self._members),
                needs="rows",
                shortcut="Ctrl+Shift+U",
                hint=N_("并列比较选中的 2 至 6 人"),
            ),
            ViewAction(N_("推荐表"), lambda _view: self.print_forms(FormKind.RECOMMENDATION), "print", needs="rows"),
            ViewAction(N_("审批表"), lambda _view: self.print_forms(FormKind.APPROVAL), "print", needs="rows"),
            ViewAction(N_("公示名单…"), lambda _view: self.publish(), "print", needs="rows"),
            ViewAction(N_("专家任务和成果一览表"), lambda _view: self.print_year(), "print"),
        )

    @property
    def _papers(self) -> Papers:
        """Made when first wanted: the list they belong to is still in the making when this is."""
        if self._made is None:
            self._made = Papers(self._desk, self._members)
        return self._made

    def _people(self) -> list[int]:
        keys = self._members.selected_keys()
        rows = {row.id: row.__data__["person"] for row in Membership.select().where(Membership.id.in_(keys))}
        return [rows[key] for key in keys if key in rows]

    def _pool(self) -> Pool | None:
        """The pool in front; where it is none, that is said."""
        pool = self._front()
        if pool is None:
            self._desk.notices.tell(_("请先在左边选一个人才库。"))
        return pool

    def review(self) -> None:
        """Open the yearly review of the pool in front."""
        if (pool := self._pool()) is not None:
            ReviewDialog(self._desk, pool, self._reviewed, self._members).open()

    def _reviewed(self, count: int) -> None:
        self._desk.notices.tell(_("已保存 {count} 人的年度评议，可按 Ctrl+Z 撤销。").format(count=count))

    def pair(self) -> None:
        """Ask for a mentor of the first member selected."""
        keys = self._members.selected_keys()
        if keys:
            done = lambda _count: self._desk.notices.tell(_("已结对，可按 Ctrl+Z 撤销。"))  # noqa: E731
            MentorDialog(self._desk, Membership.by_key(keys[0]), done, self._members).open()

    def pause(self, evidence: Evidence) -> None:
        """Ask why the members selected are suspended, or go on."""
        keys, what = self._members.selected_keys(), _(evidence.label)
        if keys:
            text = _("{count} 人已{what}，可按 Ctrl+Z 撤销。")
            PauseDialog(
                self._desk,
                keys,
                evidence,
                lambda count: self._desk.notices.tell(text.format(count=count, what=what)),
                self._members,
            ).open()

    def print_forms(self, kind: FormKind) -> None:
        """Show the forms of the members selected."""
        keys, today = self._members.selected_keys()[:_MOST_FORMS], self._desk.clock.today()
        self._papers.show(_(kind.value), lambda path: print_person_forms(path, keys, kind, today))

    def publish(self) -> None:
        """Ask for the period of the public notice about the members selected."""
        if (pool := self._pool()) is not None:
            NoticeDialog(self._desk, pool, self._people(), self._papers.show, self._members).open()

    def print_year(self) -> None:
        """Show the tasks of this year, or of the year before as long as it is January."""
        if (pool := self._pool()) is None:
            return
        today: date = self._desk.clock.today()
        year = today.year - (today.month == 1)
        court = own_court(self._desk.store)

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_year_of_reserve(path, pool, year, court.name if court else "", today, setup)

        self._papers.lay_out(_("{year}年专家任务和成果一览表").format(year=year), "reserve year", write)
