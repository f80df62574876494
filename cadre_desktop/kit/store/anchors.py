"""Heads of the chain that are kept outside the file: on paper, in backups, and in a small file beside it.

Whoever holds the file can make its chain anew, cut its end off, or put an older copy in its place; taken by itself the
file is then whole. A head kept elsewhere shows it: the file has to have the step it names, with that hash. The short
form is what fits on paper: the step's `seq` and the first 64 bits of its hash, too many for anybody to hit by trying.
"""

import contextlib
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.chain import last
from cadre_desktop.kit.store.database import database

SHOWN = 16
"""Hex digits of the short form."""

ENDING = ".heads"
"""Of the small file beside the data file."""

_KEPT = 400
"""Lines of it; the last of every day stay longest."""

_RESTORED = "restored"
"""Is written instead of a hash where an older state was put back on purpose. Its `seq` is that of the last backup made
before: dates do not count, since the clock may have been wrong."""

_BACKUP = ".cadre"

_log = logging.getLogger(__name__)

_Line = tuple[int, str, str]
"""Of the small file: `seq`, hash and time."""


@dataclass(frozen=True)
class Anchor:
    """A head from outside: the `seq` of the step (0: not known), its hash or the beginning of it, and where it was."""

    seq: int
    hash: str
    source: str

    @property
    def code(self) -> str:
        """The short form, where the `seq` is known."""
        return short(self.seq, self.hash) if self.seq else self.hash[:SHOWN]


def short(seq: int, hash_: str) -> str:
    """``1234-9f3a-c21b-77d0-e4aa``."""
    return "-".join([str(seq), *(hash_[index : index + 4] for index in range(0, SHOWN, 4))])


def code_now() -> str:
    """The short form of the present head; empty before the first step."""
    link = last()
    return short(link.seq, link.hash) if link else ""


def foot_now() -> str:
    """The present head as it is at the foot of a printed page."""
    code = code_now()
    return _("操作记录码：{code}").format(code=code) if code else ""


def read(text: str) -> Anchor:
    """The anchor that somebody has typed from paper, blanks and full-width signs as they come, or a whole hash.

    Raises Refused if it is none.
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    folded = re.sub(r"^.*[:：]\s*", "", folded) if "码" in folded else folded
    plain = re.sub(r"\s", "", folded)
    parts = re.fullmatch(r"(\d{1,12})-([0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4})", plain)
    if parts:
        return Anchor(int(parts[1]), parts[2].replace("-", ""), text.strip())
    if re.fullmatch(r"[0-9a-f]{64}", plain):
        return Anchor(0, plain, text.strip())
    raise Refused(
        _("“{text}”不是操作记录码。它印在成绩表和登记表页脚，形如 1234-9f3a-c21b-77d0-e4aa。").format(text=text)
    )


def holds(anchor: Anchor) -> bool:
    """Whether the open file has the step that an anchor names, with its hash."""
    if anchor.seq:
        hash_ = database.value("SELECT hash FROM step WHERE seq = ?", anchor.seq)
        return bool(hash_) and str(hash_).startswith(anchor.hash)
    return database.value("SELECT 1 FROM step WHERE hash = ?", anchor.hash) is not None


def given(text: str) -> list[Anchor]:
    """The anchors meant by what is given to ``--anchor``: a code, a backup, or a folder with backups or heads.

    Raises Refused when there is none in it, or it cannot be read.
    """
    path = Path(text)
    if path.is_dir():
        found = [anchor for each in sorted(path.iterdir()) for anchor in _of_file(each)]
        if not found:
            raise Refused(_("文件夹“{path}”里没有备份，也没有操作记录码。").format(path=path))
        return found
    if path.is_file():
        found = _of_file(path, by_name=False)
        if not found and path.name.endswith(ENDING):
            raise Refused(_("“{path}”里没有可以核对的操作记录码：恢复以前的已经作废。").format(path=path))
        if not found:
            raise Refused(_("“{path}”里没有操作记录，不能用来核对。").format(path=path))
        return found
    return [read(text)]


def _of_file(path: Path, by_name: bool = True) -> list[Anchor]:
    """The heads in a file; with `by_name` files whose names are no backup's are passed over."""
    if path.name.endswith(ENDING):
        return [Anchor(seq, hash_, path.name) for seq, hash_, _at in _counting(_lines(path))[0]]
    if not path.is_file() or (by_name and path.suffix != _BACKUP):
        return []
    seq, hash_ = backup.last_step(path)
    return [Anchor(seq, hash_, path.name)] if hash_ else []


def beside(path: Path) -> Path:
    """Where the heads of a data file are kept beside it."""
    return path.with_name(path.name + ENDING)


def around(path: Path) -> Iterator[Anchor]:
    """The anchors kept beside a data file and in its backups, without those that were given up when an older state was
    restored."""
    heads = beside(path)
    lines, given_up = _counting(_lines(heads) if heads.is_file() else [])
    yield from (Anchor(seq, hash_, heads.name) for seq, hash_, _at in lines)
    for made in backup.backups(path):
        if made.number > given_up:
            with contextlib.suppress(Refused):  # a backup that cannot be read is told where one is wanted
                seq, hash_ = backup.last_step(made.path)
                if hash_:
                    yield Anchor(seq, hash_, made.path.name)


def note(path: Path, at: datetime) -> None:
    """Keep the present head of the open file at `path` beside it, if it is not the last one kept.

    One that cannot be written costs a warning, never the work.
    """
    link = last()
    if link is not None:
        _append(path, link.seq, link.hash, at)


def give_up(path: Path, at: datetime) -> None:
    """The file at `path` has been replaced on purpose, by an older state or a new file: heads and backups of before
    count no more."""
    made = backup.backups(path)
    if made or beside(path).exists():
        _append(path, made[0].number if made else 0, _RESTORED, at)


def _append(path: Path, seq: int, hash_: str, at: datetime) -> None:
    heads = beside(path)
    try:
        lines = _lines(heads) if heads.is_file() else []
        if lines and lines[-1][:2] == (seq, hash_):
            return
        lines.append((seq, hash_, at.isoformat(timespec="seconds")))
        part = heads.with_name(heads.name + ".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{seq} {hash_} {at_}\n" for seq, hash_, at_ in _thinned(lines))
        part.replace(heads)
    except OSError as error:
        _log.warning("heads not kept: %s", error)


def _lines(heads: Path) -> list[_Line]:
    """`seq`, hash and time, oldest first; what is no such line is passed over."""
    found = []
    for line in heads.read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[0].isdecimal():
            found.append((int(parts[0]), parts[1], parts[2]))
    return found


def _counting(lines: list[_Line]) -> tuple[list[_Line], int]:
    """The lines written since an older state was last put back on purpose, and the number of the last backup made
    before that; all lines and -1 where that never happened."""
    restored = [index for index, line in enumerate(lines) if line[1] == _RESTORED]
    return (lines[restored[-1] + 1 :], lines[restored[-1]][0]) if restored else (lines, -1)


def _thinned(lines: list[_Line]) -> list[_Line]:
    """Fewer lines, where there are too many: first the given up ones go, then of the oldest days all lines but the
    last."""
    if len(lines) <= _KEPT:
        return lines
    restored = [line for line in lines if line[1] == _RESTORED][-1:]
    counting, _number = _counting(lines)
    if len(counting) <= _KEPT:
        return [*restored, *counting]
    older, latest = counting[: -_KEPT // 2], counting[-_KEPT // 2 :]
    by_day: dict[object, _Line] = {line[2][:10]: line for line in older}
    return [*restored, *list(by_day.values())[-_KEPT // 2 :], *latest]
