"""What the sessions of an event are called: a course has 课次, an event of welfare 场次. Pure."""

from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.language import _


@dataclass(frozen=True)
class SessionWords:
    """The words of the slice that keeps a list, to be translated when they are shown.

    session: one dated part of an event; planning: making such parts for its days; make_up: going to another part for
    one that was missed; lecturer: who leads one.
    """

    session: str
    planning: str
    make_up: str
    lecturer: str

    def said(self, text: str, **more: Any) -> str:
        """A text with these words at ``{session}``, ``{planning}``, ``{make_up}`` and ``{lecturer}``, and `more`."""
        words = {name: _(word) for name, word in vars(self).items()}
        return text.format(**words, **more)
