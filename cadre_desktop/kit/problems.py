"""What the user has to put right, as data: screens, command line and refused rows all show the same sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from cadre_desktop.kit.language import _


@dataclass(frozen=True)
class Offer:
    """A value that a cell hints at without giving it (2023.5退休 among the remarks), taken only if the user says so.

    field: attribute name of the field it would fill; text: as it would be in that field's own cell.
    """

    field: str
    text: str


@dataclass(frozen=True)
class Problem:
    """One thing to put right.

    `message` is a whole Chinese sentence that says what is wrong and what to do. `field` is the attribute name of
    the record's field at fault (forms show the message there). For workbooks `sheet`, `row` (as Excel numbers
    them, from 1), `column` (the heading) and `value` (as it is in the cell) say where; `effect` says what became
    of it: `REFUSED` for a row that stays out, `BLANK` for a cell left empty in a row that comes in. `offers`: what the
    user may take over with one click; `filled`: whether the field has a value though its cell could not be read; the
    message says which.
    """

    message: str
    field: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    effect: str = ""
    offers: tuple[Offer, ...] = ()
    filled: bool = False

    def __str__(self) -> str:
        return self.message

    @property
    def names_column(self) -> bool:
        """Whether the message says itself which column it is about: “姓名”不能为空."""
        return self.message.removeprefix("“").startswith(self.column)

    @property
    def at_its_column(self) -> str:
        """The message with its heading before it, if it does not begin with that."""
        if self.names_column:
            return self.message
        return _("{column}：{message}").format(column=self.column, message=self.message)


REFUSED, BLANK = "refused", "blank"
"""What a bad cell does to its row, see `Problem.effect`; part of the command line's contract."""


class Refused(Exception):
    """Raised by an action when the user has to change something; nothing has been written.

    Every other exception is a bug or trouble with the machine.
    """

    def __init__(self, problems: str | Problem | Iterable[Problem]):
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class Unclear(ValueError):
    """A text that cannot be read as what it has to be (a date, an ID number); its message is a sentence for the user.

    Raised by pure functions that know neither field nor row; whoever calls them makes a `Problem` of it. `candidates`
    are the keys of the rows that a name may mean, where it fits several.
    """

    def __init__(self, message: str = "", candidates: Iterable[int] = ()):
        super().__init__(message)
        self.candidates = tuple(candidates)
