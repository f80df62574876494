"""The fields of a certificate's texts: in a design by their names, for people by Chinese labels."""

import re
from collections.abc import Iterable, Mapping

from cadre_desktop.kit.language import N_, _

_FIELD = re.compile(r"\{([^{}\n]*)\}")

FIELDS: Mapping[str, tuple[str, str]] = {
    "name": (N_("姓名"), N_("王祯")),
    "address": (N_("称谓"), N_("同志")),
    "sex": (N_("性别"), N_("女")),
    "birth": (N_("出生年月"), N_("1988年6月")),
    "holder": (N_("姓名性别出生年月"), N_("王祯，女，1988年6月生")),
    "id_number": (N_("证件号码"), N_("工号 150201001")),
    "category": (N_("人员分类"), N_("员额法官")),
    "post": (N_("职务"), N_("审判员")),
    "title": (N_("称号或等次"), N_("业务能手")),
    "activity": (N_("活动或班次"), N_("2023年全市法院业务技能竞赛")),
    "course": (N_("班次名称"), N_("2023年全市法院审判业务培训班")),
    "contest": (N_("竞赛名称"), N_("2023年全市法院业务技能竞赛")),
    "track": (N_("赛道"), N_("刑事审判")),
    "award": (N_("奖项"), N_("一等奖")),
    "rank": (N_("名次"), N_("第一名")),
    "reason": (N_("事由"), N_("在全市法院业务技能竞赛中成绩突出")),
    "organiser": (N_("主办单位"), N_("包头市中级人民法院")),
    "period": (N_("起止日期"), N_("2023年6月5日至6月9日")),
    "hours": (N_("学时"), "40"),
    "number": (N_("证书编号"), N_("包头中院荣证字〔2023〕7号")),
    "issuer": (N_("发证单位"), N_("包头市中级人民法院")),
    "date": (N_("日期（汉字）"), N_("二〇二三年六月三十日")),
    "day": (N_("日期（数字）"), N_("2023年6月30日")),
}
"""By name what a field is called, and a sample of what it says."""


def labels_of(names: Iterable[str]) -> dict[str, str]:
    """By name what the fields among `names` are called, in the order of `FIELDS`, unknown ones last by their names."""
    wanted = dict.fromkeys(names)
    known = {name: _(FIELDS[name][0]) for name in FIELDS if name in wanted}
    return known | {name: name for name in wanted if name not in known}


def sample_facts() -> dict[str, str]:
    """What the fields say as long as nobody real is at hand."""
    return {name: _(sample) for name, (_label, sample) in FIELDS.items()}


def with_labels(text: str, labels: Mapping[str, str]) -> str:
    """A text with its fields in Chinese: ``{name}`` is ``{姓名}``; what is no field stays as it is."""
    return _FIELD.sub(lambda found: f"{{{labels.get(found[1], found[1])}}}", text)


def with_names(text: str, labels: Mapping[str, str]) -> str:
    """The reverse of `with_labels`; a field's own name is understood as well."""
    names = {label: name for name, label in labels.items()}
    return _FIELD.sub(lambda found: f"{{{names.get(found[1].strip(), found[1].strip())}}}", text)


def fields_in(text: str) -> list[str]:
    """The names of the fields in a text, each once."""
    return list(dict.fromkeys(_FIELD.findall(text)))


def filled_in(text: str, facts: Mapping[str, str]) -> str:
    """A text with its fields' values; a field that there is not stays as it is."""
    return _FIELD.sub(lambda found: facts.get(found[1], found[0]), text)
