"""A rubric as a workbook: out and in again it is the same; a wrong one changes nothing and says what is wrong where."""

import pytest
from contest_book import write

from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.exchange.rubric_book import lines_of, read_rubric, take_rubric, write_rubric
from cadre_desktop.contests.records import Criterion
from cadre_desktop.contests.screens.setting_up.rubric_import import rubric_import
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.problems import Refused

HEAD = ("评分项", "满分", "步长", "类型", "系数")
GOOD = [HEAD, ("说理", 45, None, None, None), ("驾驭", 50, 1, "评判", 1.5), ("校对", 5, 2, "扣分", None)]


@pytest.fixture
def book(tmp_path):
    """Writes rows to a workbook; without a heading of their own they have the usual one."""
    return lambda rows, title="评分细则": write(tmp_path / "细则.xlsx", {title: rows})


def rubric(event):
    return [(line.name, line.points, line.step, line.kind, line.factor) for line in lines_of(event)]


def problems(event, path):
    return [
        (problem.row, problem.column, problem.value, problem.message) for problem in read_rubric(event, path).problems
    ]


def test_out_and_in_again_it_is_the_same(court, small, tmp_path):
    path = tmp_path / "细则.xlsx"
    assert write_rubric(small.trial, path) == 2
    assert read_workbook(path).sheets[0].rows[0] == list(HEAD)
    take_rubric(court, small.trial, plan := read_rubric(small.trial, path))
    assert (plan.new, plan.changed, plan.same, plan.differs) == (0, 0, 2, False)
    before = rubric(small.trial)
    take_rubric(court, small.exam, read_rubric(small.exam, path))  # another event takes it whole
    assert rubric(small.exam) == before
    again = tmp_path / "again.xlsx"
    write_rubric(small.exam, again)
    assert again.read_bytes() == path.read_bytes()


def test_the_workbook_takes_the_place_of_the_rubric_in_its_order(court, small, book):
    keys = {line.name: line.id for line in lines_of(small.trial)}
    plan = read_rubric(small.trial, book(GOOD))
    assert (plan.new, plan.changed, plan.same, plan.gone, plan.full) == (1, 2, 0, (), "125")
    take_rubric(court, small.trial, plan)
    assert rubric(small.trial) == [
        ("说理", 45_000, 500, "judged", 1000),
        ("驾驭", 50_000, 1000, "judged", 1500),
        ("校对", 5_000, 2000, "deduction", 1000),
    ]
    assert {line.name: line.id for line in lines_of(small.trial) if line.name in keys} == keys
    track = {values_of(line)["track"] for line in lines_of(small.trial)}
    assert track == {small.track.id}
    court.undo()
    assert len(lines_of(small.trial)) == 2


def test_every_mistake_is_told_at_its_cell_and_nothing_changes(court, small, book):
    path = book(
        [
            HEAD,
            ("驾驭", 0, None, None, None),
            ("说理", "四十", None, None, None),
            ("形象", 10, 3, None, None),
            ("纪律", 10, None, "奖励", None),
            (None, 5, None, None, None),
            ("校对", 2, 5, "扣分", None),
            ("形象", 10, 1, None, None),
        ]
    )
    told = problems(small.trial, path)
    words = "".join(message for *_where, message in told)
    assert [(row, column) for row, column, _value, _message in told] == [
        (3, "满分"),
        (5, "类型"),
        (6, "评分项"),
        (2, "满分"),
        (4, "步长"),
        (7, "步长"),
        (8, "评分项"),
    ]
    for part in (
        "满分须大于 0",
        "步长 3 不能整除满分 10",
        "请填写“评分项”",
        "每处扣 5 分，超过满分 2",
        "与第 4 行重复",
    ):
        assert part in words
    before = rubric(small.trial)
    with pytest.raises(Refused):
        take_rubric(court, small.trial, read_rubric(small.trial, path))
    assert rubric(small.trial) == before


def test_marks_there_are_must_stand_on_the_new_lines(marked, book):
    told = problems(marked.trial, book([HEAD, ("驾驭", 40, None, None, None), ("形象", 10, None, None, None)]))
    assert told[0][:2] == (2, "满分")
    assert "已有的评分与新的细则不合：“驾驭”的分值" in told[0][3]
    (problem,) = problems(marked.trial, book([HEAD, ("驾驭", 60, None, None, None)]))
    assert "“说理”已有评分，不能删去" in problem[3]
    (problem,) = problems(marked.trial, book([HEAD, ("驾驭", 60, None, "测量", None), ("说理", 40, None, None, None)]))
    assert problem[:2] == (2, "类型")


def test_no_rubric_an_empty_one_and_a_sealed_contest(court, marked, book, tmp_path):
    with pytest.raises(Refused, match="没有找到评分项、满分等列"):
        read_rubric(marked.trial, book([("姓名",), ("王祯",)]))
    assert "表里没有评分项" in problems(marked.trial, book([HEAD]))[0][3]
    assert read_rubric(marked.trial, book([HEAD, *GOOD[1:]], "别的表名")).lines
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="请先启封再修改"):
        read_rubric(marked.trial, book(GOOD))


def test_through_the_window(tab, small, desk, book, qtbot, tmp_path):
    page = tab.page.event_page
    page.open(small.contest, small.trial.id, {})
    out = tmp_path / "out.xlsx"
    desk.notices.answer(out, None)
    page._export_rubric()
    assert "已导出 2 个评分项到“out.xlsx”" in desk.notices.texts[-1]
    page.import_rubric()  # given up
    assert desk.notices.messages[-1].kind == "choose_open"
    dialog = rubric_import(desk, page.event_row, book(GOOD))
    qtbot.addWidget(dialog)
    assert "3 个评分项，满分 125；新增 1，修改 2，不变 0。" in dialog.summary.text()
    assert "1　说理　45\n2　驾驭　50\n3　校对　5" in dialog.fine.text()
    dialog.advance()
    assert desk.notices.texts[-1] == "评分细则已导入：3 项，满分 125。"
    assert Criterion.select().where(Criterion.event == small.trial).count() == 3
    dialog = rubric_import(desk, page.event_row, book([HEAD, ("驾驭", -1)]))
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    assert "整张导入，改好之前不变" in dialog.summary.text()
