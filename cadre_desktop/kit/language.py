"""Message catalogue: Chinese is the source language, so `_()` returns its argument unless another is chosen.

Court terms are prescribed in Chinese and Chinese is the product; a translation only needs a compiled
catalogue in `resources/translations/<language>/LC_MESSAGES/cadre.mo`.
"""

import gettext

from cadre_desktop.kit.resources import resource

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(language: str) -> None:
    """Use the catalogue of `language` (such as ``"en"``); one that does not exist leaves the Chinese source."""
    global _catalogue  # noqa: PLW0603 - one language for the whole process, as in gettext itself
    _catalogue = gettext.translation("cadre", resource("translations"), [language], fallback=True)


def _(message: str) -> str:
    """`message` in the chosen language."""
    return _catalogue.gettext(message) if message else ""


def N_(message: str) -> str:
    """Mark `message` for the catalogue where it is declared; it is looked up with `_` where it is shown."""
    return message
