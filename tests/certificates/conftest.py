"""A desk for screens of certificates (a real store, jobs at once, recorded notices), and the designer on it."""

import pytest
from designs import honour, people
from PySide6.QtTest import QTest

from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings


@pytest.fixture
def desk(qapp, court, notices, tmp_path):
    settings = FileSettings(tmp_path / "settings.json")
    return Desk(court, InlineJobs(), notices, settings, court.clock, Changes(court))


@pytest.fixture
def kept():
    """The designs that were kept."""
    return []


@pytest.fixture
def make_designer(qtbot, desk, kept):
    """Opens the page with a design."""

    def made(design=None, whose=None):
        page = DesignerPage(desk, design or honour(), kept.append, people() if whose is None else whose)
        qtbot.addWidget(page)
        page.resize(1340, 700)
        page.show()
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
        page.view.setFocus()
        return page

    return made


@pytest.fixture
def designer(make_designer):
    """The page with a full design and people whose names are hard to print."""
    return make_designer()
