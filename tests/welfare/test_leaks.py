"""Whom rows of confidential kinds are about is told nowhere but in their own lists, to those who ask for it.

Every list that a kind of care declares as confidential (`Care.confidential`) is gone over, and so are the participants
of confidential events.
"""

import json
import sqlite3
from datetime import date, datetime

import peewee
import pytest
from confidential_rows import CONFIDENTIAL, DAY, NAME, TOLD_BY, enter, hidden_person
from reasons import give_reason

from cadre_desktop.kit import editing
from cadre_desktop.kit.crash_report import report_of
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.intake.exchange import export_table
from cadre_desktop.kit.kind import concealed
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import history
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.overview.agenda import coming, overdue
from cadre_desktop.people.records import Person
from cadre_desktop.schema import general_conditions, kinds, slices
from cadre_desktop.welfare.actions import invite, record_attendance, save_event, strike
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.comfort.actions import remove_payments, save_payment
from cadre_desktop.welfare.comfort.registers import PAYMENTS
from cadre_desktop.welfare.kinds import PARTICIPANT
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance, WelfareKind
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.screens.comfort.care import HOSPITAL
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton
from cadre_desktop.welfare.yearly import due, ics, money_tables, report, spending
from cadre_desktop.welfare.yearly.days import lines_between
from cadre_desktop.window.journal.about_person import rows_about
from cadre_desktop.window.journal.history import _lines
from cadre_desktop.window.journal.row_names import RowNames

_EVENTS = [kind for kind in WelfareKind if kind.confidential]

REMOVED = {"comfort-payments": remove_payments}
"""What removes rows of a kind where that is not done by the plain action."""


@pytest.fixture
def person(court):
    return hidden_person(court)


def told(folder):
    """Everything that the program tells of a file, but the lists of people and those of confidential kinds."""
    said = [step for (step,) in database.rows("SELECT label FROM step") if not step.startswith("录入人员")]
    for kind in kinds().values():
        if kind.key == "people":
            continue
        listing = Listing(kind, general_conditions(kind))
        path = folder / f"{kind.key}.csv"
        export_table(listing, path)
        said.append(path.read_text(encoding="utf-8-sig"))
    items = [*coming(date(2023, 6, 1)), *overdue(date(2024, 6, 1))]
    lines = [*due.due_between(date(2023, 1, 1), date(2023, 12, 31)), *due.overdue(date(2024, 6, 1))]
    said += [item.text for item in items] + [line.text for line in lines] + due.faults()
    said += [f"{line.text} {line.told}" for line in lines_between(date(2023, 1, 1), date(2023, 12, 31))]
    try:
        ics.write_year(folder / "年历.ics", 2023, datetime(2023, 6, 1))
        said.append((folder / "年历.ics").read_text(encoding="utf-8").replace("\r\n ", ""))
    except Refused as refused:
        said.append(str(refused))
    annual = report.read_report(2023, date(2024, 1, 5))
    said += [report.report_text(annual), json.dumps(report.as_data(annual), ensure_ascii=False)]
    money = spending.read_money(2023)
    for table in (money_tables.by_kind(money), money_tables.by_month(money), money_tables.by_court(money)):
        said += [cell.text for row in table.rows for cell in row]
    for slice_ in slices().values():
        said += [rows_words(figure.rows(Period(2023, date(2024, 1, 5)))) for figure in slice_.figures]
    return "\n".join(said)


def rows_words(listing):
    return " ".join(condition.words for condition in listing.conditions)


def found_by_search(text):
    """The kinds of which the search over everything finds rows, but people."""
    found = {kind.key: Listing(kind, general_conditions(kind), text).count() for kind in kinds().values()}
    return {key for key, count in found.items() if count and key != "people"}


def check(person, row, kind, folder):
    """Nothing tells that the row is about the person."""
    everything = told(folder)
    names = RowNames()
    journal = [cell for _step, change in history(row) for line in _lines(names, change) for cell in line]
    for text in TOLD_BY:
        assert text not in everything.replace(" ", "")
        assert text not in "".join(journal).replace(" ", "")
        assert found_by_search(text) == set()
    assert row not in rows_about(person.id)
    about = [line for slice_ in slices().values() for each in slice_.about_person for line in each.lines(person.id)]
    assert row not in {line.key for line in about if line.kind.record is kind.record}


@pytest.mark.parametrize("kind", CONFIDENTIAL, ids=lambda kind: kind.key)
def test_nothing_tells_whom_a_confidential_row_is_about(court, person, kind, tmp_path):
    row = enter(court, kind, person)
    check(person, row.id, kind, tmp_path)
    if kind.key in REMOVED:
        REMOVED[kind.key](court, [row.id])
    else:
        editing.remove(court, kind, [row.id])
    check(person, row.id, kind, tmp_path)
    undone = court.undo()
    assert NAME not in undone.label
    check(person, row.id, kind, tmp_path)
    assert NAME not in court.redo().label


def test_a_change_of_who_received_it_in_hospital_names_nobody(court, person):
    row = enter(court, PAYMENTS.kind, person)
    save_payment(court, {"recipient": "王某", "reason": "王某", "visitors": "李某", "amount": 70_000}, row.id)
    lines = [line for _step, change in history(row.id) for line in _lines(RowNames(), change)]
    said = "".join(cell for line in lines for cell in line)
    assert not any(text in said for text in (*TOLD_BY, "王某", "李某")) and "700" in said
    assert {line[1] for line in lines} >= {"领取人", "事由", "金额（元）"}


@pytest.fixture
def labels(desk, monkeypatch):
    """What jobs are called."""
    said, run = [], desk.jobs.run
    monkeypatch.setattr(desk.jobs, "run", lambda label, *rest, **more: said.append(label) or run(label, *rest, **more))
    return said


@pytest.mark.parametrize("kind", CONFIDENTIAL, ids=lambda kind: kind.key)
def test_nothing_that_a_screen_says_or_keeps_tells_it(qtbot, desk, court, person, kind, labels, printed, tmp_path):
    """Neither notices, questions, names of jobs and files, papers, workbooks nor settings, though names are shown."""
    row = enter(court, kind, person)
    page = care_page(desk, next(care.kind for care in CARES if kind in care.confidential))
    qtbot.addWidget(page)
    page.show()
    view = page.bring_own(HOSPITAL) if kind is PAYMENTS.kind else page.bring(kind.key)
    for button in view.filters.findChildren(RevealButton):
        button.click()
        give_reason(button)
    for column in view.kind.columns:
        view.table.columns.sort_by(column)
    view.search.set_value(NAME if concealed(view.kind) else "")
    desk.notices.answer("视图")
    view.views.save()
    view.search.set_value("")
    view.refresh()
    view.open(row.id)
    path = tmp_path / "列表.csv"
    desk.notices.answer(path)
    view.commands.export.trigger()
    view.commands.print.trigger()
    view.table.select_key(row.id)
    if view.editable:
        desk.notices.answer(True)
        view.remove_selected()
    asked = [f"{message.text} {message.detail}" for message in desk.notices.messages]
    kept = json.dumps(desk.settings.values, ensure_ascii=False)
    papers = "".join(f"{file} {title} {paper_text(file)}" for file, title in printed)
    workbook = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    everything = "".join([*asked, *labels, kept, papers, workbook]).replace(" ", "")
    assert labels and "视图" in kept and not any(text in everything for text in TOLD_BY)


def paper_text(path):
    with Pages(path) as pages:
        return "".join(pages.text(page) for page in range(len(pages)))


@pytest.mark.parametrize("kind", CONFIDENTIAL, ids=lambda kind: kind.key)
def test_no_crash_report_tells_it(court, person, kind):
    """An error of the database about a row names its column, not what is in it."""
    enter(court, kind, person)
    table, reports = table_name(kind.record), []
    for field in kind.record._meta.sorted_fields:
        try:
            with court.step("改错"):
                database.run(f'UPDATE "{table}" SET "{field.column_name}" = ?', NAME)
                raise ValueError
        except (ValueError, peewee.PeeweeException, sqlite3.Error) as error:
            reports.append(report_of(error, datetime(2023, 6, 1)))
    assert any("IntegrityError" in report for report in reports)
    assert not any(text in report for report in reports for text in TOLD_BY)


@pytest.mark.parametrize("kind", _EVENTS, ids=lambda kind: kind.value)
def test_nothing_tells_who_takes_part_in_a_confidential_event(court, person, kind, tmp_path):
    event = save_event(court, {"title": "年度活动", "kind": kind.value, "starts": DAY, "spent": 100})
    key = invite(court, event, [person.id]).new[0]
    check(person, key, PARTICIPANT, tmp_path)
    record_attendance(court, [key], Attendance.ATTENDED)
    check(person, key, PARTICIPANT, tmp_path)
    record_attendance(court, [key], Attendance.ABSENT)
    strike(court, [key])
    check(person, key, PARTICIPANT, tmp_path)
    assert NAME not in court.undo().label and Participant.get_or_none(Participant.id == key) is not None
    check(person, key, PARTICIPANT, tmp_path)


@pytest.mark.parametrize("care", CARES, ids=lambda care: care.kind.value)
def test_a_list_with_masked_names_is_declared_as_confidential(care):
    """A new one cannot be forgotten: what masks a name is gone over here."""
    masked = {register.kind.key for register in care.registers if any(_names(each) for each in register.kind.columns)}
    assert masked <= {kind.key for kind in care.confidential}


def _names(column):
    of_person = isinstance(column.field, peewee.ForeignKeyField) and column.field.rel_model is Person
    return column.masked and (of_person or isinstance(column.field, fields.NameField))


@pytest.mark.parametrize("kind", CONFIDENTIAL, ids=lambda kind: kind.key)
def test_a_confidential_list_is_left_out_of_general_ones(kind):
    assert general_conditions(kinds()[kind.key])


def test_what_may_be_told_is_found_here(court, person, tmp_path):
    """Otherwise the tests above would see nothing."""
    event = save_event(court, {"title": "走访", "kind": "visit", "starts": DAY})
    key = invite(court, event, [person.id]).new[0]
    assert NAME in told(tmp_path) and key in rows_about(person.id)
    assert "participants" in found_by_search(TOLD_BY[1])
