"""What contests know of a person: where somebody was entered, and with which rank and award once it is sealed."""

from collections.abc import Iterator

from cadre_desktop.contests.kinds import ENTRANT
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.contests.rules.words import ContestStatus, EntrantStatus
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine


def _entered(person: int) -> Iterator[PersonLine]:
    rows = Entrant.select(Entrant, Track, Contest).join(Track).join(Contest).where(Entrant.person == person)
    for row in rows:
        contest, track = row.track.contest, row.track
        sealed = contest.status == ContestStatus.SEALED
        result = _result(row, track.id) if sealed else _(ContestStatus(contest.status).label)
        day = contest.starts or contest.sealed_on
        track_name = _("{track}赛道").format(track=track.name) if track.name else ""
        text = " ".join(filter(None, (contest.name, track_name)))
        yield PersonLine(ENTRANT, row.id, text, day, contest.ends if contest.starts else None, note=result, mark=result)


def _result(row: Entrant, track: int) -> str:
    """Rank and award in a sealed contest, or why there is no rank."""
    from cadre_desktop.contests.results import ranking_of  # and with it all that reckons results

    status = EntrantStatus(row.status)
    if status is not EntrantStatus.ENTERED:
        return _(status.label)
    result = ranking_of(track)
    ranked = result.ranked(row.id)
    if ranked is None:
        return _("没有名次")
    words = _("并列第 {rank} 名") if ranked.shared else _("第 {rank} 名")
    title = result.awards[row.id].title
    return "、".join(filter(None, (words.format(rank=ranked.rank), _(title) if title else "")))


ABOUT_PERSON = (AboutPerson("contests", N_("竞赛"), 50, _entered),)
