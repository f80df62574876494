"""Before the year has been read nothing is said about it, above all not that there is nothing."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from cadre_desktop.kit.jobs import InlineJobs, Job, Progress
from cadre_desktop.overview.tab import OverviewTab


class LaterJobs(InlineJobs):
    """Does nothing before it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Any] = []

    def run(self, label: str, *how: Any, **more: Any) -> Job:
        self.waiting.append((label, how, more))
        return Job(label, Progress())

    def go_on(self) -> None:
        for label, how, more in self.waiting:
            super().run(label, *how, **more)


@pytest.fixture
def waiting(started, qtbot):
    desk = started.window.desk
    desk.jobs = LaterJobs()
    tab = OverviewTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    QApplication.processEvents()
    return tab


def said(tab):
    return {label.text() for label in tab.findChildren(QLabel) if label.isVisible() and label.text()}


def test_nothing_is_said_before_the_figures_are_read(waiting):
    assert said(waiting) == {"总览"}
    assert len(waiting.charts) == 2 and not any(chart.isVisible() for chart in waiting.charts)
    assert not waiting.first_steps.isVisible()


def test_then_the_page_is_there(waiting):
    waiting.desk.jobs.go_on()
    QApplication.processEvents()
    assert waiting.first_steps.isVisible() and len(said(waiting)) > 3
