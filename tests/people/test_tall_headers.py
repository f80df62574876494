"""A header whose cells are merged over several rows loses nobody, whatever is between the records."""

import pytest
import xlsxwriter

from cadre_desktop.kit.intake import exchange
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person

HEADINGS = ("序号", "姓名", "部门", "性别", "出生年月")
BETWEEN = {
    "nothing": (),
    "a section, merged": ("merged", "二、退休人员"),
    "a section": ("plain", "刑事审判庭"),
    "a total": ("total", "合计"),
    "a blank line": ("plain", ""),
    "the header again": ("header", ""),
}
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "建国华芳军丽强敏"
NAMES = [surname + given for surname in SURNAMES for given in GIVEN]


def heading(sheet, row, tall):
    for column, words in enumerate(HEADINGS):
        if tall > 1:
            sheet.merge_range(row, column, row + tall - 1, column, words)
        else:
            sheet.write(row, column, words)
    return row + tall


def write(path, tall, between, before, after):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "包头市中级人民法院干警花名册")
        row = heading(sheet, 1, tall)
        for number, name in enumerate(NAMES[: before + after]):
            if number == before and between:
                how, words = between
                if how == "merged":
                    sheet.merge_range(row, 0, row, len(HEADINGS) - 1, words)
                elif how == "header":
                    row = heading(sheet, row, tall) - 1
                else:
                    sheet.write_row(row, 0, [words, f"{before}人"] if how == "total" else [words])
                row += 1
            born = f"19{60 + number % 30}.0{number % 9 + 1}"
            sheet.write_row(row, 0, [number + 1, name, "刑事审判庭", "男" if number % 2 else "女", born])
            row += 1


@pytest.mark.parametrize("tall", [1, 2, 3])
@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
@pytest.mark.parametrize(("before", "after"), [(7, 60), (50, 20), (1, 1)])
def test_everybody_comes_in(court, tmp_path, tall, between, before, after):
    path = tmp_path / "花名册.xlsx"
    write(path, tall, between, before, after)
    done = exchange.import_file(court, PERSON, path)
    assert (done.new, Person.select().count()) == (before + after, before + after)
