"""What speaks for sending somebody to a course, in points and words; places shared out fairly; whom words mean."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.courses.proposing.rules import (
    PersonFacts,
    Points,
    Scale,
    Weights,
    check_weights,
    points,
    ranked,
    reasons,
    score_text,
    weights_of,
    weights_setting,
)
from cadre_desktop.courses.proposing.spreading import Belongs, OpenQuotas, Spread, spread
from cadre_desktop.courses.proposing.targets import Target, target_in, target_words
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.rules import StaffCategory

SCALE = Scale(Weights(), 2023)


def facts(**known):
    return PersonFacts(1, 1, None, **{"last": "2023-01-05", "target": 900, **known})


@pytest.mark.parametrize(
    ("known", "given_"),
    [
        ({}, Points(0, 0, 0, 0, 0)),
        ({"missing": 900}, Points(400, 0, 0, 0, 0)),
        ({"missing": 450}, Points(200, 0, 0, 0, 0)),
        ({"missing": 5}, Points(2, 0, 0, 0, 0)),
        ({"missing": 2000}, Points(400, 0, 0, 0, 0)),
        ({"missing": 2000, "target": 5500, "five": True}, Points(145, 0, 0, 0, 0)),
        ({"missing": 450, "target": 450}, Points(400, 0, 0, 0, 0)),
        ({"missing": 0, "target": 0}, Points(0, 0, 0, 0, 0)),
        ({"last": "2022-12-31"}, Points(0, 40, 0, 0, 0)),
        ({"last": "2020-06-01"}, Points(0, 120, 0, 0, 0)),
        ({"last": "2018-06-01"}, Points(0, 200, 0, 0, 0)),
        ({"last": "2001-06-01"}, Points(0, 200, 0, 0, 0)),
        ({"last": "2024-06-01"}, Points(0, 0, 0, 0, 0)),
        ({"last": ""}, Points(0, 200, 0, 0, 0)),
        ({"grade": "优秀", "grade_year": 2022, "grade_halves": 2}, Points(0, 0, 150, 0, 0)),
        ({"grade": "称职", "grade_year": 2022, "grade_halves": 1}, Points(0, 0, 75, 0, 0)),
        ({"grade": "不称职", "grade_year": 2022}, Points(0, 0, 0, 0, 0)),
        ({"pool": "审判业务专家库"}, Points(0, 0, 0, 100, 0)),
        ({"trained": False}, Points(0, 0, 0, 0, 150)),
    ],
)
def test_points_of_each_reason(known, given_):
    assert points(facts(**known), SCALE) == given_


def test_reasons_say_what_gave_points_and_what_gave_most_first():
    whole = facts(missing=565, last="2020-06-01", grade="优秀", grade_year=2022, grade_halves=2, pool="审判业务专家库")
    assert reasons(whole, SCALE, "专业人才系列培训") == (
        "还缺 56.5 学时（2023 年任务 90 学时）",
        "2022 年考核优秀",
        "上次参加专业人才系列培训是 2020 年",
        "在“审判业务专家库”",
    )
    assert reasons(facts(last=""), SCALE, "研学") == ("没有参加过研学",)
    assert reasons(facts(last="", trained=False), SCALE, "研学") == ("没有任何参训记录",)


def test_what_speaks_for_nobody_is_not_told():
    bad = facts(grade="不称职", grade_year=2022, grade_halves=0)
    assert reasons(bad, SCALE, "研学") == ()


def test_a_reason_of_no_weight_is_not_told_and_who_was_never_trained_is_told_of_the_kind_then():
    scale = SCALE._replace(weights=Weights(hours=0, untrained=0))
    assert reasons(facts(missing=900, last="", trained=False), scale, "研学") == ("没有参加过研学",)


FACTS = st.builds(
    PersonFacts,
    st.integers(1, 50),
    st.integers(1, 4),
    st.none() | st.integers(1, 3),
    st.integers(0, 1200).map(lambda half: half * 5),
    st.sampled_from(("", "2015-01-01", "2019-03-02", "2022-05-06")),
    st.booleans(),
    st.sampled_from(("优秀", "称职")),
    st.just(2022),
    st.integers(0, 2),
    st.sampled_from(("", "专家库")),
    st.sampled_from((0, 300, 900, 5500)),
    st.booleans(),
)
WEIGHTS = st.builds(Weights, *[st.integers(0, 100)] * 5)


@given(FACTS, WEIGHTS)
def test_nobody_gets_less_than_nothing_or_more_than_the_weights_give(who, weights):
    given_ = points(who, SCALE._replace(weights=weights))
    most = (weights.hours, weights.years, weights.grade, weights.pool, weights.untrained)
    assert all(0 <= each <= 10 * top for each, top in zip(given_, most, strict=True))
    told = reasons(who, SCALE._replace(weights=weights), "培训")
    assert bool(told) == bool(sum(given_)) and all(told)


@given(FACTS, st.integers(0, 1200))
def test_who_lacks_more_hours_never_comes_later(who, more):
    other = who._replace(person=who.person + 1, missing=who.missing + 5 * more)
    first = ranked((who, other), SCALE)[0]
    assert first is other or not more


def test_the_reason_names_the_target_that_it_is_measured_by():
    leader = facts(missing=3005, target=5500, five=True)
    assert reasons(leader, SCALE, "研学") == ("还缺 300.5 学时（2019–2023 五年任务 550 学时）",)
    assert reasons(facts(missing=100, target=300), SCALE._replace(online=True), "研学") == (
        "还缺网络 10 学时（2023 年任务 30 学时）",
    )


def test_who_lacks_the_larger_part_of_the_own_target_comes_first():
    leader = PersonFacts(1, 1, None, 1000, "2023-01-05", target=5500, five=True)
    other = PersonFacts(2, 1, None, 450, "2023-01-05", target=900)
    assert ranked((leader, other), SCALE) == [other, leader]
    as_much = (leader._replace(missing=5500), other._replace(missing=900))
    assert [sum(points(each, SCALE)) for each in as_much] == [400, 400]


@given(st.permutations([PersonFacts(key, 1, None, key % 3 * 300, "2020-01-01", target=900) for key in range(8)]))
def test_the_order_does_not_depend_on_the_order_in_which_people_are_read(people):
    assert [each.person for each in ranked(people, SCALE)] == [2, 5, 1, 4, 7, 0, 3, 6]


def test_scores_have_one_place():
    assert [score_text(tenths) for tenths in (0, 5, 725, 1000)] == ["0.0", "0.5", "72.5", "100.0"]


# The setting.


@given(WEIGHTS.filter(lambda weights: weights.total))
def test_weights_are_kept_as_they_are(weights):
    assert weights_of(weights_setting(weights)) == weights


def test_the_defaults_are_not_written_down():
    assert weights_setting(Weights()) == "" and weights_of("") == Weights() and Weights().total == 100


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (Weights(hours=-1), "“还缺学时”的分值应为 0 至 100，现为 -1。"),
        (Weights(pool=101), "“在人才库”的分值应为 0 至 100，现为 101。"),
        (Weights(0, 0, 0, 0, 0), "各项分值都是 0"),
    ],
)
def test_weights_that_cannot_be_are_refused(weights, sentence):
    with pytest.raises(Refused, match=sentence):
        check_weights(weights)


@pytest.mark.parametrize("setting", ["x", "[]", "{}", '{"hours": "many"}', weights_setting(Weights(hours=999))])
def test_a_setting_that_other_hands_have_spoilt_is_told(setting):
    with pytest.raises(Refused, match="分值设置读不懂"):
        weights_of(setting)


# Sharing out.

RANKED = st.lists(st.builds(Belongs, st.integers(1, 4), st.none() | st.integers(1, 3)), max_size=40)
OVER = st.sampled_from(Spread)
SEATED = st.dictionaries(st.builds(Belongs, st.integers(1, 4), st.none() | st.integers(1, 3)), st.integers(1, 5))
QUOTAS = st.none() | st.dictionaries(st.integers(1, 4), st.integers(0, 6)).map(OpenQuotas)


@given(RANKED, st.integers(0, 45), OVER, SEATED, QUOTAS)
def test_as_many_go_as_there_are_places_and_people_for(people, count, over, seated, quotas):
    found = spread(people, count, over, seated=seated, quotas=quotas)
    assert found == sorted(set(found))
    courts = Counter(each.court for each in people)
    able = sum(min(many, many if quotas is None else quotas.courts.get(court, 0)) for court, many in courts.items())
    assert len(found) == min(count, able)
    sent = Counter(people[place].court for place in found)
    assert quotas is None or all(many <= quotas.courts.get(court, 0) for court, many in sent.items())


@given(RANKED, st.integers(0, 45), OVER, SEATED, QUOTAS)
def test_another_place_takes_none_from_anybody(people, count, over, seated, quotas):
    fewer = spread(people, count, over, seated=seated, quotas=quotas)
    more = spread(people, count + 1, over, seated=seated, quotas=quotas)
    assert set(fewer) <= set(more)


HOMES = st.lists(st.sampled_from([Belongs(c, d and 10 * c + d) for c in (1, 2) for d in (None, 1, 2, 3)]), max_size=40)
PLACES = st.integers(0, 5)
OWN = st.builds(
    OpenQuotas,
    st.dictionaries(st.integers(1, 2), st.integers(0, 9)),
    st.dictionaries(st.sampled_from([11, 12, 21, 22]), PLACES),
    st.dictionaries(st.integers(1, 2), PLACES),
)


@given(HOMES, st.integers(0, 45), OVER, OWN)
def test_departments_send_no_more_than_their_places_and_all_go_that_can(people, count, over, quotas):
    found = spread(people, count, over, quotas=quotas)
    assert found == sorted(set(found))

    def able(court):
        """How many of a court could go at most."""
        own = Counter(who.department for who in people if who.court == court and who.department in quotas.departments)
        rest = sum(who.court == court and who.department not in quotas.departments for who in people)
        places = sum(min(many, quotas.departments[room]) for room, many in own.items())
        return min(quotas.courts.get(court, 0), places + min(rest, quotas.others.get(court, rest)))

    assert len(found) == min(count, able(1) + able(2))
    sent = Counter(people[place] for place in found)
    for (court, department), many in sent.items():
        assert many <= quotas.departments.get(department, many)
        others = sum(
            each for who, each in sent.items() if who.court == court and who.department not in quotas.departments
        )
        assert others <= quotas.others.get(court, others)


@given(RANKED, st.integers(0, 45), OVER, SEATED)
def test_within_a_group_the_first_go(people, count, over, seated):
    found = set(spread(people, count, over, seated=seated))
    groups: dict[object, list[int]] = {}
    for place, who in enumerate(people):
        groups.setdefault({Spread.NONE: 0, Spread.COURT: who.court, Spread.DEPARTMENT: who}[over], []).append(place)
    for places in groups.values():
        sent = [place in found for place in places]
        assert sent == sorted(sent, reverse=True)


@given(RANKED, st.integers(0, 45), st.sampled_from((Spread.COURT, Spread.DEPARTMENT)))
def test_no_court_gets_a_second_place_before_all_have_one(people, count, over):
    sent = Counter(people[place].court for place in spread(people, count, over))
    courts = {each.court for each in people}
    if any(many > 1 for many in sent.values()):
        assert set(sent) == courts
    if count >= len(courts):
        assert set(sent) == courts


@given(RANKED, st.integers(0, 45), SEATED)
def test_no_court_is_a_whole_place_ahead_of_another_for_its_size(people, count, seated):
    """What its last seat cost a court is never cheaper than what the next would cost another that has people left."""
    found = spread(people, count, Spread.COURT, seated=seated)
    sent, there = Counter(people[place].court for place in found), Counter(each.court for each in people)
    held = Counter[int]()
    for (court, _department), many in seated.items():
        held[court] += many
    size = {court: there[court] + held[court] for court in there}
    for one in sent:
        for other in there:
            if other != one and sent[other] < there[other]:
                before = held[one] + sent[one] - 1
                assert before * size[other] <= (held[other] + sent[other]) * size[one]


@given(RANKED, st.integers(0, 45))
def test_no_department_gets_a_second_place_before_all_of_its_court_have_one(people, count):
    sent = Counter(people[place] for place in spread(people, count, Spread.DEPARTMENT))
    for who, many in sent.items():
        rooms = {each for each in people if each.court == who.court}
        assert many < 2 or all(sent[room] for room in rooms)


def test_who_has_people_on_the_list_already_waits_for_the_others():
    people = [Belongs(1, 1), Belongs(1, 1), Belongs(2, 2), Belongs(2, 2)]
    assert spread(people, 1, Spread.COURT) == [0]
    assert spread(people, 1, Spread.COURT, seated={Belongs(1, None): 1}) == [2]


# Whom the words mean.


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("", Target()),
        ("全市法院干警", Target()),
        ("员额法官", Target(StaffCategory.JUDGE)),
        ("全市法院刑事审判条线员额法官", Target(StaffCategory.JUDGE, "2")),
        ("民商事法官", Target(StaffCategory.JUDGE, "3")),
        ("法官助理、书记员", Target(StaffCategory.JUDICIAL_AUXILIARY)),
        ("法官和法官助理", Target()),
        ("审判辅助人员", Target(StaffCategory.JUDICIAL_AUXILIARY)),
        ("司法行政人员", Target(StaffCategory.JUDICIAL_ADMINISTRATIVE)),
        ("执行局干警", Target(line="5")),
        ("民事、执行条线", Target()),
        ("综合审判庭人员", Target(line="9")),
        ("副科级干部", Target(post_level="142")),
        ("正处级、副处级干部", Target()),
        ("国家法官学院学员", Target()),
    ],
)
def test_words_of_a_course_mean_a_group_only_where_they_name_one(text, target):
    assert target_in(text) == target


def test_a_group_in_words():
    assert target_words(Target()) == "全部人员"
    assert target_words(Target("judge", "2"), "青山法院", "刑事审判庭") == "青山法院、刑事审判庭、法官、刑事审判"
