"""A house with one slice more: party building, which has nothing but registers, one of them in a file of its own."""

import shutil
from datetime import datetime

import pytest
from party_slice import PARTY, PLAN, VERSION

from cadre_desktop import checking, schema
from cadre_desktop.cli import commands, taking_in
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.window import help, tabs
from cadre_desktop.window.file import session, ways_out
from cadre_desktop.window.frame import dropping, finder, main_window
from cadre_desktop.window.journal import about_person, row_names
from cadre_desktop.window.tabs import TABS

KNOWING = (
    schema,
    checking,
    tabs,
    commands,
    taking_in,
    about_person,
    dropping,
    finder,
    help,
    main_window,
    row_names,
    session,
    ways_out,
)
"""What was handed the schema or the tabs when it was imported."""


def replace_everywhere(monkeypatch, name, new):
    """Put `new` in the place of a name of `schema` or `tabs` wherever it was imported."""
    for module in KNOWING:
        if hasattr(module, name):
            monkeypatch.setattr(module, name, new)


@pytest.fixture(autouse=True)
def house(monkeypatch):
    """The slice is published, its tab is planned, and the version adds its table."""
    known = schema.slices()
    replace_everywhere(monkeypatch, "slices", lambda: {**known, "party": PARTY})
    upgrades = {**schema._upgrades(), schema.VERSION + 1: VERSION}
    replace_everywhere(monkeypatch, "SCHEMA", Schema(schema.VERSION + 1, schema._records, upgrades))
    replace_everywhere(monkeypatch, "TABS", (*TABS, PLAN))


@pytest.fixture
def court(tmp_path, new_court):
    """The file of a court from before there was the register."""
    path = tmp_path / new_court.name
    shutil.copyfile(new_court, path)
    store = open_store(path, schema.SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    yield store
    close_store(store)


@pytest.fixture
def window(started):
    """The window with a new file of this house."""
    started.window.show_first_tab()
    return started.window
