"""Every confidential list of welfare shows what it masks after a reason, and is not sorted by it before."""

from datetime import date

import pytest
from kind_rows import Rows
from PySide6.QtCore import Qt
from reasons import give_reason

from cadre_desktop.kit import editing
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.kind import concealed
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.masked_editor import MaskedInput
from cadre_desktop.kit.store import journal, replay
from cadre_desktop.people.records import Court, Department
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.actions import invite, save_event
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.common.disclosing import disclose
from cadre_desktop.welfare.common.records import Disclosure
from cadre_desktop.welfare.examination.records import ExamAssignment
from cadre_desktop.welfare.green_channel.registers import REFERRALS
from cadre_desktop.welfare.kinds import CONFIDENTIAL_PARTICIPANT
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog, RevealButton

GUARDED = [
    (care.kind, kind) for care in CARES for kind in care.confidential if any(column.masked for column in kind.columns)
]


def opened(qtbot, desk, kind):
    page = care_page(desk, kind)
    qtbot.addWidget(page)
    page.resize(1150, 600)
    page.show()
    return page


@pytest.mark.parametrize(("care", "kind"), GUARDED, ids=lambda each: getattr(each, "key", ""))
def test_what_a_confidential_list_masks_is_shown_after_a_reason(qtbot, desk, care, kind):
    page = opened(qtbot, desk, care)
    view = page.bring(kind.key)
    assert not view.commands.reveal.isVisible() and not view.commands.reveal.isEnabled()
    assert view.search.isHidden()
    (button,) = view.filters.findChildren(RevealButton)
    button.click()
    give_reason(button)
    assert view.table.listing_model.revealed
    (written,) = Disclosure.select()
    assert written.reason == "核对名单" and written.what
    page.hide_names()
    assert not view.table.listing_model.revealed
    button.click()
    page.findChildren(ReasonDialog)[-1].go.click()
    assert not view.table.listing_model.revealed, "nothing was given"
    assert Disclosure.select().count() == 1


def test_who_looked_and_why_is_never_undone(court):
    with court.step("部门"):
        Department.add(court=Court.get(), name="宣传处")
    before = court.undoable()
    disclose(court, "体检批次", "核对名单")
    noted = court.last_step()
    assert court.undoable() == before, "Ctrl+Z is for what was done before"
    with pytest.raises(Refused, match="不能撤销"):
        court.undo(noted)
    court.undo()
    disclose(court, "体检批次", "再核对")
    assert court.redoable() == before and Disclosure.select().count() == 2
    assert journal.broken_link() is None and list(replay.differences(SCHEMA.records)) == []


def test_another_page_masks_again(qtbot, desk):
    page = opened(qtbot, desk, WelfareKind.MEDICAL_GREEN_CHANNEL)
    view = page.bring(REFERRALS.kind.key)
    (button,) = view.filters.findChildren(RevealButton)
    button.click()
    give_reason(button)
    page.pages.setCurrentIndex(0)
    assert not button.shown and not view.table.listing_model.revealed


@pytest.fixture
def case(court, people):
    kind = next(kind for care in CARES for kind in care.confidential if kind.key == "hardship-cases")
    values = {"person": people["王祯"], "applied": date(2023, 3, 1), "cause": "illness"}
    return editing.add(court, kind, values)


def test_the_form_shows_it_for_the_same_reason_and_names_nobody(qtbot, desk, case):
    page = opened(qtbot, desk, WelfareKind.ASSISTANCE)
    view = page.bring("hardship-cases")
    view.open(case.id)
    fields = [cell.editor for cell in view.form.cells.values() if isinstance(cell.editor, MaskedInput)]
    assert view.form._heading.text().endswith(MASK)
    name = view.form.cells["person"].editor
    name._show.click()
    assert name.is_covered
    give_reason(view)
    assert not name.is_covered and view.table.listing_model.revealed
    view.form.cells["cause"].editor._show.click()
    assert not view.form.cells["cause"].editor.is_covered
    page.hide_names()
    assert all(field.is_covered for field in fields if field.value() not in (None, ""))
    desk.notices.answer(False)
    view.table.select_key(case.id)
    view.remove_selected()
    assert MASK in desk.notices.texts[-1] and "王祯" not in desk.notices.texts[-1]


@pytest.mark.parametrize("kind", [kind for _care, kind in GUARDED if concealed(kind)], ids=lambda kind: kind.key)
def test_a_masked_list_is_sorted_and_filtered_by_nothing_that_is_masked(qtbot, desk, kind):
    care = next(care for care, each in GUARDED if each is kind)
    view = opened(qtbot, desk, care).bring(kind.key)
    hidden = {column.title for column in concealed(kind)}
    assert hidden.isdisjoint(view.filters.buttons)
    columns = view.table.columns
    for title in hidden:
        section = columns._section(title)
        columns.sort_by(kind.columns[section])
        view.table.horizontalHeader().setSortIndicator(section, Qt.SortOrder.DescendingOrder)
        assert view.table.listing_model.listing.order is None
        assert view.table.horizontalHeader().sortIndicatorSection() != section
        assert "升序" not in [action.text() for action in columns.header_menu(section).actions()]
        assert not any(title in action.text() for action in columns.sorter().actions())


def test_rows_of_a_masked_list_do_not_come_in_the_order_of_names(court, people):
    event = save_event(court, {"title": "体检", "kind": "physical_exam", "starts": date(2023, 6, 10)})
    order = ["王祯", "欧阳文博", "李静"]
    keys = [invite(court, event, [people[name]]).new[0] for name in order]
    listing = Listing(CONFIDENTIAL_PARTICIPANT)
    person = CONFIDENTIAL_PARTICIPANT.columns[0]
    assert list(listing.all_keys()) == sorted(keys)
    assert list(Listing(CONFIDENTIAL_PARTICIPANT, order=person, descending=True).all_keys()) == sorted(keys)
    shown = Listing(CONFIDENTIAL_PARTICIPANT, revealed=True)
    assert [keys.index(key) for key in shown.all_keys()] == [2, 1, 0]
    assert shown.ordered_by_name and not listing.ordered_by_name


def test_the_order_of_names_goes_with_the_names(qtbot, desk, court):
    with court.step("准备"):
        Rows().key(ExamAssignment)
    page = opened(qtbot, desk, WelfareKind.PHYSICAL_EXAM)
    view = page.bring("exam-assignments")
    (button,) = view.filters.findChildren(RevealButton)
    button.click()
    give_reason(button)
    name = view.kind.columns[view.table.columns._section("姓名")]
    view.table.columns.sort_by(name)
    assert view.table.listing_model.listing.order is name
    view.search.set_value("王祯")
    assert view.state()["text"] == ""
    page.hide_names()
    assert view.table.listing_model.listing.order is None and view.search.text() == ""
    assert view.table.columns.state()["sort"] is None
