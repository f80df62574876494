"""The built-in contest keeps the rules it is checked by."""

from collections import Counter

from cadre_desktop.contests.rules.awards import check_level
from cadre_desktop.contests.rules.ranking import USUAL_TIE_BREAKERS
from cadre_desktop.contests.rules.rubrics import check_rubric, check_weights, full_marks
from cadre_desktop.contests.rules.scoring import check_rule
from cadre_desktop.contests.rules.template import TemplateTrack, built_in
from cadre_desktop.contests.rules.words import CriterionKind, EventFormat

TEMPLATE = built_in()


def test_three_categories_and_fourteen_tracks() -> None:
    assert Counter(track.category for track in TEMPLATE.tracks) == {"法官": 7, "审判辅助人员": 4, "司法行政人员": 3}
    assert len(set(TEMPLATE.tracks)) == 14


def test_weights_of_every_track() -> None:
    for track in TEMPLATE.tracks:
        assert check_weights([event.weight for event in TEMPLATE.events_of(track)]) is None
        formats = [event.format for event in TEMPLATE.events_of(track)]
        assert len(formats) == len(set(formats))


def test_judges_hold_all_four_formats() -> None:
    formats = {event.format for event in TEMPLATE.events_of(TemplateTrack("法官", "刑事审判"))}
    assert formats == set(EventFormat)


def test_rubrics() -> None:
    for event in TEMPLATE.events:
        assert check_rubric(event.criteria) == []
        assert full_marks(event.criteria) == 100_000
        assert check_rule(event.rule) == []
        assert event.tracks


def test_slips_in_judgments_cost_three_points() -> None:
    judgments = next(event for event in TEMPLATE.events if event.format is EventFormat.JUDGMENTS)
    slips = [criterion for criterion in judgments.criteria if criterion.kind is CriterionKind.DEDUCTION]
    assert [(criterion.points, criterion.step) for criterion in slips] == [(10_000, 3000)]


def test_ties_and_awards() -> None:
    assert TEMPLATE.tie_breakers == USUAL_TIE_BREAKERS
    assert [level.title for level in TEMPLATE.awards] == ["业务能手"]
    assert all(check_level(level) == [] for level in TEMPLATE.awards)
