"""Changes of post that are decided together: drafted, decided, written into the dossiers, taken back, and on paper."""

from datetime import date

import pypdfium2
import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.agenda import DUE_DATES
from cadre_desktop.people.appointing.batches import carry_out_batch, decide, reopen, take_back_batch
from cadre_desktop.people.appointing.carrying_out import appoint
from cadre_desktop.people.appointing.lines import add_people, change_line, lines_of, remove_lines
from cadre_desktop.people.appointing.papers import print_lines, print_notice
from cadre_desktop.people.appointing.proposals import grant, mark, print_proposals
from cadre_desktop.people.appointing.words import full_post, names_post, without
from cadre_desktop.people.figures import appointments
from cadre_desktop.people.merging.merging import merge
from cadre_desktop.people.records import Appointment, AppointmentBatch, BatchState, Court, Department, Honour, Person
from cadre_desktop.people.registers.honour_proposals import HonourProposal, ProposalState
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.rules import HonourLevel
from cadre_desktop.people.vetting import complete_person

DAY = date(2023, 5, 6)


@pytest.fixture
def people(court):
    with court.step("录入"):
        home, other = list(Court.select().order_by(Court.place))[:2]
        room = Department.add(court=home, name="刑事审判第一庭")
        common = {"court": home.id, "department": room.id, "post_since": date(2019, 3, 1)}
        rows = [("王祯", "副庭长"), ("李静", "党组成员、副院长"), ("赵明", "审判员")]
        keys = [Person.add(**complete_person({**common, "name": name, "post": post})).id for name, post in rows]
        Department.add(court=other, name="院领导")
    return keys


@pytest.fixture
def batch(court):
    with court.step("批次"):
        return AppointmentBatch.add(
            title="五月任免", decided=DAY, document_number="包中法任〔2023〕5号", organ="本院党组"
        ).id


def dossier(person):
    """Post, rank, start and end of everything somebody held."""
    rows = PostHeld.select().where(PostHeld.person == person).order_by(PostHeld.starts, PostHeld.id)
    return [(row.post or row.rank, row.starts, row.ends) for row in rows]


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return text


def stored(*tables):
    return {table: database.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables}


def test_posts_are_named_in_full_and_taken_apart():
    assert full_post("庭长", "刑事审判第一庭") == "刑事审判第一庭庭长"
    assert full_post("副院长", "院领导", "包头市中级人民法院") == "包头市中级人民法院副院长"
    assert full_post("研究室主任", "研究室") == "研究室主任"
    assert names_post("刑事审判第一庭副庭长", "副庭长")
    assert not names_post("副院长", "庭长")
    assert without("党组成员、副院长", "副院长") == "党组成员"
    assert without("副庭长", "刑事审判第一庭副庭长") == ""


def test_a_batch_that_is_carried_out_is_in_the_dossiers_and_taken_back_is_as_before(court, people, batch):
    wang, li, zhao = people
    with court.step("档案"):
        PostHeld.add(person=zhao, starts=date(2015, 1, 1), post="审判员", rank="assistant-05")
    lines = add_people(court, batch, people)
    change_line(court, lines[0], {"new_post": "庭长", "post_level": "131"})
    change_line(court, lines[1], {"removed_post": "副院长"})
    change_line(court, lines[2], {"new_post": "副庭长", "removed_post": "审判员"})
    with pytest.raises(Refused, match="已决定"):
        carry_out_batch(court, batch)
    decide(court, batch)
    before = stored("person", "post_held")
    done = carry_out_batch(court, batch)
    assert done == (3, ())
    assert dossier(wang) == [("副庭长", date(2019, 3, 1), date(2023, 5, 5)), ("庭长", DAY, None)]
    assert dossier(li) == [("党组成员、副院长", date(2019, 3, 1), date(2023, 5, 5)), ("党组成员", DAY, None)]
    assert ("副庭长", DAY, None) in dossier(zhao)
    assert ("assistant-05", date(2015, 1, 1), None) in dossier(zhao)
    now = Person.by_key(wang)
    assert (now.post, now.post_since, Person.by_key(li).post) == ("庭长", date(2023, 5, 1), "党组成员")
    assert AppointmentBatch.by_key(batch).state == BatchState.CARRIED_OUT
    with pytest.raises(Refused, match="撤回执行"):
        remove_lines(court, lines)
    with pytest.raises(Refused, match="原因"):
        take_back_batch(court, batch, " ")
    assert take_back_batch(court, batch, "文号有误") == (3, ())
    assert stored("person", "post_held") == before
    assert carry_out_batch(court, batch).lines == 3
    court.undo()
    assert stored("person", "post_held") == before


def test_a_batch_is_not_taken_back_from_somebody_who_was_merged_since_and_that_is_told(court, people, batch):
    wang, li, _zhao = people
    (line,) = add_people(court, batch, [wang])
    change_line(court, line, {"new_post": "庭长"})
    decide(court, batch)
    carry_out_batch(court, batch)
    merge(court, li, wang)
    before = stored("person", "post_held")
    (told,) = take_back_batch(court, batch, "文号有误").told
    assert "合并过" in told
    assert stored("person", "post_held") == before


def test_what_was_changed_since_stays_and_is_told(court, people, batch):
    (line,) = add_people(court, batch, people[:1])
    change_line(court, line, {"new_post": "庭长"})
    decide(court, batch)
    carry_out_batch(court, batch)
    with court.step("改"):
        Person.update(post="庭长（正处）").where(Person.id == people[0]).execute()
    done = take_back_batch(court, batch, "更正")
    assert "王祯" in done.told[0]
    person = Person.by_key(people[0])
    assert (person.post, person.post_since) == ("庭长（正处）", date(2019, 3, 1))


def test_another_court_and_a_new_rank_are_written_too(court, people, batch):
    other = list(Court.select().order_by(Court.place))[1]
    room = Department.get(Department.court == other)
    (line,) = add_people(court, batch, people[:1])
    with pytest.raises(Refused, match="部门不属于"):
        change_line(court, line, {"department": room.id})
    change_line(court, line, {"court": other.id, "department": room.id, "new_post": "副院长", "rank": "assistant-05"})
    decide(court, batch)
    carry_out_batch(court, batch)
    person = Person.by_key(people[0])
    assert (person.__data__["court"], person.__data__["department"], person.rank) == (other.id, room.id, "assistant-05")
    assert [row[0] for row in dossier(person.id)] == ["副庭长", "副院长", "assistant-05"]


def test_a_day_to_come_waits_and_an_incomplete_batch_is_not_decided(court, people, batch):
    with pytest.raises(Refused, match="还没有人"):
        decide(court, batch)
    add_people(court, batch, people[:1])
    with pytest.raises(Refused, match=r"王祯.*没有填写"):
        decide(court, batch)
    change_line(court, lines_of(batch)[0].key, {"new_post": "庭长"})
    with court.step("日期"):
        AppointmentBatch.update(decided=date(2023, 7, 1)).execute()
    decide(court, batch)
    with pytest.raises(Refused, match="还没有到"):
        carry_out_batch(court, batch)
    assert [due.key for due in DUE_DATES[1].coming(date(2023, 6, 1), date(2023, 7, 1))] == [batch]
    assert [due.key for due in DUE_DATES[1].overdue(date(2023, 7, 2))] == [batch]
    assert appointments(2023).count() == 0
    reopen(court, batch)
    assert AppointmentBatch.get().state == BatchState.DRAFT
    assert dossier(people[0]) == []


def test_an_old_document_fills_the_dossier_without_changing_what_holds_now(court, people, batch):
    with court.step("档案"):
        PostHeld.add(person=people[0], starts=date(2023, 5, 20), post="庭长")
        Person.update(post="庭长", post_since=date(2023, 5, 1)).where(Person.id == people[0]).execute()
    (line,) = add_people(court, batch, people[:1])
    change_line(court, line, {"new_post": "副庭长"})
    decide(court, batch)
    assert "没有改" in carry_out_batch(court, batch).told[0]
    assert dossier(people[0]) == [("副庭长", DAY, date(2023, 5, 19)), ("庭长", date(2023, 5, 20), None)]
    assert Person.by_key(people[0]).post == "庭长"


def test_a_change_of_post_that_is_entered_at_once_is_in_the_dossier_as_well(court, people):
    appoint(court, [{"person": people[0], "decided": DAY, "new_post": "庭长"}])
    assert dossier(people[0]) == [("副庭长", date(2019, 3, 1), date(2023, 5, 5)), ("庭长", DAY, None)]
    assert PostHeld.select().where(PostHeld.source == Appointment.get().id).count() == 2
    court.undo()
    assert dossier(people[0]) == []


def test_the_notice_names_posts_in_full_and_leaves_room_for_the_seal(court, people, batch, tmp_path):
    lines = add_people(court, batch, people)
    change_line(court, lines[0], {"new_post": "庭长", "removed_post": "刑事审判第一庭副庭长"})
    change_line(court, lines[1], {"removed_post": "副院长"})
    change_line(court, lines[2], {"rank": "assistant-05"})
    print_notice(tmp_path / "通知.pdf", batch, "包头市中级人民法院")
    text = text_of(tmp_path / "通知.pdf")
    assert "关于王祯等同志职务任免的通知" in text
    assert "任命王祯为包头市中级人民法院刑事审判第一庭庭长；" in text
    assert "免去李静的包头市中级人民法院副院长职务。" in text
    assert "拟定稿" in text and "包中法任〔2023〕5号" in text
    assert print_lines(tmp_path / "名单.pdf", batch, "包头市中级人民法院").pages == 1


def test_a_granted_proposal_is_an_honour_until_it_is_withdrawn(court, people, tmp_path):
    with court.step("推荐"):
        key = HonourProposal.add(
            person=people[0],
            title="全区优秀法官",
            level=HonourLevel.REGION,
            proposed=DAY,
            reasons="办结执行积案 120 件",
        ).id
    with pytest.raises(Refused, match="早于推荐日期"):
        grant(court, [key], date(2023, 1, 1))
    grant(court, [key], date(2023, 5, 30), "自治区高级人民法院", "内高法〔2023〕9号")
    honour = Honour.get()
    assert (honour.source, honour.title, honour.grantor) == (key, "全区优秀法官", "自治区高级人民法院")
    with pytest.raises(Refused, match="已经授予"):
        grant(court, [key], date(2023, 5, 30))
    assert print_proposals(tmp_path / "推荐.pdf", [key], "包头市中级人民法院").pages == 1
    assert "办结执行积案" in text_of(tmp_path / "推荐.pdf")
    assert mark(court, [key], ProposalState.SENT) == 1
    assert Honour.select().count() == 0
    court.undo()
    assert Honour.get().id == honour.id
