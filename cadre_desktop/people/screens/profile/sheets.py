"""What can be printed of people: which sheets there are, and laying one out for the preview."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.setup import PaperOffer, Setup
    from cadre_desktop.kit.qt.pages.papers import Papers


@dataclass(frozen=True)
class PeopleSheet:
    """A sheet of people: its key in settings, what it is called, and what the command says."""

    key: str
    title: str
    action: str


CARD = PeopleSheet("person cards", N_("人员卡片"), N_("打印人员卡片…"))
APPROVAL = PeopleSheet("approval forms", N_("干部任免审批表"), N_("打印干部任免审批表…"))
SURVEY = PeopleSheet("survey", N_("干部基本情况一览表"), N_("打印干部基本情况一览表…"))
PHOTOS = PeopleSheet("photo roster", N_("照片名册"), N_("打印照片名册…"))
FOR_ONE = (CARD, APPROVAL)
EVERY = (CARD, APPROVAL, SURVEY, PHOTOS)


class PeopleSheets(QObject):
    """Lays sheets out in jobs and shows them."""

    def __init__(self, desk: Desk, owner: QWidget):
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    @cached_property
    def _papers(self) -> "Papers":
        """What shows PDFs, loaded with the first."""
        from cadre_desktop.kit.qt.pages.papers import Papers

        return Papers(self._desk, self._owner)

    def show(self, sheet: PeopleSheet, people: Sequence[int]) -> None:
        """Show a sheet of these people (keys), in their order."""
        self._lay_out(sheet, lambda: people)

    def show_listed(self, sheet: PeopleSheet, listing: Listing) -> None:
        """Show a sheet of all people of a list, in its order."""
        self._lay_out(sheet, lambda: list(chain.from_iterable(listing.keys())))

    def _lay_out(self, sheet: PeopleSheet, people: Callable[[], Sequence[int]]) -> None:
        desk, day = self._desk, self._desk.clock.today()

        def write(path: Path, setup: "Setup", progress: Progress) -> "PaperOffer":
            keys = people()

            def heard(done: int) -> None:
                progress.check()
                progress.report(done, len(keys))

            return _write(desk, sheet)(path, keys, day, organisation=desk.organisation(), setup=setup, progress=heard)

        self._papers.lay_out(_(sheet.title), sheet.key, write)


def _write(desk: Desk, sheet: PeopleSheet) -> "Callable[..., PaperOffer]":
    """What writes a sheet; loaded when it is first wanted."""
    if sheet is CARD:
        from cadre_desktop.people.sheets.person_card import print_cards

        told = desk.about_person()
        return lambda path, keys, day, **more: print_cards(path, keys, day, told, **more)
    if sheet is APPROVAL:
        from cadre_desktop.people.sheets.approval_form import print_approvals

        return print_approvals
    if sheet is SURVEY:
        from cadre_desktop.people.sheets.survey import print_survey

        return print_survey
    from cadre_desktop.people.sheets.photo_roster import print_photos

    return print_photos
