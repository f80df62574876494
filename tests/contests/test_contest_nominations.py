"""Nomination lists: the form for courts, and entering whom the filled ones name, several files at once."""

import re
import zipfile
from datetime import date

import pytest
from contest_book import write

from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_contest, save_part
from cadre_desktop.contests.exchange.nominations import enter_nominated, read_nominations, write_nomination_form
from cadre_desktop.contests.kinds import TRACK
from cadre_desktop.contests.records import Entrant
from cadre_desktop.contests.screens.people.nomination_import import nomination_import
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Department, Person

HEAD = ("姓名", "单位", "部门", "职务", "参赛赛道", "工号", "备注")


@pytest.fixture
def filing(court, small):
    """A second track, and people nobody has entered yet: two of one name, one retired."""
    save_part(court, TRACK, {"contest": small.contest.id, "name": "立案", "category": "judge", "place": 2})
    home = Court.get(Court.short_name == "青山法院")
    with court.step("录入人员"):
        rooms = [Department.add(court=home, name=name) for name in ("刑庭", "民庭")]
        for room in rooms:
            Person.add(court=home, department=room, name="王伟", pinyin="wang wei")
        Person.add(court=home, department=rooms[0], name="托娅", pinyin="tuo ya")
        gone = {"status": "retired", "status_since": date(2022, 1, 1)}
        Person.add(court=home, department=rooms[0], name="老陈", pinyin="lao chen", **gone)
    return small


@pytest.fixture
def files(tmp_path):
    """Writes lists of rows as workbooks."""

    def written(*lists):
        return [write(tmp_path / f"{number}院.xlsx", {"推荐表": [HEAD, *rows]}) for number, rows in enumerate(lists, 1)]

    return written


def test_the_form_offers_tracks_and_courts(filing, tmp_path):
    path = tmp_path / "推荐表.xlsx"
    write_nomination_form(filing.contest, path)
    form, explained = read_workbook(path).sheets
    assert form.rows[0] == list(HEAD)
    assert any("从下拉列表选择" in str(row) for row in explained.rows)
    with zipfile.ZipFile(path) as book:
        offered = re.findall("<formula1>(.*?)</formula1>", book.read("xl/worksheets/sheet1.xml").decode())
    assert "包头市青山区人民法院" in offered[0]
    assert offered[1] == '"执行,立案"'


def test_several_lists_are_entered_in_one_step(court, filing, files):
    paths = files(
        [("托娅", "青山法院", "刑庭", "法官", "立案"), ("王伟", "包头市青山区人民法院", "民庭", "", "执行")],
        [("外来人", "呼和浩特市中级人民法院", "立案庭", "", "立案"), ("李静", "青山法院", "", "", "执行")],
    )
    found = read_nominations(filing.contest, paths)
    assert (found.files, found.read, found.known, len(found.new), found.problems) == (2, 4, 1, 3, [])
    before = Entrant.select().count()
    assert enter_nominated(court, filing.contest, found) == 3
    rows = {row.name: row for row in Entrant.select()}
    assert rows["托娅"].unit == "包头市青山区人民法院"
    assert (rows["王伟"].division, rows["王伟"].entry_number) == ("民庭", "01-006")
    assert rows["外来人"].__data__["person"] is None
    court.undo()
    assert Entrant.select().count() == before


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("托雅", "青山法院", "", "", "立案"), "姓名", "的花名册里没有“托雅”；请核对姓名、单位和部门"),
        (("托雅", "", "", "", "立案"), "姓名", "外单位人员请填写单位"),
        (("王伟", "青山法院", "", "", "立案"), "姓名", "有 2 位“王伟”，分不清是谁；请填写部门或工号"),
        (("老陈", "青山法院", "", "", "立案"), "姓名", "老陈已退休，不能推荐参赛"),
        (("李静", "青山法院", "", "", "立案"), "参赛赛道", "李静已参加“执行”，同一竞赛不能参加两个赛道"),
        (("托娅", "青山法院", "", "", "民事"), "参赛赛道", "没有赛道“民事”；已有的是：执行、立案"),
        (("托娅", "青山法院", "", "", None), "参赛赛道", "请填写“参赛赛道”。"),
        ((None, "青山法院", "", "", "立案"), "姓名", "请填写“姓名”。"),
    ],
)
def test_who_cannot_be_entered_gets_a_sentence(filing, files, row, column, words):
    found = read_nominations(filing.contest, files([row]))
    assert found.new == []
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.column) == ("1院.xlsx", 2, column)
    assert words in problem.message


def test_the_same_person_in_two_lists(court, filing, files):
    one = ("托娅", "青山法院", "刑庭", "", "立案")
    found = read_nominations(filing.contest, files([one], [one, ("托娅", "青山法院", "", "", "执行")]))
    assert (len(found.new), found.known) == (1, 1)
    assert "托娅已参加“立案”" in found.problems[0].message
    save_contest(court, {"several_tracks": True}, filing.contest.id)
    filing.contest.several_tracks = True
    found = read_nominations(filing.contest, files([one], [("托娅", "青山法院", "", "", "执行")]))
    assert len(found.new) == 2
    assert enter_nominated(court, filing.contest, found) == 2


def test_no_list_and_a_sealed_contest(court, marked, files, tmp_path):
    with pytest.raises(Refused, match="没有找到姓名、参赛赛道等列"):
        read_nominations(marked.contest, [write(tmp_path / "a.xlsx", {"细则": [("评分项",), ("驾驭",)]})])
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="请先启封再修改"):
        read_nominations(marked.contest, files([]))


def test_through_the_window(tab, filing, desk, files, qtbot, tmp_path):
    page = tab.page.entrants
    tab.page.bring(1)
    desk.notices.answer(tmp_path / "空白.xlsx", None)
    page.write_nominations.trigger()
    assert "空白推荐表已保存为“空白.xlsx”" in desk.notices.texts[-1]
    page.take_nominations.trigger()  # given up
    assert desk.notices.messages[-1].kind == "choose_several"
    paths = files([("托娅", "青山法院", "", "", "立案")], [("托雅", "青山法院", "", "", "立案")])
    dialog = nomination_import(desk, filing.contest, paths, None)
    qtbot.addWidget(dialog)
    assert "2 份推荐表，读到 2 人：新报名 1，已在名单里 0，要改正 1 处。" in dialog.summary.text()
    assert dialog.model.index(0, 0).data() == "2院.xlsx"
    assert dialog.report.content == "立案：托娅"
    dialog.advance()
    assert desk.notices.texts[-1] == "按推荐表新报名 1 人。"
    assert Entrant.select().where(Entrant.name == "托娅").exists()
