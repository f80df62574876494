"""Rosters, sign-in sheets and table cards of events, read back as text."""

import pytest

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.actions import invite, record_attendance, save_participant
from cadre_desktop.welfare.prints import print_event_cards, print_event_roster, print_event_sign_in
from cadre_desktop.welfare.rules import Attendance


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "打印.pdf"


def test_nothing_is_printed_for_nobody(ceremony, path):
    for write in (print_event_roster, print_event_sign_in, print_event_cards):
        with pytest.raises(Refused, match="还没有参加人员"):
            write(path, ceremony)
    assert not path.exists()


def test_the_roster_has_only_the_columns_it_needs(court, ceremony, people, path):
    wang, li = invite(court, ceremony, [people["王祯"], people["李静"]]).new
    assert print_event_roster(path, ceremony).pages == 1
    text = text_of(path)
    assert "2023年荣退仪式人员花名册" in text
    assert "共2人。" in text
    assert "参加情况" not in text
    record_attendance(court, [wang], Attendance.ATTENDED)
    save_participant(court, li, {"notes": "代表发言", "companions": 2})
    print_event_roster(path, ceremony)
    text = text_of(path)
    for words in ("参加情况", "随行人数", "代表发言", "2023-06-28", "共2人，已参加1人。", "包头市中级人民法院"):
        assert words in text


def test_of_an_examination_only_who_and_when(court, examination, people, path):
    keys = invite(court, examination, [people["王祯"], people["李静"]]).new
    record_attendance(court, keys[:1], Attendance.ATTENDED)
    print_event_roster(path, examination)
    text = text_of(path)
    for words in ("王祯", "已参加", "2023-06-01", "2023年5月29日至6月9日", "请妥善保管"):
        assert words in text
    for words in ("部门", "职务", "备注", "执行局", "审判员"):
        assert words not in text


def test_who_is_excused_need_not_sign(court, ceremony, people, path):
    wang, _li = invite(court, ceremony, [people["王祯"], people["李静"]]).new
    record_attendance(court, [wang], Attendance.EXCUSED)
    print_event_sign_in(path, ceremony)
    text = text_of(path)
    for words in ("2023年荣退仪式签到表", "时间：2023年6月28日", "地点：三楼会议室", "李静", "签名"):
        assert words in text
    assert "王祯" not in text
    assert print_event_cards(path, ceremony).pages == 1
    assert text_of(path).count("李静") == 2
