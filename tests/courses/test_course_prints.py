from dataclasses import replace

import pytest

from cadre_desktop.courses.actions import close_course, enrol, record_results, reopen_course
from cadre_desktop.courses.certifying import issue_certificates
from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.courses.prints import (
    participants,
    print_completion_certificates,
    print_course_cards,
    print_course_roster,
    print_course_sign_in,
)
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


@pytest.fixture
def filled(court, course, people):
    enrol(court, course, people.values())
    return course


def keys(course):
    return [row.id for row in Enrolment.select().where(Enrolment.course == course).order_by(Enrolment.id)]


def test_people_stand_by_court_department_and_name(filled):
    assert [row.name for row in participants(filled)] == ["李静", "王祯", "欧阳文博", "阿拉坦·巴特尔", "单雄信"]


def test_the_roster_before_the_course_has_no_results(filled, tmp_path):
    assert print_course_roster(tmp_path / "a.pdf", filled).pages == 1
    text = text_of(tmp_path / "a.pdf")
    assert "执行实务培训班参训人员花名册" in text
    assert "共5人。" in text
    assert "阿拉坦·巴特尔" in text
    assert "参训情况" not in text
    assert "第1页" in text


def test_the_roster_afterwards_tells_results_and_hours(court, filled, tmp_path):
    record_results(court, keys(filled), status=EnrolmentStatus.COMPLETED)
    record_results(court, keys(filled)[:1], status=EnrolmentStatus.ABSENT)
    record_results(court, keys(filled)[1:2], leave=15)
    print_course_roster(tmp_path / "a.pdf", filled)
    text = text_of(tmp_path / "a.pdf")
    assert "共5人，其中结业4人、缺席1人。" in text
    assert "法官助理结业12.5" in text
    assert "审判员缺席3" in text


def test_the_sign_in_sheet_tells_time_and_place_and_has_blank_rows(filled, tmp_path):
    print_course_sign_in(tmp_path / "a.pdf", filled)
    text = text_of(tmp_path / "a.pdf")
    for words in ("签到表", "时间：2023年3月1日至3月2日", "地点：中院三楼会议室", "3月1日", "3月2日", "青山区人民法院"):
        assert words in text
    assert "欧阳文博" in text


def test_every_card_shows_the_name_on_both_sides(filled, tmp_path):
    assert print_course_cards(tmp_path / "a.pdf", filled).pages == 5
    assert text_of(tmp_path / "a.pdf").count("欧阳文博") == 2


def test_certificates_printed_again_have_the_same_numbers(court, filled, tmp_path):
    record_results(court, keys(filled), status=EnrolmentStatus.COMPLETED)
    close_course(court, filled)
    assert print_completion_certificates(tmp_path / "a.pdf", issue_certificates(court, filled)) == 5
    reopen_course(court, filled, "更正")
    print_completion_certificates(tmp_path / "b.pdf", issue_certificates(court, filled))
    first, second = text_of(tmp_path / "a.pdf"), text_of(tmp_path / "b.pdf")
    assert first == second
    assert all(f"包头中院结证字〔2023〕0000{serial}号" in first for serial in range(1, 6))


@pytest.mark.parametrize("printing", [print_course_roster, print_course_sign_in, print_course_cards])
def test_without_people_there_is_nothing_to_print(course, tmp_path, printing):
    with pytest.raises(Refused, match="请先报名"):
        printing(tmp_path / "a.pdf", course)
    assert not (tmp_path / "a.pdf").exists()


def test_sheets_follow_the_list_on_the_screen(filled, tmp_path):
    """Its order where one was chosen, and only the rows it shows."""
    listing = Listing(ENROLMENT, (Condition("t.course_id = ?", (filled.id,)),))
    by_name = next(column for column in ENROLMENT.columns if column.field is Enrolment.person)
    ordered = replace(listing, order=by_name, descending=True)
    for write in (print_course_roster, print_course_sign_in, print_course_cards):
        write(tmp_path / "a.pdf", filled, None, ordered)
        text = text_of(tmp_path / "a.pdf")
        names = [name for _key, name in sorted(Enrolment.select(Enrolment.id, Person.name).join(Person).tuples())]
        rows = ordered.rows([key for block in ordered.keys() for key in block])  # noqa: SIM118
        wanted = [next(cell for cell in row if cell in names) for row in rows]
        assert sorted(wanted, key=text.index) == wanted
        write(tmp_path / "a.pdf", filled, None, replace(listing, text="李静"))
        text = text_of(tmp_path / "a.pdf")
        assert "李静" in text and "欧阳文博" not in text
    print_course_roster(tmp_path / "a.pdf", filled, None, ordered)
    assert "按姓名排序。" in text_of(tmp_path / "a.pdf")
