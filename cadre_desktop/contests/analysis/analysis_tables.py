"""The tables of an analysis, one declaration for the screen, the paper and the workbook.

A cell has its text and, where it is a figure, the number behind it. Every heading over figures says in its
tip how they come about.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cadre_desktop.contests.analysis.alternatives import Beside
from cadre_desktop.contests.analysis.fairness import EntrantReport, JudgeReport, PanelReport
from cadre_desktop.contests.analysis.fairness_words import agreement, chance_text, prefers, rasch_words, severe, signed
from cadre_desktop.contests.analysis.measures import Measure
from cadre_desktop.contests.analysis.rule_words import Name, change_words, gained, lost, standard_words, swapped
from cadre_desktop.contests.analysis.whatif import Variant
from cadre_desktop.contests.rules.points import column_units, fixed_text
from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin_key

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class AnalysisHeading:
    """A column: `ems` is its width in Chinese characters, `tip` how its figures are made.

    `decimals` is how many its numbers have, None for a column of words.
    """

    text: str
    ems: float
    align: Align = "left"
    tip: str = ""
    decimals: int | None = None
    name: bool = False


@dataclass(frozen=True, slots=True)
class AnalysisCell:
    """A text; `number` is the figure behind it in units of the column's last decimal. `tip` is in place of the
    heading's.

    `strong` and `muted` are for the eye only, `tone` makes it a chip: what matters is in the text.
    """

    text: str
    number: int | None = None
    tip: str = ""
    tone: Tone = ""
    strong: bool = False
    muted: bool = False


Row = tuple[AnalysisCell, ...]


@dataclass(frozen=True, slots=True)
class TitledTable:
    """A titled table; `about` says in a sentence what it shows."""

    title: str
    headings: tuple[AnalysisHeading, ...]
    rows: tuple[Row, ...]
    about: str = ""


_NOTHING = "—"


def _figure(value: float | None, decimals: int, text: str = "", tip: str = "") -> AnalysisCell:
    if value is None:
        return AnalysisCell(_NOTHING, muted=True, tip=tip)
    return AnalysisCell(text or f"{value:.{decimals}f}", round(value * 10**decimals), tip)


def _count(value: int | None) -> AnalysisCell:
    return AnalysisCell(_NOTHING, muted=True) if value is None else AnalysisCell(str(value), value)


def judges_table(report: PanelReport) -> TitledTable:
    """Every judge against the panel."""
    sides = severe(report)
    rows = tuple(_judge_row(report, judge, sides.get(judge.key)) for judge in report.judges)
    return TitledTable(_("评委"), _judge_headings(), rows)


def _judge_headings() -> tuple[AnalysisHeading, ...]:
    gap = _("每名选手：这位评委的总分减去其他评委的平均总分；这里是各名选手的平均。正数偏高，负数偏低。")
    spread = _("这位评委所给各总分的标准差：越大拉得越开，越小打得越平。")
    severity = _(
        "多面 Rasch 模型的严格程度（logit），全体评委平均为 0，正数偏严；± 后是标准误，约三分之二的把握在此范围内。"
    )
    own = _("对本院选手的均差减去对其他选手的均差（分）；括号内是本院选手人数。自身宽严和选手水平已扣除。")
    chance = _("评委不看法院时，偶然出现这样大差距的概率（置换检验；同时问了几位评委，已按 Holm 校正）。")
    return (
        AnalysisHeading(_("评委"), 6, name=True),
        AnalysisHeading(_("完整评分表"), 5.5, "right", _("每个评分项都打了分、没有回避的评分表张数。"), 0),
        AnalysisHeading(_("平均分"), 5, "right", _("完整评分表总分的平均。"), 2),
        AnalysisHeading(_("与其他评委均差"), 7, "right", gap, 2),
        AnalysisHeading(_("标准差"), 5, "right", spread, 2),
        AnalysisHeading(_("严格程度"), 8.5, "right", severity, 3),
        AnalysisHeading(
            _("宽严"), 4, "left", _("严格程度与平均的差别超出偶然波动的才写明（Wald 检验，Holm 校正，5%）。")
        ),
        AnalysisHeading(_("对本院选手"), 8, "right", own, 2),
        AnalysisHeading(_("偶然概率 p"), 6, "right", chance, 3),
        AnalysisHeading(_("本院"), 6, "left", _("p 小于 5% 的写明；选手少于 8 人或本院选手不足 2 人的不作判断。")),
    )


def _judge_row(report: PanelReport, judge: JudgeReport, side: bool | None) -> Row:
    own = judge.own_court
    return (
        AnalysisCell(judge.judge, strong=True),
        _count(judge.sheets),
        _figure(judge.mean, 2),
        _figure(judge.mean_gap, 2, signed(judge.mean_gap)),
        _figure(judge.spread, 2),
        _severity_cell(judge.severity),
        AnalysisCell("") if side is None else AnalysisCell(_("偏严") if side else _("偏宽"), tone="warning"),
        _figure(own.gap, 2, _("{gap}（{count} 人）").format(gap=signed(own.gap), count=own.entrants))
        if own
        else AnalysisCell(_NOTHING, muted=True, tip=_("没有可比较的本院选手。")),
        _figure(judge.own_p, 3, chance_text(judge.own_p)),
        _own_cell(judge, report.entrants),
    )


def _severity_cell(measure: Measure | None) -> AnalysisCell:
    if measure is None or measure.logits is None:
        return AnalysisCell(_NOTHING, muted=True)
    text = signed(measure.logits, 3) + (f" ± {measure.error:.3f}" if measure.error is not None else "")
    tip = {"full": _("所给全是满分，数值只能大致推定。"), "zero": _("所给全是零分，数值只能大致推定。")}
    return _figure(measure.logits, 3, text, tip.get(measure.extreme, ""))


def _own_cell(judge: JudgeReport, entrants: int) -> AnalysisCell:
    found = prefers(judge, entrants)
    if judge.own_court is None:
        return AnalysisCell("")
    if found is None:
        return AnalysisCell(_("不作判断"), muted=True)
    if not found:
        return AnalysisCell(_("看不出差别"), muted=True)
    return AnalysisCell(_("高于偶然") if judge.own_court.gap > 0 else _("低于偶然"), tone="warning")


def agreement_table(report: PanelReport) -> TitledTable:
    """The figures of agreement, each with what it means."""
    rows = tuple(
        (
            AnalysisCell(one.name, strong=True, tip=one.how),
            _figure(one.value, 3, tip=one.how),
            AnalysisCell(one.meaning, tip=one.how),
        )
        for one in agreement(report)
    )
    about = _("选手 {entrants} 人，其中全体评委都评完整的 {whole} 人。")
    return TitledTable(
        _("评委意见的一致性"),
        (
            AnalysisHeading(_("指标"), 8),
            AnalysisHeading(_("数值"), 5, "right", decimals=3),
            AnalysisHeading(_("说明"), 44),
        ),
        rows,
        about.format(entrants=report.entrants, whole=report.whole_rows),
    )


def entrants_table(report: PanelReport, name: Name) -> TitledTable:
    """Every entrant, the raw mean beside the points that judges of average severity would be expected to give."""
    fair = _("按多面 Rasch 模型，由宽严平均的评委来评，预期得到的总分。只作对照，成绩按规则计算。")
    shift = _("校正宽严后的位次比原始位次升（↑）或降（↓）几位。")
    headings = (
        AnalysisHeading(_("选手"), 7, name=True),
        AnalysisHeading(_("原始平均"), 5.5, "right", _("各位评委完整评分表总分的平均，不去最高最低。"), 2),
        AnalysisHeading(_("位次"), 4, "right", _("按原始平均排的位次。"), 0),
        AnalysisHeading(_("校正宽严后"), 6, "right", fair, 2),
        AnalysisHeading(_("位次"), 4, "right", _("按校正宽严后的分数排的位次。"), 0),
        AnalysisHeading(_("位次差"), 5, "left", shift),
    )
    ordered = sorted(report.standings, key=lambda one: (one.rank is None, one.rank or 0, pinyin_key(name(one.key))))
    rows = tuple(_entrant_row(one, name) for one in ordered)
    return TitledTable(_("选手原始平均与校正宽严后"), headings, rows, rasch_words(report))


def _entrant_row(one: EntrantReport, name: Name) -> Row:
    known = one.rank is not None and one.fair_rank is not None
    return (
        AnalysisCell(name(one.key)),
        _figure(one.mean, 2),
        _count(one.rank),
        _figure(one.fair, 2),
        _count(one.fair_rank),
        _shift((one.rank or 0) - (one.fair_rank or 0) if known else None),
    )


def _shift(won: int | None) -> AnalysisCell:
    """Ranks won or lost: ↑2, ↓1, nothing for none."""
    if won is None:
        return AnalysisCell(_NOTHING, muted=True)
    if won == 0:
        return AnalysisCell("")
    return AnalysisCell(f"{'↑' if won > 0 else '↓'}{abs(won)}", strong=True)


def panel_tables(report: PanelReport, name: Name) -> list[TitledTable]:
    """The tables of a panel, each with the name of the event in its title."""
    tables = (judges_table(report), agreement_table(report), entrants_table(report, name))
    return [replace(table, title=f"{report.event} {table.title}") for table in tables]


def rules_table(now: Variant, variants: Sequence[Variant], name: Name) -> TitledTable:
    """A row for every other rule, and for the track without each judge. Where all awards are the same only names are
    shown."""
    one = len({title for title in now.awards.values() if title}) < 2
    swaps = any(swapped(variant, name) for variant in variants)
    headings = (
        AnalysisHeading(_("规则"), 10),
        AnalysisHeading(_("获奖名单"), 5.5),
        AnalysisHeading(_("失去奖项"), 6 if one else 9),
        AnalysisHeading(_("得到奖项"), 6 if one else 9),
        *([AnalysisHeading(_("换等次"), 11)] if swaps else []),
        AnalysisHeading(_("名次变动"), 4.5, "right", _("名次与现在不同的选手人数。"), 0),
        AnalysisHeading(_("第一名"), 4),
        AnalysisHeading(_("备注"), 16),
    )
    rows = (_rule_row(variant, name, one, swaps) for variant in variants)
    return TitledTable(_("换一种规则"), headings, tuple(rows))


def _rule_row(variant: Variant, name: Name, one: bool, swaps: bool) -> Row:
    changed = bool(variant.changes)
    words = change_words(variant)
    return (
        AnalysisCell(variant.label, strong=changed, tip=variant.note),
        AnalysisCell(words, tone="warning") if changed else AnalysisCell(words, muted=True),
        AnalysisCell(lost(variant, name, titled=not one)),
        AnalysisCell(gained(variant, name, titled=not one)),
        *([AnalysisCell(swapped(variant, name))] if swaps else []),
        _count(variant.moved),
        AnalysisCell(_("换人"), tone="warning") if variant.new_winner else AnalysisCell(_("不变"), muted=True),
        AnalysisCell(variant.note, muted=True),
    )


def awards_table(now: Variant, variant: Variant, name: Name) -> TitledTable:
    """All who hold an award, now or under the variant, side by side; in the order of the ranks of now."""
    headings = (
        AnalysisHeading(_("名次"), 2.5, "right", decimals=0),
        AnalysisHeading(_("选手"), 6.5, name=True),
        AnalysisHeading(_("现在的奖项"), 5.5),
        AnalysisHeading(_("换后名次"), 4.5, "right", _("按所选规则的名次。"), 0),
        AnalysisHeading(_("奖项"), 5.5),
        AnalysisHeading(_("变化"), 4),
    )
    held = [key for key in now.ranks if now.awards.get(key) or variant.awards.get(key)]
    rows = tuple(_award_row(key, now, variant, name) for key in held)
    return TitledTable(_("获奖名单对照：{label}").format(label=variant.label), headings, rows)


def _award_row(entrant: int, now: Variant, variant: Variant, name: Name) -> Row:
    before, after = now.awards.get(entrant, ""), variant.awards.get(entrant, "")
    changed = after != before
    return (
        _count(now.ranks[entrant]),
        AnalysisCell(name(entrant), strong=changed),
        AnalysisCell(before or _NOTHING, muted=not before),
        _count(variant.ranks.get(entrant)),
        AnalysisCell(after or _NOTHING, muted=not after, strong=changed),
        _change_cell(before, after),
    )


def _change_cell(before: str, after: str) -> AnalysisCell:
    if before == after:
        return AnalysisCell(_("不变"), muted=True)
    if not after:
        return AnalysisCell(_("失去"), tone="bad")
    return AnalysisCell(_("换等次") if before else _("得到"), tone="warning" if before else "good")


def standard_table(lines: Sequence[Beside], decimals: int, name: Name, unit: Callable[[int], str]) -> TitledTable:
    """Ranks and totals as they are, beside those of standard scores."""
    how = _("每位评委的总分调到同样的平均和标准差（标准分），再按同样的规则合成。")
    headings = (
        AnalysisHeading(_("名次"), 4, "right", decimals=0),
        AnalysisHeading(_("选手"), 7, name=True),
        AnalysisHeading(_("单位"), 18),
        AnalysisHeading(_("总分"), 6, "right", decimals=decimals),
        AnalysisHeading(_("标准分总分"), 7, "right", how, decimals),
        AnalysisHeading(_("标准分名次"), 7, "right", how, 0),
        AnalysisHeading(_("名次差"), 5, "left", _("按标准分比现在升（↑）或降（↓）几名。")),
    )
    rows = tuple(_standard_rows(lines, decimals, name, unit))
    return TitledTable(_("标准分对照"), headings, rows, standard_words(lines))


def _standard_rows(lines: Sequence[Beside], decimals: int, name: Name, unit: Callable[[int], str]) -> Iterator[Row]:
    for line in lines:
        yield (
            _count(line.rank),
            AnalysisCell(name(line.entrant)),
            AnalysisCell(unit(line.entrant), muted=True),
            _points(line.total, decimals),
            _points(line.standard, decimals),
            _count(line.standard_rank),
            _shift(line.shift),
        )


def _points(value: int | None, decimals: int) -> AnalysisCell:
    if value is None:
        return AnalysisCell(_NOTHING, muted=True)
    return AnalysisCell(fixed_text(value, decimals), column_units(value, decimals))
