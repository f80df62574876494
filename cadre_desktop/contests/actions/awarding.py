"""The awards of a contest: whom the panel chose, the titles for the dossier, and the certificates."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from peewee import fn

from cadre_desktop.certificates.actions import cancel, drafted, hand_out, issue
from cadre_desktop.certificates.drafting import Draft, Template, with_template, wording_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, wording_for
from cadre_desktop.contests.records import AwardChoice, AwardLevel, Contest, Entrant, Result, Track
from cadre_desktop.contests.results import levels_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.chinese import chinese_number
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court


def choose_awards(store: Store, level: AwardLevel, entrants: Sequence[int], reason: str = "") -> None:
    """Record whom the panel chose for a level where a tie is on the line; replaces its choice in their track.

    Raises Refused when the contest is sealed.
    """
    refuse_if_sealed(level.__data__["contest"])
    tracks = {row.__data__["track"] for row in Entrant.select().where(Entrant.id.in_(list(entrants)))}
    with store.step(_("评议“{title}”").format(title=level.title)):
        before = Entrant.select(Entrant.id).where(Entrant.track.in_(tracks))
        AwardChoice.delete().where(AwardChoice.level == level, AwardChoice.entrant.in_(before)).execute()
        AwardChoice.add_many(
            [{"level": level.id, "entrant": entrant, "reason": reason.strip()} for entrant in entrants]
        )


def level_named(track: int, title: str) -> AwardLevel:
    """The level of that title as it is given in a track."""
    return next(level for level in levels_of(track) if level.title == title)


def honours(store: Store, contest: Contest) -> Iterator[dict[str, Any]]:
    """The titles of own staff as the dossier has them, at the level of the own court."""
    for row, entrant, track in _winners(contest):
        person = entrant.__data__["person"]
        if person is None:
            continue
        yield {
            "person": person,
            "court": entrant.__data__["court"],
            "title": _("{award}（{contest}·{track}）").format(award=row.award, contest=contest.name, track=track.name),
            "granted": _day(contest),
            "grantor": _issuer(store, contest),
        }


def _winners(contest: Contest) -> list[tuple[Result, Entrant, Track]]:
    """Sealed results with an award, by track and rank."""
    query = Result.select(Result, Entrant, Track).join(Entrant).switch(Result).join(Track)
    query = query.where(Result.contest == contest, Result.award != "").order_by(
        Track.place, Track.id, Result.rank, Entrant.number, fn.pinyin_key(Entrant.name), Entrant.id
    )
    return [(row, row.entrant, row.track) for row in query]


def _day(contest: Contest) -> Any:
    return contest.ends or contest.sealed_on


def _issuer(store: Store, contest: Contest) -> str:
    own = own_court(store)
    return contest.organiser or (own.name if own else "")


def issue_certificates(
    store: Store,
    contest: Contest,
    entrants: Collection[int] | None = None,
    template: Template = None,
) -> list[IssuedCertificate]:
    """Honour certificates for all who hold an award of a sealed contest, or those of these entrants (keys), by track
    and rank, with a template or else that of the contest; who has one gets the same.

    Those of a title that was changed after reopening are cancelled. Raises Refused when it is not sealed, or gave no
    award, and for a template of another kind of certificate.
    """
    contest = Contest.by_key(contest.id)
    winners = _winners_or_refused(contest)
    with store.step(certificates_label(contest)):
        outdated = _outdated(contest, {entrant.id: row.award for row, entrant, _track in winners})
        if outdated:
            cancel(store, outdated, _("成绩重新封存后奖项有变"))
        wanted = [winner for winner in winners if entrants is None or winner[1].id in entrants]
        return issue(store, [with_template(_draft(store, contest, *winner), template) for winner in wanted])


def draft_certificates(store: Store, contest: Contest, template: Template = None) -> list[IssuedCertificate]:
    """The certificates as they would be issued, to be looked at; nothing is written and no number given.

    Raises Refused when the contest is not sealed, or gave no award.
    """
    contest = Contest.by_key(contest.id)
    winners = _winners_or_refused(contest)
    outdated = _outdated(contest, {entrant.id: row.award for row, entrant, _track in winners})
    return drafted(store, [with_template(_draft(store, contest, *winner), template) for winner in winners], outdated)


def hand_out_certificates(
    store: Store,
    contest: Contest,
    write: Callable[[list[IssuedCertificate]], object],
    template: Template = None,
) -> list[IssuedCertificate]:
    """Issue the certificates of a contest and put them on paper with `write`, or neither; see `hand_out`."""
    label = certificates_label(contest)
    return hand_out(store, label, lambda: issue_certificates(store, contest, template=template), write)


def certificates_label(contest: Contest) -> str:
    """What the step is called that gives a contest's certificates their numbers."""
    return _("“{name}”发荣誉证书").format(name=contest.name)


def _winners_or_refused(contest: Contest) -> list[tuple[Result, Entrant, Track]]:
    if contest.status != ContestStatus.SEALED:
        raise Refused(_("“{name}”还没有封存成绩，请先封存再发证书。").format(name=contest.name))
    winners = _winners(contest)
    if not winners:
        raise Refused(_("“{name}”没有获奖选手，请检查奖项设置。").format(name=contest.name))
    return winners


def _outdated(contest: Contest, titles: dict[int, str]) -> list[int]:
    """Valid certificates of the contest's entrants whose title is not theirs any more."""
    rows = database.rows(
        "SELECT c.id, c.source, c.title FROM issued_certificate c JOIN entrant e ON e.id = c.source"
        " WHERE e.contest_id = ? AND c.kind = ? AND c.cancelled IS NULL",
        contest.id,
        CertificateKind.HONOUR.value,
    )
    return [key for key, entrant, title in rows if titles.get(entrant) != title]


def _draft(store: Store, contest: Contest, row: Result, entrant: Entrant, track: Track) -> Draft:
    activity = _("{contest}{track}专业组").format(contest=quoted(contest.name), track=track.name)
    return Draft(
        kind=CertificateKind.HONOUR,
        name=entrant.name,
        title=row.award,
        issued=_day(contest),
        issuer=_issuer(store, contest),
        source=entrant.id,
        person=entrant.__data__["person"],
        placeholders={
            "activity": activity,
            "contest": contest.name,
            "track": track.name,
            "rank": _("第{rank}名").format(rank=chinese_number(row.rank)) if row.rank else "",
        },
        wording=wording_for(row.award, wording_of(store, CertificateKind.HONOUR)),
        used_for=contest.id,
    )
