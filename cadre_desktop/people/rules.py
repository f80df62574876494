"""Rules about people: what their codes mean, how names are written, ages. Pure functions and enums."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import mul
from typing import NamedTuple

from cadre_desktop.kit.chinese import DOTS, fold
from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.name_marks import INVISIBLE
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.resources import resource


class Sex(Code):
    """GB/T 2261.1, the two values that personnel forms use."""

    MALE = "male", N_("男"), "男性", "1", "M"
    FEMALE = "female", N_("女"), "女性", "2", "F"


class StaffCategory(Code):
    """人员分类: the three categories of court staff."""

    JUDGE = "judge", N_("法官"), "员额法官", "入额法官"
    JUDICIAL_AUXILIARY = "judicial_auxiliary", N_("审判辅助人员"), "审判辅助", "辅助人员", "司法辅助人员"
    JUDICIAL_ADMINISTRATIVE = "judicial_administrative", N_("司法行政人员"), "司法行政", "行政人员"


class Capacity(Code):
    """岗位身份: as what a judicial auxiliary serves, after the courts' reporting codes (RYFL 21 to 29)."""

    ASSISTANT = "assistant", N_("法官助理"), "审判助理"
    CLERK = "clerk", N_("书记员"), "速录员"
    POLICE = "police", N_("司法警察"), "法警"
    TECHNICIAN = "technician", N_("司法技术人员"), "司法技术", "法医"
    ENFORCEMENT = "enforcement", N_("执行员")
    OTHER = "other", N_("其他审判辅助人员"), "其他辅助人员"


class PersonStatus(Code):
    """Whether somebody is at work. `on_staff` says who still belongs to the court."""

    SERVING = "serving", N_("在职"), "在岗", "在编在岗", "在编", "正常"
    ON_LEAVE = (
        "on_leave",
        N_("离岗"),
        "长期请假",
        "请假",
        "病休",
        "产假",
        "脱产学习",
        "挂职",
        "外派",
        "内退",
        "借调",
        "援疆",
        "援藏",
        "驻村",
    )
    MOVED = "moved", N_("调离"), "调出", "已调离", "调走", "转任"
    LEFT = "left", N_("离职"), "辞职", "辞退", "已离职", "解除合同", "合同到期", "开除"
    RETIRED = "retired", N_("退休"), "已退休", "离休", "离退休"
    DECEASED = "deceased", N_("去世"), "已故", "逝世", "死亡", "病故"

    @property
    def on_staff(self) -> bool:
        """At work or on leave: counted among the court's staff, enrolled, entered, chosen."""
        return self in (PersonStatus.SERVING, PersonStatus.ON_LEAVE)

    @property
    def tone(self) -> Tone:
        if self == PersonStatus.ON_LEAVE:
            return "warning"
        return "good" if self == PersonStatus.SERVING else "neutral"


class CourtLevel(Code):
    """The levels of courts; a city has one intermediate court and several grassroots courts."""

    HIGH = "high", N_("高级法院"), "高级", "高级人民法院", "高院"
    INTERMEDIATE = "intermediate", N_("中级法院"), "中级", "中级人民法院", "中院"
    GRASSROOTS = "grassroots", N_("基层法院"), "基层", "基层人民法院"
    SPECIAL = "special", N_("专门法院"), "专门", "专门人民法院"


class HonourLevel(Code):
    """Who has granted an honour, the highest first. `at_least_region` is what the yearly report counts."""

    NATIONAL = "national", N_("国家级"), "全国", "国家", "部级", "国家部委级"
    REGION = "region", N_("自治区级"), "省级", "省部级", "自治区", "省（区）级"
    CITY = "city", N_("市级"), "盟市级", "地市级", "市", "地厅级"
    COUNTY = "county", N_("旗县区级"), "县级", "区级", "旗县级", "县区级"
    COURT = "court", N_("本院"), "院级", "单位", "本单位"

    @property
    def at_least_region(self) -> bool:
        """自治区级以上."""
        return self in (HonourLevel.NATIONAL, HonourLevel.REGION)


class TrainingOrigin(Code):
    """From where a record of training comes that no course of this file has posted."""

    PLATFORM = "platform", N_("网络平台"), "网络专题班", "网上专题班", "干部网络学院", "法官学院网络平台", "在线学习"
    SECONDMENT = "secondment", N_("上级调训"), "调训", "参加调训"
    UNIVERSITY = "university", N_("高校研学"), "研学", "高校培训"
    ON_THE_JOB = "on_the_job", N_("跟班实训"), "跟班", "跟班学习"
    OTHER = "other", N_("其他培训"), "其他"


@dataclass(frozen=True)
class KnownCourt:
    """A court offered at the first start. `case_code` is the abbreviation in case numbers (内02)."""

    code: str
    name: str
    short: str
    case_code: str
    level: CourtLevel
    order: int


@cache
def courts_of_baotou() -> tuple[KnownCourt, ...]:
    """The intermediate court of Baotou and its ten grassroots courts, in the usual order."""
    items = json.loads(resource("codes", "courts_baotou.json").read_text(encoding="utf-8"))["items"]
    return tuple(KnownCourt(**{**item, "level": CourtLevel(item["level"])}) for item in items)


class Classified(NamedTuple):
    """A staff category, and whether the person is inside the quota of judges (None: the text does not say)."""

    category: StaffCategory
    quota: bool | None


_OUTSIDE_QUOTA = re.compile("未入额|未入员额|非员额|不在员额|退出员额|退额")
_INSIDE_QUOTA = re.compile("员额|入额")
_AUXILIARY = re.compile("法官助理|书记员|速录|执行员|司法警察|法警|警务|警长|警员|司法技术|法医|辅助")
_ADMINISTRATIVE = re.compile(
    "司法行政|行政人员|综合行政|行政综合|综合岗|综合管理|(?<!管理)办公室|政工|政治部|人事|党务|机关党委|工会|纪检|监察|督察"
    "|研究室|财务|会计|出纳|行装|装备|后勤|工勤|驾驶|司机|机要|文秘|档案|宣传|信息中心|信息技术"
)
_JUDGE_POST = re.compile("院长|庭长|审判长|审判员|审判委员会|审委会|执行局副?局长|法官")


def staff_category_of(text: str, quota: bool | None = None) -> Classified | None:
    """The category that a roster's text (a category, a post, a kind of work) means; None if it does not say.

    `quota` is what the roster says elsewhere about the quota of judges. Judges' posts (审判员, 庭长 …) count as judge
    only inside the quota and as judicial auxiliary outside it, as courts report to the Supreme People's Court;
    without knowing the quota they say nothing. 法官 alone is a judge of whom the quota is not known.
    """
    words = fold(text)
    if _OUTSIDE_QUOTA.search(words) or _AUXILIARY.search(words):
        return Classified(StaffCategory.JUDICIAL_AUXILIARY, False)
    if _INSIDE_QUOTA.search(words) or (words and quota):
        return Classified(StaffCategory.JUDGE, True)
    return _without_quota(words, quota)


def _without_quota(words: str, quota: bool | None) -> Classified | None:
    judge_post = bool(_JUDGE_POST.search(words))
    if _ADMINISTRATIVE.search(words) and not (judge_post and quota is None):
        return Classified(StaffCategory.JUDICIAL_ADMINISTRATIVE, False)
    if judge_post and quota is False:
        return Classified(StaffCategory.JUDICIAL_AUXILIARY, False)
    return Classified(StaffCategory.JUDGE, None) if "法官" in words else None


_CAPACITIES = (
    (re.compile(r"(?:法官|审判)助理$"), Capacity.ASSISTANT),
    (re.compile(r"书记员$|速录员?$"), Capacity.CLERK),
    (re.compile(r"法警|司法警察|(?:警长|警员|警务专员)$"), Capacity.POLICE),
    (re.compile(r"司法技术(?:人员)?$|法医$"), Capacity.TECHNICIAN),
    (re.compile(r"执行员$"), Capacity.ENFORCEMENT),
    (re.compile(r"其他(?:审判)?辅助(?:人员)?$"), Capacity.OTHER),
)
_PARTS = re.compile(r"[\s、,，;；/／()（）]+")


def capacity_of(text: str) -> Capacity | None:
    """As what a text says somebody serves: 聘用制书记员 → clerk; None if it names none of them, or two."""
    found = {capacity for part in _PARTS.split(text) for pattern, capacity in _CAPACITIES if pattern.search(part)}
    return found.pop() if len(found) == 1 else None


_UNSEEN = re.compile(f"[{INVISIBLE}]")
_NAME = re.compile(r"[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]+")
_GOOD_NAME = re.compile(r"[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,20}")
_FORMULA_STARTS = ("=", "+", "-", "@")
NAME_LENGTH = range(2, 21)
"""Characters in a name, the dot included."""


def clean_name(text: str) -> str:
    """A name as it is kept: no blanks inside (王 祯), one kind of dot (阿拉坦·巴特尔)."""
    if _NAME.fullmatch(text):
        return text
    name = _UNSEEN.sub("", "".join(text.split()))
    return "".join("·" if character in DOTS else character for character in name)


def check_name(text: str) -> str:
    """The cleaned name. Raises `Unclear` for what cannot be a Chinese name; formulas are never taken for one."""
    if _GOOD_NAME.fullmatch(text):
        return text
    name = clean_name(text)
    if name.startswith(_FORMULA_STARTS):
        raise Unclear(_("姓名以“{start}”开头，像是公式，请填写姓名本身。").format(start=name[0]))
    if not _NAME.fullmatch(name) or not name.strip("·") or name != name.strip("·") or "··" in name:
        raise Unclear(_("姓名“{name}”只能由汉字组成，少数民族姓名中间可用间隔号“·”。").format(name=name))
    if len(name) not in NAME_LENGTH:
        raise Unclear(_("姓名“{name}”应为 2 至 20 个字，请核对。").format(name=name))
    return name


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS_WEIGH = ord("0") * sum(WEIGHTS)
"""By so much more the characters of digits weigh than the digits, which spares turning each into a number."""

CHECK_CHARACTERS = "10X98765432"
_PROVINCE = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
"""GB/T 2260 codes of provinces; 83 is Taiwan residents' permits issued on the mainland."""

_PROVINCES = re.compile(_PROVINCE)
_GOOD_FORM = re.compile(rf"(?:{_PROVINCE})[0-9]{{15}}[0-9X]")

_AS_NUMBER = re.compile(r"\d(\.\d+)?E\+?\d+|\d{17,18}\.0")
"""What spreadsheets make of a long number; they keep fifteen digits."""


class IdNumber(NamedTuple):
    """A number that has passed every check. `area` is the six-digit code of the place of first registration."""

    number: str
    area: str
    birth: date
    sex: Sex


def check_id_number(text: str, today: date) -> IdNumber:
    """Read and check a resident identity number after GB 11643-1999.

    Blanks, full-width characters and a lower-case x are put right. Raises `Unclear` with the reason: length,
    characters, province, impossible or future birth (after `today`), check digit.
    """
    number = clean_id_number(text)
    _check_form(number)
    birth = _birth(number, today)
    if CHECK_CHARACTERS[(sum(map(mul, WEIGHTS, number.encode())) - _DIGITS_WEIGH) % 11] != number[17]:
        raise Unclear(_lost_digits() if number.endswith("000") else _("身份证号校验码不符，请对照证件逐位核对。"))
    return IdNumber(number, number[:6], birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def clean_id_number(text: str) -> str:
    """The number as it is kept: no blanks, narrow characters, upper-case X."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return "".join(unicodedata.normalize("NFKC", text).split()).lstrip("'’").upper()


def check_character(number: str) -> str:
    """The 18th character that belongs to the first 17 digits of `number`."""
    return CHECK_CHARACTERS[sum(map(mul, WEIGHTS, map(int, number[:17]))) % 11]


def _check_form(number: str) -> None:
    if _GOOD_FORM.fullmatch(number):
        return
    if _AS_NUMBER.fullmatch(number):
        raise Unclear(_lost_digits())
    if len(number) == 15 and number.isdecimal():
        raise Unclear(_("身份证号是 15 位旧号码，请填写 18 位号码。"))
    if len(number) != 18:
        raise Unclear(_("身份证号应为 18 位，现为 {length} 位。").format(length=len(number)))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unclear(_("身份证号前 17 位应为数字，末位应为数字或 X。"))
    if not _PROVINCES.match(number):
        raise Unclear(_("身份证号前两位“{code}”不是省级行政区代码。").format(code=number[:2]))


def _lost_digits() -> str:
    return _("身份证号曾被表格软件当作数字，末几位已经丢失，请把该列设为文本格式后重新填写。")


def _birth(number: str, today: date) -> date:
    digits = number[6:14]
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        birth = date.min
    if birth.year < 1900:
        raise Unclear(_("身份证号第 7 至 14 位“{digits}”不是有效的出生日期。").format(digits=digits))
    if birth > today:
        raise Unclear(_("身份证号中的出生日期“{digits}”晚于今天。").format(digits=digits))
    return birth


def contradictions(number: IdNumber, sex: str, born: date | None) -> list[Problem]:
    """Where sex and month of birth as entered differ from the ID number; what is not entered cannot contradict."""
    found = []
    if sex and sex != number.sex:
        message = _("性别与身份证号不符：按身份证号应为{sex}，请核对。")
        found.append(Problem(message.format(sex=_(number.sex.label)), "sex"))
    if born and (born.year, born.month) != (number.birth.year, number.birth.month):
        message = _("出生年月与身份证号不符：按身份证号应为 {month}，请核对。")
        found.append(Problem(message.format(month=f"{number.birth:%Y.%m}"), "born"))
    return found


def mask_id_number(number: str) -> str:
    """150299********0018: area and last four characters stay; a shorter text is hidden but for its last two."""
    if len(number) == 18:
        return number[:6] + "*" * 8 + number[-4:]
    return "*" * max(0, len(number) - 2) + number[-2:]


_COURT = re.compile(r"([\u4e00-\u9fff]{2,}(?:市|区|县|旗|盟|中级|高级))(?:人民)?法院")
_MANY_COURTS = re.compile(r"[全各]|.*(?:两级|自治区)$")


def names_a_court(text: str) -> bool:
    """Whether a title names one court, be it ours or not: 临河区人民法院花名册, but not 全市法院 or 包头市两级法院."""
    return any(not _MANY_COURTS.match(found[1]) for found in _COURT.finditer(text))


def age_on(birth: date, day: date) -> int:
    """Age in completed years (周岁) on `day`; who was born on 29 February grows older on 1 March of common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_in_eighties(birth: date) -> bool:
    """80后: counted by year of birth, 1980 to 1989, not by age."""
    return 1980 <= birth.year <= 1989


def working_age(started: date, day: date) -> int:
    """工龄 in completed years since the start of work; 0 before it."""
    return max(0, age_on(started, day))


MOST_HOURS = 24 * 366 * 10
"""More hours of training (tenths) than a year has hours are a mistake in typing."""
