"""Verifying certificates: texts, pictures, scans with several of them, and PDF files, by the keys that are at hand."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.certificates.proof.key_files import PublicKey
from cadre_desktop.certificates.proof.key_list import entry_of, known_here, known_keys
from cadre_desktop.certificates.proof.statement import MARK
from cadre_desktop.certificates.proof.verdicts import Finding, KnownKey, Register, judged, unreadable
from cadre_desktop.kit.documents.code_reading import codes_on
from cadre_desktop.kit.documents.scans import read_scan, scanned_pages
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.store import Store

_BEGINS = re.compile(rf"^(?=[^\S\r\n]*{MARK})", re.MULTILINE)  # within the line: any text takes time by its length only


@dataclass(frozen=True)
class Verified:
    """What came of one code, and where it was: the name of the file (empty for pasted text) and the page."""

    finding: Finding
    source: str = ""
    page: int = 0
    pages: int = 0

    @property
    def where(self) -> str:
        """Where the code was, as people say it."""
        if not self.source or self.pages < 2:
            return self.source
        return _("{file} 第 {page} 页").format(file=self.source, page=self.page)


@dataclass(frozen=True)
class Verifier:
    """Verifies by these keys and, for those of the court's own, by its register."""

    keys: Sequence[KnownKey]
    register: Register | None = None

    def text(self, text: str) -> list[Verified]:
        """What pasted text proves: one proof, also with line breaks in it, or several that begin on lines of their
        own."""
        pieces = [piece for piece in _BEGINS.split(text) if piece.strip()]
        return [Verified(judged(piece, self.keys, self.register)) for piece in pieces]

    def file(
        self, path: Path, check: Callable[[], None] = lambda: None, begun: Callable[[int], None] = lambda page: None
    ) -> list[Verified]:
        """What the codes in a picture or PDF prove, page by page; none where there is no code. `check` is called now
        and then, and may raise to stop; `begun` is called with the number of each page, from 1, before it is read.

        Raises Refused, with a sentence, for a file that cannot be read as such; OSError.
        """
        return self.content(path.name, read_scan(path), check, begun)

    def content(
        self,
        name: str,
        content: bytes,
        check: Callable[[], None] = lambda: None,
        begun: Callable[[int], None] = lambda page: None,
    ) -> list[Verified]:
        """As `file`, for the content of a file called `name`."""
        found = list(self._findings(name, content, check, begun))
        pages = max((page for page, _finding in found), default=0)
        return [Verified(finding, name, page, pages) for page, finding in found]

    def _findings(
        self, name: str, content: bytes, check: Callable[[], None], begun: Callable[[int], None]
    ) -> Iterator[tuple[int, Finding]]:
        for page, picture in enumerate(scanned_pages(name, content), 1):
            check()
            begun(page)
            for code in codes_on(picture, check):
                yield page, judged(code.text, self.keys, self.register) if code.text else unreadable()


def verifier_of(store: Store, keys: Sequence[PublicKey] = ()) -> Verifier:
    """Verifies by all that a court's file knows, and by further keys. One of these may be this court's own, lost since:
    what it signed is looked up in the register, too."""
    return Verifier([*known_keys(store), *known_here(store, keys)], entry_of)


def count_again(found: Sequence[Verified]) -> str:
    """What to add where one page has given several codes: of another that nothing is seen of nobody would know."""
    pages = Counter((each.source, each.page) for each in found if each.source)
    several = max(pages.values(), default=0) > 1
    return _("。一页上有几份证书的，请数一数，是不是每一份都在这里。") if several else ""


def no_code(name: str) -> str:
    """What to say of a file without a code."""
    words = _(
        "“{name}”里没有读到完整的二维码：可能没有拍到，或被裁掉、遮住了一部分。"
        "请对准二维码（连同四周的白边）再拍一张，光线均匀，让它占画面的三分之一以上。"
    )
    return words.format(name=name)
