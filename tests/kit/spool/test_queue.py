"""What becomes of a job, and what is said about it, with a server of the test's own making."""

import pytest
from fake_print_server import FakeServer

from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.spool import queue as spool
from cadre_desktop.kit.spool.queue import (
    NotPrinted,
    Sent,
    Unconfirmed,
    check,
    check_server,
    look,
    send,
    take_back,
    watch,
)
from cadre_desktop.kit.spool.standing import JobStanding, PrintJob, Queue, standing


@pytest.fixture
def server(monkeypatch):
    server = FakeServer()
    monkeypatch.setattr(spool, "Server", server)
    return server


def print_it():
    return send("KEEP", "花名册", {"media": "A4"}, b"%PDF", Progress())


def test_what_is_sent_is_there(server):
    sent = print_it()
    assert sent == Sent("KEEP", 1, "urn:uuid:1", 1) and server.delivered[1] == ("花名册", {"media": "A4"}, b"%PDF")
    assert watch(sent, Progress()).trouble == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda server: setattr(server, "dead", True), "打印服务没有应答"),
        (lambda server: setattr(server, "gone", True), "打印机“KEEP”已不在这台电脑上"),
        (lambda server: server.printer.update({"printer-is-accepting-jobs": [False]}), "不接收打印任务"),
        (lambda server: setattr(server, "refuses", 0x0403), "不许当前用户打印"),
        (lambda server: setattr(server, "refuses", 0x1000), "不许当前用户打印"),
        (lambda server: setattr(server, "refuses", 0x040B), "没有接受这项打印（refused）"),
        (lambda server: setattr(server, "breaks", "refused"), "没有接受这项打印（Unsupported document-format）"),
    ],
)
def test_what_is_not_taken_is_said_with_a_remedy(server, change, words):
    change(server)
    with pytest.raises(NotPrinted, match=words) as caught:
        print_it()
    assert "请" in str(caught.value) and "没有打印" in str(caught.value)
    assert server.under_way == [] and server.on_paper == []


def test_a_transfer_that_breaks_off_unseen_is_called_unsure(server):
    server.breaks = "silent"
    with pytest.raises(Unconfirmed, match="不能确定") as caught:
        print_it()
    assert caught.value.sent == Sent("KEEP", 1, "urn:uuid:1", 1, whole=False)


# A server that falls silent while it is given a job: `check` is its 1st request, then come `create`, `job`, `send` and
# the looks at what became of it.


def test_the_requests_are_those_that_are_frozen_here(server):
    print_it()
    assert server.asked == ["queue", "create", "job", "send"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_server_that_freezes_before_it_has_the_document_prints_nothing(server, at):
    server.freezes = at
    with pytest.raises(NotPrinted, match="打印服务没有应答，所以没有打印"):
        print_it()
    server.thaw()
    assert server.on_paper == [] and not any(data for _title, _options, data in server.delivered.values())


@pytest.mark.parametrize("state", [9, 5, 3])
def test_a_document_that_arrives_after_all_is_found(server, state):
    server.becomes = {"job-state": [state], "job-state-reasons": ["none"]}
    server.freezes = 4
    with pytest.raises(Unconfirmed, match="打印服务没有回应，不能确定打印机“KEEP”印不印这项任务") as caught:
        print_it()
    assert look(caught.value.sent).silent
    server.thaw()
    assert not look(caught.value.sent).trouble and server.delivered[1][2] == b"%PDF"


def test_a_document_cut_off_is_taken_back_and_said_not_to_be_printed(server):
    server.freezes, server.cut = 4, True
    with pytest.raises(Unconfirmed) as caught:
        print_it()
    server.thaw()
    found = look(caught.value.sent)
    assert "文件没有传完" in found.trouble and found.lost and not found.unsure
    assert server.under_way == [] and server.on_paper == []
    assert look(caught.value.sent) == found  # however often it is asked


@pytest.mark.parametrize("whole", [True, False])
def test_a_server_that_thaws_at_once_has_it_or_it_is_taken_back(server, monkeypatch, whole):
    server.freezes, server.cut = 4, not whole
    usual = server.__class__.__enter__

    def enter(self):
        if self.frozen:
            self.thaw()
        return usual(self)

    monkeypatch.setattr(server.__class__, "__enter__", enter)
    if whole:
        assert print_it().number == 1 and server.on_paper == [1]
        return
    with pytest.raises(NotPrinted, match="文件没有传完，任务已撤回，所以没有打印"):
        print_it()
    assert server.under_way == [] and server.on_paper == []


def test_an_answer_that_is_lost_is_no_reason_to_print_again(server):
    server.breaks = "unheard"
    assert print_it().number == 1 and server.on_paper == [1]


@pytest.mark.parametrize("at", [5, 6, 7, 8])
@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize("state", [9, 5, 3])
def test_what_is_said_of_a_broken_transfer_holds_wherever_the_server_freezes_afterwards(server, at, cut, state):
    """It falls silent a second time, while it is asked what became of the job."""
    server.becomes = {"job-state": [state], "job-state-reasons": ["none"]}
    if cut:
        server._send = lambda *_given: (_ for _ in ()).throw(spool.ServerError(spool.NO_ANSWER, "reset"))
    else:
        server.breaks = "unheard"
    server.freezes = at
    try:
        print_it()
        said = "sent"
    except NotPrinted:
        said = "not"
    except Unconfirmed as error:
        said = "unsure"
        sent = error.sent
    server.thaw()
    if said == "unsure":
        found = look(sent)
        assert found.lost == cut and not found.silent
    else:
        assert (said == "sent") == (not cut)
    assert (server.under_way + server.on_paper != []) == (not cut)


def test_a_job_that_a_server_has_lost_in_between_is_not_taken_for_printed(server):
    """One that keeps no history, or was ended and started again while it was sent the document."""
    server.freezes = 4
    with pytest.raises(Unconfirmed) as caught:
        print_it()
    server.thaw()
    server.jobs.clear()
    found = look(caught.value.sent)
    assert found.unsure and "不能确定" in found.trouble


def test_documents_that_are_not_counted_are_told_by_the_reason(server, monkeypatch):
    usual = server._create

    def create(*given):
        number = usual(*given)
        del server.jobs[number]["number-of-documents"]
        return number

    monkeypatch.setattr(server, "_create", create)
    server.freezes, server.cut = 4, True
    with pytest.raises(Unconfirmed) as caught:
        print_it()
    server.thaw()
    assert "文件没有传完" in look(caught.value.sent).trouble


def test_a_banner_is_not_the_document(server, monkeypatch):
    usual = server._create

    def create(*given):
        number = usual(*given)
        server.jobs[number].update({"number-of-documents": [1], "job-state-reasons": ["job-hold-until-specified"]})
        return number

    monkeypatch.setattr(server, "_create", create)
    server.freezes, server.cut = 4, True
    with pytest.raises(Unconfirmed) as caught:
        print_it()
    server.thaw()
    assert "文件没有传完" in look(caught.value.sent).trouble


def test_nothing_is_begun_after_stop(server):
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        send("KEEP", "花名册", {}, b"%PDF", progress)
    assert server.jobs == {}


@pytest.mark.parametrize(("state", "certain"), [(3, True), (5, False)])
def test_a_job_can_be_taken_back_and_whether_it_has_begun_is_known(server, state, certain):
    server.becomes = {"job-state": [state], "job-state-reasons": ["none"]}
    sent = print_it()
    assert take_back(sent) == certain and server.under_way == []
    assert ("没有打印" in look(sent).trouble) == certain and ("可能只印出了一部分" in look(sent).trouble) != certain
    with pytest.raises(NotPrinted):
        take_back(sent)


def test_what_is_on_paper_cannot_be_taken_back(server):
    sent = print_it()
    with pytest.raises(NotPrinted):
        take_back(sent)
    assert look(sent) == JobStanding(settled=True)


def test_the_job_of_another_is_not_taken_back(server):
    server.becomes = {"job-state": [3], "job-state-reasons": ["none"]}
    sent = print_it()
    server.jobs[1]["job-uuid"] = ["urn:uuid:a-stranger"]
    with pytest.raises(NotPrinted):
        take_back(sent)
    assert server.under_way == [1]


def test_the_server_and_the_queue_can_be_looked_at_before(server):
    check_server()
    assert check("KEEP") == Queue(3)
    server.printer["printer-is-accepting-jobs"] = [False]
    with pytest.raises(NotPrinted, match="不接收"):
        check("KEEP")
    server.dead = True
    with pytest.raises(NotPrinted, match="没有应答"):
        check_server()


def test_a_server_that_dies_afterwards_leaves_the_job_in_doubt(server):
    sent = print_it()
    server.dead = True
    found = look(sent)
    assert found.lost and "不能确定" in found.trouble


def test_a_printer_that_is_removed_takes_its_jobs_along(server):
    server.becomes = {"job-state": [3], "job-state-reasons": ["none"]}
    sent = print_it()
    server.gone = True
    assert look(sent).lost and "已不在" in look(sent).trouble
    server.jobs.clear()
    assert look(sent).lost and "不能确定" in look(sent).trouble


@pytest.mark.parametrize(
    ("state", "begun", "said"),
    [
        (3, False, "已不在这台电脑上，所以没有打印"),
        (4, False, "已不在这台电脑上，所以没有打印"),
        (5, True, "可能只印出了一部分"),
        (6, True, "可能只印出了一部分"),
        (7, True, "可能只印出了一部分"),
        (7, False, "已被取消，没有打印"),
        (8, True, "任务已中止"),
    ],
)
def test_a_job_whose_printer_is_removed_is_judged_by_how_far_it_was(server, state, begun, said):
    server.becomes = {"job-state": [state], "job-state-reasons": ["none"]}
    sent = print_it()
    server.jobs[sent.number]["time-at-processing"] = [1700000000] if begun else []
    server.gone = True
    found = look(sent)
    assert said in found.trouble and found.lost and found.settled and found.unsure == begun
    assert not begun or "没有打印" not in found.trouble


def test_what_is_on_paper_is_printed_whatever_becomes_of_its_printer(server):
    sent = print_it()
    server.gone = True
    assert look(sent) == JobStanding(settled=True)


def test_a_job_that_a_printer_standing_still_knows_no_more_is_in_doubt(server):
    sent = print_it()
    server.jobs.clear()
    server.printer["printer-state"] = [5]
    assert look(sent).lost and look(sent).settled and "不能确定" in look(sent).trouble


def test_a_job_of_the_same_number_is_not_taken_for_ours(server):
    """A server that was ended before it had written the job down gives its number to the next."""
    ours = Sent("KEEP", print_it().number, "urn:uuid:ours")
    for uuid, doubted in (("urn:uuid:ours", False), ("", False), ("urn:uuid:a-stranger", True)):
        server.jobs[ours.number]["job-uuid"] = [uuid]
        assert look(ours).lost == doubted, uuid
        assert ("不能确定" in look(ours).trouble) == doubted


def test_a_server_that_keeps_no_history_has_printed_what_it_forgot(server):
    sent = print_it()
    server.jobs.clear()
    assert look(sent) == standing("KEEP", None, Queue(3)) and not look(sent).trouble


def test_watching_ends_when_it_is_told_to(server):
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}
    progress = Progress()
    progress.stop()
    assert not watch(print_it(), progress).trouble
    assert not watch(Sent("KEEP", 1), Progress(), seconds=0.2).trouble


@pytest.mark.parametrize(
    ("job", "queue", "words"),
    [
        (PrintJob(3), Queue(5, True, ("paused",)), "打印机已暂停。请在系统的打印机设置里恢复它"),
        (
            PrintJob(3, ("printer-stopped",)),
            Queue(5, True, ("media-empty-error", "paused")),
            "打印机缺纸。请放入所选大小的纸",
        ),
        (PrintJob(5), Queue(4, True, ("media-needed",)), "打印机缺纸"),
        (PrintJob(5), Queue(4, True, ("media-jam-error",)), "打印机卡纸"),
        (PrintJob(5), Queue(4, True, ("cover-open-error",)), "盖子"),
        (PrintJob(5), Queue(4, True, ("toner-empty-error",)), "墨粉"),
        (PrintJob(5), Queue(4, True, ("offline-report",)), "联系不上"),
        (PrintJob(3), Queue(3, True, ("hold-new-jobs",)), "暂缓打印新任务"),
        (PrintJob(3), Queue(3, True, ("cups-missing-filter-warning",)), "驱动不完整"),
        (PrintJob(6), Queue(5, True, (), "Unable to open device"), "打印机停下了（Unable to open device）"),
        (PrintJob(4, ("cups-held-for-authentication",)), Queue(3), "用户名和密码"),
        (PrintJob(4, ("resources-are-not-ready",)), Queue(3), "系统稍后会再试"),
    ],
)
def test_what_keeps_a_job_waiting_is_said_and_that_it_need_not_be_printed_again(job, queue, words):
    found = standing("一楼", job, queue, patient=False)
    assert words in found.trouble and found.trouble.endswith("不必再打印一次。") and "“一楼”" in found.trouble
    assert found.settled and not found.lost


@pytest.mark.parametrize(("state", "words"), [(7, "已被取消"), (8, "任务已中止（no paper path）")])
def test_what_will_not_be_printed_is_said(state, words):
    found = standing("一楼", PrintJob(state, (), "no paper path" if state == 8 else ""), Queue(3))
    assert words in found.trouble and found.lost


@pytest.mark.parametrize(
    ("job", "queue"),
    [
        (PrintJob(3), Queue(3)),
        (PrintJob(5), Queue(4, True, ("toner-low-warning", "media-low-report"))),
        (PrintJob(5), Queue(4, True, ("connecting-to-device",))),
        (PrintJob(4, ("job-incoming",)), Queue(3)),
        (PrintJob(9, ("processing-to-stop-point",)), Queue(5, True, ("paused",))),
    ],
)
def test_what_is_on_its_way_is_no_trouble(job, queue):
    assert standing("一楼", job, queue).trouble == ""


def test_a_connection_that_lasts_too_long_is_one(server):
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}
    server.printer["printer-state-reasons"] = ["connecting-to-device"]
    sent = print_it()
    assert look(sent, patient=True).passing
    assert "联系不上" in watch(sent, Progress(), seconds=0.1, longest=0.3).trouble


def test_a_printer_that_wakes_up_in_the_meantime_is_none(server, monkeypatch):
    server.becomes = {"job-state": [5], "job-state-reasons": ["job-printing"]}
    server.printer["printer-state-reasons"] = ["connecting-to-device"]
    looks = []

    def wakes(*asked, usual=spool.look, **more):
        looks.append(asked)
        if len(looks) == 3:
            server.printer["printer-state-reasons"] = ["none"]
        return usual(*asked, **more)

    monkeypatch.setattr(spool, "look", wakes)
    assert not watch(print_it(), Progress(), seconds=0.0, longest=30.0).trouble and len(looks) == 4


def test_what_was_to_wait_waits(server):
    server.becomes = {"job-state": [4], "job-state-reasons": ["job-hold-until-specified"]}
    found = watch(print_it(), Progress())
    assert found.later and not found.trouble
