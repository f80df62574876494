"""Papers of a farewell in the form of official ones: the order of a ceremony, the host's text, a career line, the list
of photos."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.kit.chinese import chinese_number
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.farewell.ceremony import SentOff, ceremony, sent_off
from cadre_desktop.welfare.farewell.gathering import photos_of
from cadre_desktop.welfare.farewell.steps import steps
from cadre_desktop.welfare.farewell.suggesting import host_text

_NAME, _WIDEST_NAME, _CHARACTER = 26.0, 54.0, 4.0
"""Mm of the column of names, and of a character in it."""


def print_order(path: Path, event: int) -> int:
    """The order of a ceremony (仪式议程) with those who are sent off; returns the pages. Refused as `ceremony`."""
    held = ceremony(event)
    paper = OfficialPaper(_("{title}\n议程").format(title=held.title), author=held.host)
    paper.under_title("　".join(filter(None, (held.when, held.venue))))
    paper.heading(_("一、荣退人员"))
    longest = max(len(one.life.name) for one in held.people)
    wide = min(_WIDEST_NAME, max(_NAME, longest * _CHARACTER + 4))
    columns = [
        RosterColumn(_("姓名"), wide, "centre", name=True),
        RosterColumn(_("单位和职务"), 84),
        RosterColumn(_("进法院年月"), 24, "centre"),
        RosterColumn(_("退休年月"), 24, "centre"),
    ]
    paper.table(columns, [_row(one) for one in held.people])
    paper.heading(_("二、议程"))
    for number, step in enumerate(steps(), 1):
        paper.paragraph(f"（{chinese_number(number)}）{step}")
    return paper.save(path)


def _row(one: SentOff) -> tuple[str, ...]:
    life = one.life
    months = (f"{day:%Y.%m}" if day else "" for day in (life.joined, life.retires))
    return (life.name, "　".join(filter(None, (life.court, life.seat))), *months)


def print_host_text(path: Path, event: int) -> int:
    """What the host says (主持词) through the whole ceremony, for each retiree the text that is kept, or the suggested
    one; returns the pages. Refused as `ceremony`."""
    held = ceremony(event)
    paper = OfficialPaper(_("{title}\n主持词").format(title=held.title), author=held.host)
    paper.space(0.4)
    paper.address(_("各位领导、各位同事、各位家属："))
    names = "、".join(one.life.name for one in held.people)
    words = _("大家好！今天我们在这里举行荣退仪式，欢送{names}{count}位同志光荣退休。现在，仪式开始。")
    paper.paragraph(words.format(names=names, count=chinese_number(len(held.people))))
    for number, step in enumerate(steps(), 1):
        paper.heading(_("仪式进行第{number}项：{step}").format(number=chinese_number(number), step=step))
        if number == _introduced_at():
            for one in held.people:
                for part in (one.host_text or host_text(one.life)).splitlines():
                    paper.paragraph(part)
    paper.paragraph(_("荣退仪式到此结束。让我们再次以热烈的掌声，祝福各位荣退的同志健康长寿、阖家幸福！"))
    return paper.save(path)


def _introduced_at() -> int:
    """The step (from 1) at which the retirees are introduced: the one that says so, else the first."""
    said = [number for number, step in enumerate(steps(), 1) if "经历" in step or "决定" in step]
    return said[0] if said else 1


def print_career_lines(path: Path, farewells: Sequence[int]) -> int:
    """The career lines (履历) of people, each on a page of its own; returns the pages. Refused where there is none."""
    people = some(farewells)
    columns = [RosterColumn(_("起止年月"), 46, "centre"), RosterColumn(_("经历"), 110)]
    paper: OfficialPaper | None = None
    for one in people:
        title = _("{name}同志工作履历").format(name=one.life.name)
        if paper is None:
            paper = OfficialPaper(title, author=one.life.court)
        else:
            paper.begin_paper(title)
        paper.under_title("　".join(filter(None, (one.life.court, one.life.seat))))
        paper.table(columns, [(line.when, line.text) for line in one.life.career])
        honours = [(line.when, line.text) for line in one.life.honours]
        if honours:
            paper.heading(_("所获荣誉"))
            paper.table([RosterColumn(_("时间"), 46, "centre"), RosterColumn(_("荣誉"), 110)], honours)
    assert paper is not None
    return paper.save(path)


def print_photo_list(path: Path, farewell: int) -> int:
    """The photos of an album as a list (照片清单), to be checked with whoever lent them; Refused where there are
    none."""
    one, rows = sent_off(farewell), photos_of(farewell)
    if not rows:
        raise Refused(_("{name}的纪念册还没有照片，请先添加照片。").format(name=one.life.name))
    paper = OfficialPaper(_("{name}荣退纪念册照片清单").format(name=one.life.name), author=one.life.court)
    columns = [
        RosterColumn(_("序号"), 16, "centre"),
        RosterColumn(_("年份"), 22, "centre"),
        RosterColumn(_("说明"), 82),
        RosterColumn(_("备注"), 36),
    ]
    paper.table(columns, [_photo_row(number, row) for number, row in enumerate(rows, 1)])
    paper.paragraph(_("共 {count} 张。").format(count=len(rows)))
    return paper.save(path)


def _photo_row(number: int, row: object) -> tuple[str, ...]:
    year, caption, cover = (getattr(row, name) for name in ("taken", "caption", "cover"))
    return (str(number), str(year or ""), caption, _("封面") if cover else "")


def some(farewells: Sequence[int]) -> list[SentOff]:
    """Those who are sent off; Refused where there is nobody."""
    if not farewells:
        raise Refused(_("还没有开始准备的人，请先选中人员，按 Insert 开始准备。"))
    return [sent_off(key) for key in farewells]
