"""The registers of training (台账), with what can be done with studies and reports."""

from collections.abc import Callable, Sequence

from cadre_desktop.courses.registers.passing import help_granted, pass_studies, withdraw_studies
from cadre_desktop.courses.registers.reports import hand_in
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, STUDY_REPORTS
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.store import Store


class CourseRegisters(RegistersTab):
    """Lists with a form each; a study is passed, and a report handed in, by an action of its list."""

    def actions_of(self, kind: Kind) -> Sequence[ViewAction]:
        if kind is DEGREE_STUDIES.kind:
            hint = _("把所学学历学位记入个人档案")
            return (
                ViewAction(N_("毕业"), self._pass, "check", needs="rows", in_bar=True, hint=hint, edits=True),
                ViewAction(N_("撤回毕业"), self._withdraw, "undo", needs="rows", edits=True),
                ViewAction(N_("资助合计"), self._tell_help),
            )
        if kind is STUDY_REPORTS.kind:
            hint = _("提交日期记为今天；报告文件附在这一条上")
            return (ViewAction(N_("已交"), self._hand_in, "check", needs="rows", in_bar=True, hint=hint, edits=True),)
        return ()

    def _do(self, view: ListView, label: str, action: Callable[[Store, Sequence[int]], int], words: str) -> None:
        store, keys = self.desk.store, view.selected_keys()

        def told(count: int) -> None:
            self.desk.notices.tell(words.format(count=count))

        carry_out(self.desk, label, lambda: action(store, keys), told, self)

    def _pass(self, view: ListView) -> None:
        self._do(view, _("正在记入学历"), pass_studies, _("{count} 人毕业，学历已记入个人档案。"))

    def _withdraw(self, view: ListView) -> None:
        self._do(view, _("正在撤回毕业"), withdraw_studies, _("{count} 人改回在读，记入的学历已撤回。"))

    def _hand_in(self, view: ListView) -> None:
        today = self.desk.store.clock.today()
        self._do(
            view,
            _("正在登记学习报告"),
            lambda store, keys: hand_in(store, keys, today),
            _("登记了 {count} 份学习报告。"),
        )

    def _tell_help(self, view: ListView) -> None:
        keys = list(view.listing.all_keys())
        words = _("列出的 {count} 项在职学习共资助 {money:,.2f} 元。")
        self.desk.notices.tell(words.format(count=len(keys), money=help_granted(keys) / 100))
