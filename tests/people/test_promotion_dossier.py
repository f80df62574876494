"""Who may be promoted by the dossier on a day, quotas of courts, ballots, and posting the result."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.promotion.ladder import terms_of
from cadre_desktop.people.promotion.papers import as_data, print_ballot, print_reasons, reason_words, verdict
from cadre_desktop.people.promotion.posting import Promoted, post_promotions
from cadre_desktop.people.promotion.reading import promotions
from cadre_desktop.people.promotion.term_settings import set_terms, term_texts, terms_set
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.sanctions import Sanction

DAY = date(2023, 3, 1)
TODAY = date(2023, 6, 1)


def hold(person, starts, ends=None, **codes):
    return PostHeld.add(person=person, starts=starts, ends=ends, **codes)


def words_of(path):
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range().replace("\u3000", "") for page in document]


@pytest.fixture
def people(court):
    """Name to key, with the history of ranks of each."""
    with court.step("录入"):
        home = Court.get(Court.name == "包头市中级人民法院")
        found = {}
        for name, rank in (
            ("王满", "09"),
            ("李差", "09"),
            ("赵优", "09"),
            ("钱处", "09"),
            ("孙无", "09"),
            ("周长", "09"),
        ):
            one = Person.add(court=home, name=name, rank=f"general-{rank}", joined_work=date(2010, 7, 1))
            found[name] = one.id
        hold(found["王满"], date(2019, 1, 1), date(2021, 2, 28), rank="general-10")
        hold(found["王满"], date(2021, 3, 1), rank="general-09")
        hold(found["李差"], date(2021, 4, 15), rank="general-09")
        hold(found["赵优"], date(2021, 9, 1), rank="general-09")
        hold(found["钱处"], date(2020, 1, 1), rank="general-09")
        hold(found["周长"], date(2022, 1, 1), rank="general-09")
        hold(found["周长"], date(2019, 1, 1), post="庭长", post_level="141")
        for year in (2021, 2022):
            AnnualGrade.add(person=found["赵优"], year=year, grade="excellent" if year == 2021 else "competent")
        Sanction.add(person=found["钱处"], sanction="warning", decided=date(2022, 12, 1), until=date(2023, 5, 31))
    return found


def by_name(day=DAY, today=TODAY):
    return {one.name: one for one in promotions(day, terms_of({}), today).people}


def test_who_meets_the_years_on_a_day(people):
    found = by_name()
    assert {name: verdict(one) for name, one in found.items()} == {
        "王满": "符合",
        "赵优": "符合",
        "周长": "符合",
        "李差": "未满年限",
        "钱处": "不能晋升",
        "孙无": "待核",
    }
    assert [one.eligible for one in promotions(DAY, terms_of({}), TODAY).people] == [True] * 3 + [False] * 3
    assert found["李差"].route.earliest == date(2023, 4, 1)
    assert found["赵优"].route.earliest == date(2023, 3, 1)
    assert "2021年优秀，缩短 6 个月" in found["赵优"].route.reasons
    # what is restricted is not told: neither the sanction nor until when
    assert reason_words(found["钱处"]).startswith("有不得晋升的情形（受限信息）；")
    assert not {"警告", "2023-05-31"} & set(reason_words(found["钱处"]).split("；"))
    assert by_name(date(2023, 6, 1))["钱处"].eligible
    # a leading post of the level leads to 一级主任科员 at once
    assert (found["周长"].route.to, found["周长"].route.came_from) == ("general-07", "141")


def test_a_rank_held_in_several_rows_counts_from_the_first(court, people):
    with court.step("调动"):
        PostHeld.update(ends=date(2022, 6, 30)).where(
            PostHeld.person == people["王满"], PostHeld.ends.is_null()
        ).execute()
        hold(people["王满"], date(2022, 7, 1), rank="general-09", post="审判员")
    assert by_name()["王满"].route.start == date(2021, 3, 1)
    with court.step("中断"):
        PostHeld.update(starts=date(2022, 9, 1)).where(PostHeld.post == "审判员").execute()
    assert by_name()["王满"].route.start == date(2022, 9, 1)


def test_a_contradictory_history_is_said(court, people):
    with court.step("两个职级"):
        hold(people["王满"], date(2022, 1, 1), rank="general-08")
        Person.update(rank="general-08").where(Person.id == people["李差"]).execute()
    found = {one.name: one for one in promotions(TODAY, terms_of({}), TODAY).people}
    assert "同时登记了" in reason_words(found["王满"])
    assert "经历里是三级主任科员，人员表里是二级主任科员" in reason_words(found["李差"])


def test_quotas_of_a_court_hold(court, people):
    with court.step("职数"):
        home = Person.by_key(people["王满"]).court
        Establishment.add(court=home, since=date(2020, 1, 1), authorised=30, rank_posts=12)
    found = promotions(DAY, terms_of({}), TODAY)
    (posts,) = (each for each in found.courts if each.quotas)
    assert [(each.label, each.posts, each.used) for each in posts.quotas][-1] == ("一至四级主任科员", 7, 6)
    with court.step("新人"):
        new = Person.add(court=home, name="吴新", rank="general-11", joined_work=date(2010, 7, 1)).id
        hold(new, date(2020, 1, 1), rank="general-11")
        for index in range(2):
            one = Person.add(court=home, name="吴旧", rank="general-10", staff_number=f"{index}").id
            hold(one, date(2023, 1, 1), rank="general-10")
    assert "职数已满（8/7）" in reason_words(by_name()["吴新"])
    assert by_name()["王满"].eligible  # who is in a quota takes no other post of it


def test_a_rank_that_a_court_does_not_have_is_not_offered(court, people):
    with court.step("基层"):
        home = Court.get(Court.level == "grassroots")
        one = Person.add(court=home, name="吴基", rank="general-04", joined_work=date(2000, 1, 1))
        hold(one, date(2010, 1, 1), rank="general-04")
    found = by_name()["吴基"]
    assert (found.route.met, found.eligible) == (True, False)
    assert "本级法院不设一级调研员" in reason_words(found)


def test_the_result_is_one_step_in_the_dossier(court, people):
    moves = [Promoted(people["王满"], "rank", "general-08"), Promoted(people["周长"], "rank", "general-07")]
    assert post_promotions(court, moves, DAY, "包中法党〔2023〕5号") == 2
    assert Person.by_key(people["王满"]).rank == "general-08"
    rows = PostHeld.select().where(PostHeld.person == people["王满"]).order_by(PostHeld.starts)
    assert [(row.rank, row.starts, row.ends) for row in rows] == [
        ("general-10", date(2019, 1, 1), date(2021, 2, 28)),
        ("general-09", date(2021, 3, 1), date(2023, 2, 28)),
        ("general-08", date(2023, 3, 1), None),
    ]
    assert PostHeld.get(PostHeld.post == "庭长").ends is None  # a row of the post alone goes on
    assert by_name(TODAY)["王满"].route.start == DAY
    court.undo()
    assert Person.by_key(people["王满"]).rank == "general-09"
    assert PostHeld.select().where(PostHeld.starts == DAY).count() == 0


def test_a_post_in_the_same_row_goes_on(court, people):
    with court.step("同一行"):
        PostHeld.update(post="副庭长", post_level="142").where(
            PostHeld.person == people["王满"], PostHeld.ends.is_null()
        ).execute()
    found = by_name()["王满"]
    post_promotions(court, [Promoted(people["王满"], "rank", found.route.to)], DAY)
    row = PostHeld.get(PostHeld.person == people["王满"], PostHeld.ends.is_null())
    assert (row.post, row.post_level, row.rank, row.starts) == ("副庭长", "142", "general-08", DAY)


@pytest.mark.parametrize(
    ("moves", "day", "words"),
    [
        ([], DAY, "选中"),
        ([("李差", "general-08")], DAY, "还差 1 个月"),
        ([("钱处", "general-08")], DAY, "不得晋升"),
        ([("王满", "general-07")], DAY, "不是一级主任科员"),
        ([("王满", "general-08"), ("王满", "general-08")], DAY, "选了两次"),
        ([("王满", "general-08")], date(2023, 6, 2), "晚于今天"),
        ([("孙无", "general-08")], DAY, "任职日期"),
    ],
)
def test_what_cannot_be_posted_is_refused_and_nothing_kept(court, people, moves, day, words):
    promoted = [Promoted(people[name], "rank", to) for name, to in moves]
    before = PostHeld.select().count()
    with pytest.raises(Refused, match=words):
        post_promotions(court, promoted, day)
    assert PostHeld.select().count() == before


def test_more_than_a_quota_has_is_refused(court, people):
    with court.step("职数"):
        home = Person.by_key(people["王满"]).court
        Establishment.add(court=home, since=date(2020, 1, 1), authorised=20)  # 4 of 一至四级调研员, 1 of 一、二级
        for name in ("郑一", "冯二"):
            one = Person.add(court=home, name=name, rank="general-05", joined_work=date(2000, 1, 1)).id
            hold(one, date(2015, 1, 1), rank="general-05")
    keys = [one.key for one in promotions(DAY, terms_of({}), TODAY).people if one.name in ("郑一", "冯二")]
    moves = [Promoted(key, "rank", "general-04") for key in keys]
    with pytest.raises(Refused, match="超出 1 人"):
        post_promotions(court, moves, DAY)
    assert post_promotions(court, moves[:1], DAY) == 1


def test_judges_grades_are_posted_as_well(court, people):
    with court.step("法官"):
        home = Person.by_key(people["王满"]).court
        judge = Person.add(court=home, name="陈法", judge_grade="311", quota_judge=True, joined_work=date(2010, 1, 1))
        hold(judge, date(2020, 2, 1), judge_grade="311", post="审判员")
    (one,) = promotions(DAY, terms_of({}), TODAY).of("judge_grade").people
    assert (one.eligible, one.route.to) == (True, "310")
    post_promotions(court, [Promoted(judge.id, "judge_grade", "310")], DAY)
    assert Person.by_key(judge.id).judge_grade == "310"
    assert PostHeld.get(PostHeld.judge_grade == "310").post == "审判员"


def test_papers_of_a_promotion(people, tmp_path):
    found = promotions(DAY, terms_of({}), TODAY)
    fit = [one for one in found.people if one.eligible]
    assert print_ballot(tmp_path / "测评.pdf", fit, "包头市中级人民法院", "2023-03-01").pages == 1
    [page] = words_of(tmp_path / "测评.pdf")
    assert fit[0].court.name in page and "制表人" not in page and "单位" not in page
    elsewhere = replace(fit[0], court=replace(fit[0].court, name="包头市东河区人民法院", short="东河法院"))
    print_ballot(tmp_path / "测评.pdf", [*fit, elsewhere], "包头市中级人民法院", "2023-03-01")
    assert all(words in words_of(tmp_path / "测评.pdf")[0] for words in ("单位", "东河法院", "包头市中级人民法院"))
    assert print_reasons(tmp_path / "审核.pdf", found, "包头市中级人民法院").pages >= 1
    for some, words in (([], "没有符合条件"), (list(found.people), "李差")):
        with pytest.raises(Refused, match=words):
            print_ballot(tmp_path / "无.pdf", some, "", "")
    data = as_data(found)
    assert data["on"] == "2023-03-01"
    assert {one["name"]: one["earliest"] for one in data["people"]}["李差"] == "2023-04"


def test_terms_are_settings_of_the_court(court):
    assert terms_set(court) == terms_of({})
    set_terms(court, {"december": "no", "judge.307": "6"})
    assert (terms_set(court).december, terms_set(court).judge_years["307"]) == (False, 6)
    with pytest.raises(Refused, match="晋升三级高级法官的年限"):
        set_terms(court, {"judge.306": "40", "december": "yes"})
    assert term_texts(court)["december"] == "no"
    court.undo()
    assert terms_set(court).december
