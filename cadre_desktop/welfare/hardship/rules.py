"""Rules of help in hardship: classes of causes, the steps of a case, and the term of its public notice."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


class HardshipCause(Code):
    """The class of the cause; nothing more is written about it."""

    ILLNESS = "illness", N_("因病"), "疾病", "重大疾病"
    DISASTER = "disaster", N_("因灾"), "灾害", "意外灾害"
    ACCIDENT = "accident", N_("意外事故"), "意外", "事故"
    SCHOOLING = "schooling", N_("子女上学"), "子女教育", "上学"
    LOW_INCOME = "low_income", N_("收入偏低"), "低收入", "家庭收入低"
    OTHER = "other", N_("其他原因"), "其他"


class CaseState(Code):
    """How far an application is."""

    APPLIED = "applied", N_("已申请"), "申请"
    ON_NOTICE = "on_notice", N_("公示中"), "公示"
    ACCEPTED = "accepted", N_("在册帮扶"), "在册", "帮扶中"
    REFUSED = "refused", N_("未通过"), "不予认定"
    ENDED = "ended", N_("已脱困"), "脱困", "结束"


class MeasureKind(Code):
    """In what way somebody is helped."""

    MONEY = "money", N_("帮扶金"), "救助金", "补助"
    GOODS = "goods", N_("慰问品"), "实物"
    SCHOOLING = "schooling", N_("助学")
    MEDICAL = "medical", N_("医疗帮扶"), "医疗救助"
    LABOUR = "labour", N_("结对帮助"), "志愿帮助"
    OTHER = "other", N_("其他措施"), "其他"
