"""A pool's own form: name, type, and who may be admitted."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.editors import Surroundings
from cadre_desktop.kit.qt.form import Form
from cadre_desktop.talent.actions import save_pool
from cadre_desktop.talent.kinds import POOL
from cadre_desktop.talent.records import Pool

_WIDTH = 620


class PoolPage(QWidget):
    """`left` tells that the form is done with; it carries the pool's key, None when there is none."""

    left = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._pool: Pool | None = None
        self.form = Form(POOL, Surroundings(desk.jobs, desk.notices))
        self.form.setMaximumWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 14)
        row.addWidget(self.form, 1)
        row.addStretch(0)
        self.form.save_wanted.connect(self.save)
        self.form.cancel_wanted.connect(self._leave)
        self.form.delete_wanted.connect(self._delete)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.save)

    def open(self, pool: Pool | None) -> None:
        """Show a pool, or begin a new one."""
        self._pool = pool
        self.form.load(pool)
        self.form.focus_first()

    def save(self) -> None:
        """Save the form; problems stand at their fields."""
        try:
            saved = save_pool(self._desk.store, self.form.values(), self._pool.id if self._pool else None)
        except Refused as refused:
            self.form.show_problems(refused)
            return
        self.form.load(saved)
        self._desk.notices.tell(_("“{pool}”已保存。").format(pool=saved.name))
        self.left.emit(saved.id)

    def may_leave(self) -> bool:
        """Ask about entries that are not saved."""
        if not self.form.dirty:
            return True
        text = _("人才库信息有改动还没有保存。")
        if not self._desk.notices.ask(text, _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.form.load(self._pool)
        return True

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit(self._pool.id if self._pool else None)

    def _delete(self) -> None:
        pool = self._pool
        if pool is None:
            return
        text = _("删除人才库“{pool}”？有入库记录的人才库不能删除。").format(pool=pool.name)
        if not self._desk.notices.ask(text, _("删除"), _("取消"), danger=True):
            return
        try:
            editing.remove(self._desk.store, POOL, [pool.id])
        except Refused as refused:
            self._desk.notices.refused(refused)
            return
        self.form.load(None)
        self.left.emit(None)
