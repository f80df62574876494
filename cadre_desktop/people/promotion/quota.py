"""How many posts of a rank a court has, by the share of its posts that the regulation allows; used and free. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cadre_desktop.kit.language import N_
from cadre_desktop.people.promotion.ladder import known_terms

NO_BASE = N_("本院没有登记编制或职级职数的基数，职数不核对；请在“编制职数”里补上。")


class RankQuota(NamedTuple):
    """Ranks that share a number of posts: how many there are, and how many are taken."""

    label: str
    ranks: frozenset[str]
    posts: int
    used: int

    @property
    def free(self) -> int:
        """How many are free; below nought where too many are taken."""
        return self.posts - self.used


def quotas(court_level: str, base: int | None, held: Iterable[str]) -> tuple[RankQuota, ...]:
    """The quotas of a court with `base` posts whose people hold these ranks; none where no share or base is known.

    Shares are “at most”, so a part of a post is none. A share of a share goes by the number of posts above it.
    """
    entry = known_terms()["quotas"].get(court_level)
    if entry is None or base is None:
        return ()
    taken = list(held)
    posts: dict[str, int] = {}
    found = []
    for key, label, ranks, of, percent in entry["groups"]:
        posts[key] = (posts[of] if of else base) * percent // 100
        group = frozenset(ranks)
        found.append(RankQuota(label, group, posts[key], sum(rank in group for rank in taken)))
    return tuple(found)


def is_set_up(court_level: str, rank: str) -> bool:
    """Whether courts of a level have posts of a rank: the regulation gives them none above those that it gives a share
    of. True where it says nothing of the level or of the rank's sequence."""
    entry = known_terms()["quotas"].get(court_level)
    if entry is None or not rank.startswith("general-"):
        return True
    return bool(rank >= min(each for _key, _label, ranks, _of, _percent in entry["groups"] for each in ranks))


def full(given: Iterable[RankQuota], to: str, came_from: str) -> list[RankQuota]:
    """The quotas that leave no post for somebody who goes from one rank to another; who is in one takes no other."""
    return [quota for quota in given if to in quota.ranks and came_from not in quota.ranks and quota.free < 1]


def after(given: Iterable[RankQuota], moves: Iterable[tuple[str, str]]) -> tuple[RankQuota, ...]:
    """The quotas once these have gone from rank to rank."""
    steps = list(moves)
    return tuple(
        quota._replace(used=quota.used + sum((to in quota.ranks) - (was in quota.ranks) for was, to in steps))
        for quota in given
    )


def free_for(given: Iterable[RankQuota], to: str) -> Mapping[str, int]:
    """How many posts are free for a rank, by the label of each quota that it is in."""
    return {quota.label: quota.free for quota in given if to in quota.ranks}
