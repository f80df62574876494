"""The page of a person tells of pools with what was done there, and of planned moves."""

from datetime import date

from cadre_desktop.people.dossier import post_pool_entry
from cadre_desktop.people.profile.page import profile_of
from cadre_desktop.people.records import Court
from cadre_desktop.talent.about_person import ABOUT_PERSON
from cadre_desktop.talent.records import Membership, Rotation
from cadre_desktop.talent.registers.evidence import StageEvidence
from cadre_desktop.talent.registers.reviews import YearlyReview


def test_a_membership_is_told_once_with_its_evidence(court, people, young):
    person = people["王祯"]
    with court.step("入库"):
        member = Membership.add(pool=young, person=person, entered=date(2022, 3, 1), stage="develop")
        StageEvidence.add(membership=member, stage="select", evidence="vote", day=date(2022, 2, 1), result="同意")
        YearlyReview.add(membership=member, year=2022, grade="good", day=date(2022, 12, 20))
        post_pool_entry(court, member.id, person, "优秀年轻干部库", date(2022, 3, 1))
        home = Court.get(Court.short_name == "青山法院")
        Rotation.add(person=person, planned=date(2023, 9, 1), to_court=home, to_post="副庭长")
    profile = profile_of(person, court.clock.today(), ABOUT_PERSON)
    texts = [line.text for line in profile.section("pools").lines]
    assert texts == ["2022 年度评议：良好", "优秀年轻干部库", "选阶段：党组研究"]
    assert profile.section("pools").lines[1].note == "在库、育阶段"
    (move,) = profile.section("rotations").lines
    assert move.text == "包头市青山区人民法院 副庭长" and move.note == "计划"
