"""Carrying out an action from a screen: what the user has to put right is shown, never lost."""

from collections.abc import Callable
from typing import TypeVar

from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused, Unclear

T = TypeVar("T")


def attempt(notices: Notices, action: Callable[[], T]) -> T | None:
    """What `action` answers; None when it was refused or an entry could not be read, after saying so."""
    try:
        return action()
    except Refused as refused:
        notices.refused(refused)
    except Unclear as unclear:
        notices.refused(Refused(str(unclear)))
    return None
