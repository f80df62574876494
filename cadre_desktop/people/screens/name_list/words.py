"""What the screens of a list of names say, in the words of the slice that keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ListWords:
    """Texts to be translated when they are shown. `key` names the settings of the page where many are chosen.

    title, verb: of that page and of its button; chosen: the button with ``{count}``; doing: while it is written; there:
    why somebody on the list is not offered; hint: in the search line; paste, paste_tip, filter, filter_tip: the ways to
    choose many; one, one_there: said of one person ``{name}``, "" for nothing; told, told_too: said of ``{new}``
    people put on the list, and of ``{already}`` who had been on it.
    """

    key: str
    title: str
    verb: str
    chosen: str
    doing: str
    there: str
    hint: str
    paste: str
    paste_tip: str
    filter: str
    filter_tip: str
    one: str
    one_there: str
    told: str
    told_too: str
