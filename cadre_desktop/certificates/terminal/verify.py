"""``certificates verify``: what the codes in texts, pictures and PDF files prove."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cadre_desktop.certificates.proof.key_files import PublicKey, read_key_file
from cadre_desktop.certificates.proof.statement import MARK
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import Verified, Verifier, count_again, no_code, verifier_of
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.problems import Problem, Refused


def verify(chosen: argparse.Namespace) -> int:
    """Verify and print one verdict for each code; exit code 0 only if there are some and all are genuine."""
    keys = read_key_file(chosen.key) if chosen.key else []
    found: list[Verified] = []
    problems: list[Problem] = []
    with _verifier(chosen, keys) as verifier:
        for source in chosen.sources:
            try:
                found += _verified(verifier, source)
            except Refused as refused:
                problems += refused.problems
    if chosen.json:
        print_json([_row(each) for each in found])
    else:
        print("\n".join(line for each in found for line in _lines(each)))
        if more := count_again(found):
            print(_("共 {count} 项").format(count=len(found)) + more)
    if problems:
        if not found:
            raise Refused(problems)
        print("\n".join(map(str, problems)), file=sys.stderr)
    genuine = all(each.finding.verdict is ProofVerdict.GENUINE for each in found)
    return 0 if found and genuine and not problems else 1


@contextmanager
def _verifier(chosen: argparse.Namespace, keys: Sequence[PublicKey]) -> Iterator[Verifier]:
    """With a key file and no ``--db`` no data file is needed."""
    if keys and chosen.db is None:
        yield Verifier([key.known for key in keys])
        return
    with opened(chosen) as store:
        yield verifier_of(store, keys)


def _verified(verifier: Verifier, source: str) -> list[Verified]:
    """Digits of a proof are never the name of a file; anything else is, if there is one or it looks like one."""
    if not source.strip():
        raise Refused(_("没有写出要验证的文字，也没有写出文件。"))
    path = Path(source)
    if source.lstrip().startswith(MARK) or not (path.suffix or _is_there(path)):
        return verifier.text(source)
    if not _is_there(path):
        raise Refused(_("没有“{path}”这个文件。").format(path=path))
    with _page_shown(path.name) as begun:
        found = verifier.file(path, begun=begun)
    if not found:
        raise Refused(no_code(path.name))
    return found


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than any name of a file, as texts of codes may be
        return False


@contextmanager
def _page_shown(name: str) -> Iterator[Callable[[int], None]]:
    """Shows on a terminal, on one line that is cleared at the end, which page is being read, from the second on: a
    picture or a single page is read at once."""
    words = ""

    def begun(page: int) -> None:
        nonlocal words
        if page > 1 and sys.stderr.isatty():
            words = _("正在读“{name}”第 {page} 页…").format(name=name, page=page)
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    try:
        yield begun
    finally:
        if words:  # over it in blanks, of which Chinese takes two a character
            print(f"\r{'  ' * len(words)}\r", end="", file=sys.stderr, flush=True)


def _row(verified: Verified) -> dict[str, str]:
    finding = verified.finding
    return {
        "verdict": finding.verdict.value,
        "number": finding.number,
        "name": finding.name,
        "issuer": finding.issuer,
    }


def _lines(verified: Verified) -> Iterator[str]:
    finding = verified.finding
    said = (finding.word, finding.number, finding.name, finding.title, finding.day)
    yield "　".join(filter(None, (verified.where, *said)))
    yield from (f"    {text}" for text in (finding.sentence, finding.advice) if text)
