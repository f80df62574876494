"""Sheets of people: approval forms, cards, the survey and photo rosters."""

from datetime import date

import pytest
from lives import write_life
from PySide6.QtGui import QImage, qRgb

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.photo_field import _jpeg
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.records import Appointment, Court, Department, Person
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.sheets.approval_facts import approval_of
from cadre_desktop.people.sheets.approval_form import grade_years, print_approvals, with_sanctions
from cadre_desktop.people.sheets.person_card import card_sheet, print_cards
from cadre_desktop.people.sheets.photo_roster import photo_groups, print_photos
from cadre_desktop.people.sheets.survey import print_survey

TODAY = date(2023, 6, 1)


@pytest.fixture
def photo(qapp):
    image = QImage(480, 600, QImage.Format.Format_RGB32)
    image.fill(qRgb(120, 160, 200))
    return _jpeg(image)


@pytest.fixture
def person(court, photo):
    with court.step("照片"):
        kept = blobs.put(photo)
    return write_life(court, photo=kept, health="1")


def words_of(path):
    with Pages(path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def test_the_form_says_what_the_dossier_knows(person, tmp_path):
    offer = print_approvals(tmp_path / "a.pdf", [person.id], TODAY, organisation="青山区人民法院")
    front, back = words_of(tmp_path / "a.pdf")
    assert offer.pages == 2
    for text in ("干部任免审批表", "汪花蕾", "1986.05（37岁）", "内蒙古包头", "健康", "大学", "内蒙古大学法学"):
        assert text in front, text
    assert "包头市青山区人民法院民事审判庭副庭长" in front
    assert "2004.09--2008.07" in front and "2018.06--" in front and "青山区人民法院民事审判庭书记员" in front
    assert "（其间：2010.09--2012.07在职学习）" in front
    assert "2021.02获“先进个人”（包头市委）。" in back
    assert "2021年年度考核“优秀”等次；2022年年度考核“称职”等次。" in back
    assert "诫勉" not in back and "家" in back and "填表人" in back
    assert "汪花蕾缺" in offer.warning and "出生地" in offer.warning


def test_sanctions_and_more_years_are_chosen(court, person, tmp_path):
    setup = Setup().choosing(with_sanctions(), "yes").choosing(grade_years(), "")
    print_approvals(tmp_path / "a.pdf", [person.id], TODAY, setup=setup)
    back = words_of(tmp_path / "a.pdf")[1]
    assert "2017.03受“诫勉”" in back and "2020年年度考核" in back


def test_a_change_that_is_decided_is_proposed_until_it_is_carried_out(court, person):
    home = Court.get(Court.short_name == "青山法院")
    with court.step("拟任"):
        row = Appointment.add(
            person=person,
            decided=date(2023, 5, 1),
            court=home,
            new_post="民事审判庭庭长",
            removed_post="民事审判庭副庭长",
            reason="工作需要",
            carried_out=False,
        )
    form = approval_of(person, TODAY)
    assert (form.proposed, form.removed) == ("包头市青山区人民法院民事审判庭庭长", "民事审判庭副庭长")
    assert form.reason == "工作需要"
    with court.step("执行"):
        Appointment.update(carried_out=True).where(Appointment.id == row.id).execute()
    assert approval_of(person, TODAY).proposed == ""


def test_none_is_said_of_honours_and_sanctions_only_where_both_were_looked_at(court, person):
    with court.step("录入"):
        other = Person.add(court=Court.get(Court.short_name == "青山法院"), name="王祯", political="01")
    assert approval_of(Person.by_key(other.id), TODAY, sanctions=True).honours == "无"
    form = approval_of(Person.by_key(other.id), TODAY)
    assert "入党时间" in form.lacking
    assert form.honours == "" and form.grades == "" and form.present == "" and form.born == ""


def test_a_long_resume_shrinks_and_one_that_cannot_fit_is_named(court, person, tmp_path):
    def add(count):
        with court.step("简历"):
            for number in range(count):
                day = date(1900 + number, 1, 1)
                ResumeLine.add(person=person, position=10 + number, starts=day, ends=day, text="任职" * 20)

    add(10)
    print_approvals(tmp_path / "a.pdf", [person.id], TODAY)
    assert words_of(tmp_path / "a.pdf")[0].count("任职任职") >= 100
    add(60)
    with pytest.raises(Refused, match="汪花蕾的简历缩到 9 磅仍放不下"):
        print_approvals(tmp_path / "b.pdf", [person.id], TODAY)
    assert not (tmp_path / "b.pdf").exists()


def test_cards_are_two_on_a_sheet_or_one_on_an_a5(court, person, tmp_path):
    with court.step("录入"):
        other = Person.add(court=person.court, name="阿拉坦·巴特尔")
    keys = [person.id, other.id]
    assert print_cards(tmp_path / "a.pdf", keys, TODAY).pages == 1
    (both,) = words_of(tmp_path / "a.pdf")
    assert "汪花蕾" in both and "阿拉坦·巴特尔" in both and "2023年8.5学时" in both and "先进个人" in both
    assert print_cards(tmp_path / "b.pdf", keys, TODAY, setup=Setup().choosing(card_sheet(), "A5")).pages == 2


@pytest.fixture
def many(court, person):
    homes = [Court.get(Court.short_name == name) for name in ("青山法院", "包头中院")]
    with court.step("录入"):
        rooms = [Department.add(court=home, name="执行局") for home in homes]
        rows = [
            Person.add(court=homes[n % 2], department=rooms[n % 2], name=f"王{'一二三四五六七'[n]}", post="书记员")
            for n in range(7)
        ]
    return [person.id, *(row.id for row in rows)]


def test_a_photo_roster_names_those_without_a_photo_before_it_is_printed(many, tmp_path):
    offer = print_photos(tmp_path / "a.pdf", many * 2, TODAY, organisation="包头中院")
    first, second = words_of(tmp_path / "a.pdf")
    assert offer.pages == 2 and offer.warning.startswith("14 人没有照片，相框留空：王一、")
    assert "照片名册" in first and "照片名册" in second and "民事审判庭副庭长" in first and "第2页共2页" in second


def test_a_photo_roster_by_department_follows_the_order_of_the_courts(many, tmp_path):
    setup = Setup().choosing(photo_groups(), "departments")
    assert print_photos(tmp_path / "a.pdf", many, TODAY, setup=setup).pages == 3
    pages = words_of(tmp_path / "a.pdf")
    assert "包头市中级人民法院执行局（3人）" in pages[0] and "包头市青山区人民法院" in pages[1]
    ordered = Setup().choosing(photo_groups(), "ordered")
    assert print_photos(tmp_path / "b.pdf", many, TODAY, setup=ordered).pages == 1
    assert "包头中院执行局书记员" in words_of(tmp_path / "b.pdf")[0]


def test_the_survey_has_one_line_for_each_and_counts_them(many, tmp_path):
    offer = print_survey(tmp_path / "a.pdf", many, TODAY, organisation="包头中院")
    words = "".join(words_of(tmp_path / "a.pdf"))
    assert "干部基本情况一览表" in words and "共8人" in words and "民事审判庭副庭长" in words
    assert "籍贯" in offer.columns and "全日制学历学位" in offer.columns


def test_a_broken_photo_is_named_and_the_rest_is_printed(court, person, tmp_path):
    with court.step("坏照片"):
        Person.update(photo=blobs.put(b"\xff\xd8\xffbroken")).execute()
    for printing in (print_approvals, print_cards, print_photos):
        offer = printing(tmp_path / "a.pdf", [person.id], TODAY)
        assert "汪花蕾的照片打不开" in offer.warning and offer.pages


@pytest.mark.parametrize("printing", [print_approvals, print_cards, print_survey, print_photos])
def test_nobody_chosen_is_refused(court, tmp_path, printing):
    with pytest.raises(Refused, match="没有选中人员"):
        printing(tmp_path / "a.pdf", [], TODAY)
