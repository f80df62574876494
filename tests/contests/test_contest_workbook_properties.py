"""Any contest that can be set up goes out to a workbook and comes back with the same results."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from contest_book import Sheets, told, write
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

TRACKS = ("刑事审判", "立案（诉讼服务）")
EVENTS = ("庭审观摩", "笔试")
JUDGES = ("王祯", "翟志刚", "乌兰", "阿拉坦·巴特尔")
NAMES = ("甲", "乙", "丙", "甲")  # two of one name, of different courts
UNITS = ("甲市法院", "乙市法院", "", "丙市法院")


def sometimes(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> Any:
    return draw(st.one_of(st.none(), values))


@st.composite
def contests(draw: st.DrawFn) -> Sheets:
    """Rows of a workbook in which nothing is wrong."""
    events = [
        (name, track, weight, *rule)
        for name, weight in zip(EVENTS, (60, 40), strict=True)
        for track in draw(st.sampled_from([(None,), TRACKS, (None, TRACKS[0])]))
        for rule in [draw(rules)]
    ]
    lines = [
        (name, track, f"{name}{number}", 10, 0.5, kind, draw(st.sampled_from([1, 1.6])))
        for name in EVENTS
        for track in draw(st.sampled_from([(None,), TRACKS, (None, TRACKS[1])]))
        for number in range(2)
        for kind in [draw(st.sampled_from(["评判", "测量", "扣分"]))]
    ]
    entrants = [
        (
            name,
            unit,
            track,
            draw_number,
            draw(st.sampled_from([None, "参赛", "缺席"])),
            sometimes(draw, st.integers(0, 3)),
        )
        for track in TRACKS
        for draw_number, (name, unit) in zip(
            draw(st.permutations([1, 2, 3, None])), zip(NAMES, UNITS, strict=True), strict=True
        )
    ]
    content: Sheets = {
        "竞赛": [("名称", "年度"), ("业务技能竞赛", 2023)],
        "赛道": [("赛道",), *((track,) for track in TRACKS)],
        "项目": [("项目", "赛道", "权重", "合成方式", "去高", "去低", "统计", "小数位", "舍入", "缺项"), *events],
        "评分细则": [("项目", "赛道", "评分项", "满分", "步长", "类型", "系数"), *lines],
        "评委": [("评委", "单位"), *((name, "外院") for name in JUDGES)],
        "选手": [("选手", "单位", "赛道", "抽签号", "状态", "加赛分"), *entrants],
        "奖项": [("奖项", "名额", "单院上限", "并列"), ("一等奖", 1, 1, "评议"), ("二等奖", 2, None, "全不进")],
        "并列规则": [("规则",), *((rule,) for rule in draw(ties))],
    }
    content["评分"] = [("赛道", "项目", "选手", "评委", "评分项", "分值"), *_marks(draw, lines)]
    return content


rules = st.tuples(
    st.sampled_from(["评委总分", "逐项"]),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["平均", "中位数", "求和"]),
    st.integers(0, 3),
    st.sampled_from(["逐级", "最后"]),
    st.sampled_from(["零分", "不排名"]),
)
ties = st.permutations(["权重最高项目", "指定项目：笔试", "原始平均分", "最高分次数", "加赛"])


def _marks(draw: st.DrawFn, lines: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for track in TRACKS:
        for event in EVENTS:
            own = [line for line in lines if line[:2] == (event, track)]
            rubric = own or [line for line in lines if line[:2] == (event, None)]
            for name, unit in zip(NAMES, UNITS, strict=True):
                label = f"{name}（{unit}）" if name == "甲" else name
                for line in rubric:
                    for judge in (None,) if line[5] == "测量" else JUDGES:
                        points = sometimes(draw, st.integers(0, 20))
                        yield track, event, label, judge, line[2], None if points is None else points / 2


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes at two files an example
)
@given(contests())
def test_export_then_import_gives_the_same_result(content: Sheets) -> None:
    with TemporaryDirectory() as folder:
        first = _read(Path(folder) / "一.cadre", write(Path(folder) / "一.xlsx", content))
        again = _read(Path(folder) / "二.cadre", Path(folder) / "一.xlsx.出.xlsx")
    assert again == first
    assert sum(len(track["ranks"]) + len(track["unranked"]) for track in first) == len(TRACKS) * len(NAMES)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(contests())
def test_the_order_of_rows_makes_no_difference(content: Sheets) -> None:
    turned = {
        title: [rows[0], *reversed(rows[1:])] for title, rows in content.items() if title in ("评委", "选手", "评分")
    }
    with TemporaryDirectory() as folder:
        first = _read(Path(folder) / "一.cadre", write(Path(folder) / "一.xlsx", content))
        assert _read(Path(folder) / "二.cadre", write(Path(folder) / "二.xlsx", {**content, **turned})) == first


def _read(file: Path, book: Path) -> list[dict[str, Any]]:
    """The results of a workbook read into a new file; what that gives is written beside the workbook."""
    store = open_store(file, SCHEMA, "王祯", create_new=True)
    try:
        done = import_contest(store, book)
        assert done.problems == ()
        assert done.contest is not None
        write_contest(Contest.by_key(done.contest), book.with_name(f"{book.name}.出.xlsx"))
        return told(done.contest)
    finally:
        close_store(store)
