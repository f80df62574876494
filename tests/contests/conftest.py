"""A small contest of one track with five entrants and three judges, for tests that need a file."""

from typing import Any

import pytest
from small_court import Small, write_people, write_small
from small_sheets import record_all

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.store import Store


@pytest.fixture
def people(court: Store) -> dict[str, int]:
    """Keys of the people by name; 乌兰图雅 and 李静 are of the same department."""
    return write_people(court)


@pytest.fixture
def small(court: Store, people: dict[str, int]) -> Small:
    """Observed trial (70 %, judged, no trimming) and examination (30 %, measured); one award of two seats."""
    return write_small(court, people)


@pytest.fixture
def marked(court: Store, small: Small) -> Small:
    """The contest with all sheets; 乌兰图雅 does not mark 李静, of whose department she is, but others of her court."""
    record_all(court, small)
    return small


class KeptSettings:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self.values[key] = value


@pytest.fixture
def desk(court: Store, qapp: Any) -> Desk:
    """A desk whose jobs run at once and whose notices are recorded; `opened` and `printed` keep what was asked for."""
    desk = Desk(court, InlineJobs(), RecordedNotices(), KeptSettings(), court.clock, Changes(court))
    desk.opened, desk.printed = [], []
    desk.open_rows = lambda kind_key, listing: desk.opened.append((kind_key, listing))
    desk.behind = []
    desk.show_pdf = lambda path, title, relayable=None: (
        desk.printed.append((path, title)),
        desk.behind.append(relayable),
    )
    return desk


@pytest.fixture
def open_tab(qtbot: Any, desk: Desk) -> Any:
    """Opens the contests tab as it is on a small screen."""

    def opened() -> Any:
        from cadre_desktop.contests.tab import ContestsTab

        tab = ContestsTab(desk)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        tab.show()
        return tab

    return opened


@pytest.fixture
def tab(open_tab: Any, small: Small) -> Any:
    """The tab with the small contest, without marks."""
    return open_tab()


@pytest.fixture
def marked_tab(open_tab: Any, marked: Small) -> Any:
    """The tab with the small contest, all sheets in."""
    return open_tab()
