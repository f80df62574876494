"""The conflicts of a track between judges and entrants, and what was decided about each."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.contests.actions.panels import decide_recusals
from cadre_desktop.contests.rules.recusal import USUAL_SEVERITIES
from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.contests.screens.people.recusal_dialogs import SeverityDialog, TieDialog
from cadre_desktop.desk import Desk
from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import DISPLAY, NOWHERE, TOLD, TONE, GridTable, Index, heading
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.database import database

_TONES: dict[Severity, Tone] = {Severity.HARD: "bad", Severity.SOFT: "warning", Severity.IGNORED: "neutral"}


_MANY = 6
"""Conflicts to be decided from which on it is worth changing the rule instead."""


@dataclass(frozen=True)
class ConflictLine:
    """A conflict as it is listed."""

    key: int
    judge: str
    entrant: str
    kind: ConflictKind
    severity: Severity
    reason: str


def conflicts_of(track: int) -> list[ConflictLine]:
    """The conflicts of a track, those to be decided first, then the hard ones."""
    rows = database.rows(
        "SELECT r.id, j.name, e.name, r.kind, r.severity, r.reason FROM recusal r JOIN judge j ON j.id = r.judge_id"
        " JOIN entrant e ON e.id = r.entrant_id WHERE e.track_id = ?"
        " ORDER BY pinyin_key(j.name), j.id, pinyin_key(e.name), e.id",
        track,
    )
    lines = [
        ConflictLine(key, judge, entrant, ConflictKind(kind), Severity(severity), reason)
        for key, judge, entrant, kind, severity, reason in rows
    ]
    order = [Severity.SOFT, Severity.HARD, Severity.IGNORED]
    return sorted(lines, key=lambda line: order.index(line.severity))


def parties_of(track: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The judges of a track's panels and its entrants to choose from: keys, with names and units."""
    judges = database.rows(
        "SELECT j.id, j.name, j.unit FROM judge j JOIN track t ON t.contest_id = j.contest_id AND t.id = ?"
        " WHERE EXISTS (SELECT 1 FROM seat s WHERE s.judge_id = j.id AND (s.track_id = t.id OR s.track_id IS NULL))"
        " ORDER BY pinyin_key(j.name), j.id",
        track,
    )
    entrants = database.rows(
        "SELECT id, name, unit FROM entrant WHERE track_id = ? ORDER BY pinyin_key(name), id", track
    )
    return _labelled(judges), _labelled(entrants)


def _labelled(rows: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    return [(key, _("{name}（{unit}）").format(name=name, unit=unit) if unit else name) for key, name, unit in rows]


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.lines: list[ConflictLine] = []

    def put(self, lines: list[ConflictLine]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading([_("评委"), _("选手"), _("关系"), _("处理")], section, orientation, role)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == DISPLAY:
            return (line.judge, line.entrant, _(line.kind.label), _(line.severity.label))[index.column()]
        if role == TONE and index.column() == 3:
            return line.severity
        return line.reason if role in TOLD else None


class RecusalList(QFrame):
    """A card with the conflicts and two verbs for the selected ones."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._track = 0
        set_role(self, "card")
        self.title, self.hint = QLabel(), QLabel()
        set_role(self.title, "heading")
        set_role(self.hint, "muted")
        self.hint.setWordWrap(True)
        self.model = _Model(self)
        self.table = GridTable(_("评委与选手的关系"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setItemDelegateForColumn(3, ChipDelegate(lambda value: _TONES.get(value, ""), TONE, self.table))
        self.bar = QPushButton(_("回避"))
        self.allow = QPushButton(_("不回避"))
        self.bar.setToolTip(_("这位评委给这位选手的评分表不计入成绩"))
        self.bar.clicked.connect(lambda: self._decide(Severity.HARD))
        self.allow.clicked.connect(lambda: self._decide(Severity.IGNORED))
        self.more = QToolButton()
        self.more.setIcon(icon("more"))
        self.more.setToolTip(_("登记关系、回避规则"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._build()
        self._fill_menu()
        self.table.selectionModel().selectionChanged.connect(self._follow)

    def _build(self) -> None:
        row = QHBoxLayout()
        head = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        row.addWidget(self.hint, 1)
        row.addStretch()
        row.addWidget(self.bar)
        row.addWidget(self.allow)
        self.table.set_widths([72, 92, 82, 92], stretched=1)
        self.table.horizontalHeader().setFixedHeight(ROW_HEIGHT)

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("登记师徒或亲属关系…"), self.declare)
        menu.addAction(_("回避规则…"), lambda: SeverityDialog(self._desk, self).exec())
        self.more.setMenu(menu)

    def show_lines(self, lines: list[ConflictLine], track: int, locked: bool) -> None:
        """Show the conflicts of another track."""
        self._track = track
        self.model.put(lines)
        self.more.setVisible(not locked)
        asked = sum(line.severity is Severity.SOFT for line in lines)
        title = _("回避关系 {count} 处").format(count=len(lines)) if lines else _("没有回避关系")
        self.title.setText(title + (_("，{count} 处需要确认").format(count=asked) if asked else ""))
        self.hint.setText("" if lines else _("同一部门、同一法院、本人等关系会自动找出。"))
        if asked >= _MANY and not locked:
            self.hint.setText(_("本院自办的竞赛，可在“⋯”的“回避规则”里把同一法院改为不作要求。"))
        self.hint.setVisible(bool(self.hint.text()))
        self.table.setVisible(bool(lines))
        for button in (self.bar, self.allow):
            button.setVisible(bool(lines) and not locked)
        self._follow()

    def _follow(self) -> None:
        keys = self.selected_keys()
        for button in (self.bar, self.allow):
            button.setEnabled(bool(keys))

    def selected_keys(self) -> list[int]:
        """The conflicts selected."""
        return [self.model.lines[index.row()].key for index in self.table.selectionModel().selectedRows()]

    def declare(self) -> None:
        """Ask who is mentor or relative of whom in this track, and record it."""
        TieDialog(self._desk, *parties_of(self._track), self).exec()

    def _decide(self, severity: Severity) -> None:
        keys, store = self.selected_keys(), self._desk.store
        chosen = [line for line in self.model.lines if line.key in keys]
        grave = any(USUAL_SEVERITIES[line.kind] is Severity.HARD for line in chosen)
        reason: str | None = ""
        if grave and severity is not Severity.HARD:
            reason = self._desk.notices.ask_text(_("不回避"), _("必须回避的情形改为不回避，请写明理由"))
        if reason is not None:
            text = reason
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: decide_recusals(store, keys, severity, text),
                lambda _count: None,
                self,
            )
