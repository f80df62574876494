"""What is chosen before a paper is printed, as plain data: title, columns, the sheet, where a page begins, who signs.

A paper says what there is to choose (`PaperOffer`), the preview asks, and the paper is laid out again (`Setup`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from cadre_desktop.kit.language import N_, _

_MOST_TITLES = 60
"""So many titles of one kind of paper are remembered; then the oldest is forgotten."""


@dataclass(frozen=True)
class PaperChoice:
    """Something to choose. `options` are values with their words, the usual one first."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]

    @property
    def usual(self) -> str:
        """What holds unless something else is chosen."""
        return self.options[0][0]


@dataclass(frozen=True)
class PaperOffer:
    """What there is to choose for a paper: its usual title (empty if that cannot be changed), the headings of columns
    that may be left out, and the rest. `pages` is how many were made of it, `notes` is what is said of it above the
    choices, `warning` above the pages, to be known before they are printed."""

    title: str = ""
    columns: tuple[str, ...] = ()
    choices: tuple[PaperChoice, ...] = ()
    pages: int = 0
    notes: tuple[str, ...] = ()
    warning: str = ""

    def __bool__(self) -> bool:
        return bool(self.title or self.columns or self.choices)


@dataclass(frozen=True)
class Setup:
    """What was chosen for one kind of paper. `titles` are the titles that replace usual ones; nothing else depends on
    what is printed, so that it can be remembered. Choices that a paper does not offer (any more) are ignored."""

    titles: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    chosen: Mapping[str, str] = field(default_factory=dict)

    def title(self, usual: str) -> str:
        """The title to print instead of `usual`."""
        return self.titles.get(usual) or usual

    def value(self, choice: PaperChoice) -> str:
        """The value chosen, or the usual one."""
        value = self.chosen.get(choice.key, choice.usual)
        return value if any(value == known for known, _words in choice.options) else choice.usual

    def titled(self, usual: str, title: str) -> Self:
        """The same with another title instead of `usual`; an empty one means the usual one again."""
        titles = {key: text for key, text in self.titles.items() if key != usual}
        if title.strip() and title.strip() != usual:
            titles[usual] = title.strip()
        return replace(self, titles=dict(list(titles.items())[-_MOST_TITLES:]))

    def with_column(self, heading: str, shown: bool) -> Self:
        """The same with a column shown or left out."""
        return replace(self, left_out=self.left_out - {heading} if shown else self.left_out | {heading})

    def choosing(self, choice: PaperChoice, value: str) -> Self:
        """The same with another value of a choice."""
        return replace(self, chosen={**self.chosen, choice.key: value})

    def plain(self) -> dict[str, Any]:
        """As JSON data, to be remembered."""
        return {"titles": dict(self.titles), "left_out": sorted(self.left_out), "chosen": dict(self.chosen)}

    @classmethod
    def of(cls, plain: Any) -> Self:
        """From what `plain` gave; whatever is not that counts as nothing chosen."""
        if not isinstance(plain, dict):
            return cls()
        titles, left_out, chosen = plain.get("titles"), plain.get("left_out"), plain.get("chosen")
        return cls(
            _texts(titles) if isinstance(titles, dict) else {},
            frozenset(map(str, left_out)) if isinstance(left_out, list) else frozenset(),
            _texts(chosen) if isinstance(chosen, dict) else {},
        )


def _texts(values: dict[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in values.items()}


def orientation() -> PaperChoice:
    """Upright or across; by itself a paper is turned when its columns need the width."""
    return PaperChoice("orientation", _("方向"), (("", _("自动")), ("portrait", _("纵向")), ("landscape", _("横向"))))


def sheet_size() -> PaperChoice:
    """The size of the sheet."""
    return PaperChoice("paper", _("纸张"), (("A4", _("A4")), ("A3", _("A3"))))


SIGNERS = (N_("制表人"), N_("审核人"), N_("负责人"))
"""Who signs a list that is filed, in the order of the signatures."""


def signers() -> PaperChoice:
    """Whether there are lines to sign on below the table."""
    return PaperChoice("signed", _("落款"), (("yes", _("签名栏")), ("no", _("不要"))))
