"""Full disks and lost printers while numbers are given: one sentence, and no number without an entry."""

import errno

import peewee
import pytest
from test_certificates_interrupted import draft

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.actions import hand_out, issue
from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.life import reissue
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.numbering.counting import missing
from cadre_desktop.certificates.prints import print_issued
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.checking import check_store
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.troubles import known_trouble

MANY = [draft(f"人{number}", 100 + number) for number in range(60)]


def room_for(pages):
    """The file may grow by so many pages; None: as it likes."""
    most = database.value("PRAGMA page_count") + pages if pages is not None else 10_000_000
    database.run(f"PRAGMA max_page_count = {most}")


def state():
    return (
        IssuedCertificate.select().count(),
        CertificateEvent.select().count(),
        PrintSheet.select().count(),
    )


@pytest.mark.parametrize("pages", range(0, 60, 4))
@pytest.mark.parametrize("queued", [False, True])
def test_however_much_room_there_is_all_of_it_is_written_or_nothing(court, pages, queued):
    before = state()

    def write(rows):
        if queued:
            queueing.enqueue(court, "证书", rows)

    def given():
        return hand_out(court, "发证", lambda: issue(court, MANY), write)

    room_for(pages)
    try:
        rows = given()
    except peewee.OperationalError as error:
        assert "磁盘空间不足" in known_trouble(error)
        assert state() == before
        room_for(None)
        rows = given()
    room_for(None)
    assert sorted(row.serial for row in rows) == list(range(1, 61)), "the numbers are those that would have been"
    assert on_their_way(court) == [] and missing(court) == {} and all(account.sound for account in accounts(court))
    assert check_store(court).deviations == ()


@pytest.mark.parametrize("pages", [0, 4, 8, 12, 16])
def test_what_is_issued_anew_on_a_full_disk_stays_valid_until_it_is(court, pages):
    rows = issue(court, MANY)
    room_for(pages)
    try:
        reissue(court, [row.id for row in rows], "破损")
        assert pages
    except peewee.OperationalError as error:
        assert "磁盘空间不足" in known_trouble(error)
        assert IssuedCertificate.select().where(IssuedCertificate.cancelled.is_null()).count() == 60
        room_for(None)
        reissue(court, [row.id for row in rows], "破损")
    room_for(None)
    assert sorted(row.serial for row in IssuedCertificate.select()) == list(range(1, 121))


@pytest.mark.parametrize(
    "trouble",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.ENODEV, "No such device"),
        ConnectionResetError("the printer is gone"),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
    ids=lambda error: type(error).__name__ + str(error.errno),
)
def test_what_cannot_be_written_has_no_number(court, tmp_path, trouble):
    def write(rows):
        print_issued(tmp_path / "证书.pdf", rows)
        raise trouble

    with pytest.raises(OSError):
        hand_out(court, "发证", lambda: issue(court, MANY[:3]), write)
    assert state() == (0, 0, 0) and on_their_way(court) == [] and accounts(court) == []
    assert [row.serial for row in issue(court, MANY[3:5])] == [1, 2]
