"""Talking to the user without knowing how: message boxes in the window, records in tests, lines on a terminal."""

import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused

Patterns = Sequence[tuple[str, str]]
"""Kinds of files to choose from: ``(("Excel 工作簿", "*.xlsx *.xls"), ("CSV", "*.csv"))``."""


Answer = bool | str | Path | tuple[Path, ...] | None
"""What a question may be answered with in tests."""


class Notices(Protocol):
    """Shows messages and asks. All texts are whole sentences in the user's language."""

    def tell(self, text: str) -> None:
        """Say that something went well; never interrupts."""
        ...

    def warn(self, text: str, detail: str = "") -> None:
        """Say that something did not work; `detail` may be long and is folded away at first."""
        ...

    def ask(self, text: str, yes: str, no: str, danger: bool = False) -> bool:
        """Ask a question answered by two verbs (``yes="删除"``, ``no="取消"``); danger makes `no` the default."""
        ...

    def ask_text(self, title: str, label: str, text: str = "", blank: bool = False) -> str | None:
        """Ask for one line of text, offering `text`; None when given up.

        `title` is the verb of the button that takes it; nothing at all is taken only if it may be `blank`.
        """
        ...

    def choose_open(self, title: str, patterns: Patterns, start: Path | None = None) -> Path | None:
        """An existing file of the user's choice, beginning in `start`; None when given up."""
        ...

    def choose_several(self, title: str, patterns: Patterns) -> list[Path]:
        """Existing files of the user's choice; none when given up."""
        ...

    def choose_save(self, title: str, name: str, patterns: Patterns) -> Path | None:
        """A file to write, `name` offered; asks before replacing; the suffix is completed. None when given up."""
        ...

    def choose_folder(self, title: str) -> Path | None:
        """A folder that is there; None when given up."""
        ...

    def refused(self, refused: Refused) -> None:
        """Show what an action wants put right."""
        ...


@dataclass(frozen=True)
class Notice:
    """A message as data. `kind` is ``tell``, ``warn``, ``ask``, ``ask_text``, ``choose_open``,
    ``choose_several``, ``choose_save``, ``choose_folder`` or ``refused``."""

    kind: str
    text: str
    detail: str = ""


class RecordedNotices:
    """Keeps every message and answers questions from a queue, for tests. A question nobody expected is an error."""

    def __init__(self, *answers: Answer):
        self.messages: list[Notice] = []
        self.answers: deque[Answer] = deque(answers)

    @property
    def texts(self) -> list[str]:
        """The texts of all messages in order."""
        return [message.text for message in self.messages]

    def answer(self, *answers: Answer) -> None:
        """Queue answers for the questions to come."""
        self.answers.extend(answers)

    def tell(self, text: str) -> None:
        self._record("tell", text)

    def warn(self, text: str, detail: str = "") -> None:
        self._record("warn", text, detail)

    def ask(self, text: str, yes: str, no: str, danger: bool = False) -> bool:
        return bool(self._next("ask", text))

    def ask_text(self, title: str, label: str, text: str = "", blank: bool = False) -> str | None:
        answer = self._next("ask_text", label)
        return None if answer is None else str(answer)

    def choose_open(self, title: str, patterns: Patterns, start: Path | None = None) -> Path | None:
        return self._path("choose_open", title)

    def choose_several(self, title: str, patterns: Patterns) -> list[Path]:
        answer = self._next("choose_several", title)
        return list(answer) if isinstance(answer, tuple) else [answer] if isinstance(answer, Path) else []

    def choose_save(self, title: str, name: str, patterns: Patterns) -> Path | None:
        return self._path("choose_save", title, name)

    def choose_folder(self, title: str) -> Path | None:
        return self._path("choose_folder", title)

    def refused(self, refused: Refused) -> None:
        self._record("refused", str(refused))

    def _record(self, kind: str, text: str, detail: str = "") -> None:
        self.messages.append(Notice(kind, text, detail))

    def _next(self, kind: str, text: str, detail: str = "") -> Answer:
        self._record(kind, text, detail)
        if not self.answers:
            raise LookupError(f"no answer queued for {kind}: {text}")
        return self.answers.popleft()

    def _path(self, kind: str, title: str, name: str = "") -> Path | None:
        answer = self._next(kind, title, name)
        return Path(answer) if isinstance(answer, str | Path) else None


class PlainNotices:
    """Lines on the terminal's error output. Questions are answered by `assume_yes`, for scripts must not wait."""

    def __init__(self, assume_yes: bool = False, out: TextIO | None = None):
        self._assume_yes = assume_yes
        self._out = out

    def tell(self, text: str) -> None:
        self._line(text)

    def warn(self, text: str, detail: str = "") -> None:
        self._line(_("注意：{text}").format(text=text))
        if detail:
            self._line(detail)

    def ask(self, text: str, yes: str, no: str, danger: bool = False) -> bool:
        self._line(f"{text} [{yes if self._assume_yes else no}]")
        return self._assume_yes

    def ask_text(self, title: str, label: str, text: str = "", blank: bool = False) -> str | None:
        return None

    def choose_open(self, title: str, patterns: Patterns, start: Path | None = None) -> Path | None:
        return None

    def choose_several(self, title: str, patterns: Patterns) -> list[Path]:
        return []

    def choose_save(self, title: str, name: str, patterns: Patterns) -> Path | None:
        return None

    def choose_folder(self, title: str) -> Path | None:
        return None

    def refused(self, refused: Refused) -> None:
        for problem in refused.problems:
            self._line(location_of(problem) + problem.message)

    def _line(self, text: str) -> None:
        out = self._out or sys.stderr
        out.write(text + "\n")


def location_of(problem: Problem) -> str:
    """Where a problem is, to be put before its message: ``"第 12 行 身份证号："``; empty for a form's problem."""
    parts = []
    if problem.sheet:
        parts.append(_("工作表“{sheet}”").format(sheet=problem.sheet))
    if problem.row is not None:
        parts.append(_("第 {row} 行").format(row=problem.row))
    if not problem.names_column:
        parts.append(problem.column)
    return _("{place}：").format(place=" ".join(parts)) if parts else ""


def listed(refused: Refused, limit: int = 12) -> str:
    """All problems of a refusal with sheet and row, one a line; after `limit` lines only how many more there are."""
    lines = [location_of(problem) + problem.message for problem in refused.problems]
    if len(lines) > limit:
        lines[limit:] = [_("……另有 {count} 处").format(count=len(lines) - limit)]
    return "\n".join(lines)
