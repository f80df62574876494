"""The line above the marking grid: event, which keying, by judge or entrant, whose sheets, and how many are in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from cadre_desktop.contests.naming import hides
from cadre_desktop.contests.results import TrackRules
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons

BY_JUDGE, BY_ENTRANT = range(2)
ONCE, AGAIN, DIFFERENCES = range(3)
_LEAST, _WIDEST = 120, 230
"""Px of the boxes of choices, which are as wide as the longest one in them."""


class MarkingHead(FoldingRow):
    """`stepped` asks for the next judge or entrant (1) or the one before (-1)."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.event_box = ChoiceInput((), empty=False, nothing=None)
        self.keying = SectionButtons((_("录入"), _("复核录入"), _("差异")))
        self.mode = SectionButtons((_("按评委"), _("按选手")))
        self.who = ChoiceInput((), empty=False, nothing=None)
        self._words, self.progress = QLabel(_("项目")), QLabel()
        self.ranks = _button("contest", _("即时名次（Ctrl+R）"))
        self.ranks.setCheckable(True)
        self.alone = _button("fit-page", _("只看评分表（F11）"))
        self.alone.setCheckable(True)
        self.more = _button("more", _("更多：确认、导入测量成绩"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._events: list[tuple[int, str]] = []
        self._offered: list[tuple[int, str]] = []
        self._build()

    def _build(self) -> None:
        self.event_box.setAccessibleName(_("项目"))
        self.event_box.setSizeAdjustPolicy(self.event_box.SizeAdjustPolicy.AdjustToContents)
        self.who.setAccessibleName(_("评委或选手"))
        self.who.setMaximumWidth(_WIDEST)
        self.who.setSizeAdjustPolicy(self.who.SizeAdjustPolicy.AdjustToContents)
        words = self._words
        for label in (words, self.progress):
            set_role(label, "muted")
        which, whose = self.left, self.right
        which.addWidget(words)
        which.addWidget(self.event_box)
        which.addSpacing(6)
        which.addWidget(self.keying)
        which.addWidget(self.mode)
        which.addStretch(1)
        whose.addWidget(self._arrow("chevron-left", _("上一张（Ctrl+PageUp）"), -1))
        whose.addWidget(self.who)
        whose.addWidget(self._arrow("chevron-right", _("下一张（Ctrl+PageDown）"), 1))
        whose.addStretch(1)
        whose.addWidget(self.progress)
        whose.addWidget(self.ranks)
        whose.addWidget(self.alone)
        whose.addWidget(self.more)

    @property
    def way(self) -> int:
        """Whether the sheets are one judge's or one entrant's."""
        return BY_ENTRANT if self.mode.button(BY_ENTRANT).isChecked() else BY_JUDGE

    def _arrow(self, icon_name: str, words: str, step: int) -> QToolButton:
        button = _button(icon_name, words)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def offer_events(self, rules: TrackRules, chosen: TrackEvent | None) -> None:
        """Offer the events of a track; those in which entrants go by codes say so."""
        blind = _("{event}（匿名）")
        choices = [
            (event.key, blind.format(event=event.name) if hides(rules, event.key) else event.name)
            for event in rules.events
        ]
        if choices != self._events:
            self._events = choices
            self.event_box.set_value(None)  # or the one of before would be kept among the choices
            self.event_box.set_choices(choices)
        self.event_box.set_value(chosen.key if chosen else None)

    def offer(self, choices: list[tuple[int, str]], afresh: bool, wanted: int | None = None) -> None:
        """Offer judges or entrants by key; the one in front stays there, of another track it is the one `wanted`."""
        before, keys = self.who.value(), [key for key, _words in choices]
        if choices == self._offered and not afresh:
            return
        self._offered = choices
        self.who.set_value(None)
        self.who.set_choices(choices)
        first = wanted if wanted in keys else keys[0] if keys else None
        self.who.set_value(before if before in keys and not afresh else first)

    def tell_progress(self, done: int, expected: int) -> None:
        """Say how many sheets of the track are in."""
        words = _("本赛道已录 {done} / {expected} 张")
        self.progress.setText(words.format(done=done, expected=expected) if expected else "")
        self.who.setToolTip(self.progress.text())

    def _fold(self) -> None:
        """Rather than become two lines the row does without what is said elsewhere too: how many sheets are in is
        told by the box beside it, and an event is seen to be one."""
        for box in (self.event_box, self.who):
            box.setMinimumWidth(max(_LEAST, min(_WIDEST, box.sizeHint().width())))
        apart = [(label, label.minimumSizeHint().width() + self.left.spacing()) for label in self._spared]
        bare = self.needed - sum(width for label, width in apart if not label.isHidden())
        room = self.width() - bare
        for label, width in apart:
            room -= width
            label.setHidden(room < 0 <= self.width() - bare)
        super()._fold()

    @property
    def _spared(self) -> tuple[QLabel, QLabel]:
        return self.progress, self._words


def _button(icon_name: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
