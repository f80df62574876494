"""The certificates of a contest from the seal to the holders: numbered, printed through the queue with a jam, on the
register's sheets, collected, and proved by what is printed."""

from dataclasses import replace
from datetime import date

import pytest
from PIL import Image
from PySide6.QtGui import QKeySequence

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.prints import page_of
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.key_files import read_key_file, write_key_file
from cadre_desktop.certificates.proof.key_list import own_keys
from cadre_desktop.certificates.proof.signing import make_key, prove
from cadre_desktop.certificates.proof.verifying import Verifier, verifier_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.register_prints import print_receipts, print_register, print_uncollected
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.life_dialogs import CollectDialog, ReissueDialog
from cadre_desktop.certificates.screens.print_queue_view import PrintQueuePage
from cadre_desktop.certificates.screens.register_view import CertificatesView
from cadre_desktop.certificates.templating import add_template, make_usual
from cadre_desktop.checking import check_store
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.design.printing import designs_paper
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.listing import Listing
from cadre_desktop.people.kinds import PERSON

PASSWORD = "正确的 password 1"
FIRST, SECOND = "包头中院荣证字〔2023〕1号", "包头中院荣证字〔2023〕2号"


@pytest.fixture
def sealed(court, marked, monkeypatch):
    """The contest is sealed, the court has a key in hand, and honours are printed as they are designed."""
    monkeypatch.setattr(wrapping, "COST", 2)
    make_key(court, PASSWORD, PASSWORD)
    make_usual(court, add_template(court, CertificateKind.HONOUR, "荣誉", built_in("honour")))
    marked.confirm(court)
    return seal(court, marked.contest)


@pytest.fixture
def queue(qtbot, desk):
    made = PrintQueuePage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def act(view, keys):
    (action,) = [each for each in view.actions() if each.shortcut() == QKeySequence(keys)]
    action.trigger()


def deliver(desk, tmp_path):
    """What is previewed is given to a printer that takes it and says no more."""
    relayable = desk.behind[-1]
    pages = range(relayable.offer.pages)
    path = tmp_path / "页.pdf"
    relayable.hand_out(path, lambda: relayable.settle(pages, False), pages)
    return path


def words(path):
    with Pages(path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def states():
    rows = PrintSheet.select().order_by(PrintSheet.position, PrintSheet.attempt)
    return [f"{row.position}.{row.attempt} {row.state}" for row in rows]


def put_in_queue(tab, desk):
    tab.page.print_menu.print_certificates()
    assert IssuedCertificate.select().count() == 0, "looking at certificates issues none"
    (tool,) = [tool for tool in desk.behind[-1].tools if tool.title == "放入打印队列"]
    tool.open(tab, lambda: None)


def printed_with_a_jam(queue, desk, tmp_path):
    """The second sheet jams and is printed once more; returns what came out."""
    act(queue.view, "Alt+1")
    deliver(desk, tmp_path)
    second = PrintSheet.get(PrintSheet.position == 2)
    queue.view.table.select_key(second.id)
    desk.notices.answer("卡纸")
    act(queue.view, "Alt+5")
    desk.notices.answer("2")
    act(queue.view, "Alt+2")
    path = deliver(desk, tmp_path)
    act(queue.view, "Alt+6")
    return path


def scanned(court, rows):
    """The pages of certificates as a scanner has them, one picture each."""
    from cadre_desktop.certificates.proof.signing import in_hand

    pages = [page_of(row) for row in rows]
    proved = [
        page if page.words.proof else replace(page, words=replace(page.words, proof=prove(court, row, in_hand(court))))
        for page, row in zip(pages, rows, strict=True)
    ]
    with Pages(designs_paper(proved).data()) as drawn:
        for number in range(len(rows)):
            found = drawn.picture(number, 150)
            yield Image.frombytes("RGBX", (found.width, found.height), found.rgba).convert("L")


def verified(verifier, picture, tmp_path):
    picture.save(tmp_path / "扫描.png")
    (found,) = verifier.file(tmp_path / "扫描.png")
    return found.finding


def test_from_the_seal_to_the_holders(court, sealed, people, open_tab, queue, desk, qtbot, tmp_path):
    put_in_queue(open_tab(), desk)
    rows = list(IssuedCertificate.select().order_by(IssuedCertificate.serial))
    assert [row.number for row in rows] == [FIRST, SECOND] and states() == ["1.1 waiting", "2.1 waiting"]

    last = printed_with_a_jam(queue, desk, tmp_path)
    assert states() == ["1.1 printed", "2.1 spoiled", "2.2 printed"]
    (page,) = words(last)
    assert rows[1].name.replace("·", "") in page.replace("·", "") and SECOND in page and "样张" not in page

    everything = Listing(CERTIFICATE)
    print_receipts(tmp_path / "签收.pdf", everything)
    assert all(row.number in "".join(words(tmp_path / "签收.pdf")) for row in rows)
    dialog = CollectDialog(desk, [rows[0].id], lambda _count: None)
    qtbot.addWidget(dialog)
    dialog.by.set_value("李静")
    dialog.answer()
    print_uncollected(tmp_path / "未领.pdf", everything)
    (waiting,) = words(tmp_path / "未领.pdf")
    assert SECOND in waiting and FIRST not in waiting

    desk_verifier = verifier_of(court)
    for row, picture in zip(rows, scanned(court, rows), strict=True):
        found = verified(desk_verifier, picture, tmp_path)
        assert (str(found.verdict), found.number, found.name) == ("genuine", row.number, row.name)
    write_key_file(tmp_path / "包头.cadre-key", own_keys())
    elsewhere = Verifier([key.known for key in read_key_file(tmp_path / "包头.cadre-key")])
    assert "没有该法院的登记簿" in verified(elsewhere, picture, tmp_path).sentence

    editing.change(court, PERSON, people[rows[1].name], {"name": "更正"})
    (before,) = scanned(court, rows[1:])
    view = CertificatesView(desk)
    qtbot.addWidget(view)
    dialog = ReissueDialog(desk, [rows[1].id], lambda _pairs: None)
    qtbot.addWidget(dialog)
    assert dialog.reason.value() == "姓名更正"
    dialog.answer()
    found = verified(desk_verifier, before, tmp_path)
    assert (str(found.verdict), found.sentence) == (
        "void",
        "签名属实，但这份证书已于2023年6月1日作废：姓名更正。",
    )
    third = IssuedCertificate.get(IssuedCertificate.serial == 3)
    (picture,) = scanned(court, [third])
    assert (third.name, str(verified(desk_verifier, picture, tmp_path).verdict)) == ("更正", "genuine")

    print_register(tmp_path / "台账.pdf", everything)
    account = "".join(words(tmp_path / "台账.pdf"))
    assert "共3个编号：未领取1、已领取1、已作废1。" in account
    assert f"作废：姓名更正；重发为{third.number}" in account and f"代替{SECOND}" in account
    assert all(each.sound for each in accounts(court)) and check_store(court).deviations == ()


def test_a_contest_that_is_opened_again_gives_no_second_number_for_the_same_title(court, sealed, open_tab, desk):
    put_in_queue(open_tab(), desk)
    desk.behind.clear()
    tab = open_tab()
    tab.page.print_menu.print_certificates()
    (tool,) = [tool for tool in desk.behind[-1].tools if tool.title == "放入打印队列"]
    tool.open(tab, lambda: None)
    assert sorted(row.serial for row in IssuedCertificate.select()) == [1, 2]
    assert {row.issued for row in IssuedCertificate.select()} == {date(2023, 5, 9)}
