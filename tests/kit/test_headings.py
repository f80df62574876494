"""What headings mean: their plain form, and which column each is."""

import pytest

from cadre_desktop.kit.intake.headings import Heading, match_headings, normal


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("出生\n年月", "出生年月"),
        ("姓　名", "姓名"),
        ("身份证号（18位）", "身份证号"),
        ("联系电话*", "联系电话"),
        ("ＩＤ号【必填】", "id号"),
        ("（一）", "一"),
    ],
)
def test_normal_headings(text: str, form: str) -> None:
    assert normal(text) == form


def matched(texts: list[str], known: dict[str, tuple[str, ...]]) -> dict[str, str]:
    headings = [Heading(text, column, lower=text.rpartition("/")[2]) for column, text in enumerate(texts)]
    return {key: match.heading for key, match in match_headings(headings, known).items()}


@pytest.mark.parametrize(
    ("heading", "names", "hit"),
    [
        ("姓 名", ("姓名",), True),
        ("手机", ("联系电话", "手机"), True),
        ("身份证号码", ("身份证号",), True),
        ("身份证件号", ("身份证号",), True),
        ("基本情况/姓名", ("姓名",), True),
        ("配偶姓名", ("姓名",), False),
        ("原工作单位", ("工作单位",), False),
        ("工作单位及职务", ("工作单位",), False),
        ("任现职级时间", ("任现职务时间",), False),
        ("入伍时间", ("入党时间",), False),
        ("金额（万元）", ("金额（元）",), False),
        ("金额（元）", ("金额",), True),
        ("联系电话（紧急联系人）", ("联系电话",), False),
        ("学历（配偶）", ("学历",), False),
        ("职务（拟任）", ("职务",), False),
        ("出生年月（农历）", ("出生年月",), False),
        ("联系电话（手机）", ("联系电话",), True),
        ("配偶/姓名", ("姓名",), False),
    ],
)
def test_matching_is_cautious(heading: str, names: tuple[str, ...], hit: bool) -> None:
    assert bool(matched([heading], {"key": names})) is hit


def test_the_best_match_wins_and_no_column_serves_twice() -> None:
    known = {"id": ("身份证号",), "code": ("身份证号码",), "phone": ("联系电话", "手机")}
    assert matched(["手机", "身份证号码", "联系电话"], known) == {"code": "身份证号码", "phone": "联系电话"}


def test_a_match_says_why() -> None:
    match = match_headings([Heading("手机", 4)], {"phone": ("联系电话", "手机")})["phone"]
    assert (match.column_index, match.score) == (4, 0.99)
    assert "联系电话" in match.why
