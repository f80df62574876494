"""Numbers of certificates whose printing is broken off: lost at worst, never on the paper of two."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime

import pytest

from cadre_desktop.certificates.actions import hand_out, issue
from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.schema import SCHEMA


def draft(name, source, title="业务能手", year=2023):
    return Draft(
        kind=CertificateKind.HONOUR,
        name=name,
        title=title,
        issued=date(year, 6, 1),
        issuer="包头市中级人民法院",
        source=source,
        placeholders={"activity": "2023年全市法院技能竞赛"},
    )


WANG, LI, OUYANG = draft("王祯", 11), draft("李静", 12), draft("欧阳文博", 13)


NOW = datetime(2023, 6, 1, 9, 0)


class Died(BaseException):
    """The program is at its end."""


def handed(store, *drafts, ends=None):
    """The serial numbers on the paper; with `ends` raised once a printer has it."""
    paper = []

    def write(rows):
        paper.extend(row.serial for row in rows)
        if ends is not None:
            raise ends

    try:
        hand_out(store, "发证", lambda: issue(store, drafts), write)
    except Died:
        assert IssuedCertificate.select().count() == 0
    return paper


def test_what_may_be_on_paper_gets_the_same_numbers_and_others_get_others(court):
    assert handed(court, WANG, LI, ends=Died()) == [1, 2]
    assert handed(court, OUYANG) == [3]
    assert handed(court, LI, WANG) == [2, 1]
    assert on_their_way(court) == []
    assert {row.reprints for row in IssuedCertificate.select()} == {0}


def test_one_of_them_is_printed_again_and_the_other_waits(court):
    assert handed(court, WANG, LI, ends=Died()) == [1, 2]
    assert handed(court, LI) == [2]
    assert [number.serial for number in on_their_way(court)] == [1]
    assert handed(court, OUYANG, WANG) == [3, 1]


def test_it_may_end_more_than_once(court):
    assert handed(court, WANG, ends=Died()) == handed(court, WANG, LI, ends=Died())[:1] == [1]
    assert handed(court, OUYANG, LI, ends=Died()) == [3, 2]
    assert handed(court, WANG, LI, OUYANG) == [1, 2, 3]


@pytest.mark.parametrize(
    "other", [replace(WANG, name="王桢"), replace(WANG, title="技能标兵"), replace(WANG, issued=date(2023, 7, 1))]
)
def test_what_would_say_something_else_has_a_number_of_its_own(court, other):
    assert handed(court, WANG, ends=Died()) == [1]
    assert handed(court, other) == [2]


def test_another_year_counts_by_itself(court):
    assert handed(court, WANG, ends=Died()) == [1]
    assert handed(court, draft("王祯", 11, year=2024)) == [1]


def test_what_is_refused_while_it_is_written_has_no_number(court):
    with pytest.raises(Refused):
        handed(court, WANG, ends=Refused("打印机没有接受。"))
    assert on_their_way(court) == []
    assert handed(court, LI) == [1]


def test_what_was_given_away_and_could_not_be_registered_keeps_its_number(court, monkeypatch):
    with pytest.raises(OSError, match="full"), monkeypatch.context() as broken:

        def full(*_finished):
            raise OSError(28, "disk full")

        broken.setattr("cadre_desktop.kit.store.journal.finish", full)
        handed(court, WANG)
    assert handed(court, LI) == [2]
    assert handed(court, WANG) == [1]


def test_a_number_that_was_registered_otherwise_is_not_given_again(court):
    assert handed(court, WANG, ends=Died()) == [1]
    values = {"name": "单雄信", "title": "标兵", "issued": date(2023, 1, 8), "number": "包头中院荣证字〔2023〕1号"}
    editing.add(court, CERTIFICATE, values)
    assert handed(court, WANG) == [2]


def test_an_undone_issue_is_not_on_its_way(court):
    handed(court, WANG)
    court.undo()
    assert handed(court, WANG) == [2]


def test_no_name_is_kept_beside_the_register(court):
    handed(court, WANG, ends=Died())
    kept = court.memo("on_its_way.certificates")
    assert "王" not in kept and "\\u" not in kept and len(on_their_way(court)) == 1


def test_what_an_earlier_program_had_on_its_way_is_taken_over(court):
    assert handed(court, WANG, ends=Died()) == [1]
    court.keep_memo("certificates.being_printed", court.memo("on_its_way.certificates"))
    court.keep_memo("on_its_way.certificates", "")
    assert handed(court, LI, WANG) == [2, 1]


def test_what_may_be_on_paper_is_known_also_after_restoring(court):
    made = backup.make(court.path, "手动", NOW)
    assert handed(court, WANG, ends=Died()) == [1]
    path = court.path
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = open_store(path, SCHEMA, "王祯")
    assert handed(store, LI, WANG) == [2, 1]
    close_store(store)


ENDED = """
import os, sys
from pathlib import Path
from test_certificates_interrupted import LI, WANG, SCHEMA, hand_out, issue, open_store

store = open_store(Path(sys.argv[1]), SCHEMA, "王祯")
hand_out(store, "发证", lambda: issue(store, [WANG, LI]), lambda rows: os._exit(rows[-1].serial))
"""


def test_a_program_that_is_ended_once_the_printer_has_it(tmp_path):
    path = tmp_path / "court.cadre"
    close_store(open_store(path, SCHEMA, "王祯", create_new=True))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", ENDED, str(path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    store = open_store(path, SCHEMA, "王祯")
    assert handed(store, OUYANG) == [3]
    assert handed(store, LI, WANG) == [2, 1]
    close_store(store)
