"""A pool's own form: name, type, and who may be admitted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.forms.form_page import FormPage
from cadre_desktop.talent.actions import save_pool
from cadre_desktop.talent.kinds import POOL
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.stages.admitting import count_fit


class PoolPage(FormPage):
    """`left` says that the form is done with; it carries the pool's key, None when there is none."""

    left = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, _("人才库信息有改动还没有保存。"), parent)
        self._pool: Pool | None = None
        self._form = Form(POOL, Surroundings(desk.jobs, desk.notices))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 14)
        row.addWidget(self._form)
        self.serve(self._form)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.activated.connect(self.save)

    @property
    def form(self) -> Form:
        return self._form

    def open(self, pool: Pool | None) -> None:
        """Show a pool, or begin a new one."""
        self._pool = pool
        self.form.load(pool)
        self.form.focus_first()

    def writing(self, values: Values) -> Callable[[], Pool]:
        store, key = self._desk.store, self._pool.id if self._pool else None
        return lambda: save_pool(store, values, key)

    def saved(self, result: Any) -> None:
        self.form.load(result)
        day = self._desk.clock.today()
        self._desk.jobs.run(
            _("正在核对入库条件"),
            lambda _progress: count_fit(result, day),
            lambda count: self._tell_fit(result.name, count),
            owner=self,
        )
        self.left.emit(result.id)

    def _tell_fit(self, name: str, count: int) -> None:
        """A rule that nobody meets now is said at once, not when people are chosen."""
        text = _("“{pool}”已保存，现有 {count} 人符合入库条件。")
        nobody = _("“{pool}”已保存，但现在没有一个人符合入库条件，请核对条件，或补全人员档案。")
        self._desk.notices.tell((text if count else nobody).format(pool=name, count=count))

    def reload(self) -> None:
        self.form.load(self._pool)

    def go_back(self) -> None:
        self.left.emit(self._pool.id if self._pool else None)

    def delete(self) -> None:
        pool, store = self._pool, self._desk.store
        if pool is not None:
            text = _("删除人才库“{pool}”？有入库记录的人才库不能删除。").format(pool=pool.name)
            self.remove(text, lambda: editing.remove(store, POOL, [pool.id]), self._removed)

    def _removed(self, _count: object) -> None:
        self.form.load(None)
        self.left.emit(None)
