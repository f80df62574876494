"""Workbooks of several sheets that one contract describes: read, understood by name and laid over what there is."""

from pathlib import Path

import pytest
import xlsxwriter

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.intake.sheets.book import Book, read_book, read_sheet
from cadre_desktop.kit.intake.sheets.contract import BookContract, SheetContract, named
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally, RecordMerge, at
from cadre_desktop.kit.intake.sheets.names import Lookup, NamedPeople, NamedRows, Unfit
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.fields import CodeField, CountField, HoursField, NameField, RequiredTextField, link
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


class Trade(Code):
    """What a joiner is."""

    LEARNING = "learning", "学徒"
    MASTER = "master", "师傅"


class Workshop(Record):
    """A toy parent."""

    title = RequiredTextField()
    searched = (title,)
    named = (title,)


class Joiner(Record):
    """A toy child."""

    workshop = link(Workshop)
    name = NameField()
    hours = HoursField()
    points = CountField(default=0)
    trade = CodeField(Trade.table(), default=Trade.LEARNING)
    searched = (name,)
    named = (name,)


WORKSHOPS = SheetContract("作坊", {"title": Column(Workshop.title, "名称")}, ("title",), "每个作坊一行。")
JOINERS = SheetContract(
    "木匠",
    {
        "name": Column(Joiner.name, "姓名"),
        "workshop": named("作坊", "所在作坊", hint="与“作坊”表里的写法相同"),
        "hours": Column(Joiner.hours, "学时"),
        "trade": Column(Joiner.trade, "身份"),
    },
    ("name", "workshop"),
    "每位木匠一行。",
    {"workshop": "作坊"},
    also_headed=("hours",),
)
BOOK = BookContract(N_("作坊工作簿"), (WORKSHOPS, JOINERS))
HEAD = ["姓名", "作坊", "学时", "身份"]


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "toys.cadre", Schema(1, (Workshop, Joiner)), "王祯", create_new=True)
    yield store
    close_store(store)


def written(path: Path, **sheets: list[list]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def read(path: Path, joiners: list[list]) -> Book:
    return read_book(written(path / "册.xlsx", 作坊=[["名称"], ["木工"], ["石工"]], 木匠=joiners), BOOK)


def told(book: Book) -> list[tuple]:
    return [(one.sheet, one.row, one.column, one.message) for one in book.findings.problems]


def test_sheets_are_read_as_typed_rows(tmp_path):
    book = read(tmp_path, [["名册"], HEAD, ["王祯", "木工", 12.5, "师傅"], [], ["李静", "石工", "", ""]])
    rows = book.table(JOINERS).rows
    assert [(row.number, row.values) for row in rows] == [
        (3, {"name": "王祯", "workshop": "木工", "hours": 125, "trade": Trade.MASTER}),
        (5, {"name": "李静", "workshop": "石工"}),
    ]
    assert [row.text("title") for row in book.table(WORKSHOPS).rows] == ["木工", "石工"]
    assert (book.findings.read, book.findings.refused, told(book)) == (4, 0, [])


def test_what_cannot_be_read_is_told_at_its_cell_and_the_rest_is_kept(tmp_path):
    book = read(tmp_path, [HEAD, ["王祯", "木工", "许多", ""], ["", "石工", 3, ""], ["李静", "石工", 3, "学徒"]])
    assert [row.text("name") for row in book.table(JOINERS).rows] == ["李静"]
    (number, name) = told(book)
    assert number[:3] == ("木匠", 2, "学时") and "许多" in number[3]
    assert name == ("木匠", 3, "姓名", "请填写“姓名”。")
    assert book.findings.refused == 2


def test_a_missing_column_refuses_the_rows_of_its_sheet_alone(tmp_path):
    book = read(tmp_path, [["姓名", "作坊"], ["王祯", "木工"]])
    assert told(book) == [("木匠", 1, "学时", "工作表“木匠”缺少“学时”列，表中各行没有导入；请补上这一列。")]
    assert (len(book.table(WORKSHOPS).rows), book.table(JOINERS).rows, book.findings.refused) == (2, [], 1)


def test_a_heading_nearly_that_of_a_column_is_told(tmp_path):
    book = read(tmp_path, [["姓名", "作坊", "学时", "木匠身份"], ["王祯", "木工", 1, "师傅"]])
    assert told(book) == [("木匠", 1, "木匠身份", "“木匠身份”列没有读入；如果是“身份”，请改成这个列名。")]


def test_another_workbook_is_refused_by_what_was_wanted(tmp_path):
    path = written(tmp_path / "别的.xlsx", 账目=[["金额"], [3]])
    with pytest.raises(Refused, match=r"“别的.xlsx”不是作坊工作簿：没有作坊、木匠等工作表；请用空白作坊工作簿填写。"):
        read_book(path, BOOK)
    with pytest.raises(Refused, match=r"“别的.xlsx”里没有找到姓名、作坊等列"):
        read_sheet(path, JOINERS)


def test_one_table_is_found_in_whatever_sheet_it_is(tmp_path):
    path = written(tmp_path / "名册.xlsx", 说明=[["怎样填写"]], Sheet2=[HEAD, ["王祯", "木工", 1, ""]])
    table, findings = read_sheet(path, JOINERS)
    assert ([row.text("name") for row in table.rows], findings.read) == (["王祯"], 1)


def test_a_form_offers_the_names_of_the_other_sheet(tmp_path):
    empty = {column.heading: column for column in JOINERS.out(empty=True)}
    assert (empty["作坊"].source, empty["作坊"].required, empty["学时"].required) == ("'作坊'!$A$2:$A$200", True, False)
    assert all(not column.source and not column.required for column in JOINERS.out())


def test_rows_are_found_by_name_and_never_guessed():
    rows = NamedRows("作坊", [("木工（甲）", 1), ("石工", 2)])
    assert (rows.get("木工(甲)"), rows.find("铁匠")) == (1, None)
    with pytest.raises(Unclear, match="没有作坊“铁匠”；已有的是：木工（甲）、石工。"):
        rows.get("铁匠")
    with pytest.raises(Unclear, match="请填写“作坊”。"):
        rows.get("")
    with pytest.raises(Unclear, match="没有作坊“铁匠”；请先在“会”表里填写。"):
        NamedRows("作坊", [], "会").get("铁匠")


def test_namesakes_are_told_apart_by_what_they_bring():
    people = NamedPeople("木匠", "队名", [(1, "王伟", ("甲队",)), (2, "王伟", ("乙队",)), (3, "李静", ())])
    assert (people.get("李 静"), people.get("王伟（乙队）"), people.get("李静（女）")) == (3, 2, 3)
    with pytest.raises(Unclear, match="有 2 位木匠叫“王伟”，分不清是谁；请在姓名后的括号里注明队名。"):
        people.get("王伟")
    with pytest.raises(Unclear, match="没有木匠“王祯”"):
        people.get("王祯")


def test_each_distinct_cell_is_found_out_once():
    asked = []
    lookup = Lookup(lambda text: asked.append(text) or len(text))
    assert [lookup[text] for text in ("甲乙", "甲", "甲乙")] == [2, 1, 2]
    assert asked == ["甲乙", "甲"]


def test_rows_are_laid_over_those_there_are(store, tmp_path):
    with store.step("备"):
        workshops = {title: Workshop.add(title=title).id for title in ("木工", "石工")}
        Joiner.add(workshop=workshops["木工"], name="王祯", hours=10, points=7)
        Joiner.add(workshop=workshops["石工"], name="李静", hours=30)
    lines = [["王 祯", "木工", 2, ""], ["李静", "石工", 3, ""], ["赵敏", "石工", 4, ""], ["李静", "石工", 9, ""]]
    book = read(tmp_path, [HEAD, *lines, ["钱七", "铁匠", 1, ""]])
    merge = RecordMerge(Joiner, Joiner.select(), lambda values: (values["workshop"], values["name"]))
    named_workshops, tally = NamedRows("作坊", workshops.items()), MergeTally(book.findings)

    def take(row) -> MergeState:
        workshop = at("workshop", named_workshops.get, row.text("workshop"))
        return merge.take(
            row.number, {"name": row.text("name"), "workshop": workshop, "hours": row.values["hours"]}, {}
        )

    tally.each(book.table(JOINERS), take)
    assert dict(tally.states) == {MergeState.CHANGED: 1, MergeState.SAME: 1, MergeState.NEW: 1}
    assert [(one[1], one[2]) for one in told(book)] == [(5, ""), (6, "作坊")]
    assert "与第 3 行说的是同一条，内容却不同" in told(book)[0][3]
    assert Joiner.select().count() == 2  # nothing is written before
    with store.step("导入"):
        keys = merge.write()
    kept = {row.name: (row.hours, row.points) for row in Joiner.select()}
    assert kept == {"王祯": (20, 7), "李静": (30, 0), "赵敏": (40, 0)}
    assert keys[workshops["石工"], "赵敏"] == Joiner.get(Joiner.name == "赵敏").id


def test_what_is_raised_is_put_at_its_column():
    def find(text: str) -> int:
        raise Unclear(text)

    with pytest.raises(Unfit, match="不清楚") as raised:
        at("workshop", find, "不清楚")
    assert raised.value.name == "workshop"
