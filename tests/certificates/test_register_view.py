"""The register on the screen: an entry as a card with its life, what is done with entries, and what it points out."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.actions import hand_out, issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.life import collect, uncollected
from cadre_desktop.certificates.numbering.counting import must_ask
from cadre_desktop.certificates.records import IssuedCertificate, NumberSeries
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.life_dialogs import CollectDialog, ReissueDialog, SpoilDialog
from cadre_desktop.certificates.screens.numbers_dialogs import LastNumbersDialog, NumbersDialog
from cadre_desktop.certificates.tab import CertificatesTab
from cadre_desktop.kit import editing
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court

NAMES = ("王桢", "李静", "欧阳文博")


@pytest.fixture
def people(court):
    home = Court.get(Court.name == "包头市中级人民法院").id
    return list(
        add_people(court, [{"court": home, "name": name, "category": "judge", "status": "serving"} for name in NAMES])
    )


@pytest.fixture
def rows(court, people):
    drafts = [
        Draft(CertificateKind.HONOUR, name, "业务能手", date(2023, 6, 1), "包头市中级人民法院", number, person)
        for number, (name, person) in enumerate(zip(NAMES, people, strict=True), 1)
    ]
    return issue(court, drafts)


@pytest.fixture
def shown(desk):
    """What was shown to be printed."""
    papers = []
    desk.show_pdf = lambda path, title, relayable=None: papers.append((path, title, relayable))
    return papers


@pytest.fixture
def tab(qtbot, desk, rows, shown):
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 620)
    tab.show()
    return tab


def again(row):
    return IssuedCertificate.by_key(row.id)


def chosen(tab, *rows):
    tab.register.table.clearSelection()
    tab.register.table.select_key(rows[0].id)
    if len(rows) > 1:
        tab.register.table.selectAll()


def no_printer():
    raise NotPrinted("打印机没有接受。")


def test_certificates_are_printed_again_and_declared_void(tab, desk, rows, shown, tmp_path):
    view = tab.register
    assert view.table.listing_model.rowCount() == 3
    view.table.selectAll()
    view.print_again()
    assert len(shown) == 1
    assert {row.reprints for row in IssuedCertificate.select()} == {0}  # looked at, not printed
    with in_a_writing_job(), pytest.raises(NotPrinted):
        shown[-1][2].hand_out(tmp_path / "no.pdf", no_printer)
    assert {row.reprints for row in IssuedCertificate.select()} == {0}  # no printer took them
    with in_a_writing_job():
        shown[-1][2].hand_out(tmp_path / "a.pdf")
        shown[-1][2].hand_out(tmp_path / "b.pdf")
    assert {row.reprints for row in IssuedCertificate.select()} == {1}  # the first was no reprint
    view.table.selectRow(0)
    desk.notices.answer("姓名有误")
    view.declare_void()
    assert [row.reason for row in IssuedCertificate.select() if row.cancelled] == ["姓名有误"]
    view.table.selectAll()
    view.print_again()
    assert "已作废" in desk.notices.texts[-1]
    assert len(shown) == 1


def test_an_entry_is_a_card_with_its_life_and_follows_what_is_done(tab, desk, court, rows):
    tab.register.open(rows[0].id)
    card = tab.register.form.card
    assert card.texts["持证人"] == "王桢" and card.told == [("2023-06-01", "编号登记 · 王祯")]
    with in_a_writing_job():
        collect(court, [rows[0].id], date(2023, 6, 1), "李静", "出差")
    assert card.told[-1] == ("2023-06-01", "由“李静”代领（出差） · 王祯")
    tab.register.open(rows[1].id)
    assert card.told == [("2023-06-01", "编号登记 · 王祯")]


def test_a_corrected_name_is_pointed_out_and_leads_to_a_new_certificate(
    qtbot, tab, desk, court, people, rows, shown, tmp_path
):
    assert tab.alerts.corrected.isHidden()
    with in_a_writing_job():
        editing.change(court, PERSON, people[0], {"name": "王祯"})
    assert tab.alerts.corrected.text() == "1 份姓名已更正"
    qtbot.mouseClick(tab.alerts.corrected, Qt.MouseButton.LeftButton)
    model = tab.register.table.listing_model
    assert [model.key(row) for row in range(model.rowCount())] == [rows[0].id]
    assert ("姓名", "档案里的姓名已更正为“王祯”，可以“作废并重发”。") in tab.register.form.card.told
    dialog = ReissueDialog(desk, [rows[0].id], lambda pairs: tab.register.print_again([pairs[0].new.id]), tab)
    assert dialog.reason.value() == "姓名更正"
    dialog.answer()
    assert again(rows[0]).replaced_by == "包头中院荣证字〔2023〕4号"
    assert tab.alerts.corrected.isHidden()
    with in_a_writing_job():
        shown[-1][2].hand_out(tmp_path / "新.pdf")
    new = IssuedCertificate.get(IssuedCertificate.instead_of == again(rows[0]).number)
    assert (new.name, new.reprints) == ("王祯", 0)  # its first printing is no reprint
    tab.register.open(new.id)
    assert [words for _day, words in tab.register.form.card.told] == [
        f"编号登记，代替 {again(rows[0]).number}（姓名更正） · 王祯",
        "打印 · 王祯",
    ]


def test_many_are_collected_in_one_dialog_and_it_says_what_is_wrong(qtbot, tab, desk, rows):
    keys = [row.id for row in rows]
    told = []
    dialog = CollectDialog(desk, keys, told.append, tab)
    qtbot.addWidget(dialog)
    dialog.day.set_value(None)
    dialog.answer()
    assert dialog.problem.text() == "请填写领取日期。"
    dialog.day.set_value(date(2023, 6, 2))
    dialog.answer()
    assert "不能晚于今天" in dialog.problem.text() and told == []
    dialog.day.set_value(date(2023, 6, 1))
    dialog.by.set_value("李静")
    dialog.answer()
    assert told == [3] and again(rows[0]).collected_by == "李静"
    tab.register.narrow(uncollected())
    assert tab.register.table.listing_model.rowCount() == 0
    desk.notices.answer("登记错了")
    tab.register.show_all()
    chosen(tab, *rows)
    tab.register.give_back()
    assert {again(row).state for row in rows} == {"issued"}


def test_spoiled_sheets_are_asked_with_a_reason(qtbot, tab, desk, rows):
    told = []
    dialog = SpoilDialog(desk, [rows[0].id], told.append, tab)
    qtbot.addWidget(dialog)
    dialog.answer()
    assert "损坏原因" in dialog.problem.text()
    dialog.sheets.set_value(2)
    dialog.reason.set_value("卡纸")
    dialog.answer()
    assert told == [1] and again(rows[0]).spoiled == 2


def test_numbers_that_are_registered_nowhere_are_pointed_out_and_registered(qtbot, tab, desk, court, rows):
    assert tab.alerts.numbers.isHidden()
    with in_a_writing_job():
        court.undo()
    assert tab.alerts.numbers.text() == "3 个编号没有登记"
    told = []
    dialog = NumbersDialog(desk, told.append, tab)
    qtbot.addWidget(dialog)
    assert "已给出而没有登记：1–3" in dialog.words.toPlainText()
    dialog.answer()
    assert told == [3] and tab.alerts.numbers.isHidden()
    assert {row.state for row in IssuedCertificate.select()} == {"unused"}
    later = NumbersDialog(desk, told.append, tab)
    qtbot.addWidget(later)
    assert not later.go.isEnabled() and later.accounts[0].sound


def test_the_last_numbers_on_paper_are_asked_where_nobody_knows_them(qtbot, tab, desk, court):
    with in_a_writing_job():
        court.keep_memo("later_state_unknown", "1")
    tab.alerts.look()
    assert tab.alerts.last.isVisible()
    told = []
    dialog = LastNumbersDialog(desk, told.append, tab)
    qtbot.addWidget(dialog)
    dialog.numbers.set_value("五号")
    dialog.answer()
    assert "看不懂编号“五号”" in dialog.problem.text() and must_ask(court)
    dialog.numbers.set_value("包头中院荣证字〔2023〕5号\n\n")
    dialog.answer()
    assert told == [2] and not must_ask(court)


@pytest.mark.parametrize("sheet", ["print_register", "print_uncollected", "print_receipts", "print_envelopes"])
def test_each_sheet_is_shown_as_the_list_is_filtered(tab, shown, sheet, tmp_path):
    getattr(tab.register, sheet)()
    path, title, relayable = shown[-1]
    assert path.stat().st_size > 1000 and "证书" in title
    relayable.lay_out(tmp_path / "again.pdf", Progress())
    assert (tmp_path / "again.pdf").stat().st_size > 1000


def test_the_register_is_saved_as_a_workbook(tab, desk, tmp_path):
    desk.notices.answer(tmp_path / "台账.xlsx")
    tab.register.save_register()
    assert desk.notices.texts[-1] == "已导出 3 条到“台账.xlsx”。"


def test_a_series_is_added_in_its_form_as_one_step(tab, desk, court):
    tab._bring(2)
    tab.series.new()
    form = tab.series.form
    form.cells["pattern"].editor.set_value("荣证字{n}号")
    tab.series.editing.save()
    assert NumberSeries.select().count() == 0
    form.cells["pattern"].editor.set_value("荣证字{year}-{n}号")
    tab.series.editing.save()
    assert NumberSeries.get().pattern == "荣证字{year}-{n}号"
    with in_a_writing_job():
        court.undo()
    assert NumberSeries.select().count() == 0


def test_the_usual_filters_are_in_one_menu(tab, rows, court):
    with in_a_writing_job():
        collect(court, [rows[0].id], date(2023, 6, 1))
    by_words = {action.text(): action for action in tab.register.usual.actions() if action.text()}
    for words, count in (("未领取", 2), ("已作废", 0), ("姓名已更正", 0), ("清除筛选", 3)):
        by_words[words].trigger()
        assert tab.register.table.listing_model.rowCount() == count, words


def test_whoever_reissues_says_what_a_guest_is_called(tab, desk, court):
    guest = Draft(CertificateKind.APPOINTMENT, "刘㛃", "特邀调解员", date(2023, 6, 1), "包头市中级人民法院")
    (row,) = hand_out(court, "发证", lambda: issue(court, [guest]), lambda _rows: None)
    pairs = []
    dialog = ReissueDialog(desk, [row.id], pairs.extend, tab)
    assert dialog.name is not None and dialog.name.value() == "刘㛃"
    dialog.name.set_value("刘姣")
    dialog.reason.set_value("姓名写错")
    dialog.answer()
    assert [pair.new.name for pair in pairs] == ["刘姣"]


def test_nobody_is_asked_what_a_colleague_is_called(tab, desk, rows):
    assert ReissueDialog(desk, [rows[0].id], lambda _pairs: None, tab).name is None
