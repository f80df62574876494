"""The pages of comfort money and of the green channel under the hands of a coordinator."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from reasons import give_reason

from cadre_desktop.kit.editing import label_of, told_name, values_of
from cadre_desktop.kit.listing import Listing
from cadre_desktop.welfare.comfort.actions import fill_in_known, save_ceiling, save_payment
from cadre_desktop.welfare.comfort.figures import paid_in
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.comfort.registers import CEILINGS, PAYMENTS
from cadre_desktop.welfare.screens.comfort.care import HOSPITAL, ComfortPage
from cadre_desktop.welfare.screens.comfort.hospital_dialog import HospitalDialog
from cadre_desktop.welfare.screens.comfort.pay_dialog import PayDialog

MASK = "＊＊＊"


def shown_dialog(page: QWidget, kind: type) -> object:
    return next(each for each in page.findChildren(kind) if each.isVisible())


@pytest.fixture
def page(qtbot, desk, court, people):
    fill_in_known(court)
    for item, fen in (("birthday", 30_000), ("hospital", 100_000)):
        row = Ceiling.get(Ceiling.item == item)
        save_ceiling(court, {"maximum": fen, "document_number": "某号"}, row.id)
    page = ComfortPage(desk)
    qtbot.addWidget(page)
    page.resize(1150, 600)
    page.show()
    return page


def test_the_month_follows_the_year(page):
    month = page.own_page("month")
    here = month.month.value()
    page.show_year(here.year - 1)
    assert month.month.value() == here.replace(year=here.year - 1)
    page.show_year(None)
    assert month.month.value().year == here.year - 1
    assert page.own_page("month")._read.year == here.year - 1


def test_those_of_a_month_are_paid_at_once(page, people):
    month = page.own_page("month")
    month.month.set_value(date(2023, 9, 1))
    month.month.changed.emit()
    assert [line.name for line in month.model.lines if not line.occasion.festival] == ["欧阳文博"]
    month.occasion.set_value(month._read.occasions[-1])
    month.show_lines()
    month.table.selectAll()
    month.ask_payment()
    dialog = shown_dialog(month, PayDialog)
    dialog.amount.set_value(30_001)
    dialog.tell()
    assert "超出 0.01 元" in dialog.comes_to.text()
    dialog.answer()
    assert dialog.problem.text() and not ComfortPayment.select().exists()
    dialog.amount.set_value(0)
    dialog.answer()
    assert dialog.problem.text() and not dialog.comes_to.text(), "said once"
    dialog.amount.set_value(30_000)
    dialog.tell()
    assert "发给 1 人，合计 300 元（叁佰元整）" in dialog.comes_to.text()
    dialog.answer()
    assert [line.paid for line in month.model.lines] == [True]
    month.table.selectAll()
    month.ask_payment()
    assert ComfortPayment.select().count() == 1


def test_a_ceiling_is_called_as_people_call_it(court, people):
    fill_in_known(court)
    row = Ceiling.get(Ceiling.item == "birthday")
    assert told_name(CEILINGS.kind, values_of(row)) == label_of(Ceiling, row.id) == "生日慰问"


def test_the_form_says_what_is_left_while_the_amount_is_typed(qtbot, page, people):
    view = page.bring("comfort-payments")
    view.new()
    cells = view.form.cells
    for name, value in (("person", people["王祯"]), ("item", "birthday"), ("paid", date(2023, 5, 4))):
        cells[name].editor.set_value(value)
    cells["amount"].editor.set_value(10_000)
    cells["amount"].editor.changed.emit()
    assert page._note.text() == "最多还可以发 300 元。"
    cells["amount"].editor.set_value(40_000)
    cells["amount"].editor.changed.emit()
    assert "超出 100 元" in page._note.text() and page._note.isVisibleTo(view.form)
    view.editing.save()
    qtbot.waitUntil(lambda: not page._note.isVisibleTo(view.form))
    assert "超出 100 元" in cells["amount"].problem, "said once"
    cells["amount"].editor.set_value(30_000)
    cells["amount"].editor.changed.emit()
    assert page._note.isVisibleTo(view.form)


def test_who_was_in_hospital_is_masked_until_a_reason_is_given(page, court, people):
    page.bring_own(HOSPITAL)
    assert not page.hospital.narrowed, "no filter to be cleared"
    page.enter_hospital()
    assert not page.findChildren(HospitalDialog), "what is refused tells who was in hospital before"
    give_reason(page)
    dialog = shown_dialog(page, HospitalDialog)
    dialog.person.set_value(people["李静"])
    dialog.amount.set_value(80_000)
    dialog.answer()
    model = page.hospital.table.listing_model
    page.hide_names()
    assert [model.data(model.index(row, 0)) for row in range(model.rowCount())] == [MASK]
    assert page.hospital.search.isHidden(), "what is found by a name would tell"
    assert page.view("comfort-payments").listing.count() == 0
    page.reveal._turn(True)
    assert model.data(model.index(0, 0)) == "李静"
    page.hide_names()
    assert model.data(model.index(0, 0)) == MASK


def test_a_hospital_payment_is_changed_after_the_reason(page, desk, court, people):
    page.bring_own(HOSPITAL)
    values = {"item": "hospital", "form": "money", "paid": date(2023, 5, 4)}
    key = save_payment(court, values | {"person": people["李静"], "amount": 80_000}).id
    page.change_hospital(key)
    assert "写明原因" in desk.notices.messages[-1].text and not page.findChildren(HospitalDialog)
    page.reveal._turn(True)
    page.change_hospital(key)
    dialog = shown_dialog(page, HospitalDialog)
    assert dialog.person.value() == people["李静"] and dialog.amount.value() == 80_000
    dialog.amount.set_value(100_001)
    dialog.answer()
    assert "超出 0.01 元" in dialog.problem.text() and not dialog.note.text(), "said once"
    dialog.amount.set_value(90_000)
    dialog.paid.set_value(date(2023, 5, 8))
    dialog.answer()
    row = ComfortPayment.by_key(key)
    assert (row.amount, row.paid, row.occasion_day) == (90_000, date(2023, 5, 8), date(2023, 5, 8))
    assert "李静" not in court.last_step().label
    other = save_payment(court, values | {"person": people["王祯"], "item": "birthday", "amount": 1}).id
    page.change_hospital(other)
    assert page.view("comfort-payments").listing.count() == 1


def test_what_a_figure_counts_is_shown_masked_where_somebody_was_in_hospital(page, court, people):
    values = {
        "person": people["王祯"],
        "item": "birthday",
        "amount": 30_000,
        "form": "voucher",
        "paid": date(2023, 5, 4),
    }
    save_payment(court, values)
    page.show_listing("comfort-payments", paid_in(2023))
    assert page.view("comfort-payments").listing.count() == 1
    save_payment(court, values | {"person": people["李静"], "item": "hospital"})
    page.show_listing("comfort-payments", Listing(PAYMENTS.kind, paid_in(2023).conditions))
    assert page.hospital.listing.count() == 2 and page.hospital.listing.kind is not PAYMENTS.kind
