import io
from pathlib import Path

import pytest

from cadre_desktop.kit.notices import Notice, PlainNotices, RecordedNotices, listed
from cadre_desktop.kit.problems import Problem, Refused

ROW = Problem("应为 18 位，请核对。", sheet="花名册", row=12, column="身份证号")


def test_recorded_messages_are_data_and_answers_come_in_order():
    notices = RecordedNotices(True, None, "/tmp/a.xlsx")
    notices.tell("已保存。")
    assert notices.ask("删除？", "删除", "取消", danger=True) is True
    assert notices.ask_text("改名", "新名称", "旧") is None
    assert notices.choose_save("导出", "名册.xlsx", [("Excel", "*.xlsx")]) == Path("/tmp/a.xlsx")
    assert notices.messages[0] == Notice("tell", "已保存。")
    assert notices.texts == ["已保存。", "删除？", "新名称", "导出"]


def test_a_question_nobody_expected_fails():
    with pytest.raises(LookupError, match="删除？"):
        RecordedNotices().ask("删除？", "删除", "取消")


def test_recorder_takes_more_answers_and_refusals():
    notices = RecordedNotices()
    notices.answer(False, None)
    notices.warn("没有写入。", "细节")
    notices.refused(Refused(ROW))
    assert notices.ask("?", "a", "b") is False
    assert notices.choose_open("打开", []) is None
    notices.answer((Path("a"), Path("b")), Path("c"), None)
    assert [notices.choose_several("打开", []) for _time in range(3)] == [[Path("a"), Path("b")], [Path("c")], []]
    assert notices.messages[:2] == [Notice("warn", "没有写入。", "细节"), Notice("refused", ROW.message)]


def test_plain_lines_name_the_place():
    out = io.StringIO()
    notices = PlainNotices(out=out)
    notices.tell("完成。")
    notices.warn("有问题。", "细节")
    notices.refused(Refused(ROW))
    assert out.getvalue().splitlines() == [
        "完成。",
        "注意：有问题。",
        "细节",
        "工作表“花名册” 第 12 行 身份证号：应为 18 位，请核对。",
    ]


def test_plain_notices_never_wait():
    notices = PlainNotices(assume_yes=True, out=io.StringIO())
    assert notices.ask("继续？", "继续", "停下") is True
    assert notices.ask_text("t", "l") is None
    assert notices.choose_open("t", []) is None
    assert notices.choose_several("t", []) == []
    assert notices.choose_save("t", "n", []) is None


def test_long_refusals_are_cut_with_a_count():
    refused = Refused([Problem(f"问题 {number}") for number in range(20)])
    assert listed(refused, 3).splitlines() == ["问题 0", "问题 1", "问题 2", "……另有 17 处"]
