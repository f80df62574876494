"""走访慰问 on the screen: the month, what was given, people in hospital by themselves, and the ceilings."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.row_editing import Save
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.welfare.comfort.actions import (
    fill_in_known,
    remove_ceilings,
    remove_payments,
    save_ceiling,
    save_payment,
)
from cadre_desktop.welfare.comfort.care import CARE
from cadre_desktop.welfare.comfort.papers import print_receipts, print_visits, receipt_title
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.registers import CEILINGS, CONFIDENTIAL, HOSPITAL_PAYMENT, PAYMENTS, TOLD
from cadre_desktop.welfare.comfort.rules import ComfortItem
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.comfort.ceiling_note import CeilingNote
from cadre_desktop.welfare.screens.comfort.month_page import MonthPage
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton

HOSPITAL = "hospital"


class ComfortPage(CarePage):
    """走访慰问."""

    def __init__(self, desk: Desk):
        self.reveal: RevealButton | None = None
        self._note: CeilingNote | None = None
        self._month: MonthPage | None = None
        own = (
            OwnPage("month", N_("本月慰问"), self._make_month, icon="calendar"),
            OwnPage(HOSPITAL, N_("住院慰问"), self._make_hospital, icon="welfare"),
        )
        super().__init__(desk, CARE, own)

    def actions_of(self, kind: Kind) -> Sequence[ViewAction]:
        if kind is CEILINGS.kind:
            return (
                ViewAction(N_("填入已知标准"), lambda _view: self.fill_in(), "import", in_bar=True),
                ViewAction(N_("本地地区…"), lambda _view: self._ask_region(), "settings"),
            )
        return (
            ViewAction(N_("签领表"), self.print_receipts, "print", in_bar=True, hint=N_("选中的，没有选中的打印全部")),
            ViewAction(N_("走访慰问名单"), self.print_visits, "print"),
        )

    def save_of(self, kind: Kind) -> Save | None:
        store = self.desk.store

        def save_general(key: int | None, values: Values) -> int:
            if values.get("item") and ComfortItem(values["item"]).confidential:
                raise Refused(Problem(_("住院慰问请在“住院慰问”页登记，姓名平时隐藏。"), field="item"))
            return int(save_payment(store, values, key).id)

        if kind is CEILINGS.kind:
            return lambda key, values: int(save_ceiling(store, values, key).id)
        return save_general

    def empty_of(self, kind: Kind) -> EmptyText | None:
        if kind is CEILINGS.kind:
            return EmptyText(_("还没有慰问标准"), _("点“填入已知标准”，再把没有查到的填上金额和文号。"))
        return None

    def _make_view(self, register: Register) -> KindView:
        if register.kind is not CEILINGS.kind:
            view = super()._make_view(register)
            view.set_base_conditions((TOLD,))
            view.opened.connect(lambda _key: self._tell_ceiling(view))
            return view
        store, kind = self.desk.store, register.kind
        return KindView(
            self.desk,
            kind,
            save=self.save_of(kind),
            remove=lambda keys: remove_ceilings(store, keys),
            importer=lambda: self.take_in(kind),
            actions=self.actions_of(kind),
            empty=self.empty_of(kind),
        )

    def _tell_ceiling(self, view: KindView) -> None:
        if self._note is None:
            self._note = CeilingNote(view.form)
        self._note.tell()

    def _make_month(self, desk: Desk) -> QWidget:
        self._month = MonthPage(desk)
        self._month.show_year(self.year)
        return self._month

    def year_shown(self, year: int | None) -> None:
        if self._month is not None:
            self._month.show_year(year)

    def _make_hospital(self, desk: Desk) -> QWidget:
        store = desk.store
        self.hospital = KindView(
            desk,
            HOSPITAL_PAYMENT,
            title=_("住院慰问"),
            editable=False,
            remove=lambda keys: remove_payments(store, keys),
            actions=(
                ViewAction(N_("登记住院慰问…"), lambda _view: self.enter_hospital(), "add", in_bar=True),
                ViewAction(N_("修改登记…"), self._change_hospital, "edit", needs="row"),
                ViewAction(N_("签领表"), self._print_hospital, "print"),
                ViewAction(N_("删除登记"), self._remove_hospital, "delete", needs="rows"),
            ),
            empty=EmptyText(_("还没有住院慰问"), _("在这里登记，姓名平时隐藏，写明原因后才显示。")),
            name="hospital payments",
        )
        self.reveal = self.guard(self.hospital, _("住院慰问"))
        self.hospital.set_base_conditions((CONFIDENTIAL,))
        return self.hospital

    def enter_hospital(self) -> None:
        """Ask for a payment to somebody in hospital, once names may be seen: a refusal lets one see who has had one."""
        from cadre_desktop.welfare.screens.comfort.hospital_dialog import HospitalDialog

        assert self.reveal is not None
        self.reveal.ask(lambda: HospitalDialog(self.desk, self).open())

    def _change_hospital(self, view: ListView) -> None:
        for key in view.selected_keys()[:1]:
            self.change_hospital(key)

    def change_hospital(self, key: int) -> None:
        """Change a payment once names are shown; what is no health matter is changed in its own list."""
        from cadre_desktop.welfare.screens.comfort.hospital_dialog import HospitalDialog

        if self.reveal is None or not self.reveal.shown:
            self.desk.notices.tell(_("登记里有姓名，请先点“显示姓名”并写明原因，再修改。"))
        elif ComfortItem(ComfortPayment.by_key(key).item).confidential:
            HospitalDialog(self.desk, self, key).open()
        else:
            found = Listing(PAYMENTS.kind, (Condition("t.id = ?", (key,), _("要修改的一笔")),))
            super().show_listing(PAYMENTS.kind.key, found)

    def _remove_hospital(self, view: ListView) -> None:
        keys, store = view.selected_keys(), self.desk.store
        words = _("要删除选中的 {count} 笔住院慰问吗？删除后可以撤销。").format(count=len(keys))
        if keys and self.desk.notices.ask(words, _("删除"), _("取消"), danger=True):
            carry_out(self.desk, _("正在删除"), lambda: remove_payments(store, keys), lambda _count: None, self)

    def _print_hospital(self, view: ListView) -> None:
        if self.reveal is None or not self.reveal.shown:
            self.desk.notices.tell(_("签领表上有姓名，请先点“显示姓名”并写明原因。"))
            return
        self.print_receipts(view)

    def fill_in(self) -> None:
        """Enter the ceilings that this edition knows, and those that have to be asked for."""
        store = self.desk.store
        carry_out(
            self.desk,
            _("正在保存"),
            lambda: fill_in_known(store),
            lambda count: self.desk.notices.tell(_("填入 {count} 项；金额空着的请查到后填写。").format(count=count)),
            self,
        )

    def _ask_region(self) -> None:
        from cadre_desktop.welfare.screens.comfort.hospital_dialog import RegionDialog

        RegionDialog(self.desk, self).open()

    @staticmethod
    def _keys(view: ListView) -> list[int]:
        return view.selected_keys() or list(view.listing.all_keys())

    def print_receipts(self, view: ListView) -> None:
        """The sheet for signatures of those selected, or of all that are listed."""
        keys, organisation = self._keys(view), self.desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_receipts(path, keys, organisation, setup)

        title = receipt_title(keys) if keys else _("慰问签领表")
        Papers(self.desk, view).lay_out(title, "comfort receipts", write)

    def print_visits(self, view: ListView) -> None:
        """The list of visits of those selected, or of all that are listed."""
        keys, organisation = self._keys(view), self.desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_visits(path, keys, organisation, setup)

        Papers(self.desk, view).lay_out(_("走访慰问名单"), "comfort visits", write)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """What holds people in hospital is shown masked."""
        if kind_key == PAYMENTS.kind.key and listing.where(CONFIDENTIAL).count():
            self.bring_own(HOSPITAL)
            self.hospital.set_base_conditions(() if listing.where(TOLD).count() else (CONFIDENTIAL,))
            self.hospital.show_listing(Listing(HOSPITAL_PAYMENT, listing.conditions, listing.text))
            return
        super().show_listing(kind_key, listing)
