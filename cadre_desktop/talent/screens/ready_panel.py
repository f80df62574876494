"""Who suits a post: the profile above, the list in order, and beneath it why somebody does or does not."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.comparing.papers import print_ready
from cadre_desktop.talent.comparing.ready import ReadyList, ReadyPerson, ready
from cadre_desktop.talent.comparing.scoring import explained, points_text
from cadre_desktop.talent.readiness.rules import Fitness
from cadre_desktop.talent.registers.post_profiles import PostProfile
from cadre_desktop.talent.requirement import requirement_text
from cadre_desktop.talent.screens.compare_dialog import open_comparison
from cadre_desktop.talent.screens.fact_table import FactCell, FactModel, FactTable

_TITLES = (
    N_("序"),
    N_("姓名"),
    N_("法院"),
    N_("部门"),
    N_("职务"),
    N_("结论"),
    N_("业绩"),
    N_("潜力"),
    N_("理由"),
)
_WIDTHS = (44, 108, 116, 120, 100, 76, 56, 56, 300)
_MARKS = {Fitness.MET: "✓", Fitness.UNKNOWN: "？", Fitness.UNMET: "×"}


class ReadyPanel(QWidget):
    """`profile_wanted` asks for the register in which profiles are entered."""

    profile_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._found: ReadyList | None = None
        self._shown: list[ReadyPerson] = []
        self._papers = Papers(desk, self)
        self.profile = ChoiceInput((), empty=False, nothing=None)
        self.day = DateInput()
        self.day.setFixedWidth(116)
        self.day.set_value(desk.clock.today())
        self.everybody = QCheckBox(_("也列不符合的人"))
        self.asked, self.why = QLabel(), QLabel()
        self.model = FactModel([_(title) for title in _TITLES], left=(2, 3, 4, 8), parent=self)
        self.table = FactTable(_("岗位人选"), self.model)
        self.table.set_widths(_WIDTHS, stretched=8)
        self.compare, self.print = QPushButton(_("比较所选")), QPushButton(_("打印…"))
        self._build()
        self._connect()
        self.offer()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = row_in(column)
        head.setSpacing(8)
        self.profile.setMinimumWidth(240)
        for title, field in ((_("岗位"), self.profile), (_("截至"), self.day)):
            label = QLabel(title)
            set_role(label, "muted")
            label.setBuddy(field)
            field.setAccessibleName(title)
            head.addWidget(label)
            head.addWidget(field)
        new = QPushButton(_("岗位要求…"))
        new.setToolTip(_("登记和修改岗位要求"))
        new.clicked.connect(self.profile_wanted)
        head.addWidget(new)
        head.addWidget(self.everybody)
        head.addStretch(1)
        self.compare.setToolTip(_("并列比较选中的 2 至 6 人（Ctrl+Shift+U）"))
        self.compare.setShortcut("Ctrl+Shift+U")
        head.addWidget(self.compare)
        head.addWidget(self.print)
        for words in (self.asked, self.why):
            words.setWordWrap(True)
            set_role(words, "muted")
        column.addWidget(self.asked)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)

    def _connect(self) -> None:
        self.profile.changed.connect(self.refresh)
        self.day.changed.connect(self.refresh)
        self.everybody.toggled.connect(lambda _on: self._list())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._explain())
        self.compare.clicked.connect(self._compare)
        self.print.clicked.connect(self.print_list)
        self._desk.changes.happened.connect(self._changed)

    def offer(self) -> None:
        """Offer the profiles there are."""
        held = self.profile.value()
        profiles = list(PostProfile.select().order_by(PostProfile.title))
        self.profile.set_choices([(each.id, each.title) for each in profiles])
        if profiles and held not in {each.id for each in profiles}:
            self.profile.set_value(profiles[0].id)
        self.refresh()

    def chosen(self) -> PostProfile | None:
        """The profile that is looked at."""
        key = self.profile.value()
        return PostProfile.get_or_none(PostProfile.id == key) if key is not None else None

    def refresh(self) -> None:
        """Measure everybody again."""
        profile = self.chosen()
        try:
            day = self.day.value()
        except Unclear:
            day = None
        mark_wrong(self.day, day is None)
        if profile is None or day is None:
            self._found = None
            self.asked.setText(
                _("还没有岗位要求。点“岗位要求…”写明一个岗位要什么样的人，这里就按事实排出名单。")
                if profile is None
                else ""
            )
            self._list()
            return
        store = self._desk.store
        self._desk.jobs.run(
            _("正在比对岗位要求"),
            lambda _progress: ready(store, profile, day),
            self._take,
            lambda error: self._desk.notices.warn(str(error)),
            keep_latest=f"ready {id(self)}",
            owner=self,
        )

    def _take(self, found: ReadyList) -> None:
        self._found = found
        counts = {fitness.value: len(found.of(fitness)) for fitness in Fitness}
        text = _("要求：{asked}。符合 {met} 人，待核实 {unknown} 人，不符合 {unmet} 人。只供研究时参考，不是决定。")
        self.asked.setText(text.format(asked=requirement_text(found.asked), **counts))
        self._list()

    def _list(self) -> None:
        everybody = self.everybody.isChecked()
        people = self._found.people if self._found else ()
        self._shown = [each for each in people if everybody or each.fitness is not Fitness.UNMET]
        self.model.put([each.who.key for each in self._shown], [_cells(each) for each in self._shown])
        if self._shown:
            self.table.selectRow(0)
        self.print.setEnabled(self._found is not None)
        self._explain()

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._shown):
            self.why.setText("")
            return
        each = self._shown[row]
        lines = [f"{_MARKS[reason.fitness]} {reason.text}" for reason in each.reasons]
        axes = ["；".join(explained(axis, found)) for axis, found in each.score._asdict().items()]
        self.why.setText("\n".join((f"{each.who.name}　" + "　".join(lines), *axes)))

    def _compare(self) -> None:
        open_comparison(self._desk, self.table.selected_keys, self, self.chosen())

    def print_list(self) -> None:
        """Show the list as pages."""
        found, today = self._found, self._desk.clock.today()
        if found is None:
            return
        court = own_court(self._desk.store)

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_ready(path, found, court.name if court else "", today, setup)

        self._papers.lay_out(_("{post}人选比对表").format(post=found.profile.title), "ready list", write)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "post_profile"):
            self.offer()


def _cells(each: ReadyPerson) -> list[FactCell]:
    who, fitness = each.who, each.fitness
    words = (str(each.rank or ""), who.name, who.court_short, who.department, who.post)
    axes = each.score._asdict()
    return [
        *(FactCell(text) for text in words),
        FactCell(_(fitness.label), fitness.tone),
        *(FactCell(points_text(found.tenths), told="\n".join(explained(axis, found))) for axis, found in axes.items()),
        FactCell(each.told, told="\n".join(reason.text for reason in each.reasons)),
    ]
