from datetime import datetime
from pathlib import Path

from cadre_desktop.kit.crash_report import LOG_NAME, append_log, report_of, signature_of

MOMENT = datetime(2024, 3, 1, 9, 30)


def caught(message="坏"):
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_report_says_when_what_and_where():
    report = report_of(caught(), MOMENT, "Qt 6")
    assert report.startswith("2024-03-01 09:30:00  Qt 6\nPython ")
    assert "ValueError: 坏" in report and "in caught" in report


def test_numbers_of_persons_and_the_home_folder_are_hidden():
    report = report_of(caught(f"150299198503120018 13847212345 {Path.home() / 'x'}"), MOMENT)
    assert "1502991985" not in report and "138472" not in report and str(Path.home()) not in report


def test_same_fault_same_signature():
    assert signature_of(caught("a")) == signature_of(caught("b"))
    assert signature_of(KeyError()) != signature_of(caught())


def test_log_grows_and_begins_anew(tmp_path):
    log = append_log(tmp_path / "new", "一")
    append_log(tmp_path / "new", "二")
    assert log is not None and log.read_text(encoding="utf-8") == "一\n二\n"
    log.write_bytes(b"x" * (2 << 20))
    append_log(tmp_path / "new", "三")
    assert log.read_text(encoding="utf-8") == "三\n" and (tmp_path / "new" / f"{LOG_NAME}.1").exists()


def test_a_log_that_cannot_be_written_is_no_second_crash(tmp_path, monkeypatch):
    class Out:
        text = ""

        def write(self, text):
            self.text += text

    out = Out()
    monkeypatch.setattr("sys.__stderr__", out)
    (tmp_path / "file").write_text("")
    assert append_log(tmp_path / "file", "报告") is None
    assert "报告" in out.text
