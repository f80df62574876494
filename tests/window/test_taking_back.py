"""Undoing what has given papers out is asked about; everything else is undone at once."""

from datetime import date

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.window.journal.history import HistoryDialog


@pytest.fixture
def handed_out(started):
    """The window after three certificates were given out."""
    day = date(2023, 6, 1)
    kind = next(iter(CertificateKind))
    issue(started.session.store, [Draft(kind, name, "执行业务", day, "包头中院") for name in ("甲", "乙", "丙")])
    return started


def test_ctrl_z_asks_before_certificates_leave_the_register(handed_out, notices):
    notices.answer(False, True)
    handed_out.window.undo()
    numbers = sorted(row.number for row in IssuedCertificate.select())
    assert len(numbers) == 3
    assert f"3 份证书（{numbers[0]} 至 {numbers[2]}）" in notices.texts[-1]
    assert "作废" in notices.texts[-1]
    handed_out.window.undo()
    assert IssuedCertificate.select().count() == 0


def test_the_list_of_steps_asks_too(handed_out, notices):
    dialog = HistoryDialog(handed_out.session.store, handed_out.jobs, notices, handed_out.window)
    dialog.steps.selectRow(0)
    notices.answer(False, True)
    dialog.take_back()
    assert IssuedCertificate.select().count() == 3
    dialog.take_back()
    assert IssuedCertificate.select().count() == 0
    asked = len(notices.texts)
    dialog.steps.selectRow(0)
    dialog.take_back()  # done again: nothing is lost by that
    assert IssuedCertificate.select().count() == 3
    assert len(notices.texts) == asked


def test_what_stays_in_the_file_is_undone_at_once(started, notices):
    with started.session.store.step("改设置"):
        started.session.store.set_setting("issuer", "某法院")
    before = len(notices.texts)
    started.window.undo()
    assert started.session.store.setting("issuer") != "某法院"
    assert [text for text in notices.texts[before:] if "仍要" in text] == []


def test_one_certificate_is_named(started, notices):
    issue(started.session.store, [Draft(next(iter(CertificateKind)), "甲", "执行业务", date(2023, 6, 1), "包头中院")])
    notices.answer(False)
    started.window.undo()
    (row,) = IssuedCertificate.select()
    assert f"证书“{row.number}”" in notices.texts[-1]
