"""The menu of papers and workbooks: what cannot be done yet is grey and says why."""

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.kit.documents.workbook import read_workbook


def offered(menu):
    """Every line of the menu as it opens: its words, and whether it can be chosen."""
    menu.follow()
    return {
        action.text(): action.isEnabled()
        for action in (*menu.actions(), *menu.books.actions())
        if action.isVisible() and not action.isSeparator()
    }


def test_what_is_lacking_stands_beside_the_grey_line(tab, small):
    lines = offered(tab.page.print_menu)
    assert lines["抽签表\t还没有抽签"] is False
    assert lines["签到表"] is True
    assert lines["评分表"] is True
    assert lines["成绩表\t还没有评分"] is False
    assert lines["公示…\t还没有评分"] is False
    assert lines["荣誉证书\t还没有封存"] is False
    assert lines["全部评分…\t还没有评分"] is False
    assert lines["竞赛工作簿（可再导入）…"] is True


def test_after_draw_marks_and_seal_everything_can_be_done(court, marked_tab, marked):
    draw(court, marked.track)
    marked.confirm(court)
    seal(court, marked.contest)
    lines = offered(marked_tab.page.print_menu)
    headings = ("赛前", "评分", "结果")
    assert [line for line, enabled in lines.items() if not enabled] == list(headings)


def test_without_a_track_nothing_can_be_printed(tab, small):
    tab.page.track_box.set_value(0)
    lines = offered(tab.page.print_menu)
    assert [line for line, enabled in lines.items() if enabled] == ["证书模板…", "导出工作簿"]
    assert "成绩表\t还没有赛道" in lines


def test_workbooks_are_written_where_the_user_says(marked_tab, marked, desk, tmp_path):
    menu = marked_tab.page.print_menu
    for title, sheets in (
        ("全部评分", ["说明", "执行", "评分"]),
        ("获奖情况汇总", ["各院", "各赛道", "各院各赛道参赛", "各院各赛道获奖"]),
        ("竞赛工作簿（可再导入）", ["竞赛", "赛道", "项目"]),
    ):
        path = tmp_path / f"{title}.xlsx"
        desk.notices.answer(path)
        menu.workbooks[title].trigger()
        assert desk.notices.texts[-1] == f"已导出到“{path.name}”。"
        assert [sheet.name for sheet in read_workbook(path).sheets][: len(sheets)] == sheets
    offered_names = [message.detail for message in desk.notices.messages if message.kind == "choose_save"]
    assert offered_names[2] == "2023年执行技能竞赛 竞赛工作簿.xlsx"


def test_giving_up_the_file_writes_nothing(marked_tab, desk, tmp_path):
    desk.notices.answer(None)
    marked_tab.page.print_menu.workbooks["全部评分"].trigger()
    assert [message.kind for message in desk.notices.messages] == ["choose_save"]
