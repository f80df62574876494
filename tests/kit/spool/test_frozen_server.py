"""A real print server that freezes in the middle of a job: given up soon, and what is said of the job holds."""

from io import BytesIO
from threading import Thread

import pytest
from own_cups import PATIENCE, wait_for

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.spool import libcups
from cadre_desktop.kit.spool import queue as spool
from cadre_desktop.kit.spool.libcups import Server
from cadre_desktop.kit.spool.queue import NotPrinted, Sent, Unconfirmed, check, check_server, look, send, take_back
from cadre_desktop.kit.spool.standing import JobStanding

LONG = 3_000_000
"""Bytes of a document that no buffer of a socket takes in whole."""


def a_pdf(length=0):
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written, pageCompression=0)
    canvas.drawString(100, 100, "page 1")
    canvas.drawString(100, 5000, "x" * length)  # beside the paper
    canvas.save()
    return written.getvalue()


@pytest.fixture
def soon(monkeypatch):
    """A server is given up much sooner than by people."""
    monkeypatch.setattr(libcups, "SECONDS", 0.3)


@pytest.fixture
def frozen_at(monkeypatch, queue, soon):
    """Has the server freeze just before a function of libcups is called for the nth time."""

    def freeze(name, nth):
        cups, calls = libcups.library(), []
        usual = getattr(cups, name)

        def called(*given):
            calls.append(given)
            if len(calls) == nth:
                queue.freeze()
            return usual(*given)

        monkeypatch.setattr(cups, name, called)

    yield freeze
    queue.thaw()


def ended(work):
    """What `work` answers or raises, if it ends before libcups would by itself, which is after a minute."""
    found = []

    def run():
        try:
            found.append(work())
        except OSError as error:
            found.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert found, "still waiting for a frozen server"
    return found[0]


def sending(data):
    return ended(lambda: send("KEEP", "花名册", {"media": "A4"}, data, Progress()))


def documents(queue):
    """The documents of all jobs the server knows."""
    with Server() as server:
        return [server.job(number, ("number-of-documents",))["number-of-documents"][0] for number in queue.jobs()]


@pytest.mark.parametrize("nth", [1, 2, 3])  # the queue is looked at; the job is begun; its identity is asked
def test_before_it_has_the_document_nothing_will_be_printed(queue, frozen_at, nth):
    before = documents(queue)
    frozen_at("cupsDoRequest", nth)
    error = sending(a_pdf())
    assert isinstance(error, NotPrinted) and "打印服务没有应答，所以没有打印" in str(error)
    queue.thaw()
    wait_for(lambda: not documents(queue)[len(before) :] or sum(documents(queue)) == sum(before), "it is as before")
    assert not any((queue.folder / "kept").iterdir())


def answering(sent):
    """How a job stands, once the server answers again."""
    wait_for(lambda: not look(sent).silent, "the server answers")
    return look(sent)


@pytest.mark.parametrize("name", ["cupsStartDocument", "cupsWriteRequestData", "cupsGetResponse"])
def test_a_document_that_it_finds_when_it_goes_on_is_printed_or_taken_back_and_that_is_said(queue, frozen_at, name):
    frozen_at(name, 1)
    error = sending(a_pdf())
    assert isinstance(error, Unconfirmed) and "打印服务没有回应，不能确定" in str(error)
    assert look(error.sent).silent
    queue.thaw()
    found = answering(error.sent)
    if found.trouble:  # it was asked what became of the job before it came to the document, and canceled it
        assert "任务已撤回，所以没有打印" in found.trouble and not found.unsure
        assert error.sent.number not in queue.jobs("not-completed") and not any((queue.folder / "kept").iterdir())
        return
    with Pages(queue.kept(error.sent.number).pdf) as pages:
        assert pages.text(0).strip() == "page 1"
    wait_for(lambda: look(error.sent).settled, "it is on paper")


def test_a_document_cut_off_in_the_middle_is_taken_back_when_it_goes_on(queue, frozen_at):
    frozen_at("cupsWriteRequestData", 2)
    error = sending(a_pdf(LONG))
    assert isinstance(error, Unconfirmed)
    queue.thaw()
    found = answering(error.sent)
    assert "文件没有传完，任务已撤回，所以没有打印" in found.trouble and found.lost and not found.unsure
    assert error.sent.number not in queue.jobs("not-completed") and not any((queue.folder / "kept").iterdir())
    assert look(error.sent) == found  # however often it is asked


@pytest.mark.parametrize(
    ("name", "length", "whole"), [("cupsGetResponse", 0, True), ("cupsWriteRequestData", LONG, False)]
)
def test_one_that_goes_on_soon_needs_no_second_printing(queue, frozen_at, monkeypatch, name, length, whole):
    frozen_at(name, 1)
    monkeypatch.setattr(spool, "look", lambda sent: (queue.thaw(), look(sent))[1])
    found = sending(a_pdf(length))
    if whole:
        assert found.printer == "KEEP" and queue.kept(found.number).title == "花名册"
    else:
        assert isinstance(found, NotPrinted) and "文件没有传完，任务已撤回，所以没有打印" in str(found)
        assert queue.jobs("not-completed") == [] and not any((queue.folder / "kept").iterdir())


@pytest.mark.parametrize("ask", [check_server, lambda: check("KEEP"), lambda: take_back(Sent("KEEP", 1))])
def test_whatever_else_is_asked_is_given_up_too(queue, soon, ask):
    queue.freeze()
    error = ended(ask)
    queue.thaw()
    assert isinstance(error, NotPrinted) and "打印服务没有应答" in str(error)


def test_what_is_printed_already_cannot_be_taken_back(queue):
    sent = send("KEEP", "花名册", {"media": "A4"}, a_pdf(), Progress())
    wait_for(lambda: look(sent).settled, "it is on paper")
    with pytest.raises(NotPrinted):
        take_back(sent)
    assert look(sent) == JobStanding(settled=True)


def test_what_has_begun_is_taken_back_but_not_for_certain(queue):
    queue.mood("empty")
    sent = send("KEEP", "花名册", {"media": "A4"}, a_pdf(), Progress())
    wait_for((queue.folder / "waiting").exists, "it is being printed")
    assert not take_back(sent) and "可能只印出了一部分" in look(sent).trouble
    (queue.folder / "waiting").unlink()  # nobody waits there any more


def test_what_waits_is_taken_back_for_certain(queue):
    queue.pause()
    sent = send("KEEP", "花名册", {"media": "A4"}, a_pdf(), Progress())
    assert take_back(sent) and "已被取消，没有打印" in look(sent).trouble
