"""A copy of the file of every released version opens, is whole, and ends up as if it had been made today."""

import json

import pytest
from make import COURT, write
from released import HERE, built, content, unpack, versions_kept
from sqlcipher3 import dbapi2

from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.marking import marks_of
from cadre_desktop.contests.naming import known_in
from cadre_desktop.contests.records import Drawing, Track
from cadre_desktop.contests.results import competitors_of, rules_of
from cadre_desktop.contests.rules.draw import commitment
from cadre_desktop.kit.store import backup, blobs, chain, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.lean_copy import is_lean
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.schema import fingerprint, triggers_of
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA, VERSION

CODES = {"王祯": "B312", "单雄信": "F691"}
"""Printed from the file of version 2."""
NUMBERS = versions_kept()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> tuple[dict[tuple[str, str], object], dict[str, int]]:
    """The schema of a file made today, and the rows that the script writes today."""
    path = tmp_path_factory.mktemp("fresh") / "新.cadre"
    counts = write(path)
    store = open_store(path, SCHEMA, "王祯")
    schema = built(database.rows)
    close_store(store)
    return schema, counts


def test_there_is_a_file_of_every_version():
    assert list(range(1, VERSION + 1)) == NUMBERS


def test_the_script_still_writes_a_sound_court(fresh):
    _schema, counts = fresh
    assert counts["person"] == 5
    assert counts["enrolment"] == 3


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_codes_on_paper_are_still_those_of_the_file(number, tmp_path):
    """From version 2 on there is an anonymous event in it, drawn and not matched."""
    copy = unpack(number, tmp_path)
    store = open_store(copy, SCHEMA, "王祯")
    track = Track.get(Track.code_seed != "")
    rules, competitors = rules_of(track.id), competitors_of(track.id)
    (event,) = rules.blind
    known = known_in(rules, event, competitors)
    assert {competitors[key].name: one.name for key, one in known.items()} == CODES
    assert Drawing.get().commitment == commitment(track.code_seed)
    assert marks_of(event, known) != {}
    close_store(store)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_old_file_becomes_one_of_today(number, tmp_path, fresh):
    copy = unpack(number, tmp_path)
    store = open_store(copy, SCHEMA, "王祯")
    report = check_store(store)
    assert report.sound, report.lines
    assert built(database.rows) == fresh[0]
    counts = json.loads((HERE / f"version-{number}.json").read_text(encoding="utf-8"))
    assert {table: database.value(f'SELECT count(*) FROM "{table}"') for table in counts} == counts
    assert bool(backup.backups(copy)) == (number != VERSION)
    assert [person.name for person in Person.select().order_by(Person.id)][-1] == "𠮷田惠"
    assert blobs.get(Person.get(Person.photo != "").photo) == b"not quite a portrait"
    assert store.find("shan") != []
    with store.step("改名"):
        Court.update(short_name="中院").where(Court.name == COURT).execute()
    store.undo()
    assert Court.get(Court.name == COURT).short_name == "包头中院"
    close_store(store)


def test_the_fingerprint_of_the_triggers_is_that_of_the_records():
    """Whoever changes a record makes a new version of the schema, and puts the new fingerprint beside it."""
    assert fingerprint(triggers_of(SCHEMA)) == SCHEMA.triggers


@pytest.mark.parametrize("number", NUMBERS[:3])
def test_an_upgrade_is_written_down_and_older_chains_still_tell(number, tmp_path):
    copy = unpack(number, tmp_path)
    store = open_store(copy, SCHEMA, "王祯")
    upgraded, older, *_rest = journal.steps()
    assert (upgraded.kind, upgraded.label, upgraded.actor) == ("upgrade", f"数据文件升级到第 {VERSION} 版", "王祯")
    told = {change.table for change in journal.changes(upgraded.id)}
    assert {"schema", "setting", "blob"} <= told
    assert "person" in told  # who have a native place since version 8
    assert journal.broken_link() is None
    before = chain.SALTED - 1
    assert database.value("SELECT count(*) FROM step WHERE schema <= ?", before) == upgraded.seq - 1
    assert store.undoable() is None
    database.run("UPDATE change SET now = json_set(now, '$.post', 'x') WHERE step = ? AND now IS NOT NULL", older.id)
    assert journal.broken_link() == older
    close_store(store)


TAMPERED = {
    "UPDATE person SET name = '赵高' WHERE name = '王祯'": "的“姓名”应为“王祯”，实为“赵高”",
    "DELETE FROM training_record": "却没有了",
    "UPDATE change SET was = was || now, now = NULL WHERE op = 'U'": "起与原文不符",
    "UPDATE change SET was = was || now, now = '' WHERE op = 'U'": "起与原文不符",
    "UPDATE change SET was = substr(was || now, 1, 5), now = substr(was || now, 6) WHERE op = 'U'": "起与原文不符",
    "UPDATE change SET was = now, now = NULL WHERE op = 'I'": "起与原文不符",
}


@pytest.mark.parametrize("statement", TAMPERED)
@pytest.mark.parametrize("number", NUMBERS[:-1])
def test_what_was_changed_past_the_program_is_told_after_the_upgrade_too(number, statement, tmp_path):
    """The upgrade writes down what it changes itself, never what somebody else has."""
    copy = unpack(number, tmp_path)
    connection = dbapi2.connect(str(copy), isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    assert connection.execute(statement).rowcount > 0
    for _name, sql in triggers:
        connection.execute(sql)
    connection.close()
    store = open_store(copy, SCHEMA, "王祯")
    assert TAMPERED[statement] in "".join(check_store(store).trouble)
    close_store(store)


@pytest.mark.parametrize("number", NUMBERS[:-1])
def test_the_copy_before_an_upgrade_is_the_old_file_whole_when_it_is_restored(number, tmp_path):
    """Its photos lie beside it meanwhile."""
    old = unpack(number, tmp_path)
    names = {blobs.name_of(each): each for each in (b"one photo", b"another")}
    connection = dbapi2.connect(str(old), isolation_level=None)
    connection.execute("DROP TRIGGER IF EXISTS journal_blob_I")
    connection.executemany("INSERT INTO blob (hash, content) VALUES (?, ?)", names.items())
    before = sorted(connection.execute("SELECT hash, content FROM blob"))
    connection.close()
    wanted = content(old)
    close_store(open_store(old, SCHEMA, "王祯"))
    (made,) = backup.backups(old)
    assert made.reason == "升级前" and is_lean(made.path)
    backup.restore(tmp_path / "新.cadre", made.path, made.at)
    restored = content(tmp_path / "新.cadre")
    if number > 3:  # where nothing was, nobody knows what was counted since
        restored["memo"].remove(("later_state_unknown", "1"))
    assert restored == wanted
    again = open_store(tmp_path / "新.cadre", SCHEMA, "王祯")
    found = sorted(database.rows("SELECT hash, content FROM blob"))  # version 5 adds layouts of certificates
    assert [row for row in found if row[0] in names] == [row for row in before if row[0] in names] != []
    assert set(before) <= set(found)
    close_store(again)
