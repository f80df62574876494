"""Names in pasted texts: however a list is written, every name is found, and what is none is kept aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.name_list.reading_names import Written, read_names

NAMES = ("张三", "李四", "王五", "王祯", "李静", "阿拉坦·巴特尔", "欧阳文博", "单雄信", "王庭", "乌力吉", "高院生")
KNOWN = {name.replace("·", "") for name in NAMES}
UNITS = {"刑庭", "民庭", "青山法院", "青山区法院", "执行局", "刑事审判第一庭", "青山", "本院"}


def read(text):
    return read_names(text, KNOWN.__contains__, UNITS.__contains__)


def said(text):
    return [entry.text for entry in read(text).names]


@pytest.mark.parametrize(
    ("text", "names", "aside"),
    [
        ("参会人员：1.张三法官、李四（刑庭） @王五", ["张三（法官）", "李四（刑庭）", "王五"], ["参会人员"]),
        ("张三 李四\t王五", ["张三", "李四", "王五"], []),
        ("张三,李四;王五。王祯", ["张三", "李四", "王五", "王祯"], []),
        ("名单如下\n一、张三\n二、李四\n共2人", ["张三", "李四"], ["名单如下"]),
        ("（1）张三（2）李四", ["张三", "李四"], []),
        ("①张三②李四", ["张三", "李四"], []),
        ("1张三 2李四", ["张三", "李四"], []),
        ("张三、李四等2人", ["张三", "李四"], []),
        ("请以下同志参加9月3日培训：张三、李四", ["张三", "李四"], ["请以下同志参加", "培训"]),
        ("@张三-青山法院 @所有人 收到", ["张三（青山法院）"], ["所有人", "收到"]),
        ("张三13800000000", ["张三"], []),
        ("张三（13800000000，庭长）", ["张三（庭长）"], []),
        ("张三（请假）、李四（替王五）", ["张三（请假）", "李四（替王五）"], []),
        ("序号 姓名 部门\n1 张三 刑庭", ["张三（刑庭）"], ["序号", "姓名", "部门"]),
        ("#接龙\n1. 张三\n2. 李四 刑庭\n3. 王五+1", ["张三", "李四（刑庭）", "王五"], ["接龙"]),
        ("6月3日（周一）上午9:00开会：张三，以及王五", ["张三", "王五"], ["开会"]),
        ("1.张三，男，1985.03，刑庭庭长；2.李四，女", ["张三（刑庭、庭长）", "李四"], []),
        ("主持人：张三\n参加人：李四、王五", ["张三", "李四", "王五"], ["主持人", "参加人"]),
    ],
)
def test_lists_as_people_write_them(text, names, aside):
    found = read(text)
    assert [entry.text for entry in found.names] == names
    assert list(found.aside) == aside


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王　祯、李 静", ["王祯", "李静"]),
        ("王 祯 李 静 王 五", ["王祯", "李静", "王五"]),
        ("阿拉坦.巴特尔、阿拉坦•巴特尔、阿拉坦巴特尔", ["阿拉坦·巴特尔", "阿拉坦·巴特尔", "阿拉坦巴特尔"]),
        ("张三.李四", ["张三", "李四"]),
        ("阿拉坦 巴特尔、李静", ["阿拉坦·巴特尔", "李静"]),
        ("张三李四和王五", ["张三", "李四", "王五"]),
        ("欧阳文博单雄信", ["欧阳文博", "单雄信"]),
    ],
)
def test_spread_dotted_and_run_together_names(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三法官助理", ["张三（法官助理）"]),
        ("王五 庭长", ["王五（庭长）"]),
        ("王五副庭长、王五常务副院长", ["王五（副庭长）", "王五（常务副院长）"]),
        ("庭长张三", ["张三（庭长）"]),
        ("庭长 张三 书记员 李四", ["张三（庭长）", "李四（书记员）"]),
        ("青山法院 庭长 张三", ["张三（青山法院、庭长）"]),
        ("王庭、王庭长", ["王庭", "王（庭长）"]),
        ("李庭长", ["李（庭长）"]),
        ("高院生", ["高院生"]),
    ],
)
def test_duties_and_honorifics_are_told_from_names(text, names):
    assert said(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("刑庭：张三、李四；民庭：王五", ["张三（刑庭）", "李四（刑庭）", "王五（民庭）"]),
        ("刑庭：张三\n李四", ["张三（刑庭）", "李四"]),
        ("刑庭：张三、李四；民庭 王五", ["张三（刑庭）", "李四（刑庭）", "王五（民庭）"]),
        ("刑庭：张三、\n李四\n王五", ["张三（刑庭）", "李四（刑庭）", "王五"]),
        ("刑庭：\n张三\n李四", ["张三（刑庭）", "李四（刑庭）"]),
        ("青山区法院\n张三\n李四（执行局）", ["张三（青山区法院）", "李四（青山区法院、执行局）"]),
        ("青山区法院\n刑庭：张三\n民庭：李四", ["张三（青山区法院、刑庭）", "李四（青山区法院、民庭）"]),
        ("【刑庭】张三 李四", ["张三（刑庭）", "李四（刑庭）"]),
        ("刑庭 张三 民庭 李四", ["张三（刑庭）", "李四（民庭）"]),
        ("张三 刑庭 李四 民庭", ["张三（刑庭）", "李四（民庭）"]),
        ("刑庭张三法官，李四民庭", ["张三（刑庭、法官）", "李四（民庭）"]),
        ("1\t青山法院\t张三\t男\t刑庭\t庭长\n2\t青山法院\t李四", ["张三（青山法院、刑庭、庭长）", "李四（青山法院）"]),
    ],
)
def test_courts_and_departments_go_to_whom_they_are_said_of(text, names):
    assert said(text) == names


def test_names_nobody_has_are_names_all_the_same():
    assert said("赵六、孙晓雅、乌兰图雅·其其格") == ["赵六", "孙晓雅", "乌兰图雅·其其格"]


def test_somebody_may_be_called_like_a_day_of_the_week():
    found = read_names("周一（6月5日）报名：周三、周五晚上", {"周三"}.__contains__, UNITS.__contains__)
    assert next(entry.name for entry in found.names) == "周三"


def test_nothing_is_nothing():
    assert read("") == read(" \n\t、，") == read_names("", KNOWN.__contains__, UNITS.__contains__)
    assert not read("").names


SEPARATORS = st.sampled_from(["、", "，", ",", " ", "　", "\n", "\t", "；", " / ", "\n\n", "。"])
NUMBERINGS = st.sampled_from(["{}.", "{}、", "({})", "（{}）", "{} ", "", "", "@", "-"])
ADDITIONS = st.sampled_from(["", "", "", "法官", "（刑庭）", "(青山法院)", " 庭长", "书记员", "（审判员）", "同志"])


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), NUMBERINGS, ADDITIONS, SEPARATORS), min_size=1, max_size=12),
    st.sampled_from(["", "参会人员：", "名单如下：\n", "以下人员参加培训\n"]),
)
def test_every_name_of_any_list_is_found_in_its_order(entries, head):
    text = head
    for number, (name, numbering, addition, separator) in enumerate(entries, 1):
        text += numbering.format(number) + name + addition + separator
    found = read(text)
    assert [entry.name for entry in found.names] == [name for name, *_rest in entries]
    assert not KNOWN.intersection(found.aside)


@given(st.text(alphabet="张三李四王五刑庭法官、，。（）()：:@ \n1２.·-—[]【】男女", max_size=60))
def test_whatever_is_pasted_can_be_read(text):
    found = read(text)
    assert all(isinstance(entry, Written) and entry.name for entry in found.names)
    assert all(found.aside)


@pytest.mark.parametrize("between", ["", "和", "与"])
def test_thousands_of_names_without_a_separator_are_found(between):
    """They used to be parted by a function that called itself for each, which Python stops after some hundreds."""
    names = ["张三", "李四", "王祯", "阿拉坦巴特尔"] * 1_000
    listed = read(between.join(names))
    assert [entry.name for entry in listed.names] == names and listed.aside == ()


def test_names_that_run_together_in_many_ways_are_parted_or_told_at_once():
    """Each way tried anew would take longer than anybody lives."""
    known = {"王文", "文王", "王文王"}
    whole = read_names("王文王" * 300, known.__contains__, UNITS.__contains__)
    assert {entry.name for entry in whole.names} <= known and whole.names
    assert "".join(entry.name for entry in whole.names) == "王文王" * 300
    spoilt = read_names("王文王" * 300 + "某", known.__contains__, UNITS.__contains__)
    assert (spoilt.names, spoilt.aside) == ((), ("王文王" * 300 + "某",))


@pytest.mark.parametrize(
    "text", ["王" * 50_000, "😀👍🙏", "，。！？、；……——《》（）", "(" * 9_000, "\x00\ufeff\ud800", "院长" * 9_000]
)
def test_a_text_without_a_name_has_none_however_long(text):
    assert read(text).names == ()
