"""Writing generated workbooks, importing them and judging how they were read."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from office_checking import Report, check_book, import_book
from office_sheets import OfficeBook, office_book
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


def measure(numbers: Iterable[int], folder: Path, suffix: str = "") -> Report:
    """Import each workbook of these numbers into a file of its own, as .xlsx or text where it can be told as text.

    With a suffix (ods, xls) all are .xlsx first and LibreOffice writes them anew; it has to be installed.
    """
    report, empty, file = Report(), founded(folder), folder / "court.cadre"
    for book, path in _converted(numbers, folder, suffix) if suffix else _written(numbers, folder):
        shutil.copyfile(empty, file)
        check_book(book, import_book(book, path, file), file, report)
        report.counts["workbooks"] += 1
    return report


def _written(numbers: Iterable[int], folder: Path) -> Iterable[tuple[OfficeBook, Path]]:
    for number in numbers:
        book = office_book(number)
        if fits_text(book):
            yield book, write_text(book, folder / f"{book.sheets[0].name}.csv", *TEXTS[number % len(TEXTS)])
        else:
            yield book, write_xlsx(book, folder / "花名册.xlsx")


def _converted(numbers: Iterable[int], folder: Path, suffix: str) -> Iterable[tuple[OfficeBook, Path]]:
    books = {number: office_book(number) for number in numbers}
    files = [write_xlsx(book, folder / f"{number}.xlsx") for number, book in books.items()]
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("soffice")
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [program, home, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    return [(book, folder / f"{number}.{suffix}") for number, book in books.items()]
