"""The shipped code tables: well formed, unambiguous, and they understand what people write."""

import json

import pytest

from cadre_desktop.kit.codes import Code, CodeTable, code_table
from cadre_desktop.kit.resources import resource

OTHER_FORMS = {"courts_baotou", "surnames", "training_hours", "promotion"}
TABLES = sorted(path.stem for path in resource("codes").glob("*.json") if path.stem not in OTHER_FORMS)


@pytest.mark.parametrize("name", TABLES)
def test_every_text_means_one_value(name: str) -> None:
    table = code_table(name)
    meanings: dict[str, set[str]] = {}
    for item in table:
        for text in {item.value, item.label, *item.also}:
            meanings.setdefault(text.casefold(), set()).add(item.value)
    assert {text: values for text, values in meanings.items() if len(values) > 1} == {}
    assert all(text == text.strip() and text for text in meanings)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_names_its_source(name: str) -> None:
    data = json.loads(resource("codes", f"{name}.json").read_text(encoding="utf-8"))
    assert data["name"]
    assert data["source"]
    assert len({item[0] for item in data["items"]}) == len(data["items"])


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ethnic", 58),
        ("political", 13),
        ("education", 16),
        ("degree", 56),
        ("judge_grades", 12),
        ("training_class", 5),
        ("ranks", 42),
        ("line", 18),
        ("employment", 5),
        ("health", 3),
        ("award", 6),
        ("post_levels", 10),
        ("law_posts", 15),
    ],
)
def test_tables_are_complete(name: str, count: int) -> None:
    assert len(code_table(name).items) == count


def test_all_tables_are_counted_above() -> None:
    assert len(TABLES) == 13


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("ethnic", "汉", "汉族"),
        ("ethnic", "蒙", "蒙古族"),
        ("ethnic", "蒙族", "蒙古族"),
        ("ethnic", " 蒙古 ", "蒙古族"),
        ("ethnic", "达斡尔", "达斡尔族"),
        ("political", "中国共产党党员", "中共党员"),
        ("political", "党员", "中共党员"),
        ("political", "团员", "共青团员"),
        ("political", "九三", "九三学社"),
        ("education", "本科", "大学"),
        ("education", "大学本科", "大学"),
        ("education", "硕士研究生", "研究生"),
        ("education", "专科", "大专"),
        ("degree", "法律硕士学位", "法律硕士"),
        ("degree", "mba", "工商管理硕士"),
        ("judge_grades", "4级高级法官", "四级高级法官"),
        ("ranks", "一级主任科员", "一级主任科员"),
        ("ranks", "3级警长", "三级警长"),
        ("line", "政治部", "政工党务"),
        ("employment", "聘用制书记员", "聘用制"),
        ("employment", "政法专项编制", "公务员"),
        ("award", "个人三等功", "记三等功"),
        ("post_levels", "正科级", "乡科级正职"),
        ("health", "良好", "健康"),
    ],
)
def test_what_people_write_is_understood(name: str, text: str, label: str) -> None:
    table = code_table(name)
    assert table.label(table.find(text)) == label


@pytest.mark.parametrize(
    ("name", "text"), [("ethnic", "汉人"), ("political", "无"), ("education", ""), ("line", "其它条线")]
)
def test_what_is_unclear_is_not_guessed(name: str, text: str) -> None:
    assert code_table(name).find(text) is None


def test_unknown_values_are_shown_as_they_are() -> None:
    table = code_table("ethnic")
    assert table.label("77") == "77"
    assert table.label(None) == table.label("") == ""
    assert "77" not in table
    assert "01" in table
    assert table.labels[:2] == ("汉族", "蒙古族")


def test_a_code_enum_is_a_table() -> None:
    class Colour(Code):
        RED = "red", "红", "赤"
        BLUE = "blue"

    table = Colour.table()
    assert isinstance(table, CodeTable)
    assert table is Colour.table()
    assert table.find("赤") == Colour.RED == "red"
    assert table.label(Colour.BLUE) == "blue"


def test_discipline_is_left_out() -> None:
    assert all(item.value.startswith("01") for item in code_table("award"))


def test_surname_readings_fit_their_surnames() -> None:
    data = json.loads(resource("codes", "surnames.json").read_text(encoding="utf-8"))
    assert [name for name, readings in data["surnames"].items() if 1 < len(name) != len(readings)] == []
    assert len(set(data["compound"])) == len(data["compound"])
    assert {len(name) for name in data["compound"]} == {2, 3, 4}
