"""Drafts printed on a print server that falls silent: what is in doubt, and what is said once it answers again."""

import pytest


def test_what_nobody_can_be_sure_of_is_the_same_printing_too(draft, register, notices, ordered, server):
    server.breaks = "silent"
    ordered()
    draft.print_out()
    assert register.given == 1 and "不能确定" in notices.texts[-1]
    server.dead, server.breaks = False, ""
    ordered()
    draft.print_out()
    assert register.given == 1 and notices.texts[-1] == "已送往打印机“KEEP”，共 1 页。"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_server_that_freezes_before_it_has_the_document_gets_no_number(draft, register, notices, ordered, server, at):
    server.freezes = at
    ordered()
    draft.print_out()
    server.thaw()
    assert register.given == 0 and "没有应答，所以没有打印" in notices.texts[-1] and server.on_paper == []


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_in_doubt_is_looked_for_until_the_server_answers(
    draft, register, notices, ordered, server, later, whole
):
    server.becomes = {"job-state": [9], "job-state-reasons": ["none"]}
    server.freezes, server.cut = 4, not whole
    ordered()
    draft.print_out()
    assert register.given == 1 and draft.flow.owed
    assert "不能确定" in notices.texts[-1] and "不会另给编号" in notices.texts[-1]
    later.pop()()
    assert len(notices.texts) == 1  # still silent, and said once
    server.thaw()
    later.pop()()
    assert bool(draft.flow.owed) != whole and later == [] and len(notices.texts) == 2
    if whole:
        assert notices.texts[-1] == "打印服务已恢复，打印机“KEEP”收到了这项任务，不必再打印一次。"
        assert server.on_paper == [1]
    else:
        assert "文件没有传完" in notices.texts[-1] and server.on_paper == server.under_way == []
    ordered()
    server.becomes = {"job-state": [9]}
    draft.print_out()
    assert register.given == (2 if whole else 1)


def test_a_server_that_freezes_while_a_job_is_watched_is_told_once(draft, notices, ordered, server, later):
    ordered()
    draft.print_out()
    server.freezes = len(server.asked) + 1
    later.pop()()
    later.pop()()
    assert len(notices.texts) == 2 and "不能确定" in notices.texts[-1] and draft.flow.owed
    server.jobs[1]["job-state"] = [9]
    server.thaw()
    later.pop()()
    assert "收到了这项任务" in notices.texts[-1] and not draft.flow.owed and later == []


def test_a_server_that_freezes_when_the_job_is_confirmed_is_looked_for_too(draft, notices, ordered, server, later):
    server.freezes = 5
    ordered()
    draft.print_out()
    assert "不能确定" in notices.texts[-1] and draft.flow.owed
    server.thaw()
    later.pop()()
    assert "收到了这项任务" in notices.texts[-1] and not draft.flow.owed


def test_what_becomes_of_an_older_job_changes_nothing_for_the_newest(draft, register, notices, ordered, server, later):
    server.freezes, server.cut = 4, True
    ordered()
    draft.print_out()
    server.thaw()
    server.becomes = {"job-state": [9]}
    ordered()
    draft.print_out()
    assert register.given == 1 and not draft.flow.owed
    later.pop(0)()
    assert "文件没有传完" in notices.texts[-1] and not draft.flow.owed


def test_a_job_in_doubt_whose_handing_out_is_not_noted_is_canceled(draft, register, notices, ordered, server):
    usual = register.hand_out

    def full(path, deliver, pages):
        usual(path, deliver, pages)
        register.given -= 1
        server.thaw()
        raise OSError(28, "No space left on device")

    server.becomes = {"job-state": [3], "job-state-reasons": ["none"]}
    server.freezes = 4
    draft._relayable.hand_out = full
    ordered()
    draft.print_out()
    assert register.given == 0 and server.under_way == server.on_paper == []
