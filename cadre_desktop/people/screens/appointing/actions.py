"""What can be done from the lists of people, appointment batches and proposals for honours."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.appointing.proposals import mark
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS, ProposalState
from cadre_desktop.people.screens.appointing.asking import BatchChoiceDialog, GrantDialog
from cadre_desktop.people.screens.appointing.batch_dialog import BatchDialog


class AppointingActions:
    """The actions of one tab."""

    def __init__(self, desk: ViewDesk, owner: QWidget):
        self._desk, self._owner = desk, owner
        self._papers: Papers | None = None

    def for_people(self) -> tuple[ViewAction, ...]:
        """The actions of the list of people."""
        return (ViewAction(_("加入任免批次…"), self._choose_batch, needs="rows", edits=True),)

    def of(self, kind: Kind) -> tuple[ViewAction, ...]:
        """The actions for rows of another kind."""
        if kind is APPOINTMENT_BATCHES.kind:
            hint = _("加入人员，写明任免，决定、执行和打印")
            return (ViewAction(_("办理…"), self._open_batch, "people", needs="row", in_bar=True, hint=hint),)
        if kind is HONOUR_PROPOSALS.kind:
            return (
                ViewAction(_("授予…"), self._grant, "certificate", needs="rows", edits=True),
                *(self._mark_action(state) for state in (ProposalState.SENT, ProposalState.REFUSED)),
                ViewAction(_("撤回授予"), lambda view: self._mark(view, ProposalState.SENT), needs="rows", edits=True),
                ViewAction(_("打印推荐名单"), self._print, "print", needs="rows"),
            )
        return ()

    def _choose_batch(self, view: ListView) -> None:
        keys = view.selected_keys()
        BatchChoiceDialog(self._desk, keys, self._show_batch, self._owner).open()

    def _open_batch(self, view: ListView) -> None:
        for key in view.selected_keys()[:1]:
            self._show_batch(key)

    def _show_batch(self, batch: int) -> None:
        BatchDialog(self._desk, batch, self._owner).open()

    def _grant(self, view: ListView) -> None:
        def done(count: int) -> None:
            self._desk.notices.tell(_("已授予 {count} 项，记入个人档案。").format(count=count))

        GrantDialog(self._desk, view.selected_keys(), done, self._owner).open()

    def _mark_action(self, state: ProposalState) -> ViewAction:
        title = _("标为“{state}”").format(state=_(state.label))
        return ViewAction(title, lambda view: self._mark(view, state), needs="rows", edits=True)

    def _mark(self, view: ListView, state: ProposalState) -> None:
        keys, store = view.selected_keys(), self._desk.store

        def done(count: int) -> None:
            text = _("{count} 项表彰推荐改为“{state}”。")
            self._desk.notices.tell(text.format(count=count, state=_(state.label)))

        carry_out(self._desk, _("正在保存"), lambda: mark(store, keys, state), done, self._owner)

    def _print(self, view: ListView) -> None:
        keys, organisation = view.selected_keys(), self._desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.people.appointing.proposals import print_proposals

            return print_proposals(path, keys, organisation, setup)

        if self._papers is None:
            self._papers = Papers(self._desk, self._owner)
        self._papers.lay_out(_("表彰推荐名单"), "honour-proposals", write)
