"""What is wrong with contests when a whole file is checked: what was sealed or drawn and is not that any more."""

import logging
from collections.abc import Iterator

from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.records import Contest, Drawing, Track
from cadre_desktop.contests.rules.draw import commitment
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database

_log = logging.getLogger(__name__)


def seal_troubles() -> Iterator[str]:
    """Sealed contests that are not what was sealed, and seeds of codes that are not those promised at the draw."""
    sealed = "SELECT id, name FROM contest WHERE status = ? ORDER BY id"
    for key, name in database.rows(sealed, str(ContestStatus.SEALED)):
        if not _is_intact(key):
            yield _("“{name}”封存以后，成绩或规则被改动过。").format(name=name)
    seeded = Track.select(Track.id, Track.name, Track.code_seed).where(Track.code_seed != "").order_by(Track.id)
    for track in seeded:
        drawings = Drawing.select(Drawing.commitment).where(Drawing.track == track)
        promised = {row.commitment for row in drawings} - {""}
        if promised and commitment(track.code_seed) not in promised:
            yield _("“{track}”的代号种子与抽签时公布的摘要不符。").format(track=track.name)


def _is_intact(contest: int) -> bool:
    """Whether a sealed contest is what was sealed; one with values that are none (a date that is no day) is not."""
    try:
        return is_intact(Contest.by_key(contest))
    except (ValueError, TypeError, LookupError, ArithmeticError) as error:
        _log.warning("a sealed contest cannot be read: %s", error)
        return False
