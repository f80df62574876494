"""What commands are made of, on the command line itself and in the slices that add some.

Whatever declares commands is loaded at every start of the command line, so it imports what it carries out only then.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from cadre_desktop.kit.language import N_, _

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store

_ERRORS = (
    (r"the following arguments are required: (.*)", N_("缺少参数：{0}")),
    (r"unrecognized arguments: (.*)", N_("不认识的参数：{0}")),
    (r"argument (.*?): invalid choice: (.*?) \(choose from .*\)", N_("{0} 的取值 {1} 不对")),
    (r"argument (.*?): invalid \w+ value: (.*)", N_("{0} 的取值 {1} 不对")),
    (r"argument (.*?): expected one argument", N_("{0} 后面缺少取值")),
    (r"one of the arguments (.*) is required", N_("需要其中一个参数：{0}")),
    (r"argument (.*?): not allowed with argument (.*)", N_("{0} 不能与 {1} 同时使用")),
)


LARGEST = 2**63 - 1
"""The largest number that a data file can hold."""


def whole(text: str) -> int:
    """A number of things or the number of a record; ValueError for what no file can hold."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


def year(text: str) -> int:
    """A year, as the calendar has them; ValueError for any other number."""
    number = int(text)
    if not 1900 <= number <= 2200:
        raise ValueError(text)
    return number


def day(text: str) -> date:
    """A day written as 2023-05-15; ValueError for anything else."""
    return date.fromisoformat(text)


def month(text: str) -> tuple[int, int]:
    """A month written as 2023-03, as its year and number; ValueError for anything else."""
    if not re.fullmatch(r"\d{4}-\d{1,2}", text):
        raise ValueError(text)
    number = int(text[5:])
    if not 1 <= number <= 12:
        raise ValueError(text)
    return year(text[:4]), number


class WrongUse(Exception):
    """Raised by a command whose arguments do not do; its message says which, in Chinese."""


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese. `usual` is the part of a command that is meant where none is named."""

    usual = ""

    def __init__(self, **options: Any):
        super().__init__(**{**options, "add_help": False})
        self._positionals.title = _("参数")
        self._optionals.title = _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示本帮助"))

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        written = list(sys.argv[1:] if args is None else args)
        if self.usual and written and written[0] not in (*self.parts, "-h", "--help"):
            written.insert(0, self.usual)
        return super().parse_known_args(written, namespace)

    @property
    def parts(self) -> list[str]:
        """The parts of the command; the commands, of the program itself."""
        groups = (action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction))
        return [name for choices in groups for name in choices]

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", _("用法："))

    def format_help(self) -> str:
        return super().format_help().replace("usage:", _("用法："))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit code 2."""
        for pattern, sentence in _ERRORS:
            if match := re.fullmatch(pattern, message):
                message = _(sentence).format(*match.groups())
                break
        self.exit(2, f"{self.format_usage()}{_('用法不对')}：{message}\n")


def add_command(commands: Any, name: str, words: str, run: str, db: bool = True) -> Parser:
    """A command carried out by `run` (``contests.terminal.results.show_results``), imported when used."""
    parser: Parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    if db:
        parser.add_argument("--db", metavar="FILE", type=Path, required=True, help=_("数据文件"))
        add_actor(parser)
    return parser


def add_actor(parser: Parser) -> None:
    """Who acts."""
    parser.add_argument("--actor", default="", help=_("操作人，记入操作记录"))


def latest_db(parser: Parser) -> None:
    """For commands that take the file opened last unless they are given one; an earlier ``--db`` stays."""
    words = _("数据文件，不填为窗口上次打开的")
    parser.add_argument("--db", metavar="FILE", type=Path, default=argparse.SUPPRESS, help=words)
    add_actor(parser)


def as_json(parser: Parser) -> None:
    """For commands that programs read."""
    parser.add_argument("--json", action="store_true", help=_("输出 JSON"))


def opened(chosen: argparse.Namespace, *, create_new: bool = False) -> "AbstractContextManager[Store]":
    """The file that a command is about, open for it; the command line has set `opener`, which knows the schema."""
    return cast("AbstractContextManager[Store]", chosen.opener(chosen, create_new=create_new))


def known_of_people(chosen: argparse.Namespace) -> Sequence[Any]:
    """What the slices know of people (`published.AboutPerson`); the command line has set `about_person`."""
    return cast("Sequence[Any]", chosen.about_person())


def none(_commands: Any) -> None:
    """The `add` of a slice without commands of its own."""


@dataclass(frozen=True)
class CertificatesFor:
    """Whose certificates ``certificates issue --OPTION ID`` prints.

    words: the help; draft, hand_out: the actions, with the number of the row that earned them, and the template that
    they are issued with, None for the usual one; they raise Refused where there is no such row.
    """

    option: str
    words: str
    draft: "Callable[[Store, int, Any], list[Any]]"
    hand_out: "Callable[[Store, int, Any, Callable[[list[Any]], object]], list[Any]]"


@dataclass(frozen=True)
class WholeBook:
    """A workbook of one row with all that belongs to it, beside the kinds: ``import KEY FILE``, ``export KEY ID FILE``.

    take, give: what carries these out; taken, given, number: what the help says of them; wrong: the sentence where the
    number is none. many: whether several files are taken at once (`chosen.files`); takes: the options of ``import``
    that it understands; add_take, add_give: add options of its own, which are `own`; instead: the one of them by which
    ``export`` needs no number.
    """

    key: str
    take: str
    give: str
    taken: str
    given: str
    number: str
    wrong: str
    many: bool = False
    takes: tuple[str, ...] = ()
    add_take: Callable[[Any], None] = none
    add_give: Callable[[Any], None] = none
    own: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class SliceCommands:
    """What a slice adds to the command line: commands of its own (`add` is handed what they are added to), and what it
    puts into those that are there: `certificate_parts` is handed what the parts of ``certificates`` are added to."""

    add: Callable[[Any], None] = none
    certificate_parts: Callable[[Any], None] = none
    certificates: tuple[CertificatesFor, ...] = ()
    whole_books: tuple[WholeBook, ...] = ()
