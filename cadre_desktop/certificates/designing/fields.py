"""The fields of a certificate's texts: in a design by their names, for people by Chinese labels."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.kit.language import N_, _

_FIELD = re.compile(r"\{([^{}\n]*)\}")

SHORT: Mapping[str, str] = {
    "name": N_("姓名"),
    "activity": N_("活动名称"),
    "id_number": N_("证件号"),
}
"""Within a text fields are called shorter than in a menu."""

SAMPLES: Mapping[str, str] = {
    "name": N_("王祯"),
    "address": N_("同志"),
    "sex": N_("女"),
    "birth": N_("1988年6月"),
    "category": N_("员额法官"),
    "post": N_("审判员"),
    "court": N_("包头市中级人民法院"),
    "department": N_("刑事审判第一庭"),
    "course": N_("2023年全市法院审判业务培训班"),
    "contest": N_("2023年全市法院业务技能竞赛"),
    "track": N_("刑事审判"),
    "activity": N_("2023年全市法院业务技能竞赛"),
    "award": N_("一等奖"),
    "title": N_("业务能手"),
    "distinction": N_("被评为“业务能手”"),
    "rank": N_("第一名"),
    "reason": N_("在全市法院业务技能竞赛中成绩突出"),
    "date": N_("二〇二三年六月三十日"),
    "date_arabic": N_("2023年6月30日"),
    "starts": N_("2023年6月5日"),
    "ends": N_("2023年6月9日"),
    "period": N_("2023年6月5日至6月9日"),
    "hours": "40",
    "number": N_("包头中院荣证字〔2023〕7号"),
    "issuer": N_("包头市中级人民法院"),
    "organiser": N_("包头市中级人民法院"),
    "id_number": N_("工号 150201001"),
}
"""By name what a field says on a page that is nobody's."""


def labels_of(names: Iterable[str] = FIELDS) -> dict[str, str]:
    """By name what fields are called within a text, in the order of `FIELDS`, unknown ones last by their names. What is
    in brackets is left out, where that leaves them different."""
    wanted = dict.fromkeys(names)
    known = [name for name in FIELDS if name in wanted]
    whole = {name: _(SHORT.get(name, FIELDS[name])) for name in known}
    bare = {name: label.partition("（")[0] for name, label in whole.items()}
    once = Counter(bare.values())
    short = {name: bare[name] if once[bare[name]] == 1 else whole[name] for name in known}
    return short | {name: name for name in wanted if name not in short}


def offered(labels: Mapping[str, str]) -> dict[str, str]:
    """By name what fields are called where they are chosen."""
    return {name: _(FIELDS[name]) if name in FIELDS else label for name, label in labels.items()}


def sample_facts() -> dict[str, str]:
    """What the fields say as long as nobody real is at hand."""
    return {name: _(sample) for name, sample in SAMPLES.items()}


def with_labels(text: str, labels: Mapping[str, str]) -> str:
    """A text with its fields in Chinese: ``{name}`` is ``{姓名}``; what is no field stays as it is."""
    return _FIELD.sub(lambda found: f"{{{labels.get(found[1], found[1])}}}", text)


def with_names(text: str, labels: Mapping[str, str]) -> str:
    """The reverse of `with_labels`; a field's own name is understood as well."""
    names = {label: name for name, label in labels.items()}
    return _FIELD.sub(lambda found: f"{{{names.get(found[1].strip(), found[1].strip())}}}", text)
