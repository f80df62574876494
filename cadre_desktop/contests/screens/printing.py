"""What can be printed of a contest, and of the track in front."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.contests.actions import issue_certificates
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.carrying_out import Papers, carry_out
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.store.store import Store

Write = Callable[[Path, Contest, Track], object]


def _results(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.prints import print_results

    return print_results(path, contest, track)


def _awards(path: Path, contest: Contest, _track: Track) -> object:
    from cadre_desktop.contests.prints import print_awards

    return print_awards(path, contest)


def _sheets(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.score_sheets import print_score_sheets

    return print_score_sheets(path, contest, track)


def _draw(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.prints import print_draw

    return print_draw(path, contest, track)


def _sign_in(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.prints import print_sign_in

    return print_sign_in(path, contest, track)


def _cards(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.prints import print_cards

    return print_cards(path, contest, track)


def _recusals(path: Path, contest: Contest, track: Track) -> object:
    from cadre_desktop.contests.prints import print_recusals

    return print_recusals(path, contest, track)


@dataclass(frozen=True)
class Sheet:
    """Something to print; `whole` tells that it is about all tracks. `below` draws a line before it in the menu."""

    title: str
    write: Write
    whole: bool = False
    below: bool = False


SHEETS = (
    Sheet(N_("成绩表"), _results),
    Sheet(N_("获奖名单"), _awards, whole=True),
    Sheet(N_("评分表"), _sheets, below=True),
    Sheet(N_("抽签表"), _draw),
    Sheet(N_("回避表"), _recusals),
    Sheet(N_("签到表"), _sign_in),
    Sheet(N_("桌牌"), _cards),
)


class PrintMenu(QMenu):
    """The sheets of the contest and track that `looked_at` answers, and the honour certificates."""

    def __init__(self, desk: Desk, looked_at: Callable[[], tuple[Contest, Track] | None], parent: QWidget):
        super().__init__(_("打印"), parent)
        self._desk, self._looked_at = desk, looked_at
        self._papers = Papers(desk, parent)
        self.sheets: dict[str, QAction] = {}
        for sheet in SHEETS:
            if sheet.below:
                self.addSeparator()
            action = self.addAction(_(sheet.title))
            action.triggered.connect(lambda _on=False, sheet=sheet: self.print(sheet))
            self.sheets[sheet.title] = action
        self.addSeparator()
        self.certificates = self.addAction(icon("certificate"), _("荣誉证书"))
        self.certificates.triggered.connect(self.print_certificates)

    def print(self, sheet: Sheet) -> None:
        """Lay out one sheet and show it."""
        chosen = self._looked_at()
        if chosen is not None:
            contest, track = chosen
            where = contest.name if sheet.whole else track.name
            self._papers.show(f"{where} {_(sheet.title)}", lambda path: sheet.write(path, contest, track))

    def print_certificates(self) -> None:
        """Give out numbers for all who hold an award, and show their certificates."""
        chosen, store = self._looked_at(), self._desk.store
        if chosen is None:
            return
        contest = chosen[0]

        def show(issued: list[object]) -> None:
            def write(path: Path) -> object:
                from cadre_desktop.certificates.prints import print_issued

                return print_issued(path, issued)  # type: ignore[arg-type]

            self._papers.show(f"{contest.name} {_('荣誉证书')}", write)

        carry_out(self._desk, _("正在发放证书"), lambda: _issue(store, contest), show, self)


def _issue(store: Store, contest: Contest) -> list[object]:
    return list(issue_certificates(store, contest))
