"""Certificates that are looked at page by page, and then handed out: all of them, or the pages that are wanted."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cadre_desktop.certificates import being_printed
from cadre_desktop.certificates.actions import hand_out
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store


@dataclass
class CertificatePages:
    """A list of certificates, one page each.

    `drafts` returns them as they would be now. `issue` issues those of these keys, which `key` says of a draft, and
    returns them in the same order. `label` names the step. What is handed out is what was looked at: a page is the
    certificate that it was when `draft` wrote it.
    """

    store: Store
    label: str
    drafts: Callable[[], list[IssuedCertificate]]
    issue: Callable[[Collection[int]], list[IssuedCertificate]]
    key: Callable[[IssuedCertificate], int]
    _looked_at: list[int] = field(default_factory=list)
    _issued: dict[int, int] = field(default_factory=dict)

    def draft(self, path: Path) -> int:
        """Write all pages as samples to look at; returns how many. Raises Refused and OSError as `print_drafts`."""
        from cadre_desktop.certificates.prints import print_drafts

        rows = self.drafts()
        self._looked_at = [self.key(row) for row in rows]
        return print_drafts(path, rows)

    def hand_out(
        self, path: Path, deliver: Callable[[], object] = lambda: None, pages: Sequence[int] | None = None
    ) -> list[IssuedCertificate]:
        """Issue the certificates of these pages (from 0; all when None), write them to `path` in their order and have
        them given away by `deliver`, or none of it; see `actions.hand_out`.

        Raises Refused when the list is no longer the one that was looked at, or a text does not fit its page; OSError
        when the file cannot be written; whatever `deliver` raises.
        """
        from cadre_desktop.certificates.prints import print_issued

        def certificates() -> list[IssuedCertificate]:
            if [self.key(row) for row in self.drafts()] != self._looked_at:
                raise Refused(_("打开样张以后，名单有了变动，页码对不上了。请关闭预览，重新打开后再打印。"))
            wanted = self._looked_at if pages is None else [self._looked_at[page] for page in sorted(set(pages))]
            return self.issue(wanted)

        def write(rows: list[IssuedCertificate]) -> None:
            print_issued(path, rows)
            self._issued |= {self.key(row): row.id for row in rows}
            deliver()

        return hand_out(self.store, self.label, certificates, write)

    def settle(self, pages: Sequence[int], printed: bool) -> None:
        """The certificates of these pages, which were handed out, have come to paper or not; see `being_printed`."""
        if not self.store.is_open:  # the printer may take longer than the file is open: it stays owed
            return
        keys = [self._issued[self._looked_at[page]] for page in pages]
        being_printed.settle(self.store, keys, printed)
