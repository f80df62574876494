"""From what is written in a workbook to the row it means: by name, never by guessing."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

_QUALIFIED = re.compile(r"(.+?)\s*[(（](.+)[)）]")
_REMARK = re.compile(r"[男女]|[\u4e00-\u9fff]{1,5}族")
"""What rosters put behind a name and no sheet distinguishes namesakes by: 王伟（女）, 阿拉坦（蒙古族）."""

_OFFERED = 5
"""So many names are shown to somebody who wrote an unknown one."""


class Unfit(Unclear):
    """As Unclear, with the column at fault."""

    def __init__(self, name: str, message: str):
        super().__init__(message)
        self.name = name


class NamedRows:
    """Keys of rows by their names. Full and half width, blanks and punctuation make no difference.

    `what` they are, and the `sheet` to add one to where it is called otherwise.
    """

    def __init__(self, what: str, rows: Iterable[tuple[str, int]], sheet: str = ""):
        self._what = what
        self._sheet = sheet or what
        self._exact: dict[str, int] = {}
        self._folded: dict[str, list[int]] = defaultdict(list)
        for name, key in rows:
            self.add(name, key)

    def add(self, name: str, key: int) -> None:
        """One more row."""
        self._exact[name] = key
        self._folded[fold(name)].append(key)

    def find(self, text: str) -> int | None:
        """The key of the row called `text`, None if there is none."""
        if text in self._exact:
            return self._exact[text]
        found = set(self._folded.get(fold(text), ()))
        return found.pop() if len(found) == 1 else None

    def get(self, text: str) -> int:
        """As `find`, but raises Unclear, naming those there are."""
        key = self.find(text)
        if key is None:
            raise Unclear(self._unknown(text) if text else _blank(self._what))
        return key

    def _unknown(self, text: str) -> str:
        known = [name for name in self._exact if name]
        if not known:
            message = _("没有{what}“{text}”；请先在“{sheet}”表里填写。")
            return message.format(what=self._what, text=text, sheet=self._sheet)
        names = _("、").join(known[:_OFFERED]) + (_("等") if len(known) > _OFFERED else "")
        return _("没有{what}“{text}”；已有的是：{names}。").format(what=self._what, text=text, names=names)


class NamedPeople:
    """Keys of people by what a sheet may call them: 王伟, or 王伟（刑一庭） among namesakes.

    `what` they are; `apart` says what words distinguish namesakes (department, staff number), which each row brings.
    """

    def __init__(self, what: str, apart: str, rows: Iterable[tuple[int, str, Iterable[str]]]):
        self._what, self._apart = what, apart
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._marks: dict[int, frozenset[str]] = {}
        for key, name, marks in rows:
            self._by_name[name].append(key)
            self._marks[key] = frozenset(fold(mark) for mark in marks if mark)

    def get(self, text: str) -> int:
        """The one whom `text` means. Raises Unclear when it is nobody or several."""
        found = self._named(text)
        if not text:
            raise Unclear(_blank(self._what))
        if len(found) > 1:
            message = _("有 {count} 位{what}叫“{text}”，分不清是谁；请在姓名后的括号里注明{apart}。")
            raise Unclear(message.format(count=len(found), what=self._what, text=text, apart=self._apart))
        if not found:
            raise Unclear(
                _("没有{what}“{text}”，请核对姓名，或先在“{what}”表里填写。").format(what=self._what, text=text)
            )
        return found[0]

    def knows(self, text: str) -> bool:
        """Whether there is anybody of that name."""
        return bool(self._named(text))

    def _named(self, text: str) -> list[int]:
        name = "".join(text.split())
        found = self._by_name.get(text) or self._by_name.get(name)
        if found:
            return found
        if qualified := _QUALIFIED.fullmatch(text):
            mark, found = fold(qualified[2]), self._named(qualified[1])
            meant = [key for key in found if mark in self._marks[key]]
            return meant or (found if _REMARK.fullmatch(qualified[2]) else [])
        return []


def _blank(what: str) -> str:
    return _("请填写“{what}”。").format(what=what)


class Lookup(dict[Any, Any]):
    """What distinct cells mean, each found out once by `read`. One that raises Unclear raises it every time."""

    def __init__(self, read: Callable[[Any], Any]):
        super().__init__()
        self._read = read

    def __missing__(self, raw: Hashable) -> Any:
        value = self[raw] = self._read(raw)
        return value
