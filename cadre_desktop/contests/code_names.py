"""What entrants are called in the journal: in an anonymous event by their codes."""

from typing import Any

from cadre_desktop.contests.naming import called
from cadre_desktop.contests.records import Entrant, Event
from cadre_desktop.contests.results import Competitor, TrackRules, competitors_of, rules_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import StoredValues


class EntrantCodes:
    """The `CodeNames` of entrants; the rules of a track are read once."""

    def __init__(self, stored: StoredValues):
        self._stored = stored
        self._tracks: dict[int, tuple[TrackRules, dict[int, Competitor]]] = {}

    def applies(self, values: dict[str, Any]) -> bool:
        """Whether a row is of an anonymous event."""
        event = values.get("event_id")
        return bool(event and self._stored(Event, event).get(Event.anonymous.column_name))

    def called(self, key: int, values: dict[str, Any]) -> str:
        """What an entrant is called in an event that is anonymous until names and codes are matched."""
        track = self._stored(Entrant, key).get(Entrant.track.column_name)
        if not track:
            return _("（无代号）")
        if track not in self._tracks:
            self._tracks[track] = rules_of(track), competitors_of(track)
        rules, competitors = self._tracks[track]
        return called(rules, values["event_id"], competitors[key]).name if key in competitors else _("（无代号）")
