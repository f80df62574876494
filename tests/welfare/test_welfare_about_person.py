"""The page of a person tells of welfare events, and never of examinations and counselling."""

from cadre_desktop.people.profile.page import plain, profile_of
from cadre_desktop.welfare.about_person import ABOUT_PERSON
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance, WelfareKind


def test_examinations_and_counselling_are_left_out_whatever_is_asked(court, people, ceremony, examination):
    counselling = type(ceremony).add
    with court.step("名单"):
        hidden = counselling(title="心理辅导", kind=WelfareKind.COUNSELLING, starts=ceremony.starts)
        for event in (ceremony, examination, hidden):
            Participant.add(event=event, person=people["王祯"], attendance=Attendance.ATTENDED)
    today = court.clock.today()
    for restricted in (False, True):
        profile = profile_of(people["王祯"], today, ABOUT_PERSON, restricted=restricted)
        lines = profile.section("welfare").lines
        assert [(line.text, line.note) for line in lines] == [("2023年荣退仪式", "已参加")]
        assert "体检" not in str(plain(profile)) and "心理" not in str(plain(profile))
