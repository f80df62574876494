"""A register declared in one short file is everywhere a kind is: table, form, search, Excel, roster, journal, command
line, dropped workbooks, the overview and a tab."""

import csv
from datetime import date
from pathlib import Path

import branch_brands
import pytest
import xlsxwriter
from branch_brands import BRANCH_BRANDS, BranchBrand, BrandLevel
from kind_rows import check_garbage, check_round_trip
from party_slice import PLAN

from cadre_desktop import schema
from cadre_desktop.checking import check_store
from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.intake.exchange import template
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal, structure
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.overview.agenda import Item, coming
from cadre_desktop.people.actions import own_court
from cadre_desktop.window import tabs
from cadre_desktop.window.frame.dropping import droppable, fitting
from cadre_desktop.window.journal.row_names import RowNames

KIND = BRANCH_BRANDS.kind
HEADINGS = ["法院", "品牌名称", "命名层级", "创建日期", "佐证材料"]
ROW = ["包头中院", "石榴花开", "市级", "2023-06-20", "命名文件"]


@pytest.fixture
def filled(tmp_path):
    path = tmp_path / "品牌.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("品牌")
        for number, row in enumerate((HEADINGS, ROW, ["包头中院", "无证之名", "市级", "2023-05-01", ""])):
            sheet.write_row(number, 0, row)
    return path


def brand(store, title="石榴花开", **values):
    return add(store, KIND, {"court": own_court(store).id, "title": title, **values})


def test_it_is_one_file_of_less_than_sixty_lines():
    assert Path(branch_brands.__file__).read_text(encoding="utf-8").count("\n") < 60


def test_a_file_from_before_it_is_brought_up_to_date_by_its_version_alone(court):
    assert BranchBrand.select().count() == 0
    assert structure.lacking_tables(schema.SCHEMA) == []
    brand(court)
    report = check_store(court)
    assert report.sound and report.counts["支部品牌"] == 1


def test_what_contradicts_is_refused_at_its_field(court):
    with pytest.raises(Refused, match="佐证材料"):
        brand(court, level=BrandLevel.CITY)


def test_it_is_entered_in_its_tab_and_taken_back(window):
    store = window.desk.store
    window.begin(KIND.key)
    assert tabs.TABS[window.tabs.currentIndex()] is PLAN
    view = window.tab(PLAN).view(KIND.key)
    assert view.form_shown
    view.form.cells["title"].editor.setText("石榴花开")
    view.editing.save()
    assert "法院" in view.form.cells["court"].problem and BranchBrand.select().count() == 0
    view.form.cells["court"].editor.set_value(own_court(store).id)
    view.editing.save()
    assert [row.title for row in BranchBrand.select()] == ["石榴花开"]
    assert view.table.listing_model.rowCount() == 1
    window.undo()
    assert view.table.listing_model.rowCount() == BranchBrand.select().count() == 0
    window.redo()
    assert view.table.listing_model.rowCount() == 1


def test_unsaved_entries_hold_the_window(window, notices):
    window.begin(KIND.key)
    window.tab(PLAN).view(KIND.key).form.cells["title"].editor.setText("没有保存")
    notices.answers.append(None)
    assert not window.may_leave()


def test_it_is_found_by_its_initials_and_opened(window):
    row = brand(window.desk.store)
    window.finder.ask()
    window.finder.line.setText("slhk")
    window.finder._search()
    assert window.finder.found.item(0).text() == "支部品牌　1 条"
    window.finder._open(window.finder.found.item(1))
    view = window.tab(PLAN).view(KIND.key)
    assert tabs.TABS[window.tabs.currentIndex()] is PLAN and view.form.key == row.id


def test_the_journal_names_it(court):
    row = brand(court)
    names = RowNames()
    found = [names.name(change) for _step, change in journal.history(row.id)]
    assert found == ["支部品牌　石榴花开 · 包头市中级人民法院"]


def test_a_dropped_workbook_is_known_and_imported_in_its_tab(window, filled, monkeypatch):
    assert droppable()[KIND.key] == "支部品牌"
    assert [fit.key for fit in fitting(filled, schema.kinds().values())] == [KIND.key]
    taken = []
    monkeypatch.setattr(window.tab(PLAN), "take_in", lambda kind, path=None: taken.append((kind, path)))
    window._take(filled)
    assert taken == [(KIND, filled)] and tabs.TABS[window.tabs.currentIndex()] is PLAN


def test_its_figure_and_its_days_open_its_rows(window):
    row = brand(window.desk.store, founded=date(2023, 6, 20))
    assert coming(date(2023, 6, 1)) == [Item(date(2023, 6, 20), "创建：石榴花开", KIND.key, row.id)]
    overview = window.tab(tabs.TABS[0])
    overview.refresh()
    figure = next(figure for figure in overview.shown.figures if figure.key == "brands")
    assert figure.value == 1
    overview._open(figure)
    view = window.tab(PLAN).view(KIND.key)
    assert view.table.listing_model.rowCount() == 1 and view.filters.chip_texts == ["2023 年"]


def test_the_command_line_knows_it(court, filled, tmp_path, capsys):
    path = court.path
    close_store(court)

    def told(*arguments):
        assert run([str(argument) for argument in arguments]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    assert "branch-brands　支部品牌" in told("kinds")
    told("template", KIND.key, tmp_path / "模板.xlsx")
    assert read_workbook(tmp_path / "模板.xlsx").sheets[0].rows[0] == HEADINGS
    assert run(["import", KIND.key, str(filled), "--db", str(path)]) == 1, "a row is refused"
    assert "市级品牌请写明佐证材料" in capsys.readouterr().out
    for suffix in (".csv", ".xlsx", ".pdf"):
        told("export", KIND.key, tmp_path / f"出{suffix}", "--where", "命名层级=市级", "--db", path)
    with (tmp_path / "出.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [HEADINGS, ["包头市中级人民法院", *ROW[1:]]]
    with Pages(tmp_path / "出.pdf") as pages:
        assert "石榴花开" in "".join(pages.text(0).split())
    assert "支部品牌　1 个" in told("figures", "--year", 2023, "--db", path)
    assert "导入支部品牌" in told("journal", "--db", path)


def test_its_template_is_known_by_its_headings(court, tmp_path):
    template(KIND, tmp_path / "模板.xlsx")
    assert [fit.key for fit in fitting(tmp_path / "模板.xlsx", schema.kinds().values())][:1] == [KIND.key]


@pytest.mark.parametrize("check", [check_round_trip, check_garbage])
def test_what_every_kind_is_held_to_holds_for_it(court, tmp_path, check):
    check(KIND, court, tmp_path)
