import pytest

from cadre_desktop.kit.jobs import InlineJobs, Progress, Stopped


def test_result_goes_to_done_at_once():
    heard, results = [], []
    jobs = InlineJobs(lambda *report: heard.append(report))

    def work(progress):
        progress.report(1, 2, "一半")
        return 42

    job = jobs.run("算", work, results.append)
    assert (results, heard, job.over) == ([42], [(1, 2, "一半")], True)


def test_failure_goes_to_failed_or_to_the_caller():
    def work(progress):
        raise ValueError("坏")

    failures = []
    InlineJobs().run("算", work, failures.append, lambda error: failures.append(str(error)))
    assert failures == ["坏"]
    with pytest.raises(ValueError, match="坏"):
        InlineJobs().run("算", work, failures.append)


def test_stopped_work_calls_nobody():
    called = []

    def work(progress):
        progress.stop()
        progress.check()

    job = InlineJobs().run("算", work, called.append, called.append)
    assert job.dropped and called == []


def test_check_raises_only_after_stop():
    progress = Progress()
    progress.check()
    progress.stop()
    assert progress.stopped
    with pytest.raises(Stopped):
        progress.check()


def test_failure_in_done_is_not_mistaken_for_failed_work():
    def done(result):
        raise KeyError("done")

    with pytest.raises(KeyError):
        InlineJobs().run("算", lambda progress: 1, done, lambda error: None)
