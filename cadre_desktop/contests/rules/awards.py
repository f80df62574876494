"""Awards of a track: levels are filled in their order, each from the best-placed entrants still without one.

A level has a number of seats or a percentage of the ranked entrants. Where that is no whole number of people, the
level's rounding says what happens: `舍去` (not more than; the default), `四舍五入`, or `进一`. At most
`per_court` entrants of one court get a level; those beyond wait for the next level. Where entrants of equal
rank meet the last seats, or the last seats of their court, the level's tie rule says what happens:

- `全进`: all of them, beyond the number (and the court's limit); later levels keep their own numbers;
- `全不进`: none of them; they go on to the next level, and nobody placed lower passes them;
- `评议`: the panel chooses. Until its choice is handed in, all of them are pending; the seats count as taken, and as
  many of them as will lose out take the first seats of the next level, so that the awards of all others are certain
  already (only the limit for their courts in that next level cannot be foreseen).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from cadre_desktop.contests.rules.points import POINT, Exact, plain_text, quotient
from cadre_desktop.contests.rules.ranking import Ranked, Unit
from cadre_desktop.contests.rules.words import AwardRounding, AwardTie
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level: either `number` of seats or `percent` (thousandths of a per cent) of the ranked entrants."""

    title: str
    number: int | None = None
    percent: int | None = None
    per_court: int | None = None
    tie: AwardTie = AwardTie.ALL_IN
    rounding: AwardRounding = AwardRounding.DOWN

    def seats(self, ranked: int) -> int:
        """How many the level has among `ranked` entrants."""
        if self.number is not None:
            return self.number
        share = ranked * (self.percent or 0)
        return (share + _ADDED[self.rounding]) // _PERSON

    def share(self, ranked: int) -> Exact | None:
        """What the percentage gives before rounding, in thousandths of a person; None where it is a whole number."""
        share = ranked * (self.percent or 0)
        return None if self.number is not None or share % _PERSON == 0 else quotient(share * POINT, _PERSON)


_PERSON = 100 * POINT
"""One person as a share: a percentage in thousandths × people."""
_ADDED = {AwardRounding.DOWN: 0, AwardRounding.HALF_UP: _PERSON // 2, AwardRounding.UP: _PERSON - 1}
"""What is added before the rest is cut off."""


def share_words(level: LevelRule, ranked: int) -> str:
    """How the number of a level came about where its percentage gave no whole one: 5 人的 10% 是 0.5，舍去为 0 名."""
    share = level.share(ranked)
    if share is None:
        return ""
    text = _("{title}：{count} 人的 {percent}% 是 {share}，{rounding}为 {seats} 名。")
    return text.format(
        title=_(level.title),
        count=ranked,
        percent=plain_text(level.percent or 0),
        share=plain_text(share),
        rounding=_(level.rounding.label),
        seats=level.seats(ranked),
    )


def check_level(level: LevelRule) -> list[Problem]:
    """What is wrong with a level's settings, each at its field."""
    both = level.number is not None and level.percent is not None
    neither = level.number is None and level.percent is None
    checks = (
        ("title", not level.title.strip(), _("请填写奖项名称。")),
        ("number", both or neither, _("奖项“{title}”的名额和比例请填一项，且只填一项。")),
        ("number", (level.number or 0) < 0, _("奖项“{title}”的名额不能小于 0。")),
        ("percent", not 0 <= (level.percent or 0) <= 100 * POINT, _("奖项“{title}”的比例须在 0% 至 100% 之间。")),
        ("per_court", level.per_court is not None and level.per_court < 1, _("奖项“{title}”的单院上限至少为 1。")),
    )
    return [Problem(message.format(title=level.title), field=name) for name, wrong, message in checks if wrong]


@dataclass(slots=True, eq=False)
class Award:
    """What one ranked entrant gets. `pending` names levels on which the panel has to decide; notes explain."""

    ranked: Ranked
    title: str = ""
    pending: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def entrant(self) -> int:
        """Key of the entrant."""
        return self.ranked.standing.entry.entrant

    @property
    def court(self) -> Unit:
        """The entrant's court."""
        return self.ranked.standing.entry.court

    def note(self, sentence: str) -> None:
        """Add a sentence for the result sheet."""
        self.notes = (*self.notes, sentence)


@dataclass(slots=True)
class _Block:
    """Entrants of one rank without an award. While the panel has not chosen, fewer `seats` are needed than members."""

    members: list[Award]
    seats: int
    pending: bool = False


@dataclass(slots=True)
class _LevelFilling:
    """One level while its seats are given out. `unlimited` is more than any court can have."""

    level: LevelRule
    seats: int
    unlimited: int
    chosen: frozenset[int]
    by_court: Counter[Unit] = field(default_factory=Counter)

    def room(self, court: Unit) -> int:
        """Seats left for a court; entrants without one are not limited."""
        if self.level.per_court is None or court is None:
            return self.unlimited
        return self.level.per_court - self.by_court[court]

    def give(self, awards: Iterable[Award], note: str = "") -> None:
        for award in awards:
            award.title = self.level.title
            self.by_court[award.court] += 1
            self.seats -= 1
            if note:
                award.note(note)


def assign_awards(
    ranked: Sequence[Ranked], levels: Sequence[LevelRule], choices: Iterable[tuple[str, int]] = ()
) -> list[Award]:
    """An award, or none, for every ranked entrant in the order of rank.

    `choices` are the panel's decisions, each the title of a level and an entrant. They count when they fill exactly
    the seats on the line; otherwise the line stays pending.
    """
    awards = [Award(one) for one in ranked]
    groups = [list(group) for _rank, group in groupby(awards, key=lambda award: award.ranked.rank)]
    blocks = [_Block(group, len(group)) for group in groups]
    chosen = frozenset(choices)
    for level in levels:
        names = frozenset(entrant for title, entrant in chosen if title == level.title)
        if blocks and not level.seats(len(awards)):
            _tell_none(level, len(awards), blocks[0])
        blocks = _fill(_LevelFilling(level, level.seats(len(awards)), len(awards), names), blocks)
    return awards


def _tell_none(level: LevelRule, ranked: int, first: _Block) -> None:
    """Note for those who would have got an award of this level first that the percentage gives none."""
    words = share_words(level, ranked).rstrip("。")
    for award in first.members if words else ():
        award.note(_("{why}，没有人得{title}。").format(why=words, title=_(level.title)))


def _fill(filling: _LevelFilling, blocks: Sequence[_Block]) -> list[_Block]:
    """Give out one level; returns the blocks that are left for the next."""
    left: list[_Block] = []
    for index, block in enumerate(blocks):
        if filling.seats <= 0:
            return [*left, *blocks[index:]]
        rest = _fill_pending(filling, block) if block.pending else _fill_block(filling, block)
        if rest.seats:
            left.append(rest)
    return left


def _fill_pending(filling: _LevelFilling, block: _Block) -> _Block:
    """Those whom the panel will not choose for the level before take the first seats here, whoever they are."""
    _set_pending(filling, block.members)
    taken = min(block.seats, filling.seats)
    filling.seats -= taken
    return _Block(block.members, block.seats - taken, pending=True)


def _fill_block(filling: _LevelFilling, block: _Block) -> _Block:
    aside = [award for award in block.members if filling.room(award.court) <= 0]
    for award in aside:
        award.note(_("{title}：本院名额已满。").format(title=_(filling.level.title)))
    eligible = [award for award in block.members if award not in aside]
    contested = _contested(filling, eligible)
    filling.give(award for award in eligible if award not in contested)
    if not contested:
        return _Block(aside, len(aside))
    return _LINE[filling.level.tie](filling, contested, aside)


def _contested(filling: _LevelFilling, eligible: list[Award]) -> list[Award]:
    """Those among whom the limit has to be drawn: everyone when there are not enough seats, else those of courts that
    exceed their limit."""
    if len(eligible) > filling.seats:
        return eligible
    courts = Counter(award.court for award in eligible)
    return [award for award in eligible if courts[award.court] > filling.room(award.court)]


def _all_in(filling: _LevelFilling, contested: list[Award], aside: list[Award]) -> _Block:
    filling.give(contested, _("{title}：并列全进。").format(title=_(filling.level.title)))
    return _Block(aside, len(aside))


def _all_out(filling: _LevelFilling, contested: list[Award], aside: list[Award]) -> _Block:
    for award in contested:
        award.note(_("{title}：并列全不进。").format(title=_(filling.level.title)))
    if len(contested) > filling.seats:
        filling.seats = 0
    rest = contested + aside
    return _Block(rest, len(rest))


def _panel(filling: _LevelFilling, contested: list[Award], aside: list[Award]) -> _Block:
    open_to = _open_to(filling, contested)
    capacity = min(filling.seats, open_to.total())
    chosen = [award for award in contested if award.entrant in filling.chosen]
    if len(chosen) == capacity and Counter(award.court for award in chosen) <= open_to:
        filling.give(chosen, _("{title}：评委会评议确定。").format(title=_(filling.level.title)))
        passed = [award for award in contested if award not in chosen]
        for award in passed:
            award.note(_("{title}：并列，经评委会评议授予他人。").format(title=_(filling.level.title)))
        return _Block(passed + aside, len(passed) + len(aside))
    _set_pending(filling, contested)
    filling.seats -= capacity
    filling.by_court += open_to
    return _Block(contested + aside, len(contested) - capacity + len(aside), pending=True)


def _open_to(filling: _LevelFilling, contested: list[Award]) -> Counter[Unit]:
    """How many of the contested each court can have at most."""
    courts = Counter(award.court for award in contested)
    return Counter({court: min(count, filling.room(court)) for court, count in courts.items()})


def _set_pending(filling: _LevelFilling, awards: Iterable[Award]) -> None:
    for award in awards:
        award.pending = (*award.pending, filling.level.title)


_LINE: dict[AwardTie, Callable[[_LevelFilling, list[Award], list[Award]], _Block]] = {
    AwardTie.ALL_IN: _all_in,
    AwardTie.ALL_OUT: _all_out,
    AwardTie.PANEL: _panel,
}
