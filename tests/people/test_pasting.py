"""Whom pasted names mean: told apart by what is said of them, asked where it is not, and nobody taken by a guess."""

from datetime import date

import pytest

from cadre_desktop.kit.listing import Condition
from cadre_desktop.people.choosing import gone
from cadre_desktop.people.pasting import Barred, NameStanding, match_names
from cadre_desktop.people.records import Court, Department, Person

PEOPLE = (
    ("王祯", "包头中院", "刑事审判第一庭", "庭长", "judge", "serving"),
    ("李静", "包头中院", "刑事审判第一庭", "法官助理", "judicial_auxiliary", "serving"),
    ("李静", "青山法院", "民事审判庭", "审判员", "judge", "serving"),
    ("王伟", "包头中院", "执行局", "庭长", "judge", "serving"),
    ("王伟", "包头中院", "刑事审判第一庭", "副庭长", "judge", "serving"),
    ("单雄信", "青山法院", "立案庭", "书记员", "judicial_auxiliary", "serving"),
    ("单雄信", "青山法院", "立案庭", "法警", "judicial_auxiliary", "retired"),
    ("阿拉坦·巴特尔", "青山法院", "执行局", "执行员", "judicial_auxiliary", "serving"),
    ("张思萍", "包头中院", "办公室", "科员", "judicial_administrative", "serving"),
)


@pytest.fixture
def people(court):
    """Keys by name, court and post."""
    found = {}
    with court.step("录入人员"):
        for name, short, department, post, category, status in PEOPLE:
            home = Court.get(Court.short_name == short)
            where = (Department.court == home, Department.name == department)
            room = Department.get_or_none(*where) or Department.add(court=home, name=department)
            values = {"category": category, "status": status, "born": date(1985, 3, 1)}
            row = Person.add(name=name, court=home, department=room, post=post, **values)
            found[name, post] = row.id
    return found


def standings(text, *barred):
    return [(match.written.name, match.standing.value) for match in match_names(text, barred).matches]


def meant(text, *barred):
    return [match.person.key if match.person else None for match in match_names(text, barred).matches]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("李静（刑庭）", "法官助理"),
        ("青山区法院：李静", "审判员"),
        ("青山李静", "审判员"),
        ("李静（青山法院民庭）", "审判员"),
        ("包头市青山区：李静", "审判员"),
        ("青山院李静", "审判员"),
        ("市中院刑庭李静", "法官助理"),
        ("李静（院机关）", "法官助理"),
        ("本院李静", "法官助理"),
        ("李静法官助理", "法官助理"),
        ("李静法官", "审判员"),
        ("中院 李静 刑一庭", "法官助理"),
    ],
)
def test_people_of_one_name_are_told_apart_by_what_is_said(people, text, post):
    assert meant(text) == [people["李静", post]]


def test_a_duty_tells_the_head_from_his_deputy(people):
    assert meant("王伟庭长、王伟副庭长") == [people["王伟", "庭长"], people["王伟", "副庭长"]]


def test_several_of_one_name_are_asked_with_what_tells_them_apart(people):
    (match,) = match_names("李静").matches
    assert match.standing is NameStanding.SEVERAL and match.why == "同名 2 人"
    assert {person.details for person in match.people} == {
        "包头中院 · 刑事审判第一庭 · 法官助理 · 1985.03",
        "青山法院 · 民事审判庭 · 审判员 · 1985.03",
    }


def test_whom_the_text_puts_elsewhere_is_asked(people):
    (match,) = match_names("王祯（民庭）").matches
    assert match.standing is NameStanding.ELSEWHERE
    assert "民庭" in match.why and [person.name for person in match.people] == ["王祯"]


@pytest.mark.parametrize(
    ("text", "name"), [("王珍", "王祯"), ("阿拉坦巴图尔", "阿拉坦·巴特尔"), ("张世平", "张思萍"), ("王庭长", "王祯")]
)
def test_a_name_nobody_has_comes_with_names_like_it(people, text, name):
    (match,) = match_names(text).matches
    assert match.standing is NameStanding.UNKNOWN
    assert match.people[0].name in (name, "王伟") and name in [person.name for person in match.people]


def test_a_name_like_none_is_told(people):
    (match,) = match_names("诸葛孔明").matches
    assert (match.standing, match.people, match.why) == (NameStanding.UNKNOWN, (), "没有这个人")


def test_a_name_with_or_without_its_dot(people):
    assert meant("阿拉坦巴特尔、阿拉坦.巴特尔")[0] == people["阿拉坦·巴特尔", "执行员"]
    assert standings("阿拉坦巴特尔、阿拉坦.巴特尔")[1] == ("阿拉坦·巴特尔", "twice")


def test_who_has_left_is_not_meant_while_somebody_serving_has_the_name(people):
    assert standings("单雄信") == [("单雄信", "several")]
    assert meant("单雄信", gone()) == [people["单雄信", "书记员"]]


def test_who_is_on_the_list_is_told_with_the_reason(people):
    listed = Barred(Condition("t.id <> ?", (people["王祯", "庭长"],)), "已报名")
    (match,) = match_names("王祯", (gone(), listed)).matches
    assert (match.standing, match.why) == (NameStanding.BARRED, "已报名")


def test_of_two_of_one_name_the_other_is_not_taken_when_one_is_on_the_list(people):
    listed = Barred(Condition("t.id <> ?", (people["李静", "审判员"],)), "已报名")
    (match,) = match_names("李静", (listed,)).matches
    assert match.standing is NameStanding.SEVERAL
    assert [bool(person.barred) for person in match.people] == [False, True]


def test_who_is_named_twice_is_taken_once(people):
    assert standings("王祯、王祯庭长") == [("王祯", "sure"), ("王祯", "twice")]


def test_everything_that_was_written_is_told(people):
    pasted = match_names("参会人员：王祯、李静、赵六（请假）。联系人：单雄信", (gone(),))
    assert [match.written.text for match in pasted.matches] == ["王祯", "李静", "赵六（请假）", "单雄信"]
    assert pasted.aside == ("参会人员", "联系人")


def test_thousands_of_unknown_names_are_compared_by_sound_once(people, monkeypatch):
    """Comparing each with everybody made the list of a few thousand new people take minutes."""
    from cadre_desktop.people import pasting

    read = []
    monkeypatch.setattr(pasting, "sound", lambda name: read.append(name) or name)
    unknown = [f"赵{chr(0x6000 + number)}" for number in range(200)]
    matches = match_names("、".join(unknown)).matches
    assert {match.standing for match in matches} == {NameStanding.UNKNOWN}
    assert len(read) <= len(unknown) + len(PEOPLE) + sum(2 * len(match.people) for match in matches) + len(matches)
