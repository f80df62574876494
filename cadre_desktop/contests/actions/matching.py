"""Opening the seal of anonymous events (拆封匹配): from then on everybody may know who is behind a code."""

from collections.abc import Iterator

from cadre_desktop.contests.actions.confirming import unconfirmed_sheets
from cadre_desktop.contests.actions.marking import missing_sheets
from cadre_desktop.contests.naming import uncoded, uncoded_words
from cadre_desktop.contests.records import Entrant, Track
from cadre_desktop.contests.results import TrackResult, events_of, ranking_of
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store


def open_matching(store: Store, track: Track, reason: str = "") -> Track:
    """Match names and codes of a track's anonymous events, in one step; the codes are kept with the entrants.

    There is no closing again, since what was seen was seen; undoing the step is possible and stays in the journal.
    Raises Refused when the contest is sealed, when there is nothing anonymous, no code or no seal any more, and when
    sheets of anonymous events are missing or not confirmed and `reason` does not say why it is done all the same.
    """
    refuse_if_sealed(track.__data__["contest"])
    track = Track.by_key(track.id)
    result = ranking_of(track)
    problems = [*_nothing_to_open(track, result), *(() if reason.strip() else unready(result))]
    if problems:
        raise Refused(problems)
    label = _("“{track}”拆封匹配：{reason}") if reason.strip() else _("“{track}”拆封匹配")
    with store.step(label.format(track=track.name, reason=reason.strip())):
        for one in result.competitors.values():
            Entrant.update(code=one.code).where(Entrant.id == one.key).execute()
        track.matched_on = store.clock.today()
        track.matched_by = store.actor
        track.matched_reason = reason.strip()
        track.save()
    return track


def _nothing_to_open(track: Track, result: TrackResult) -> Iterator[Problem]:
    if track.matched_on is not None:
        yield Problem(_("“{track}”已经拆封匹配。").format(track=track.name))
    elif not result.rules.blind:
        yield Problem(_("“{track}”没有匿名评审的项目，不用拆封。").format(track=track.name))
    elif uncoded(result):
        yield Problem(uncoded_words(track.name, result))


def unready(result: TrackResult) -> Iterator[Problem]:
    """Why a track's anonymous events should not be opened yet; a reason overrides it."""
    blind = result.rules.blind
    missing = sum(sheet.event in blind for sheet in missing_sheets(result))
    if missing:
        text = _("匿名评审的项目还缺 {count} 张评分表。请补齐，或写明理由后拆封。")
        yield Problem(text.format(count=missing), field="reason")
    unconfirmed = sum(sheet.event in blind for sheet in unconfirmed_sheets(result))
    if unconfirmed:
        text = _("匿名评审的项目有 {count} 张评分表没有确认。请在“评分”页核对后确认，或写明理由后拆封。")
        yield Problem(text.format(count=unconfirmed), field="reason")


def is_anonymous(track: Track) -> bool:
    """Whether a track has an anonymous event, opened or not."""
    return any(event.anonymous for event in events_of(track.id))
