"""What a new user does first: three steps in their order, instead of figures that are all zero."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.overview.beginnings import CourtBegun, with_events, with_people

_WIDTH = 760


class FirstSteps(QWidget):
    """`wanted` carries the kind of record whose tab is to begin what the button says; empty means the people who take
    part in what there is."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        people, events = with_people(), with_events()
        *things, last = (_(each.thing) for each in events)
        words = _("花名册不用先整理：拖进窗口，先看一遍再导入，一步就能撤销。")
        self.steps = (
            _Step(1, _("导入花名册"), words, tuple((_(each.action), each.kind.key) for each in people), self),
            _Step(
                2,
                _("建一个{things}或{last}").format(things="、".join(things), last=last),
                _("填上名称和日期就可以；往年的台账也可以从 Excel 导入。"),
                tuple((_(each.action), each.kind.key) for each in events),
                self,
            ),
            _Step(
                3,
                _("加入人员，打印材料"),
                _("粘贴微信里的名单，或按条件选人；然后打印花名册、签到表和桌牌。"),
                ((_("打开{thing}").format(thing=_(events[0].thing)), ""),),
                self,
            ),
        )
        importing = self.steps[0].buttons[0]
        importing.setShortcut("Ctrl+I")  # as in every list: nobody has to know that the way leads through another tab
        importing.setToolTip(_("{what}（{keys}）").format(what=_("导入花名册"), keys="Ctrl+I"))
        head, sentence = QLabel(_("从这三步开始")), QLabel(_("做完以后，这里显示全年的数据和待办。"))
        set_role(head, "title")
        set_role(sentence, "muted")
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (head, sentence, *self.steps):
            column.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        row = QHBoxLayout()
        outer.addLayout(row)
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)
        outer.addStretch(2)

    def show_begun(self, begun: CourtBegun) -> None:
        """Show what is done and what comes next."""
        told = (_("已有 {count} 人"), _("已建 {count} 个"), _("已有 {count} 人次"))
        counts = (begun.people, begun.events, begun.taking_part)
        following = next((index for index, count in enumerate(counts) if not count), len(counts))
        for index, (step, words, count) in enumerate(zip(self.steps, told, counts, strict=True)):
            step.show_state(
                words.format(count=f"{count:,}") if count else "", following == index, index < 2 or begun.events > 0
            )


class _Sentence(QLabel):
    """A wrapped sentence that is never lower than its lines: a page in an area that scrolls does not ask for that."""

    def __init__(self, text: str):
        super().__init__(text)
        self.setWordWrap(True)
        set_role(self, "muted")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))


class _Step(QFrame):
    """A card: the number, what to do, and its buttons, the first of them primary while it is the next step."""

    def __init__(self, number: int, title: str, sentence: str, buttons: tuple[tuple[str, str], ...], owner: FirstSteps):
        super().__init__()
        set_role(self, "card")
        badge, head, self.chip = QLabel(str(number)), QLabel(title), StateChip()
        set_role(badge, "title")
        badge.setFixedWidth(24)
        badge.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        set_role(head, "heading")
        text = _Sentence(sentence)
        line = QHBoxLayout()
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(12)
        row.addWidget(badge)
        row.addLayout(words, 1)
        words.addLayout(line)
        line.addWidget(head)
        line.addWidget(self.chip)
        line.addStretch(1)
        words.addWidget(text)
        self.buttons = [QPushButton(title) for title, _key in buttons]
        for button, (_title, key) in zip(self.buttons, buttons, strict=True):
            button.clicked.connect(lambda _checked=False, key=key: owner.wanted.emit(key))
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_state(self, told: str, following: bool, open_: bool) -> None:
        """Show what is there already, and whether this is the next step or at least possible."""
        self.chip.show_state(told, "good" if told else "")
        dressed(self.buttons[0], "primary" if following else "")
        for button in self.buttons:
            button.setEnabled(open_)
