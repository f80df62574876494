"""What a slice publishes is used wherever it belongs, though nobody there knows the slice."""

from datetime import date

import pytest
import xlsxwriter
from branch_brands import BRANCH_BRANDS

from cadre_desktop import schema
from cadre_desktop.checking import check_store
from cadre_desktop.cli.parser import run
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.people.actions import own_court
from cadre_desktop.window import tabs
from cadre_desktop.window.frame.dropping import KindFit, droppable, fitting

KIND = BRANCH_BRANDS.kind


def brand(store, title, **values):
    return add(store, KIND, {"court": own_court(store).id, "title": title, **values})


@pytest.fixture
def overview(window):
    return window.tab(tabs.TABS[0])


def test_its_check_is_part_of_that_of_the_file(court):
    brand(court, "石榴花开")
    assert check_store(court).sound
    nameless = brand(court, "无名")
    assert check_store(court).trouble == (f"品牌 {nameless.id} 没有名称。",)


def test_a_new_court_can_begin_with_it(window, overview, monkeypatch):
    begun = []
    monkeypatch.setattr(window.desk, "begin", begun.append)
    buttons = {button.text(): button for step in overview.first_steps.steps for button in step.buttons}
    buttons["登记品牌"].click()
    assert begun == [KIND.key]


def test_its_years_can_be_chosen_and_its_chart_opens_its_rows(window, overview, monkeypatch):
    brand(window.desk.store, "石榴花开", founded=date(2023, 6, 20))
    assert overview.year.findText("1999 年") >= 0
    opened = []
    monkeypatch.setattr(window.desk, "open_rows", lambda key, rows: opened.append((key, rows.count())))
    overview.refresh()
    (chart,) = [each for each in overview.charts if each.title == "各级品牌"]
    chart.picked.emit(0, 0)
    assert opened == [(KIND.key, 1)]


def test_what_is_mostly_looked_for_is_found_above_all_else_told_by_its_own_columns(window):
    store = window.desk.store
    brand(store, "青山品牌", evidence="不在其中")
    window.finder.ask()
    window.finder.line.setText("青山")
    window.finder._search()
    found = [window.finder.found.item(row).text() for row in range(window.finder.found.count())]
    assert found[:2] == ["支部品牌　1 条", "青山品牌    本院"] and len(found) > 2


@pytest.mark.parametrize(("sheet", "known"), [("分布图", True), ("名单", False)])
def test_a_workbook_of_no_kind_is_known(tmp_path, sheet, known):
    path = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet(sheet).write(0, 0, "支部")
    assert droppable()["branch-map"] == "支部分布图"
    assert tabs.TABS[tabs.tab_index("branch-map")].key == "party"
    assert (fitting(path, schema.kinds().values()) == [KindFit("branch-map", 1.0)]) == known


@pytest.mark.parametrize("given", [(), ("--dry-run",)])
def test_what_follows_from_an_import_is_done_after_it(court, tmp_path, capsys, given):
    path = tmp_path / "品牌.csv"
    path.write_text("法院,品牌名称\n包头中院,石榴花开\n", encoding="utf-8")
    file = court.path
    close_store(court)
    assert run(["import", KIND.key, str(path), "--db", str(file), *given]) == 0, capsys.readouterr()
    capsys.readouterr()
    assert run(["journal", "--db", str(file)]) == 0
    assert ("补记日期" in capsys.readouterr().out) == (not given)
