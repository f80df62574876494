"""Writing generated workbooks, importing them and judging how they were read."""

import shutil
from pathlib import Path

from office_checking import Report, check_book, import_book
from office_sheets import office_book
from office_writing import fits_text, write_text, write_xlsx

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

OWN = "包头市中级人民法院"
TEXTS = (("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t"))


def founded(folder: Path) -> Path:
    """A court's file with nobody in it yet."""
    path = folder / "包头中院.cadre"
    store = open_store(path, SCHEMA, "测试", create_new=True, name=OWN)
    found_courts(store, OWN)
    close_store(store)
    return path


def measure(numbers: range, folder: Path) -> Report:
    """Import each workbook of these numbers into a file of its own."""
    report, empty, file = Report(), founded(folder), folder / "court.cadre"
    for number in numbers:
        book = office_book(number)
        if fits_text(book):
            path = write_text(book, folder / f"{book.sheets[0].name}.csv", *TEXTS[number % len(TEXTS)])
        else:
            path = write_xlsx(book, folder / "花名册.xlsx")
        shutil.copyfile(empty, file)
        check_book(book, import_book(book, path, file), file, report)
        report.counts["workbooks"] += 1
    return report
