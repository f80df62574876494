"""Drop-downs reach as far as a sheet does; where an office program has cut them, an import says so."""

import shutil
import subprocess

import pytest
import xlsxwriter
from offices import write as write_book

from cadre_desktop.kit.documents import workbook
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.exchange import import_file, template
from cadre_desktop.people.kinds import PERSON

QINGSHAN = "包头市青山区人民法院"
LIST = {"validate": "list", "source": ["男", "女"]}


def roster(path, ends, rows=6, kind=None):
    """People in rows 2 to `rows`, with drop-downs from row 2 to each of `ends` in a column of its own."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, ["姓名", "性别", "政治面貌", "法院"])
        for number in range(1, rows):
            sheet.write_row(number, 0, [f"王{'甲乙丙丁戊己庚辛'[number]}", "男", "群众", QINGSHAN])
        for column, end in enumerate(ends, 1):
            sheet.data_validation(1, column, end - 1, column, kind or LIST)
    return path


@pytest.fixture
def few_are_many(monkeypatch):
    monkeypatch.setattr(workbook, "_MANY_ROWS", 1)


def told(court, path):
    return [note.message for note in import_file(court, PERSON, path, dry_run=True).notes]


def test_rows_below_the_last_drop_down_are_told_and_read(court, tmp_path, few_are_many):
    path = roster(tmp_path / "名单.xlsx", [6, 4])
    done = import_file(court, PERSON, path)
    assert done.new == 5
    assert [(note.message, note.sheet, note.row) for note in done.notes] == [
        ("下拉列表只到第 4 行（有的办公软件保存时会截短），下面 2 行没有列表可选，照样读了，请核对。", "一", 5)
    ]


@pytest.mark.parametrize("ends", [[], [6], [6, 6], [1_048_576]])
def test_nothing_is_said_where_every_row_has_one_or_none_has(court, tmp_path, few_are_many, ends):
    assert told(court, roster(tmp_path / "名单.xlsx", ends)) == []


def test_nothing_is_said_of_few_drop_downs_or_other_conditions(court, tmp_path, few_are_many, monkeypatch):
    number = {"validate": "length", "criteria": "<", "value": 9}
    assert told(court, roster(tmp_path / "长度.xlsx", [4], kind=number)) == []
    monkeypatch.setattr(workbook, "_MANY_ROWS", 3)
    assert told(court, roster(tmp_path / "三行.xlsx", [4])) == []
    assert told(court, roster(tmp_path / "四行.xlsx", [5])) != []


def test_no_office_program_cuts_them_to_fewer_than_it_leaves():
    assert workbook._MANY_ROWS == 999


def test_a_form_that_the_program_writes_has_them_to_the_last_row(court, tmp_path):
    template(PERSON, tmp_path / "空白表.xlsx")
    assert read_workbook(tmp_path / "空白表.xlsx").sheets[0].drop_downs_end == 1_048_576
    assert read_workbook(write_book(tmp_path / "自制.xlsx", {"一": [["姓名"], ["王祯"]]})).sheets[0].drop_downs_end == 0


def test_a_list_in_pieces_ends_where_its_last_piece_does(court, tmp_path, few_are_many):
    """A cell without one splits a list; that is not its end."""
    with xlsxwriter.Workbook(tmp_path / "名单.xlsx") as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, ["姓名", "性别", "政治面貌", "法院"])
        for number in range(1, 6):
            sheet.write_row(number, 0, [f"王{'甲乙丙丁戊己'[number]}", "男", "群众", QINGSHAN])
        sheet.data_validation("B2:B3", LIST)
        sheet.data_validation("B5:B1048576", LIST)
    assert told(court, tmp_path / "名单.xlsx") == []


HEADINGS = ["姓名", "性别", "政治面貌", "法院"]


def people(rows, numbered=False):
    """The lines of a roster with people in rows 2 to `rows`; numbered: with a number before each name."""
    lines = [[f"王{chr(0x4E00 + number)}{chr(0x5E00 + number)}", "男", "群众", QINGSHAN] for number in range(1, rows)]
    if numbered:
        return [["序号", *HEADINGS], *([at, *each] for at, each in enumerate(lines, 1))]
    return [HEADINGS, *lines]


def form(path, rows, end=1_048_576, numbered=False):
    """A form with people in rows 2 to `rows`, whose drop-downs for the sex go from row 2 to `end`."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for number, line in enumerate(people(rows, numbered)):
            sheet.write_row(number, 0, line)
        place = line.index("男")
        sheet.data_validation(1, place, end - 1, place, LIST)
    return path


def saved(path, suffix):
    """The workbook as LibreOffice saves it in another format."""
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    to = path.parent / "另存"
    command = ["soffice", home, "--headless", "--convert-to", suffix, "--outdir", str(to), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return to / f"{path.stem}.{suffix}"


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


@needs_office
@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_a_form_that_was_cut_says_so_whatever_it_is_saved_as(court, tmp_path, suffix, numbered):
    """Cut to row 1,005 when five rows were filled; then people have been added, and all saved in another format."""
    path = saved(form(tmp_path / "花名册.xlsx", 1_200, 1_005, numbered), suffix)
    done = import_file(court, PERSON, path)
    assert (done.new, done.refused) == (1_199, 0)
    assert [(note.message, note.sheet, note.row) for note in done.notes] == [
        ("下拉列表只到第 1005 行（有的办公软件保存时会截短），下面 195 行没有列表可选，照样读了，请核对。", "一", 1006)
    ]


@needs_office
def test_what_libreoffice_keeps_whole_is_silent_and_what_it_cuts_is_known(court, tmp_path):
    """It keeps all of them in .ods; in .xls and .xlsx a thousand rows more than there are."""
    path = form(tmp_path / "花名册.xlsx", 1_200)
    ends = {suffix: saved(path, suffix) for suffix in ("ods", "xls", "xlsx")}
    found = {suffix: read_workbook(each).sheets[0].drop_downs_end for suffix, each in ends.items()}
    assert found == {"ods": 1_048_576, "xls": 2_200, "xlsx": 2_200}
    assert [told(court, each) for each in ends.values()] == [[], [], []]


@needs_office
def test_a_form_of_the_program_stays_whole_in_an_open_document(tmp_path):
    template(PERSON, tmp_path / "空白表.xlsx")
    assert read_workbook(saved(tmp_path / "空白表.xlsx", "ods")).sheets[0].drop_downs_end == 1_048_576
