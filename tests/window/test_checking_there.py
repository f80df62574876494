"""The check from the menu: what it says, and repairing only after a yes."""

from contextlib import closing

from sqlcipher3 import dbapi2

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.window.commands import carry_out


def rename_outside() -> None:
    """As with a database tool, the triggers put back as they were."""
    trigger = database.value("SELECT sql FROM sqlite_master WHERE name = 'journal_court_U'")
    database.run("DROP TRIGGER journal_court_U")
    database.run("UPDATE court SET case_code = '假' WHERE id = (SELECT min(id) FROM court)")
    database.run(trigger)


def test_a_sound_file_is_told_in_one_sentence(started, notices):
    carry_out(started, "check")
    assert notices.messages[-1].kind == "tell"
    assert "数据完好" in notices.texts[-1]
    assert "操作记录码" in notices.texts[-1]


def test_nothing_is_repaired_without_a_yes(started, notices):
    rename_outside()
    steps = journal.steps()
    notices.answer(False)
    carry_out(started, "check")
    warned = next(message for message in notices.messages if message.kind == "warn")
    assert "实为“假”" in warned.detail
    assert journal.steps() == steps
    assert Court.get(Court.case_code == "假")


def test_a_yes_puts_it_right_by_a_step(started, notices):
    rename_outside()
    notices.answer(True)
    carry_out(started, "check")
    assert "1 条记录恢复为操作记录中的内容" in notices.texts[-1]
    assert journal.steps()[0].kind == "repair"
    assert Court.get_or_none(Court.case_code == "假") is None
    kept = backup.backups(started.session.store.path)[0]
    assert kept.reason == "修复前"
    with closing(dbapi2.connect(str(kept.path))) as copy:
        assert copy.execute("SELECT count(*) FROM court WHERE case_code = '假'").fetchone() == (1,)


def test_without_a_backup_nothing_is_repaired(started, notices, monkeypatch):
    def full(*_given):
        raise Refused("磁盘已满")

    rename_outside()
    monkeypatch.setattr(backup, "make", full)
    notices.answer(True)
    carry_out(started, "check")
    assert notices.texts[-1] == "磁盘已满"
    assert Court.get(Court.case_code == "假")
    assert journal.steps()[0].kind == "do"


def test_what_cannot_be_repaired_is_said(started, notices):
    database.run("UPDATE step SET actor = '别人'")
    notices.answer(True)
    carry_out(started, "check")
    assert "从备份恢复" in notices.texts[-1]
    assert journal.steps()[0].kind == "do"


def test_a_file_without_its_triggers_is_said_at_once_and_only_looked_at(started, notices):
    path = started.session.store.path
    database.run("DROP TRIGGER journal_court_U")
    started.open(path)
    assert any("触发器" in text for text in notices.texts)
