"""The terms of promotion as the court has set them, kept in its file."""

from collections.abc import Mapping

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.promotion.ladder import Terms, terms_of, usual_terms, vet_terms

_PREFIX = "promotion."


def term_texts(store: Store) -> dict[str, str]:
    """All settings as texts by name; those that nobody has changed are the usual ones."""
    return {key: store.setting(f"{_PREFIX}{key}", text) for key, text in usual_terms().items()}


def terms_set(store: Store) -> Terms:
    """The terms by which the court reckons."""
    return terms_of(term_texts(store))


def set_terms(store: Store, texts: Mapping[str, str]) -> None:
    """Keep settings, in one step. Raises Refused with a problem for each that is wrong; then nothing is kept."""
    problems = vet_terms(texts)
    if problems:
        raise Refused(problems)
    if not texts:
        return
    with store.step(_("更改职级晋升设置")):
        for key, text in texts.items():
            store.set_setting(f"{_PREFIX}{key}", text.strip())
