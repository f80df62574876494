"""A desk with toy records: real store, jobs at once, recorded notices; and a draft printed on a print server."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from fake_print_server import FakeServer
from list_toys import TOYS
from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.qt.pages.relaying import Relayable, stays
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.spool import queue as spool
from cadre_desktop.kit.store.opening import close_store, open_store


class Changes(QObject):
    happened = Signal(frozenset)


@pytest.fixture
def toy_desk(qapp, tmp_path):
    clock = FixedClock(datetime(2023, 6, 1, 9, 0))
    store = open_store(tmp_path / "toys.cadre", TOYS, "王祯", clock=clock, create_new=True)
    changes, shown = Changes(), []
    store.subscribe(changes.happened.emit)
    yield SimpleNamespace(
        store=store,
        jobs=InlineJobs(),
        notices=RecordedNotices(),
        settings=FileSettings(tmp_path / "settings.json"),
        clock=clock,
        changes=changes,
        shown=shown,
        organisation=lambda: "木工行会",
        show_pdf=lambda path, title, relayable=None: shown.append((path, title)),
    )
    close_store(store)


# A draft that hands something out when it is printed.

COLUMNS = [RosterColumn("姓名", 30, name=True), RosterColumn("单位", 60, parts=())]


ROWS = [("王祯", "青山法院"), ("李静", "昆区法院")]


@pytest.fixture
def notices():
    return RecordedNotices()


class Register:
    """Gives a number each time something is handed out, `given` at a time; `pages` says which were, each time."""

    def __init__(self):
        self.given = 0
        self.pages = []
        self.refuses = ""

    def draft(self, path, _setup, _progress):
        print_arranged(path, Roster("样张", COLUMNS), ROWS)
        return PaperOffer()

    def hand_out(self, path, deliver=stays, pages=None):
        if self.refuses:
            raise Refused(self.refuses)
        print_arranged(path, Roster(f"编号{self.given + 1}", COLUMNS), ROWS)
        deliver()
        self.given += 1
        self.pages.append(pages)


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def draft(qtbot, tmp_path, notices, register):
    path = tmp_path / "花名册.pdf"
    relayable = Relayable(register.draft, hand_out=register.hand_out, remark="样张，供核对。")
    relayable.lay_out(path, Progress())
    preview = Preview(path, "花名册", InlineJobs(), notices, relayable=relayable)
    qtbot.addWidget(preview)
    preview.show()
    yield preview
    preview.close_pages()


@pytest.fixture
def drawn():
    """Makes an order of the first page for a printer that draws to a file and belongs to no server, as on Windows."""

    def order(path):
        def printer():
            made = QPrinter()
            made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            made.setOutputFileName(str(path))
            return made

        return PrintOrder([0], "一楼", drawn=printer)

    return order


@pytest.fixture
def ordered(monkeypatch):
    """Answers the dialog with orders in turn: of a PDF file, or of the queue KEEP, or as they are given."""
    orders = []
    monkeypatch.setattr(print_flow, "open_print_dialog", lambda *asked: asked[-1](orders.pop(0)))

    def order(path=None, wanted=None):
        orders.append(wanted or PrintOrder([0], "" if path else "KEEP", file=str(path or "")))

    yield order
    assert orders == []


@pytest.fixture
def server(monkeypatch):
    """A print server."""
    server = FakeServer()
    monkeypatch.setattr(spool, "Server", server)
    return server


@pytest.fixture
def later(monkeypatch, server):
    """A job that is being printed; what is to be done later waits here until the test does it."""
    waiting = []
    timer = SimpleNamespace(singleShot=lambda _ms, _view, run: waiting.append(run))
    monkeypatch.setattr(print_flow, "QTimer", timer)
    monkeypatch.setattr(print_flow, "watch", lambda sent, _progress: spool.look(sent))
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}
    return waiting
