"""Code tables: a short stable value in the database, a Chinese label on the screen and in workbooks.

Two forms, one interface: a `Code` enum where the program itself distinguishes the values (staff category,
stage of a membership), and a `CodeTable` read from `resources/codes/` where it does not (ethnic groups after
GB/T 3304).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Literal, Self

from cadre_desktop.kit.resources import resource

Tone = Literal["good", "warning", "bad", "neutral", ""]
"""How a state is tinted on the screen; empty for codes that are no states."""


class Code(StrEnum):
    """An enum member with a label and the other ways people write it: ``JUDGE = "judge", N_("法官"), "审判员"``."""

    label: str
    also: tuple[str, ...]

    __hash__ = str.__hash__  # that of enums is written in Python, and rows are looked up by their codes

    @property
    def tone(self) -> Tone:
        """How this state is tinted; enums of states override it."""
        return ""

    def __new__(cls, value: str, label: str = "", *also: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        member.also = also
        return member

    @classmethod
    def table(cls) -> "CodeTable":
        """This enum as a code table, in the order of its declaration."""
        return _table_of(cls)


@dataclass(frozen=True)
class CodeItem:
    """One value of a code table; `also` are other spellings that mean it."""

    value: str
    label: str
    also: tuple[str, ...] = ()
    tone: Tone = ""


@dataclass(frozen=True)
class CodeTable:
    """An ordered list of values with labels. Unknown text is never guessed: `find` returns None."""

    name: str
    items: tuple[CodeItem, ...]
    _by_text: dict[str, str] = field(init=False, repr=False, compare=False)
    _labels: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts: dict[str, str] = {}
        for item in self.items:
            for text in (item.value, item.label, *item.also):
                texts.setdefault(text.casefold(), item.value)
        object.__setattr__(self, "_by_text", texts)
        object.__setattr__(self, "_labels", {item.value: item.label for item in self.items})

    def __iter__(self) -> Iterator[CodeItem]:
        return iter(self.items)

    def __contains__(self, value: object) -> bool:
        return value in self._labels

    def label(self, value: str | None) -> str:
        """The label of a stored value; an unknown one is shown as it is, an absent one as an empty string."""
        return "" if not value else self._labels.get(value, value)

    def tone(self, value: str | None) -> Tone:
        """How a stored value is tinted, "" if it is no state."""
        return next((item.tone for item in self.items if item.value == value), "")

    @property
    def is_status(self) -> bool:
        """Whether the values are states, shown as chips."""
        return any(item.tone for item in self.items)

    def find(self, text: str) -> str | None:
        """The value that `text` (value, label or other spelling, in any case) means, or None."""
        return self._by_text.get(text.strip().casefold())

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels in order, for drop-downs."""
        return tuple(item.label for item in self.items)


@cache
def _table_of(enum: type[Code]) -> CodeTable:
    return CodeTable(enum.__name__, tuple(CodeItem(item.value, item.label, item.also, item.tone) for item in enum))


@cache
def code_table(name: str) -> CodeTable:
    """The table `resources/codes/<name>.json`: ``{"name": …, "items": [[value, label, also…], …]}``."""
    data = json.loads(resource("codes", f"{name}.json").read_text(encoding="utf-8"))
    return CodeTable(name, tuple(CodeItem(value, label, tuple(also)) for value, label, *also in data["items"]))
