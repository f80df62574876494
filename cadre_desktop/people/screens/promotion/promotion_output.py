"""Promotions out of the window: the ballot's list, the list with reasons, the workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.promotion.reading import Promotions, RankCandidate


class PromotionOutput:
    """Two buttons, for the list that `follow` has been told of."""

    def __init__(self, desk: Desk, page: QWidget):
        self._desk, self._page = desk, page
        self._papers = Papers(desk, page)
        self._found: Promotions | None = None
        self._selected: Callable[[], list[RankCandidate]] = list
        self.export_button = QPushButton(icon("export"), _("导出…"))
        self.export_button.clicked.connect(self.export)
        self.print_button = QPushButton(icon("print"), _("打印"))
        prints = QMenu(page)
        prints.setToolTipsVisible(True)
        ballot = prints.addAction(_("民主测评表"))
        ballot.setToolTip(_("选中的几人；没有选中几行的，表里符合条件的全部人"))
        ballot.triggered.connect(lambda _on=False: self.print_ballot())
        prints.addAction(_("资格审核表")).triggered.connect(lambda _on=False: self.print_reasons())
        self.print_button.setMenu(prints)

    def follow(self, found: Promotions, selected: Callable[[], list[RankCandidate]]) -> None:
        """Mean this list from now on; `selected` says whose lines are selected."""
        self._found, self._selected = found, selected

    def print_ballot(self) -> None:
        """Those selected, or all who meet the terms."""
        from cadre_desktop.people.promotion.papers import ballot_title, print_ballot
        from cadre_desktop.people.promotion.rules import RANK

        found, chosen, organisation = self._found, self._selected(), self._desk.organisation()
        if found is None:
            return
        people = chosen if len(chosen) > 1 else [one for one in found.people if one.eligible]
        what, day = people[0].route.what if people else RANK, found.day.isoformat()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_ballot(path, people, organisation, day, setup)

        self._papers.lay_out(ballot_title(what), "promotion ballot", write)

    def print_reasons(self) -> None:
        """Everybody shown, with reasons."""
        from cadre_desktop.people.promotion.papers import list_title, print_reasons

        found, organisation = self._found, self._desk.organisation()
        if found is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_reasons(path, found, organisation, setup)

        self._papers.lay_out(list_title(found), "promotion reasons", write)

    def export(self) -> None:
        """Everybody shown, with reasons and quotas, as a workbook."""
        from cadre_desktop.people.promotion.papers import list_title, write_reasons

        found = self._found
        if found is not None:
            told = _("已导出 {count} 人到“{path}”。")
            save_as(
                self._desk,
                self._page,
                _("导出工作簿"),
                list_title(found),
                lambda path, _progress: write_reasons(path, found),
                told,
            )
