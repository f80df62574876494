"""Draws the README's pictures into `resources/pictures` from the demonstration court, without a display."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peewee import fn
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from cadre_desktop.certificates.life import name_now
from cadre_desktop.certificates.prints import page_of
from cadre_desktop.certificates.proof.signing import KeyInHand, make_key, prove
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.reprinting import all_valid
from cadre_desktop.certificates.screens.verify_dialog import Given, VerifyDialog
from cadre_desktop.contests.screens.contest_page import ANALYSIS, MARKING
from cadre_desktop.courses.records import Course
from cadre_desktop.demo.certificates import EXPERTS_TEMPLATE
from cadre_desktop.demo.court import write_demo
from cadre_desktop.demo.staff import AREA
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.design.printing import DesignedPage, print_designs
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.kit.resources import resource
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person, TrainingRecord
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.rules import Sex, check_character
from cadre_desktop.people.tab import STRUCTURE
from cadre_desktop.talent.records import Membership
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher, make_application
from cadre_desktop.window.tabs import TABS

PICTURES = resource("pictures")
SIZE = (1366, 768)
DIALOG = (1240, 690)
YEAR = 2023
VERIFIED = 3
"""The certificates whose codes are looked at, beside a void one."""
WRONG = 4
"""The row of the messy roster whose ID number cannot be."""


def settle() -> None:
    """Let everything that is due within a second happen: animations, late counts, charts."""
    loop = QEventLoop()
    QTimer.singleShot(1000, loop.quit)
    loop.exec()


def keep(widget: QWidget, name: str) -> None:
    settle()
    widget.grab().save(str(PICTURES / f"{name}.png"))


def show_year(tab: QWidget) -> None:
    """Turn a tab to the demonstration's whole year, where it has a choice of years."""
    for box in tab.findChildren(QComboBox):
        place = box.findData(YEAR)
        if place >= 0:
            box.setCurrentIndex(place)
            box.activated.emit(place)  # as if somebody had chosen it


def draw_tabs(window: MainWindow) -> None:
    for number, plan in enumerate(TABS):
        window.tabs.setCurrentIndex(number)
        tab: Any = window.tab(plan)
        settle()
        show_year(tab)
        if plan.key == "people":
            tab.view("people").open(Person.select().order_by(Person.id).first().id)
        keep(window, plan.key)


def draw_course(window: MainWindow) -> None:
    """One course with its participants."""
    courses: Any = window.tab(next(plan for plan in TABS if plan.key == "courses"))
    window.tabs.setCurrentIndex(1)
    courses.views["courses"].open(Course.select().where(Course.status == "closed").order_by(Course.starts).first().id)
    keep(window, "course")


def draw_contest(window: MainWindow) -> None:
    """The sheets of a track with its places beside them, and what is told about its panel."""
    contests: Any = window.tab(next(plan for plan in TABS if plan.key == "contests"))
    window.tabs.setCurrentIndex(2)
    contests.page.bring(MARKING)
    keep(window, "marking")
    contests.page.bring(ANALYSIS)
    keep(window, "analysis")


def draw_dossier(window: MainWindow) -> None:
    """Somebody of whom much is known, how the courts were made up at the end of the year, and the board of a pool."""
    keys = [plan.key for plan in TABS]
    window.tabs.setCurrentIndex(keys.index("people"))
    people: Any = window.tab(TABS[keys.index("people")])
    trainings = fn.COUNT(TrainingRecord.id)
    known = (TrainingRecord.person.in_(each.select(each.person)) for each in (ResumeLine, Membership))
    most = TrainingRecord.select(TrainingRecord.person).where(*known).group_by(TrainingRecord.person)
    people.show_person(most.order_by(trainings.desc(), TrainingRecord.person).first().__data__["person"])
    keep(window, "person")
    people.bring_own(STRUCTURE).show_day(date(YEAR, 12, 31))
    keep(window, "structure")
    people.bring_own("retirement")
    keep(window, "retirement")
    window.tabs.setCurrentIndex(keys.index("talent"))
    talent: Any = window.tab(TABS[keys.index("talent")])
    talent.head.sections.chosen.emit(1)
    keep(window, "board")


def roster_rows() -> Iterator[tuple[object, ...]]:
    """Rows as offices send them: spread names, short words, dates in every spelling, new people, wrong ID numbers."""
    people = Person.select().where(Person.id_number != "").order_by(Person.id).limit(8)
    for number, person in enumerate(people):
        name = "  ".join(person.name) if len(person.name) == 2 else person.name
        born = person.born
        spelling = (f"{born:%Y.%m}", f"{born.year}年{born.month}月", f"{born:%Y%m}")[number % 3]
        ethnic = Person.ethnic.codes.label(person.ethnic).removesuffix("族")
        id_number = "15029919900230001X" if number == WRONG else person.id_number
        yield (
            name,
            Sex(person.sex).label,
            ethnic,
            spelling,
            id_number,
            13900000000 + number if number % 3 else person.phone,
        )
    for name, born in (("阿拉坦·巴特尔", "19940617"), ("单立峰", "19960203")):
        digits = f"{AREA}{born}777"
        yield (
            name,
            "男",
            "蒙古" if "·" in name else "汉",
            f"{born[:4]}.{born[4:6]}",
            digits + check_character(digits),
            "",
        )


def messy_roster(path: Path) -> None:
    """A workbook with a title above the headings, a serial number, and a total below."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, 6, "包头市中级人民法院在职人员花名册（2024年5月）")
        sheet.write_row(2, 0, ("序号", "姓  名", "性别", "民族", "出生年月", "身份证号码", "手机"))
        rows = list(roster_rows())
        for number, row in enumerate(rows, 1):
            sheet.write_row(2 + number, 0, (number, *row))
        sheet.write_row(3 + len(rows), 0, ("", "合计", f"{len(rows)}人"))


def draw_import(window: MainWindow, folder: Path) -> None:
    file = folder / "花名册.xlsx"
    messy_roster(file)
    dialog = ImportDialog(window.desk, PERSON, file, window)
    dialog.resize(*DIALOG)  # the screen that is not there is too small for it
    dialog.show()
    dialog.advance()
    dialog.advance()
    dialog.preview.table.selectRow(WRONG)
    keep(dialog, "import")
    dialog.close()


def draw_certificates(window: MainWindow) -> None:
    """An entry of the register whose holder is called otherwise now, and a template in the designer."""
    tab: Any = window.tab(next(plan for plan in TABS if plan.key == "certificates"))
    window.tabs.setCurrentIndex([plan.key for plan in TABS].index("certificates"))
    tab.views["certificates"].open(next(row for row in all_valid() if name_now(row)).id)
    keep(window, "certificates")
    tab.open_designer(CertificateTemplate.get(CertificateTemplate.name == EXPERTS_TEMPLATE).id)
    keep(window, "designer")


def signed_pages(window: MainWindow, rows: Sequence[IssuedCertificate], key: KeyInHand) -> Iterator[DesignedPage]:
    """Certificates of the demonstration court, which has no key, as if they had been signed."""
    for row in rows:
        page = page_of(row)
        assert isinstance(page, DesignedPage)
        yield replace(page, words=replace(page.words, proof=prove(window.desk.store, row, key)))


def draw_verified(window: MainWindow, folder: Path) -> None:
    """A signed certificate; and what is told of several of which one is void and one was altered."""
    from PySide6.QtGui import QImage

    password = token_hex()
    key = make_key(window.desk.store, password, password)
    void = IssuedCertificate.get(IssuedCertificate.replaced_by != "")
    rows = [*list(all_valid())[-VERIFIED:], void]
    file = folder / "扫描的证书.pdf"
    print_designs(file, signed_pages(window, rows, key))
    with Pages(file) as pages:
        picture = pages.picture(0, 110)
    image = QImage(picture.rgba, picture.width, picture.height, QImage.Format.Format_RGBX8888)
    image.save(str(PICTURES / "certificate.png"))
    proof = prove(window.desk.store, rows[0], key)
    altered = proof[:-1] + str((int(proof[-1]) + 1) % 10)
    dialog = VerifyDialog(window.desk, window)
    dialog.resize(*DIALOG)
    dialog.show()
    dialog.verify([Given(file), Given(text=altered)])
    dialog.table.selectRow(VERIFIED)
    keep(dialog, "verify")
    dialog.close()


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    PICTURES.mkdir(parents=True, exist_ok=True)
    make_application("light")
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "演示法院.cadre"
        write_demo(file)
        launcher = Launcher(folder, FixedClock(datetime(2024, 5, 20, 9, 30)), InlineJobs(), RecordedNotices())
        launcher.session.actor = "演示员"
        launcher.open(file)
        window = launcher.window
        assert isinstance(window, MainWindow)
        window.showNormal()  # it fills the small screen that a machine without one is given
        window.resize(*SIZE)
        draw_tabs(window)
        draw_course(window)
        draw_contest(window)
        draw_dossier(window)
        draw_import(window, folder)
        draw_certificates(window)
        draw_verified(window, folder)
        window.close()
        QApplication.processEvents()
        launcher.session.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
