"""The board: what the hall sees and what the presenter sees, key press by key press. No screen, no database.

The hall is shown one slide at a time, made of what has been revealed so far and nothing else. A ceremony goes by the
results as they were when it began; marks that come in later do not disturb it, and the presenter learns of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cadre_desktop.contests.board.board_slides import (
    Blank,
    BoardProgram,
    CeremonyStep,
    OnStage,
    Opening,
    Pace,
    Slide,
    Standings,
    TrackProgram,
    ceremony,
    pages_of,
    sentence,
    standings_slide,
)
from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _

COMING = 3
"""How many of those who come next the hall is shown."""


class Mode(Code):
    """What the board is for at the moment."""

    STAGE = "stage", N_("出场")
    STANDINGS = "standings", N_("成绩")
    REVEAL = "reveal", N_("揭晓")


@dataclass(frozen=True, slots=True)
class _Ceremony:
    """A track's prizes as they were when their ceremony began, and how far it is."""

    track: TrackProgram
    pace: Pace
    at: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """Where the presenter is. Turns and ceremonies are kept by track, so that nothing is lost by looking elsewhere."""

    track: int
    mode: Mode = Mode.STAGE
    blank: bool = False
    page: int = 0
    turns: Mapping[int, int] = field(default_factory=dict)
    told: Mapping[int, _Ceremony] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cue:
    """What the presenter alone sees: what is on the wall, what the next key brings, and what to mind."""

    now: str
    then: str
    position: str
    notes: tuple[str, ...]
    typed: str


class Board:
    """Holds a programme and a position in it. Keys become `advance`, `back`, `show`, `choose` and so on."""

    def __init__(self, program: BoardProgram, track: int | None = None, pace: Pace = Pace.PARTS):
        self.program = program
        self.pace = pace
        self.frozen: BoardProgram | None = None
        self.frozen_at = ""
        self.confirmed = False
        self.typed = ""
        keys = [one.key for one in program.tracks]
        self._state = _State(track if track in keys else keys[0] if keys else 0)

    @property
    def mode(self) -> Mode:
        """The mode in front."""
        return self._state.mode

    @property
    def blank(self) -> bool:
        """Whether the wall is black."""
        return self._state.blank

    @property
    def track(self) -> TrackProgram:
        """The track in front, as it is now."""
        return self.program.track(self._state.track)

    @property
    def needs_confirmation(self) -> bool:
        """Whether prizes must not be revealed yet: the results are not sealed and nobody has said to do it anyway."""
        return not (self.program.sealed or self.confirmed)

    @property
    def stale(self) -> bool:
        """Whether the prizes of the ceremony in front are no longer those that would be given now."""
        told = self._state.told.get(self._state.track)
        return told is not None and _prizes(told.track) != _prizes(self.track)

    @property
    def pages(self) -> int:
        """Pages of the standings that the hall sees."""
        return pages_of(len((self.frozen or self.program).track(self._state.track).rows))

    @property
    def under_way(self) -> bool:
        """Whether prizes were revealed and others are left to be."""
        left = any(self.revealed(track.key) < len(track.prizes) for track in self.program.tracks)
        return bool(self._state.told) and left

    def spoils(self, mode: Mode) -> bool:
        """Whether showing `mode` would give away prizes in the middle of a ceremony."""
        return mode is Mode.STANDINGS and self.frozen is None and self.under_way

    def revealed(self, key: int) -> int:
        """How many winners of a track are known by name."""
        told = self._state.told.get(key)
        return self._steps(told)[told.at].known if told else 0

    def turn(self, key: int) -> int:
        """Which turn of a track is on: 0 before the first, one more than there are after the last."""
        return self._state.turns.get(key, 0)

    def hall(self) -> Slide:
        """What the hall sees."""
        return self._slide(self._state)

    def ahead(self) -> Slide | None:
        """What the hall would see after the next key; None where that changes nothing."""
        after = self._after(self._state)
        return None if after == self._state else self._slide(after)

    def real(self) -> Standings:
        """The standings as they really are, on the page that the hall is at."""
        return standings_slide(self.program, self._state.track, self._state.page)

    def cue(self) -> Cue:
        """What the presenter sees."""
        ahead = self.ahead()
        return Cue(
            sentence(self.hall()),
            sentence(ahead) if ahead else _("（到底了）"),
            self._position(),
            tuple(self._notes()),
            self.typed,
        )

    def _slide(self, state: _State) -> Slide:
        if state.blank:
            return Blank()
        if state.mode is Mode.STANDINGS:
            return self._standings(state)
        track = self.program.track(state.track)
        if state.mode is Mode.STAGE:
            return _stage_slide(self.program.contest, track, state.turns.get(track.key, 0))
        told = state.told.get(state.track, _Ceremony(track, self.pace))
        return self._steps(told)[told.at].slide

    def _standings(self, state: _State) -> Slide:
        program = self.frozen or self.program
        if not program.track(state.track).rows:
            words = _("匿名评审，拆封匹配后公布") if self.program.track(state.track).unmatched else _("成绩待公布")
            return Opening(program.contest, self.program.track(state.track).name, words)
        return standings_slide(program, state.track, state.page, self.frozen_at if self.frozen else "")

    def _steps(self, told: _Ceremony) -> tuple[CeremonyStep, ...]:
        return ceremony(self.program.contest, told.track, told.pace)

    def _position(self) -> str:
        key = self._state.track
        if self.mode is Mode.STAGE:
            count = len(self.track.running)
            return _("第 {place} / {count} 位").format(place=min(self.turn(key), count), count=count)
        if self.mode is Mode.STANDINGS:
            return _("第 {page} / {pages} 页").format(page=self._state.page % self.pages + 1, pages=self.pages)
        told = self._state.told.get(key, _Ceremony(self.track, self.pace))
        count = len(told.track.prizes)
        return _("已揭晓 {known} / {count} 人").format(known=self.revealed(key), count=count)

    def _notes(self) -> list[str]:
        notes = []
        if self.blank:
            notes.append(_("大屏已黑屏，按 B 或空格恢复。"))
        if self.frozen:
            notes.append(_("已封榜：全场看到的是 {at} 的成绩，按 F 解除。").format(at=self.frozen_at))
        if self.track.unmatched:
            notes.append(_("匿名评审还没有拆封匹配；请在“结果”页拆封，再公布姓名和奖项。"))
        if self.track.provisional and self.mode is not Mode.STAGE:
            notes.append(_("还缺评分表，名次和奖项是暂定的。"))
        if self.mode is Mode.REVEAL:
            if self.track.pending:
                titles = _("、").join(_(title) for title in self.track.pending)
                notes.append(_("{titles}尚待评委会评议，未定的不揭晓。").format(titles=titles))
            if self.needs_confirmation:
                notes.append(_("成绩尚未封存，确认后才能揭晓。"))
            if self.stale:
                notes.append(_("本赛道的奖项在揭晓开始后有改动；按 R 用新结果从头揭晓。"))
        return notes

    def advance(self) -> None:
        """One step on. A black wall is only lifted, and a typed number only taken."""
        if self.typed:
            self.settle()
        else:
            self._state = self._after(self._state)

    def back(self) -> None:
        """One step back; a black wall stays black, for something may have to be put right behind it."""
        if self.typed:
            self.typed = ""
            return
        state, key = self._state, self._state.track
        if state.mode is Mode.STANDINGS:
            self._state = replace(state, page=(state.page - 1) % self.pages)
        elif state.mode is Mode.STAGE:
            self._state = replace(state, turns={**state.turns, key: max(0, self.turn(key) - 1)})
        elif key in state.told:
            self._retell(replace(state.told[key], at=state.told[key].at - 1))

    def _after(self, state: _State) -> _State:
        key = state.track
        if state.blank:
            return replace(state, blank=False)
        if state.mode is Mode.STANDINGS:
            return replace(state, page=(state.page + 1) % self.pages)
        if state.mode is Mode.STAGE:
            count = len(self.program.track(key).running)
            turn = min(state.turns.get(key, 0) + 1, count + 1) if count else 0
            return replace(state, turns={**state.turns, key: turn})
        if self.needs_confirmation:
            return state
        told = state.told.get(key, _Ceremony(self.program.track(key), self.pace))
        at = min(told.at + 1, len(self._steps(told)) - 1)
        return replace(state, told={**state.told, key: replace(told, at=at)}) if at else state

    def _retell(self, told: _Ceremony) -> None:
        """Go to a position of a ceremony; at its beginning it is forgotten, and begins with the results of then."""
        rest = {key: other for key, other in self._state.told.items() if key != told.track.key}
        self._state = replace(self._state, told={**rest, told.track.key: told} if told.at > 0 else rest)

    def show(self, mode: Mode) -> None:
        """Bring a mode to the front."""
        self._state = replace(self._state, mode=mode, page=0)

    def choose(self, key: int) -> None:
        """Bring a track to the front; an unknown one is not."""
        self.typed = ""
        if any(track.key == key for track in self.program.tracks):
            self._state = replace(self._state, track=key, page=0)

    def step_track(self, step: int) -> None:
        """Bring the next track or the one before to the front."""
        keys = [track.key for track in self.program.tracks]
        if self._state.track in keys:
            index = keys.index(self._state.track) + step
            self.choose(keys[min(max(index, 0), len(keys) - 1)])

    def digit(self, digit: int) -> None:
        """A digit of a track's number. It counts at once unless it might be the first of two."""
        count = len(self.program.tracks)
        number = int(f"{self.typed}{digit}")
        if number > count:
            number = digit
        self.typed = str(number) if 1 <= number <= count else ""
        if number * 10 > count:
            self.settle()

    def settle(self) -> None:
        """Bring the track to the front whose number was typed."""
        if self.typed:
            self.choose(self.program.tracks[int(self.typed) - 1].key)

    def toggle_blank(self) -> None:
        """Make the wall black, or lift that."""
        self._state = replace(self._state, blank=not self._state.blank)

    def toggle_freeze(self, at: str) -> None:
        """Hold the standings of the hall as they are from now on (`at`, in words), or go on."""
        self.frozen = None if self.frozen else self.program
        self.frozen_at = at if self.frozen else ""

    def confirm(self) -> None:
        """Reveal although the results are not sealed."""
        self.confirmed = True

    def restart(self) -> None:
        """Begin the ceremony of the track in front anew, with the results as they are."""
        self._retell(_Ceremony(self.track, self.pace))

    def set_pace(self, pace: Pace) -> None:
        """Reveal more or less with a key. A ceremony goes back to where no more is known than now."""
        self.pace = pace
        for told in self._state.told.values():
            known = self._steps(told)[told.at].known
            steps = [step.known for step in ceremony(self.program.contest, told.track, pace)]
            most = max(count for count in steps if count <= known)
            self._retell(_Ceremony(told.track, pace, steps.index(most)))

    def update(self, program: BoardProgram) -> None:
        """Go on with the programme as it is now. Whoever is on stays on, though the order has changed."""
        if self.program.sealed and not program.sealed:
            self.confirmed = False
        turns = {
            key: _same_turn(self.program.track(key), program.track(key), turn)
            for key, turn in self._state.turns.items()
        }
        keys = [track.key for track in program.tracks]
        track = self._state.track if self._state.track in keys else keys[0] if keys else 0
        self.program, self.typed = program, ""
        self._state = replace(self._state, track=track, turns=turns)


def _prizes(track: TrackProgram) -> object:
    return track.prizes, track.pending


def _same_turn(before: TrackProgram, after: TrackProgram, turn: int) -> int:
    """The turn of whoever was on; of somebody who has gone, the position where he was."""
    if turn > len(before.running):
        return len(after.running) + 1
    if turn:
        entrant = before.running[turn - 1].entrant
        keys = [one.entrant for one in after.running]
        return keys.index(entrant) + 1 if entrant in keys else min(turn, len(keys))
    return 0


def _stage_slide(contest: str, track: TrackProgram, turn: int) -> Slide:
    running = track.running
    if not running:
        return Opening(contest, track.name, _("匿名评审，选手不出场") if track.unmatched else _("等待抽签"))
    if turn == 0:
        return Opening(contest, track.name, _("共 {count} 位选手，即将开始").format(count=len(running)))
    if turn > len(running):
        return Opening(contest, track.name, _("全部选手出场完毕"))
    return OnStage(contest, track.name, running[turn - 1], running[turn : turn + COMING], turn, len(running))
