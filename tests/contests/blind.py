"""A contest with an anonymous event, for tests: names, courts and codes that are found wherever they turn up."""

from small_sheets import record_all

from cadre_desktop.contests.actions.confirming import confirm_sheets
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import EVENT
from cadre_desktop.contests.records import Event
from cadre_desktop.contests.results import competitors_of
from cadre_desktop.kit.store.store import Store

CODE_SEED = "A5D0B1E2C3F4A5D0B1E2C3F4A5D0B1E2"


def make_blind(store: Store, small, *events: Event) -> None:
    """Make events anonymous and draw."""
    for event in events or (small.trial,):
        save_part(store, EVENT, {"anonymous": True}, event.id)
    draw(store, small.track, "种子", reason="盲评", code_seed=CODE_SEED)


def codes_of(small) -> dict[str, str]:
    """The codes by name."""
    return {one.name: one.code for one in competitors_of(small.track.id).values()}


def mark_all(store: Store, small) -> None:
    """All sheets, confirmed."""
    record_all(store, small)
    for event in (small.trial, small.exam):
        confirm_sheets(store, event)
