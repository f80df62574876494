"""Rows of a table that hold no record: totals, notes, signatures, repeated headers, prepared but empty lines."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from cadre_desktop.kit.chinese import DOTS
from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.name_marks import HAN


class Reason(StrEnum):
    """Why a row is no record; the value is the Chinese sentence part that the user sees (through `_()`)."""

    BLANK = N_("空行")
    HEADER = N_("表头")
    TOTAL = N_("合计行")
    NOTE = N_("说明或备注")
    SIGNATURE = N_("制表、审核等落款")
    PAGE = N_("页码或续页")
    TITLE = N_("通栏标题")
    NUMBER_ONLY = N_("只有序号")
    SECTION = N_("下面各行所属的部门或单位")
    OTHER_TABLE = N_("另一张表的内容")


TOTALS = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "合 计", "总 计", "小 计", "合  计", "总  计", "合　计", "总　计"}
)
"""Whole cells that make a row a total even when it is full of sums."""

_DOT = f"[{re.escape(''.join(sorted(DOTS)))}]"
_STARRED_NAME = (
    rf"(?!说明|须知|备注|附注|注释)(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}(?:{_DOT}[{HAN}]{{1,10}})+)(?:[(（【].*)?[*＊※]*$"
)
"""What makes a text that begins with a star a name with a mark, not a note below the table."""
DITTO = frozenset({"同上", "同 上", "同　上", "〃", "″", "〞", "〟", "”", "“", "„", '"', "''", "′′", "´´"})
"""Whole cells that mean the value in the cell above."""

_PATTERNS = (
    (Reason.TOTAL, re.compile(r"(本页|本部门|全院|以上)?[合总小共累]计(人数)?([:(（：\d].*)?$|共\d+[人名条项行]")),
    (
        Reason.SIGNATURE,
        re.compile(
            r"(制表|填表|填报|审核|审批|复核|经办|联系|负责|统计|校对)人?(签[字名章])?[:：]"
            r"|(制表|填表|填报|审核|统计)(人|日期|时间|单位|部门)([:：]|$)"
            r"|(单位|部门|分管|主要)?(负责人|领导)(签[字名章])?[:：]|(单位)?[(（]?(盖章|公章)[)）]?([:：]|$)"
        ),
    ),
    (
        Reason.NOTE,
        re.compile(
            r"(填[表报写])?(说明|须知|备注|注|附注|注释|注意事项)(\d*[:：.、]|$)|填[表报写](说明|要求|须知)"
            rf"|[※*＊]+(?!{_STARRED_NAME})"
        ),
    ),
    (Reason.PAGE, re.compile(r"第\d+页|[(（]?(接下页|续上页|下转|上接|续表|转下页|接上页)|-?\d+-$|\d+/\d+页")),
)
_LONGEST_NUMBER = 6

_COUNTING = re.compile(
    r"^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]|^[（(][一二三四五六七八九十]{1,3}[)）]|^\d{1,2}[、.．](?!\d)"
)
_SAYING = re.compile(r"^(所在)?(部门|单位|庭室|处室|科室|法院)(名称)?[:：]")
_HEADCOUNT = re.compile(r"[（(]?(共|计|合计|实有)?\d{1,4}[人名][)）]?$")
_UNIT = re.compile(
    r"(法院|法庭|审判庭|办公室|执行局|政治[部处]|研究室|监察[室组]|纪检组|审管办|合议庭|大队|支队|中队|中心|科室|党委|机关党委|工会|院领导"
    r"|领导班子|班子成员|委员会|内设机构)$"
)
_SHORT_UNIT = re.compile(r"^[^\s]{1,8}[庭局室处科队部办组站所]$")
SAYS_UNIT = re.compile(r"法院|(填报|所在)?单位\s*[:：]")
"""In a title: whose people the table is about."""

_COURT = re.compile(r"法院(机关|本部)?$|^(市|区|旗|县)?中院$|^本院$")
_SHORT_COURT = re.compile(r"[^\s]{2}[中法]院$")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
"""The hundred commonest surnames: 张海庭 is more likely a person than a court's division."""
_RARER_SURNAMES = frozenset(
    "施牛翁洪章葛安包左吉欧古燕聂焦向管解连甄单娄庞纪舒屈项祝阮蓝闵季麻强路危颜童盛刁骆樊凌霍虞支柯昝卢莫经裘缪干应"
    "宗丁宣邓郁杭诸左石崔吉钮龚嵇邢滑裴荣荀羊於惠曲封芮羿储靳汲糜松井巫乌焦巴弓牧隗山谷车宓蓬郗班仰仲伊宫宁仇栾甘厉戎祖符"
    "景詹束幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍卓蔺屠池乔阴胥苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍却璩桑桂濮寿通边扈冀浦尚农温"
    "别庄晏柴瞿阎充慕茹习宦艾鱼容古易慎戈庾终暨居衡步都耿满弘匡国寇广禄阙殴沃利蔚越夔隆师巩厍晁勾敖融冷訾辛阚那简饶曾毋沙"
    "乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公苗凤花俞鲍费岑滕殷毕卞米贝明臧计伏成宋茅熊纪刀佟苑来岳佘佴湛蒙谌商牟覃楚闫付"
    "肖邸仝冼隋战代衣初修原智鹿栗郎斯图宝特额呼苏布赛哈乌其那阿敖塔巴达朝"
)
"""Others that are met, and first characters of Mongolian names; a text that begins so may be many other things."""
_LONG_SURNAMES = frozenset(
    (
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "长孙",
        "宇文",
        "东方",
        "南宫",
    )
)

_GONE = re.compile(
    r"(?:^|法院|本院|我院)已?(离退休|退休|离休|调离|调出|离职|辞职|去世|病故|在职|在编)的?(?:人员|干警|干部|职工|同志)"
    r"(?:名单|花名册|名册|情况表|通讯录|登记表|一览表)?$"
)
_TO_COME = re.compile(r"拟|将|到龄|预计|[今明当]年|\d年?$")

_NO_NAME = re.compile(r"[\d:：，,。；;（(《“\"、/]")


def reason_of(filled: Sequence[tuple[int, Cell]], number_column: int, left: int) -> Reason | None:
    """Why a row with these filled cells (column and value; few of them) is no record, or None if it may be one.

    number_column: the column of the running number, -1 for none; left: the table's first column.
    """
    texts = [(column, _plain(cell)) for column, cell in filled if not isinstance(cell, str) or cell.strip()]
    if not texts:
        return Reason.BLANK
    if len(texts) == 1 and texts[0][0] == number_column and _is_number(texts[0][1]):
        return Reason.NUMBER_ONLY
    first = next((text for column, text in texts if column != number_column or not _is_number(text)), texts[0][1])
    for reason, pattern in _PATTERNS:
        if pattern.match(first):
            return reason
    if len(texts) == 1 and texts[0][0] == left == number_column:
        return Reason.TITLE
    return None


class Section(NamedTuple):
    """What a section line says. name: the department or court of the people below it, or what has become of them
    (退休); wide: whether it is a court; status: whether it is what has become of them."""

    name: str
    wide: bool
    status: bool = False


def status_in(title: str) -> str:
    """What a title says has become of the people below it: 离退休人员 and 退休干警花名册 say 退休; empty for nothing.

    Who is to retire (拟退休人员, 2024年退休人员) has not retired.
    """
    found = _GONE.search("".join(title.split()))
    return "" if found is None or _TO_COME.search(title[: found.start()]) else found[1]


def section_of(texts: Sequence[str]) -> Section | None:
    """What a line says that holds a single text (and perhaps a headcount): 二、刑事审判庭（12人）→ 刑事审判庭.

    None if it does not name a department or a court. A short text that may be somebody's name (张海庭) names none
    unless it is counted like a heading.
    """
    first, *others = ["".join(text.split()) for text in texts]
    if any(not _HEADCOUNT.fullmatch(other) for other in others):
        return None
    counted = _COUNTING.sub("", first, count=1) if _COUNTING.match(first) else first
    said = _SAYING.sub("", counted)
    name = _HEADCOUNT.sub("", said)
    status = status_in(name)
    if status:
        return Section(status, wide=False, status=True)
    if not name or _NO_NAME.search(name):
        return None
    if _COURT.search(name):
        return Section(name, wide=True)
    sure = said != counted or counted != first or name != said or bool(others)
    if _UNIT.search(name) or (_SHORT_UNIT.match(name) and (sure or len(name) > 4 or name[0] not in _SURNAMES)):
        return Section(name, wide=False)
    return None


def has_surname(name: str) -> bool:
    """Whether a text begins with a surname, a rare one too."""
    return name[:1] in _SURNAMES | _RARER_SURNAMES or (len(name) > 2 and name[:2] in _LONG_SURNAMES)


def is_called_like_a_unit(name: str) -> bool:
    """Whether a text is the name of a court or a department, and hardly somebody's: 刑一庭, 办公室, 包头中院."""
    return bool(
        _UNIT.search(name)
        or _COURT.search(name)
        or _SHORT_COURT.match(name)
        or (_SHORT_UNIT.match(name) and name[0] not in _SURNAMES)
    )


def is_numbered_title(text: str) -> bool:
    """Whether a text that is alone is numbered as titles are: 二、退休人员, （一）院领导."""
    return (
        re.match(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]", text.strip())
        is not None
    )


def is_lonely_remark(text: str, names_somebody: bool) -> bool:
    """Whether a text that is alone in its line is a remark: no name is so long or has such signs in it.

    names_somebody: whether it is in the column of names.
    """
    plain = "".join(text.split())
    return names_somebody and "·" not in plain and (len(plain) > 6 or bool(re.search(r"[\d:：，,。；;《]", plain)))


def _plain(cell: Cell) -> str:
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(str(cell).split())


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST_NUMBER
