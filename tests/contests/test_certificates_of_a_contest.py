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
from cadre_desktop.certificates.proof.signing import in_hand, make_key, prove
from cadre_desktop.certificates.proof.verifying import Verifier, verifier_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.register_prints import print_receipts, print_register, print_uncollected
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.life_dialogs import CollectDialog, ReissueDialog
from cadre_desktop.certificates.screens.print_queue_view import PrintQueuePage
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
    relayable.hand_out(tmp_path / "页.pdf", lambda: relayable.settle(pages, False), pages)


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
    """The second sheet jams and is printed once more."""
    act(queue.view, "Alt+1")
    deliver(desk, tmp_path)
    second = PrintSheet.get(PrintSheet.position == 2)
    queue.view.table.select_key(second.id)
    desk.notices.answer("卡纸")
    act(queue.view, "Alt+5")
    desk.notices.answer("2")
    act(queue.view, "Alt+2")
    deliver(desk, tmp_path)
    act(queue.view, "Alt+6")


def scanned(court, rows):
    """The pages of certificates as a scanner has them, one picture each."""
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


@pytest.fixture
def issued(court, sealed, open_tab, queue, desk, tmp_path):
    """Both certificates are printed; `tmp_path` has the page that came out last."""
    put_in_queue(open_tab(), desk)
    assert states() == ["1.1 waiting", "2.1 waiting"]
    printed_with_a_jam(queue, desk, tmp_path)
    return list(IssuedCertificate.select().order_by(IssuedCertificate.serial))


def test_a_sheet_that_jams_is_printed_once_more(issued, tmp_path):
    assert [row.number for row in issued] == [FIRST, SECOND]
    assert states() == ["1.1 printed", "2.1 spoiled", "2.2 printed"]
    (page,) = words(tmp_path / "页.pdf")
    assert issued[1].name.replace("·", "") in page.replace("·", "") and SECOND in page and "样张" not in page


def test_who_has_collected_is_on_no_list_any_more(issued, desk, qtbot, tmp_path):
    everything = Listing(CERTIFICATE)
    print_receipts(tmp_path / "签收.pdf", everything)
    assert all(row.number in "".join(words(tmp_path / "签收.pdf")) for row in issued)
    dialog = CollectDialog(desk, [issued[0].id], lambda _count: None)
    qtbot.addWidget(dialog)
    dialog.by.set_value("李静")
    dialog.answer()
    print_uncollected(tmp_path / "未领.pdf", everything)
    (waiting,) = words(tmp_path / "未领.pdf")
    assert SECOND in waiting and FIRST not in waiting


def test_what_is_printed_proves_itself_here_and_elsewhere(court, issued, tmp_path):
    for row, picture in zip(issued, scanned(court, issued), strict=True):
        found = verified(verifier_of(court), picture, tmp_path)
        assert (str(found.verdict), found.number, found.name) == ("genuine", row.number, row.name)
    write_key_file(tmp_path / "包头.cadre-key", own_keys())
    elsewhere = Verifier([key.known for key in read_key_file(tmp_path / "包头.cadre-key")])
    assert "没有该法院的台账" in verified(elsewhere, picture, tmp_path).sentence


def test_a_holder_renamed_gets_another_and_the_first_is_void(court, issued, people, desk, qtbot, tmp_path):
    (before,) = scanned(court, issued[1:])
    editing.change(court, PERSON, people[issued[1].name], {"name": "更正"})
    dialog = ReissueDialog(desk, [issued[1].id], lambda _pairs: None)
    qtbot.addWidget(dialog)
    assert dialog.reason.value() == "姓名更正"
    dialog.answer()
    found = verified(verifier_of(court), before, tmp_path)
    words_of_it = "签名属实，但这份证书已于2023年6月1日作废：姓名更正。"
    assert (str(found.verdict), found.sentence) == ("void", words_of_it)
    third = IssuedCertificate.get(IssuedCertificate.serial == 3)
    (picture,) = scanned(court, [third])
    assert (third.name, str(verified(verifier_of(court), picture, tmp_path).verdict)) == ("更正", "genuine")

    print_register(tmp_path / "台账.pdf", Listing(CERTIFICATE))
    account = "".join(words(tmp_path / "台账.pdf"))
    assert "共3个编号：未领取2、已作废1。" in account
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
