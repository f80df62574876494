"""Certificates that are looked at page by page, and then handed out: all of them, or the pages that are wanted."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cadre_desktop.certificates import being_printed, queueing
from cadre_desktop.certificates.actions import hand_out
from cadre_desktop.certificates.layouts import layout_of
from cadre_desktop.certificates.overprinting.calibration import Calibrations
from cadre_desktop.certificates.overprinting.choosing import PLAIN_WAY, Way, chosen, offer
from cadre_desktop.certificates.printings import Giving, note_copies, unseen
from cadre_desktop.certificates.proof.issuing import has_code
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.laying import Sheet
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store

_AS_USUAL = Setup()


@dataclass
class CertificatePages:
    """A list of certificates, one page each.

    `drafts` returns them as they would be now. `issue` issues those of these keys, which `key` says of a draft, and
    returns them in the same order. `label` names the step. What is handed out is what was looked at: a page is the
    certificate that it was when `draft` wrote it, and printed in the same way. `calibrations`: of this computer.

    What a printer is given is noted in the print queue: in the `sheets` of certificates that wait there (keys by
    certificate), or as a batch with the `title`. One of these sheets that was sent before, and that nobody has
    confirmed, did not come out then.

    A file, saved from the preview or sent, is handed out too, since it may be printed elsewhere; but it is no sheet of
    paper, and so counts as none (see `printings`).
    """

    store: Store
    label: str
    drafts: Callable[[], list[IssuedCertificate]]
    issue: Callable[[Collection[int]], list[IssuedCertificate]]
    key: Callable[[IssuedCertificate], int]
    calibrations: Callable[[], Calibrations] = Calibrations
    title: str = ""
    sheets: dict[int, int] = field(default_factory=dict)
    _looked_at: list[int] = field(default_factory=list)
    _way: Way = PLAIN_WAY
    _giving: bool = False
    _sheets: list[Sheet] = field(default_factory=list)
    _unsigned: list[bool] = field(default_factory=list)
    looked_at: list[IssuedCertificate] = field(default_factory=list)
    _issued: dict[int, int] = field(default_factory=dict)
    _sent: dict[int, int] = field(default_factory=dict)
    _noted: dict[int, int] = field(default_factory=dict)

    def draft(self, path: Path, setup: Setup = _AS_USUAL) -> PaperOffer:
        """Write all pages as samples to look at, in the way that was set up; returns what there is to choose. Raises
        Refused and OSError as `print_drafts`."""
        from cadre_desktop.certificates.prints import print_drafts, without_photos

        rows, calibrations = self.drafts(), self.calibrations()
        sheets = _sheets_of(rows)
        way = chosen(setup, sheets, calibrations)
        pages = print_drafts(path, rows, how=way.printing)
        self._way, self._sheets = way, sheets
        self._take(rows)
        found = offer(sheets, calibrations, pages, _templates_of(rows))
        return replace(found, warning=without_photos(rows, way.printing))

    def look_at(self) -> list[IssuedCertificate]:
        """As `draft`, without writing them; returns the certificates."""
        self._take(self.drafts())
        return self.looked_at

    def _take(self, rows: list[IssuedCertificate]) -> None:
        self.looked_at, self._looked_at, self._unsigned = rows, [self.key(row) for row in rows], _unsigned(rows)

    @property
    def sheet(self) -> Sheet | None:
        """The size of the first page that was looked at; None where there was none."""
        return next(iter(self._sheets), None)

    def doubt(self, printer: str, fills: bool, paper: Sheet | None) -> str:
        """Why the pages that were looked at would come to lie elsewhere on this printer; empty where they would not."""
        return self._way.doubt(self._sheets, printer, fills, paper)

    def wants_signature(self, pages: Sequence[int] | None = None) -> bool:
        """Whether handing these pages out would sign some, were the court's key in hand: its password is asked for
        before."""
        return any(self._unsigned if pages is None else (self._unsigned[page] for page in pages))

    def hand_out(
        self, path: Path, deliver: Callable[[], object] = lambda: None, pages: Sequence[int] | None = None
    ) -> list[IssuedCertificate]:
        """Issue the certificates of these pages (from 0; all when None), write them to `path` in their order and have
        them given away by `deliver`, or none of it; see `actions.hand_out`.

        Raises Refused when the list is no longer the one that was looked at, or a text does not fit its page; OSError
        when the file cannot be written; whatever `deliver` raises.
        """
        from cadre_desktop.certificates.prints import print_issued

        due = being_printed.owed(self.store)

        def certificates() -> list[IssuedCertificate]:
            rows = self._certificates(pages)
            queueing.note_not_printed(self.store, self._sheets_in_queue(rows))
            return rows

        def write(rows: list[IssuedCertificate]) -> None:
            print_issued(path, rows, how=self._way.printing)
            self._issued |= {self.key(row): row.id for row in rows}
            same = queueing.open_sheets(row.id for row in rows if row.id in due)  # still the sheet that was noted
            self._sent = {**same, **queueing.still_open(self._sheets_in_queue(rows))}
            self._giving = True
            try:
                deliver()
            finally:
                self._giving = False

        made = hand_out(self.store, self.label, certificates, write)
        self._have_seen(pages)
        return made

    def _have_seen(self, pages: Sequence[int] | None) -> None:
        """Somebody has these pages (all when None) now, as they are: they are not signed any more."""
        for page in range(len(self._unsigned)) if pages is None else pages:
            self._unsigned[page] = False

    def _sheets_in_queue(self, rows: Sequence[IssuedCertificate]) -> list[int]:
        return [self.sheets[row.id] for row in rows if row.id in self.sheets]

    def hand_out_file(
        self, path: Path, deliver: Callable[[], object] = lambda: None, pages: Sequence[int] | None = None
    ) -> list[IssuedCertificate]:
        """As `hand_out`, where `deliver` saves the pages as a file."""
        from cadre_desktop.certificates.prints import print_issued

        def write(rows: list[IssuedCertificate]) -> None:
            print_issued(path, rows, how=self._way.printing)
            self._issued |= {self.key(row): row.id for row in rows}
            deliver()

        return self.send(write, "PDF", pages)

    def send(
        self, write: Callable[[list[IssuedCertificate]], object], what: str, pages: Sequence[int] | None = None
    ) -> list[IssuedCertificate]:
        """Issue the certificates of these pages (all when None) and have them written as files by `write`, or none of
        it; `what` says as what kind of file. Raises as `hand_out`."""
        made = hand_out(self.store, self.label, lambda: self._certificates(pages), write, Giving.FILE, what)
        self._have_seen(pages)
        return made

    def _certificates(self, pages: Sequence[int] | None) -> list[IssuedCertificate]:
        if [self.key(row) for row in self.drafts()] != self._looked_at:
            raise Refused(_("打开样张以后，名单有了变动，页码对不上了。请关闭预览，重新打开后再打印。"))
        wanted = self._looked_at if pages is None else [self._looked_at[page] for page in sorted(set(pages))]
        return self.issue(wanted)

    def settle(self, pages: Sequence[int], printed: bool, copies: int = 1) -> None:
        """The certificates of these pages, which were handed out, have come to paper or not; see `being_printed`. A
        printer was given so many `copies` of each."""
        if not self.store.is_open:  # the printer may take longer than the file is open: it stays owed
            return
        keys = [self._issued[self._looked_at[page]] for page in pages]
        known = [self._noted[key] for key in keys if key in self._noted]
        if printed:
            queueing.note_taken(self.store, known)
        elif self._giving:
            self._noted |= queueing.note_sent(self.store, self.title or self.label, keys, self._sent)
            if copies > 1:
                note_copies(keys, copies)
        else:
            queueing.note_not_printed(self.store, known)
        being_printed.settle(self.store, keys, printed)

    def enqueue(self) -> int:
        """Issue all certificates that were looked at and have them wait in the print queue; returns how many. Raises
        Refused as `hand_out`."""
        made = hand_out(
            self.store,
            self.label,
            lambda: self._certificates(None),
            lambda rows: queueing.enqueue(self.store, self.title or self.label, rows),
            Giving.QUEUE,
        )
        return len(made)


def _unsigned(rows: Sequence[IssuedCertificate]) -> list[bool]:
    """Of each whether it is issued, or seen by anybody, for the first time when it is handed out, without a proof that
    its page has a code for."""
    new = {row.id for row in unseen(row for row in rows if row.id is not None)}
    return [not row.proof and (row.id is None or row.id in new) and has_code(layout_of(row)) for row in rows]


def _templates_of(rows: Sequence[IssuedCertificate]) -> tuple[str, ...]:
    """Which templates certificates are printed with, in words."""
    layouts = (layout_of(row) for row in {row.layout: row for row in rows}.values())
    names = dict.fromkeys(each.name if isinstance(each, Design) else _("程序自带") for each in layouts)
    return (_("模板：{names}").format(names="、".join(names)),) if names else ()


def _sheets_of(rows: Sequence[IssuedCertificate]) -> list[Sheet]:
    """The sizes of the pages of certificates, each layout looked at once."""
    layouts = (layout_of(row) for row in {row.layout: row for row in rows}.values())
    return [layout.sheet if isinstance(layout, Design) else layout.page for layout in layouts]
