"""Message catalogue: Chinese is the source language, so `_()` returns its argument unless another is chosen.

Court terms are prescribed in Chinese and Chinese is the product; a translation only needs a compiled
catalogue in `resources/translations/<language>/LC_MESSAGES/cadre.mo`.

Quotation marks alternate (GB/T 15834): a name that carries “ ” and is put between “ ” gets ‘ ’. `Message.format` sees
to it for every sentence of the catalogue, `quoted` for a name alone.
"""

import gettext
import re
from functools import cache

from cadre_desktop.kit.resources import resource

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(language: str) -> None:
    """Use the catalogue of `language` (such as ``"en"``); one that does not exist leaves the Chinese source."""
    global _catalogue  # noqa: PLW0603 - one language for the whole process, as in gettext itself
    _catalogue = gettext.translation("cadre", resource("translations"), [language], fallback=True)


class Message(str):
    """A sentence whose `format` makes the quotation marks of what it puts between its own “ ” single ones."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        within = _between_quotes(self)
        return super().format(
            *values, **{name: _nested(value) if name in within else value for name, value in named.items()}
        )


@cache
def _between_quotes(message: str) -> frozenset[str]:
    """The names of the fields that are between quotation marks."""
    return frozenset(name for inside in re.findall("“([^”]*)”", message) for name in re.findall(r"\{(\w+)", inside))


_NESTED = str.maketrans("“”‘’", "‘’“”")


def _nested(value: object) -> object:
    return value.translate(_NESTED) if isinstance(value, str) and "“" in value else value


def quoted(name: str) -> str:
    """A name in quotation marks, those within it alternating: “‘凝心铸魂’政治轮训班”."""
    return f"“{_nested(name)}”"


def _(message: str) -> str:
    """`message` in the chosen language."""
    text = _catalogue.gettext(message) if message else ""
    return Message(text) if "“" in text else text


def N_(message: str) -> str:
    """Mark `message` for the catalogue where it is declared; it is looked up with `_` where it is shown."""
    return message
