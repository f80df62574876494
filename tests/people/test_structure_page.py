"""The page of the structure: what it shows, opens and tries out; on paper and in a workbook."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.people.appointing.carrying_out import appoint
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.screens.structure.structure_dialogs import StructureSettingsDialog, WhatIfDialog
from cadre_desktop.people.screens.structure.structure_page import AGES, COMPOSITION, LEADERS, QUOTA, REMARKS
from cadre_desktop.people.structure.book import write_structure
from cadre_desktop.people.structure.prints import print_structure
from cadre_desktop.people.structure.what_if import TrialAppointment
from cadre_desktop.window.tabs import TABS


@pytest.fixture
def staff(started):
    """Two heads, of whom one was promoted in 2023, a deputy, and somebody whose birth nobody knows."""
    store = started.window.desk.store
    court = Court.select().order_by(Court.place).first()
    rows = (
        ("赵庭长", "庭长", date(1972, 5, 1)),
        ("钱新任", "副庭长", date(1985, 5, 1)),
        ("孙副庭", "副庭长", date(1988, 5, 1)),
        ("李不详", "审判员", None),
    )
    with store.step("人员"):
        keys = [
            Person.add(name=name, court=court, post=post, post_since=date(2020, 1, 1), born=born, sex="male").id
            for name, post, born in rows
        ]
    appoint(store, [{"person": keys[1], "decided": date(2023, 3, 1), "new_post": "庭长", "court": court.id}])
    return keys


@pytest.fixture
def page(started, staff):
    window = started.window
    plan = next(plan for plan in TABS if plan.key == "people")
    window.tabs.setCurrentIndex(TABS.index(plan))
    tab = window.tab(plan)
    made = tab.bring_own("structure")
    window.show()
    made.refresh_asked()
    return made


def shown(page):
    model = page.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def column(page, title):
    return [str(each).replace("\n", "") for each in page.model.table.headings].index(title)


def test_leaders_are_shown_with_those_of_the_end_of_last_year(page):
    rows = {row[1]: row for row in shown(page)[:4]}
    assert rows["正职"][2] == "2"
    assert rows["正职"][column(page, "80后占比")] == "50%"
    assert rows["正职"][column(page, "2022年末人数")] == "1"
    assert rows["副职"][column(page, "36岁及以下")] == "1"
    assert rows["副职"][column(page, "2022年末36岁及以下")] == "1"
    assert "提任中院环节干部 1 人" in page.words.text()
    assert "1 人没有出生年月" in page.words.text()


def test_every_number_opens_the_people_it_counts(page, staff, started):
    opened = []
    page._desk.open_rows = lambda key, listing: opened.append((key, listing))
    page.table.opened.emit(page.model.index(1, 2))
    page.table.opened.emit(page.model.index(0, 2))  # nobody leads the court
    ((key, listing),) = opened
    assert (key, sorted(listing.page(0, 9))) == ("people", sorted(staff[:2]))
    assert "正职" in listing.conditions[0].words
    for view in (COMPOSITION, AGES, QUOTA, REMARKS):
        page.views.button(view).click()
        table = page.model.table
        for row in table.rows:
            for cell in row:
                if cell.rows is not None and isinstance(cell.value, int):
                    assert cell.rows().count() == cell.value


def test_another_day_and_another_court(page):
    page.show_day(date(2023, 2, 28))
    assert shown(page)[1][2] == "1"
    other = next(key for key in page.report.units.courts if page.report.units.courts[key].short == "青山法院")
    page.court.set_value(other)
    page.court.changed.emit()
    assert page.report.table.count(0, "people") == 0
    page.day.setText("2023-13-45")
    page.refresh_asked()
    assert "2023-13-45" in page.words.text()


def test_what_if_is_compared_with_what_is_and_can_be_given_up(page, staff, tmp_path):
    page.try_out([TrialAppointment(staff[3], "副庭长")])
    rows = {row[1]: row for row in shown(page)[:4]}
    assert rows["副职"][2] == "2"
    assert rows["副职"][column(page, "试算前人数")] == "1"
    assert page.trial_words.isVisible() and "李不详任副庭长" in page.trial_words.text()
    print_structure(tmp_path / "试算.pdf", page.report, "包头市中级人民法院")
    assert "领导职务年龄结构（试算）" in Pages(tmp_path / "试算.pdf").text(0)
    page.end_trial.click()
    assert not page.trial_words.isVisible()
    assert shown(page)[2][2] == "1"
    assert Person.by_key(staff[3]).post == "审判员"


def test_whom_to_try_out_is_asked(qtbot, page, staff):
    chosen = []
    dialog = WhatIfDialog(page._desk, page.report.staff, page.report.units, chosen.append, page)
    dialog.answer()
    assert dialog.problem.text() == "请至少选一个人并填写拟任职务。"
    dialog.posts[0].setText("庭长")
    dialog.answer()
    assert dialog.problem.text() == "第 1 行填了职务，没有选人。"
    dialog.people[0].set_value(staff[2])
    dialog.answer()
    assert chosen == [[TrialAppointment(staff[2], "庭长")]]


def test_settings_change_what_is_counted(page):
    dialog = StructureSettingsDialog(page._desk, page.refresh_asked, page)
    dialog.fields["bands"].set_value("50,40")
    dialog.answer()
    assert "由小到大" in dialog.problem.text()
    dialog.fields["bands"].set_value("50")
    dialog.answer()
    assert [each for each in page.model.table.headings if "岁" in each][:2] == ["50岁及以下", "51岁及以上"]


def test_charts_show_and_open_the_same_numbers(page, staff):
    opened = []
    page._desk.open_rows = lambda key, listing: opened.append(listing)
    ages, shares = page.charts.charts
    assert ages.series[0].values == (0, 1, 0, 0, 1, 0)
    assert shares.series[0].values == (0, 50, 100, 67)
    ages.picked.emit(1, 0)
    assert opened[0].page(0, 9) == [staff[1]]


def test_a_change_on_file_is_shown(page, started, staff):
    appoint(started.window.desk.store, [{"person": staff[3], "decided": date(2023, 5, 30), "new_post": "副庭长"}])
    assert shown(page)[2][2] == "2"


def test_paper_and_workbook_have_all_tables(page, tmp_path):
    paper, book = tmp_path / "结构.pdf", tmp_path / "结构.xlsx"
    offer = print_structure(paper, page.report, "包头市中级人民法院")
    pages = Pages(paper)
    text = "".join(pages.text(number) for number in range(offer.pages))
    for words in ("领导职务年龄结构", "队伍结构", "编制员额和三类人员比例", "截至 2023-06-01", "编制单位", "制表人"):
        assert words in text
    write_structure(book, page.report)
    sheets = {sheet.name: sheet for sheet in read_workbook(book).sheets}
    assert list(sheets) == ["领导职务年龄结构", "队伍结构", "编制员额和三类人员比例", "说明"]


def test_the_page_is_named_under_its_heading(page):
    assert page.views.button(LEADERS).isChecked()
    assert {button.text() for button in page.findChildren(QPushButton)} >= {"今天", "上年末", "两年后如不调整"}
