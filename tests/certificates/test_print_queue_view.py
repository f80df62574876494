"""The list of the print queue: what came out, what did not, and printing the rest, by keys."""

import pytest
from PySide6.QtGui import QKeySequence
from test_certificates_interrupted import LI, OUYANG, WANG, draft
from test_print_queue import put_in

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.registers.print_queue import PRINT_SHEET, PrintSheet
from cadre_desktop.certificates.screens.print_queue_view import PrintQueuePage
from cadre_desktop.kit.listing import Listing


@pytest.fixture
def shown(desk):
    """The titles of what is previewed."""
    found = []
    desk.show_pdf = lambda path, title, relayable=None: found.append((title, relayable))
    return found


@pytest.fixture
def page(qtbot, desk, court):
    put_in(court, [WANG, LI, OUYANG], "荣誉证书")
    made = PrintQueuePage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def act(page, keys):
    """Trigger the action with this shortcut."""
    wanted = QKeySequence(keys)
    (action,) = [action for action in page.view.actions() if action.shortcut() == wanted]
    assert action.isEnabled()
    action.trigger()


def choose(page, *positions):
    keys = [
        PrintSheet.select().where(PrintSheet.position == at).order_by(PrintSheet.id.desc()).get().id for at in positions
    ]
    page.view.table.select_key(keys[0])
    return keys


def states():
    return [str(row.state) for row in PrintSheet.select().order_by(PrintSheet.position, PrintSheet.attempt)]


def sent(court):
    sheets = {row.__data__["certificate"]: row.id for row in PrintSheet.select()}
    queueing.note_sent(court, "荣誉证书", list(sheets), sheets)


def test_what_waits_is_shown_to_be_printed(page, shown):
    assert page.standing.text() == "荣誉证书：待印 3" and page.warning.isHidden()
    act(page, "Alt+1")
    ((title, relayable),) = shown
    assert (
        title == "荣誉证书" and relayable.offer.pages == 3 and "放入打印队列" not in [t.title for t in relayable.tools]
    )


def test_going_on_from_a_sheet_that_is_typed_takes_those_before_as_printed(page, court, shown, notices):
    sent(court)
    choose(page, 2)
    for typed in (None, "9", "二", ""):
        notices.answer(typed)
        act(page, "Alt+2")
        assert states() == ["sent"] * 3 and not shown
    assert "“二”不是这一批里的一张，请填 1 至 3 之间的数" in "".join(notices.texts)
    notices.answer("第２张")
    act(page, "Alt+2")
    assert states() == ["printed", "waiting", "waiting"] and shown[0][1].offer.pages == 2
    assert page.standing.text() == "荣誉证书：待印 2，已印好 1"


def test_only_the_chosen_are_shown(page, shown):
    choose(page, 3)
    act(page, "Alt+3")
    assert shown[0][1].offer.pages == 1


def test_spoiled_and_printed_are_noted(page, court, notices):
    sent(court)
    choose(page, 1)
    notices.answer("卡纸")
    act(page, "Alt+5")
    assert states() == ["spoiled", "waiting", "sent", "sent"]
    choose(page, 2)
    act(page, "Alt+4")
    act(page, "Alt+6")
    assert states() == ["spoiled", "waiting", "printed", "printed"]
    act(page, "Alt+6")
    assert "没有已送打印机" in notices.texts[-1]


def test_what_was_not_sent_is_refused_in_words(page, notices):
    choose(page, 1)
    act(page, "Alt+4")
    assert "还没有送去打印" in notices.texts[-1] and states() == ["waiting"] * 3


def test_what_cannot_be_spoiled_is_refused_before_the_reason_is_asked(page, notices):
    choose(page, 1)
    act(page, "Alt+5")  # an unexpected question would fail
    assert "第 1 张还没有送去打印，不会印坏" in notices.texts[-1] and states() == ["waiting"] * 3


def test_what_was_saved_and_printed_elsewhere_is_noted_at_once(page, court, shown, tmp_path):
    act(page, "Alt+1")
    shown[0][1].hand_out_file(tmp_path / "存.pdf")
    choose(page, 1)
    act(page, "Alt+4")
    assert states() == ["printed", "waiting", "waiting"]
    act(page, "Alt+6")
    assert states() == ["printed"] * 3


def test_a_batch_that_is_put_in_while_the_list_is_open_is_gone_to(page, court):
    choose(page, 2)
    put_in(court, [draft("单雄信", 14), draft("秦琼", 15)], "第二批")
    (key,) = page.view.selected_keys()
    chosen = PrintSheet.by_key(key)
    assert (chosen.batch.title, chosen.position) == ("第二批", 1) and page.standing.text().startswith("第二批：待印 2")
    table = page.view.table
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    choose(page, 3)  # what is changed later leaves the choice where it is
    sent(court)
    assert PrintSheet.by_key(page.view.selected_keys()[0]).position == 3


def test_an_empty_queue_has_nothing_to_print(qtbot, desk, notices):
    made = PrintQueuePage(desk)
    qtbot.addWidget(made)
    made.show()
    assert made.standing.isHidden()
    act(made, "Alt+1")
    assert notices.texts[-1] == "没有待印的证书。"


@pytest.mark.parametrize(("text", "count"), [("王祯", 1), ("lj", 1), ("〔2023〕3号", 1), ("没有的人", 0)])
def test_a_sheet_is_found_by_its_holder_and_number(page, text, count):
    assert Listing(PRINT_SHEET, (), text=text).count() == count
