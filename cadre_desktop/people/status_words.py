"""What remarks say of somebody's status: 2023.5退休, 已调离, 2022年辞职, 病故, 借调至市委. Pure functions."""

import re
from datetime import date
from typing import NamedTuple

from cadre_desktop.people.rules import PersonStatus

_WORDS: tuple[tuple[str, PersonStatus], ...] = (
    ("病故|去世|逝世|已故|亡故|因公牺牲|殉职", PersonStatus.DECEASED),
    ("离退休|退休|离休", PersonStatus.RETIRED),
    ("(?<!借)调(?:离|出|走|往|至|任)|转任", PersonStatus.MOVED),
    ("辞职|辞退|离职|解除合同|合同到期|解聘|开除|辞去公职|自动离职", PersonStatus.LEFT),
    (
        "借调|挂职|外派|援疆|援藏|驻村|脱产学习|产假|病休|病假|长期请假|长期病假|内退|离岗|停薪留职|哺乳假|育儿假",
        PersonStatus.ON_LEAVE,
    ),
)
_SAID = [(re.compile(words), status) for words, status in _WORDS]
_NOT = re.compile(
    r"(?:未|不|非|无|拟|将|待|即将|预计|原|曾|申请|办理|准备|应|到龄|取消|后|免于|延迟|推迟|结束|期满)(?:于|予以)?$"
)
_OVER = re.compile(r"^(?:后|期满|结束|回|到期返|前|年龄|审批中|手续|人员|教师|老干部|证|金|待遇|材料)")
_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d|(?<!\d)\d\d(?=[年.．]))\s*[年.．/\-－](?:\s*(?P<month>1[0-2]|0?[1-9])(?!\d)\s*"
    r"(?:[月.．/\-－](?:\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*日?)?)?)?"
)
_BEHIND = re.compile(r"\s*[(（:：,，]?\s*")
_NEAR = 6
"""Characters that may be between a date and the word it belongs to: 2023年5月从我院退休."""


class StatusSaid(NamedTuple):
    """A status a remark speaks of, and since when as it may be in a cell: 2023-05-01, or "" if not to the month."""

    status: PersonStatus
    since: str
    words: str


def status_said(text: str, today: date) -> StatusSaid | None:
    """The status that `text` says somebody has; None for none, for one denied, planned or past (拟退休, 挂职结束).

    Dates after `today` are plans. The last that holds counts, so that 2019年借调，2023.5退休 means retired.
    """
    found: list[tuple[int, StatusSaid]] = []
    for pattern, status in _SAID:
        for word in pattern.finditer(text):
            said = _since(text, word, today)
            if said is None or _NOT.search(text[: word.start()]) or _OVER.match(text[word.end() :]):
                continue
            found.append((word.start(), StatusSaid(status, said, word[0])))
    return max(found, key=lambda each: each[0])[1] if found else None


def _since(text: str, word: re.Match[str], today: date) -> str | None:
    """The date beside a word as a day (the first of a month), "" without one; None for one still to come."""
    days = [day for day in _DAY.finditer(text) if day.end() <= word.start() <= day.end() + _NEAR]
    if not days and (behind := _BEHIND.match(text, word.end())):
        days = [day for day in [_DAY.match(text, behind.end())] if day]
    if not days:
        return ""
    year = int(days[-1]["year"])
    year += 0 if year > 99 else 2000 if year <= today.year % 100 else 1900
    if year > today.year:
        return None
    if not days[-1]["month"]:
        return ""
    try:
        since = date(year, int(days[-1]["month"]), int(days[-1]["day"] or 1))
    except ValueError:
        return ""
    return None if since > today else since.isoformat()
