"""Reviews of a whole pool, mentors, title holders, the board, and what is printed of members."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.appointing.proposals import grant, mark
from cadre_desktop.people.dossier import post_honours
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS, ProposalState
from cadre_desktop.people.registers.resume import RESUME
from cadre_desktop.talent.forms.boxes import set_in
from cadre_desktop.talent.forms.person_forms import FormKind, print_person_forms
from cadre_desktop.talent.forms.public_notice import NoticePeriod, print_public_notice
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.registers.reserve_tasks import RESERVE_TASKS
from cadre_desktop.talent.registers.reviews import YearlyReview
from cadre_desktop.talent.reserve.title_holders import title_holders
from cadre_desktop.talent.reserve.yearly_list import print_year_of_reserve
from cadre_desktop.talent.rules import MembershipStatus, Stage
from cadre_desktop.talent.stages.admitting import AdmissionException, admit
from cadre_desktop.talent.stages.board import board_of
from cadre_desktop.talent.stages.mentoring import pair_up
from cadre_desktop.talent.stages.moving import StageEntry, move_to_stage, suspend
from cadre_desktop.talent.stages.reviewing import Reviewed, review_sheet, save_reviews

ENTERED, DAY = date(2022, 3, 1), date(2023, 5, 1)


@pytest.fixture
def members(court, young, people):
    return admit(court, young, [people["王祯"], people["李静"]], ENTERED).new


def text_of(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_a_whole_pool_is_reviewed_in_one_step(court, young, members):
    wang, li = members
    assert save_reviews(court, young, 2022, date(2022, 12, 20), {wang: Reviewed("good")}) == 1
    said = {wang: Reviewed("excellent", "敢担当"), li: Reviewed("fair")}
    assert save_reviews(court, young, 2023, DAY, said) == 2
    assert save_reviews(court, young, 2023, DAY, said) == 0
    assert {(line.name, line.before, line.grade) for line in review_sheet(young, 2023)} == {
        ("王祯", "good", "excellent"),
        ("李静", "", "fair"),
    }
    save_reviews(court, young, 2023, DAY, {li: Reviewed("")})
    assert YearlyReview.select().where(YearlyReview.year == 2023).count() == 1
    court.undo()
    assert YearlyReview.select().where(YearlyReview.year == 2023).count() == 2


@pytest.mark.parametrize(
    ("said", "day", "field"),
    [
        (Reviewed("", "只有评语"), DAY, "grade"),
        (Reviewed("good"), date(2022, 12, 31), "day"),
        (Reviewed("good"), date(2023, 12, 31), "day"),
    ],
)
def test_a_review_has_a_grade_and_a_day_that_can_be(court, young, members, said, day, field):
    with pytest.raises(Refused) as refused:
        save_reviews(court, young, 2023, day, {members[0]: said})
    assert refused.value.problems[0].field == field


def test_somebody_has_at_most_two_mentors_at_a_time(court, people):
    wang = people["王祯"]
    pair_up(court, wang, people["李静"], date(2022, 1, 1), "审判实务", date(2022, 12, 31))
    for name in ("欧阳文博", "阿拉坦·巴特尔"):
        pair_up(court, wang, people[name], DAY, "执行实务")
    with pytest.raises(Refused, match="王祯已有 2 位导师（欧阳文博、阿拉坦·巴特尔）"):
        pair_up(court, wang, people["李静"], DAY, "调研")
    with pytest.raises(Refused, match="人员状态为“退休”，不能当导师"):
        pair_up(court, people["李静"], people["单雄信"], DAY, "调研")
    with pytest.raises(Refused, match="请填写培养计划"):
        pair_up(court, people["李静"], wang, DAY, " ")
    with pytest.raises(Refused, match="导师和本人是同一人"):
        pair_up(court, people["李静"], people["李静"], DAY, "自学")


def test_the_board_has_each_member_once_with_the_last_entry(court, young, members):
    move_to_stage(court, members[:1], StageEntry(Evidence.TRAINING, DAY))
    suspend(court, members[1:], DAY, "病休")
    columns = board_of(young.id, date(2023, 12, 1))
    (wang,), (li,) = columns[Stage.DEVELOP], columns[Stage.SELECT]
    assert (wang.name, wang.last, wang.idle) == ("王祯", "2023-05-01 集训培训", True)
    assert (li.status, li.last) == (MembershipStatus.SUSPENDED, "2023-05-01 暂停培养")
    assert not columns[Stage.DEPLOY]


def test_title_holders_outside_the_pool_are_proposed_with_what_is_in_the_way(court, expert, people):
    with court.step("记入"):
        rows = [{"person": people[name], "title": "业务能手", "granted": DAY} for name in ("王祯", "李静", "欧阳文博")]
        post_honours(court, 9, rows)
    admit(court, expert, [people["欧阳文博"]], DAY)
    found = title_holders(expert, date(2023, 1, 1), DAY)
    told = {Person.by_key(each.person).name: bool(each.problems) for each in found}
    assert told == {"王祯": False, "李静": True}
    assert title_holders(expert, date(2023, 5, 2), date(2023, 6, 1)) == []


def test_an_honour_that_was_proposed_and_granted_is_no_title_of_a_contest(court, expert, people):
    wang = people["王祯"]
    values = {"person": wang, "title": "个人三等功", "level": "city", "proposed": date(2023, 4, 1), "reasons": "突出"}
    proposal = editing.add(court, HONOUR_PROPOSALS.kind, values)
    mark(court, [proposal.id], ProposalState.SENT)
    grant(court, [proposal.id], DAY, "包头市委", "")
    assert title_holders(expert, date(2023, 1, 1), DAY) == []
    facts = read_facts([wang], DAY)[wang]
    assert (facts.titles, facts.honours) == ((), ("个人三等功",))


def test_the_year_of_a_reserve_lists_who_had_no_task(court, expert, people, tmp_path):
    keys = admit(court, expert, [people["王祯"], people["欧阳文博"]], date(2023, 1, 1)).new
    values = {"membership": keys[0], "task": "research", "title": "善意文明执行研究", "starts": date(2023, 2, 1)}
    editing.add(court, RESERVE_TASKS.kind, {**values, "result": "被高院采用"})
    path = tmp_path / "一览表.pdf"
    print_year_of_reserve(path, expert, 2023, "包头中院", DAY)
    text = text_of(path)
    for words in ("共2人，1项任务", "善意文明执行研究", "2023.02—今", "本年没有任务"):
        assert words in text
    with pytest.raises(Refused, match="2021 年没有人"):
        print_year_of_reserve(path, expert, 2021, "包头中院", DAY)


def test_forms_of_members_are_filled_in(court, young, people, tmp_path):
    chosen = [people["王祯"], people["阿拉坦·巴特尔"]]
    keys = admit(court, young, chosen, ENTERED, "组织推荐", exception=AdmissionException("条线急需", "党组会")).new
    line = {"person": chosen[0], "position": 1, "starts": date(2012, 7, 1), "text": "包头中院执行局书记员"}
    editing.add(court, RESUME.kind, line)
    path = tmp_path / "表.pdf"
    assert print_person_forms(path, keys, FormKind.RECOMMENDATION, DAY) == 2
    text = text_of(path)
    for words in ("优秀年轻干部库人选推荐表", "2012.07—至今", "组织推荐", "1990.03", "党组意见", "截至入库之日"):
        assert words in text
    print_person_forms(path, keys[1:], FormKind.APPROVAL, DAY)
    text = text_of(path)
    for words in ("超过年龄上限35周岁", "条线急需（决定：党组会）", "政治部审核"):
        assert words in text
    with pytest.raises(Refused):
        print_person_forms(path, [], FormKind.APPROVAL, DAY)


def test_a_long_text_is_set_smaller_and_never_cut_in_silence():
    style = Style(Role.SONG, 10.5)
    lines, smaller = set_in("执行局执行员，" * 45, style, 144, 30)
    assert smaller.size < 10.5
    assert "".join(lines) == "执行局执行员，" * 45
    lines, _style = set_in("执行局执行员，" * 400, style, 144, 30)
    assert lines[-1] == "（以下从略，详见档案）"


def test_the_public_notice_is_in_the_order_of_strokes(court, young, people, tmp_path):
    path = tmp_path / "公示.pdf"
    period = NoticePeriod(DAY, date(2023, 5, 9), "政治部（0472-1234567）")
    people = [people["欧阳文博"], people["李静"], people["王祯"]]
    print_public_notice(path, young, people, "包头市中级人民法院", period)
    text = text_of(path)
    assert text.index("王祯") < text.index("李静") < text.index("欧阳文博")
    assert "拟将3名同志纳入优秀年轻干部库" in text
    assert "2023年5月9日" in text
    with pytest.raises(Refused) as refused:
        print_public_notice(path, young, people, "", period._replace(last=date(2023, 4, 1), contact=" "))
    assert [problem.field for problem in refused.value.problems] == ["last", "contact"]
