"""Promotions on paper: the list for the ballot, the list with reasons, and the quotas of ranks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.promotion.quota import NO_BASE
from cadre_desktop.people.promotion.reading import CourtPosts, Promotions, RankCandidate
from cadre_desktop.people.promotion.rules import JUDGE_GRADE, label_of
from cadre_desktop.people.rules import StaffCategory

_REASONED = (
    ("单位", 18),
    ("部门", 18),
    ("姓名", 10),
    ("人员分类", 14),
    ("现任", 16),
    ("任职年月", 10),
    ("拟晋升", 16),
    ("最早年月", 10),
    ("是否符合", 10),
    ("年限", 50),
    ("不能晋升的原因", 40),
    ("请核对", 40),
)


def ballot_title(what: str) -> str:
    """What the list for the ballot is called."""
    return _("晋升法官等级人选民主测评表") if what == JUDGE_GRADE else _("晋升职级人选民主测评表")


def print_ballot(
    path: Path, people: Sequence[RankCandidate], organisation: str, day: str, setup: Setup | None = None
) -> PaperOffer:
    """Write the list for a ballot as a PDF file, with boxes to be ticked; returns what there was to choose.

    It is headed by the court whose people are on it; people of several courts have theirs beside them. Nobody signs
    a ballot. Raises Refused where nobody is on it, or somebody who does not meet the terms.
    """
    _refuse_unfit(people)
    judges = people[0].route.what == JUDGE_GRADE
    courts = {one.court.short: one.court.name for one in people}
    if len(courts) == 1:
        [organisation] = courts.values()
    columns = (
        *([RosterColumn(_("单位"), 24, parts=tuple(courts))] if len(courts) > 1 else []),
        RosterColumn(_("部门"), 30),
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("现等级") if judges else _("现职级"), 28, "centre"),
        RosterColumn(_("拟晋升等级") if judges else _("拟晋升职级"), 28, "centre"),
        RosterColumn(_("评价"), 52, "centre"),
        RosterColumn(_("是否同意"), 44, "centre"),
    )
    marks = _("□优秀 □称职 □基本称职 □不称职"), _("□同意 □不同意 □弃权")
    rows = [
        (
            *([one.court.short] if len(courts) > 1 else []),
            one.department,
            one.name,
            label_of(one.route.came_from),
            label_of(one.route.to),
            *marks,
        )
        for one in people
    ]
    roster = Roster(
        ballot_title(people[0].route.what),
        columns,
        organisation=organisation,
        date=day,
        notes=_("请在每一行的“评价”和“是否同意”里各选一项打“√”；多选的，该项作废。本表不署名。"),
        row=12,
        signers=(),
    )
    return print_arranged(path, roster, rows, setup)


def _refuse_unfit(people: Sequence[RankCandidate]) -> None:
    if not people:
        raise Refused(_("没有符合条件的人，请先选中要列入测评表的人。"))
    unfit = [one.name for one in people if not one.eligible]
    if unfit:
        words = _("{names}不符合条件，不能列入测评表，请去掉再打印。")
        raise Refused(words.format(names="、".join(unfit)))
    if len({one.route.what for one in people}) > 1:
        raise Refused(_("职级和法官等级请分开打印。"))


def list_title(found: Promotions) -> str:
    """What the list with reasons is called."""
    return _("职级晋升资格审核表（{day}）").format(day=found.day.isoformat())


def print_reasons(path: Path, found: Promotions, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write who may be promoted and why, or why not, as a PDF file. Raises Refused where nobody has a way up."""
    _refuse_none(found)
    columns = (
        RosterColumn(_("单位"), 24, parts=tuple(dict.fromkeys(one.court.short for one in found.people))),
        RosterColumn(_("部门"), 26),
        RosterColumn(_("姓名"), 18, "centre", name=True),
        RosterColumn(_("现任"), 26, "centre"),
        RosterColumn(_("任职年月"), 17, "centre"),
        RosterColumn(_("拟晋升"), 26, "centre"),
        RosterColumn(_("最早年月"), 17, "centre"),
        RosterColumn(_("是否符合"), 14, "centre"),
        RosterColumn(_("理由"), 100),
    )
    rows = [
        (
            one.court.short,
            one.department,
            one.name,
            label_of(one.route.came_from),
            f"{one.route.start:%Y.%m}" if one.route.start else "",
            label_of(one.route.to),
            f"{one.route.earliest:%Y.%m}" if one.route.earliest else "",
            verdict(one),
            reason_words(one),
        )
        for one in found.people
    ]
    details = [quota_words(court) for court in found.courts] if len(found.courts) == 1 else []
    notes = _("共 {count} 人，符合 {fit} 人。").format(count=len(rows), fit=sum(one.eligible for one in found.people))
    roster = Roster(list_title(found), columns, organisation=organisation, notes=notes, details=details)
    return print_arranged(path, roster, rows, setup)


def _refuse_none(found: Promotions) -> None:
    if not found.people:
        raise Refused(_("没有登记职级、领导职务层次或法官等级的在职人员，请先在“任职任级经历”里登记。"))


def verdict(one: RankCandidate) -> str:
    """符合, 未满年限, 不能晋升, or that something has to be cleared up first: a date, a term that nobody has set."""
    if one.eligible:
        return _("符合")
    if one.route.earliest is None:
        return _("待核")
    return _("不能晋升") if one.route.obstacles else _("未满年限")


def reason_words(one: RankCandidate) -> str:
    """Everything that is to be said of somebody: what is in the way first."""
    return _("；").join((*(text.rstrip("。") for text in one.route.obstacles), *one.route.reasons, *one.route.remarks))


def quota_words(court: CourtPosts) -> str:
    """一至四级调研员 55，已用 50，空 5; of a court without a base that sentence instead."""
    if not court.quotas:
        return court.short + _("：") + _(NO_BASE)
    words = _("{label} {posts}，已用 {used}，空 {free}")
    parts = [
        words.format(label=each.label, posts=each.posts, used=each.used, free=max(0, each.free))
        for each in court.quotas
    ]
    base = _("{court}（基数 {base}）：").format(court=court.short, base=court.base)
    return base + _("；").join(parts)


def write_reasons(path: Path, found: Promotions) -> int:
    """The list with reasons and the quotas as a workbook; returns how many people. Raises Refused where none is."""
    _refuse_none(found)
    rows: list[list[Any]] = [
        [
            one.court.name,
            one.department,
            one.name,
            StaffCategory.table().label(one.category),
            label_of(one.route.came_from),
            f"{one.route.start:%Y.%m}" if one.route.start else "",
            label_of(one.route.to),
            f"{one.route.earliest:%Y.%m}" if one.route.earliest else "",
            verdict(one),
            "；".join(one.route.reasons),
            "；".join(one.route.obstacles),
            "；".join(one.route.remarks),
        ]
        for one in found.people
    ]
    quota = SheetSpec(
        "职数",
        [
            OutColumn("单位", 28),
            OutColumn("职级", 22),
            *(OutColumn(title, 8, "int") for title in ("职数", "已用", "空缺")),
        ],
    )
    taken: list[list[Any]] = [
        [court.name, each.label, each.posts, each.used, each.free] for court in found.courts for each in court.quotas
    ]
    first = SheetSpec("晋升资格", [OutColumn(title, width) for title, width in _REASONED], frozen=3)
    return write_tables(path, [(first, rows), (quota, taken)])[0]


def as_data(found: Promotions) -> dict[str, object]:
    """The list as programs read it."""
    return {
        "on": found.day.isoformat(),
        "courts": [
            {
                "court": court.name,
                "base": court.base,
                "note": "" if court.quotas else _(NO_BASE),
                "quotas": [
                    {"label": each.label, "posts": each.posts, "used": each.used, "free": each.free}
                    for each in court.quotas
                ],
            }
            for court in found.courts
        ],
        "people": [_one_as_data(one) for one in found.people],
    }


def _one_as_data(one: RankCandidate) -> dict[str, object]:
    route = one.route
    return {
        "person": str(one.key),
        "name": one.name,
        "court": one.court.name,
        "department": one.department,
        "what": route.what,
        "from": label_of(route.came_from),
        "since": f"{route.start:%Y-%m}" if route.start else None,
        "to": label_of(route.to),
        "earliest": f"{route.earliest:%Y-%m}" if route.earliest else None,
        "met": route.met,
        "eligible": route.eligible,
        "reasons": list(route.reasons),
        "obstacles": list(route.obstacles),
        "remarks": list(route.remarks),
    }
