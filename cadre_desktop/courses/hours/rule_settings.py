"""The regulation as the court has set it, kept in its file."""

from collections.abc import Mapping
from dataclasses import replace

from cadre_desktop.courses.hours.regulation import Regulation, regulation_of, usual, vet_texts
from cadre_desktop.courses.standing import USUAL_LIMIT
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store

_PREFIX = "hours."


def texts_set(store: Store) -> dict[str, str]:
    """All settings as texts by name; those that nobody has changed are the usual ones."""
    return {key: store.setting(f"{_PREFIX}{key}", text) for key, text in usual().items()}


def regulation(store: Store) -> Regulation:
    """What the court asks of whom."""
    limit, share = store.setting("leave_limit", USUAL_LIMIT), store.setting("attended_share", "")
    return replace(regulation_of(texts_set(store)), leave_limit=limit, attended_share=share)


def set_texts(store: Store, texts: Mapping[str, str]) -> None:
    """Keep settings, in one step. Raises Refused with a problem for each that is wrong; then nothing is kept."""
    merged = texts_set(store) | dict(texts)
    problems = vet_texts(merged)
    if problems:
        raise Refused(problems)
    with store.step(_("更改学时设置")):
        for key, text in texts.items():
            store.set_setting(f"{_PREFIX}{key}", text.strip())
