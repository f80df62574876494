"""A print server for the tests that need a real one; where there is no cupsd they are skipped."""

from collections.abc import Iterator

import own_cups
import pytest


@pytest.fixture(scope="session")
def _print_server() -> Iterator[own_cups.OwnCups]:
    if own_cups.LACKING:
        pytest.skip(own_cups.LACKING)
    server = own_cups.OwnCups()
    with server.asked_here():
        yield server.start()
    server.close()


@pytest.fixture
def queue(_print_server: own_cups.OwnCups) -> own_cups.OwnCups:
    """A print server of the tests' own with the queue KEEP, in good order."""
    _print_server.set_right()
    return _print_server
