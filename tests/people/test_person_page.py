"""The page of a person: what it says, in which order, what it keeps back, and how one comes to it and goes on."""

from datetime import date

import pytest
from lives import write_life
from PySide6.QtCore import Qt

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.people.kinds import PERSON, POOL_ENTRY
from cadre_desktop.people.profile.page import plain, profile_of, source_of
from cadre_desktop.people.profile.wording import post_in, when
from cadre_desktop.people.records import Honour, Person, PoolEntry
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.schema import about_person
from cadre_desktop.window.tabs import TABS

TODAY = date(2023, 6, 1)


@pytest.fixture
def person(court):
    return write_life(court, id_number="150204198605010048", phone="13900000000")


def test_the_page_says_what_the_dossier_knows_the_newest_first(person):
    profile = profile_of(person.id, TODAY)
    assert profile.introduction == "女 · 37 岁" and profile.standing == "包头市青山区人民法院\n民事审判庭副庭长"
    assert [line.text for line in profile.section("posts").lines] == ["副庭长", "书记员"]
    assert [when(line) for line in profile.section("posts").lines] == ["2018-06-01 起", "2008-07-01 至 2018-05-31"]
    assert when(profile.section("resume").lines[0]) == "2018.06 起"
    assert [line.text for line in profile.section("grades").lines] == ["称职", "优秀", "称职"]
    assert profile.hours == ((2023, 85),) and profile.section("training").summary == "2023 年 8.5 学时"
    titles = [section.title for section in profile.sections]
    assert titles == [
        *("任职任级", "简历", "学历学位", "培训", "表彰", "年度考核", "人才库", "职务调整", "处分", "回避关系"),
    ]


def test_only_the_last_line_of_a_resume_can_go_on(court, person):
    with court.step("改"):
        ResumeLine.update(ends=None).where(ResumeLine.position == 2).execute()
    assert [line.open for line in profile_of(person.id, TODAY).section("resume").lines] == [True, False, False]


def test_every_line_opens_the_row_it_comes_from(person):
    for section in profile_of(person.id, TODAY, about_person(), restricted=True).sections:
        for line in section.lines:
            assert list(source_of(line).keys()) == [[line.key]]
            assert isinstance(line.kind.record.by_key(line.key), line.kind.record)


def test_sanctions_and_kinship_are_read_only_on_request(person):
    withheld = profile_of(person.id, TODAY)
    assert [s.key for s in withheld.sections if s.withheld] == ["sanctions", "relations"]
    assert "诫勉" not in str(plain(withheld))
    assert [line.text for line in profile_of(person.id, TODAY, restricted=True).section("sanctions").lines] == ["诫勉"]


def test_masked_facts_are_hidden_until_they_are_asked_for(person):
    profile = profile_of(person.id, TODAY)
    hidden, shown = plain(profile)["card"], plain(profile, revealed=True)["card"]
    assert hidden["身份证号"] == "150204********0048" and hidden["联系电话"] == "＊＊＊"
    assert shown["身份证号"] == "150204198605010048" and shown["联系电话"] == "13900000000"


def test_what_a_slice_tells_joins_its_section_and_is_said_once(court, person):
    line = PersonLine(POOL_ENTRY, person.id, "优秀年轻干部库", date(2020, 1, 1), note="育阶段")
    told = (AboutPerson("pools", "人才", 80, lambda _person: [line]),)
    assert profile_of(person.id, TODAY, told).section("pools").lines == (line,), (
        "the entry that it has posted is left out"
    )
    assert len(profile_of(person.id, TODAY).section("pools").lines) == PoolEntry.select().count() == 1


def test_nobody_is_refused_with_the_number(court):
    with pytest.raises(Refused, match="没有编号为 7 的人员"):
        profile_of(7, TODAY)


@pytest.mark.parametrize(
    ("department", "post", "said"),
    [
        ("民一庭", "庭长", "民一庭庭长"),
        ("民一庭", "民一庭庭长", "民一庭庭长"),
        ("院领导", "副院长", "副院长"),
        ("民一庭", "", "民一庭"),
        ("", "书记员", "书记员"),
    ],
)
def test_a_post_is_named_with_its_department_once(department, post, said):
    assert post_in(department, post) == said


@pytest.fixture
def tab(started):
    window = started.window
    window.show_first_tab()
    index = next(index for index, plan in enumerate(TABS) if plan.key == "people")
    window.tabs.setCurrentIndex(index)
    return window.tab(TABS[index])


@pytest.fixture
def page(tab, started):
    tab.show_person(write_life(started.session.store).id)
    return tab.person_page


def test_enter_on_a_row_opens_the_page_and_editing_the_form(qtbot, tab, started):
    person = write_life(started.session.store)
    view = tab.view(PERSON.key)
    view.table.select_key(person.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert tab.person_page.isVisibleTo(tab) and not view.isVisibleTo(tab)
    assert tab.person_page.title.text() == "汪花蕾"
    tab.person_page.edit.trigger()
    assert view.isVisibleTo(tab) and view.form_shown and view.form.key == person.id
    view.hide_form()
    tab.show_person(person.id)
    tab.person_page.leave()
    assert view.isVisibleTo(tab) and not view.form_shown


def test_a_line_opens_its_source_and_so_does_its_mark_on_the_timeline(page, tab):
    line = page.profile.section("honours").lines[0]
    item = next(item for item in page.tree._items() if page.tree._line(item) == line)
    page.tree.itemActivated.emit(item, 1)
    assert tab.view("honours").isVisibleTo(tab)
    assert tab.view("honours").table.listing_model.rowCount() == 1
    tab.pages.setCurrentIndex(0)
    assert page.isVisibleTo(tab), "the page is still there"
    page.timeline.picked.emit([marked.mark for marked in page._marked].index("书记员"), 0)
    assert tab.view("posts-held").isVisibleTo(tab)


def test_what_is_protected_is_shown_on_purpose_and_hidden_for_the_next(page, tab, started):
    assert "诫勉" not in [line.text for line in page.tree.lines()]
    page.reveal.trigger()
    assert "诫勉" in [line.text for line in page.tree.lines()]
    store = started.session.store
    with store.step("录入"):
        other = Person.add(court=page.profile.person.court, name="王祯")
    tab.show_person(other.id)
    assert not page.reveal.isChecked() and page.title.text() == "王祯"


def test_the_page_follows_the_file_and_leaves_when_the_person_is_gone(page, tab, started):
    store = started.session.store
    with store.step("录入"):
        Honour.add(person=page.key, title="个人三等功", level="region", granted=date(2023, 5, 1))
    assert page.tree.lines()[0] in page.profile.sections[0].lines
    assert "个人三等功" in [line.text for line in page.tree.lines()]
    store.undo()
    store.undo()
    assert tab.view(PERSON.key).isVisibleTo(tab) and not page.isVisibleTo(tab)


def test_what_has_changed_meanwhile_is_shown_when_one_comes_back(page, tab, started):
    tab.pages.setCurrentIndex(1)
    with started.session.store.step("录入"):
        Honour.add(person=page.key, title="个人三等功", level="region", granted=date(2023, 5, 1))
    tab.pages.setCurrentIndex(0)
    assert "个人三等功" in [line.text for line in page.tree.lines()]


def test_somebody_found_is_shown_as_a_page(tab, started):
    person = write_life(started.session.store)
    tab.open_row(PERSON, person.id)
    assert tab.person_page.isVisibleTo(tab) and tab.person_page.key == person.id


def test_lines_by_time_have_no_headings(page):
    page.ways.setCurrentIndex(1)
    days = [line.starts for line in page.tree.lines() if line.starts]
    assert days == sorted(days, reverse=True) and page.tree.topLevelItemCount() == len(page.tree.lines())
