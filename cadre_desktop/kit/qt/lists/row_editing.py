"""Opening, saving and deleting the rows of a `KindView`."""

from collections.abc import Callable, Sequence
from typing import Any

from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.unfilled import forget
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.attachments.panel import AttachmentsPanel
from cadre_desktop.kit.qt.forms.form import Form, keep_photos
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.unfilled_filter import waiting
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.store import Store

Save = Callable[[int | None, Values], int]
Remove = Callable[[list[int]], Any]
Presets = Values | Callable[[], Values]


def plain_save(store: Store, kind: Kind) -> Save:
    """Adds and changes rows by the plain actions."""

    def save(key: int | None, values: Values) -> int:
        row = editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)
        return int(row.id)

    return save


class RowEditing:
    """Connects the form, the table and the actions of one view. Writing runs in a job; what is refused is shown at the
    fields, and what was typed stays."""

    def __init__(self, view: ListView, save: Save | None, remove: Remove | None, presets: Presets):
        self._view, self._desk, self._kind = view, view.desk, view.kind
        self.presets = presets
        self._save = save or plain_save(view.desk.store, view.kind)
        self._remove = remove or (lambda keys: editing.remove(self._desk.store, self._kind, keys))
        self._busy = False

    def attach(self, form: Form) -> None:
        """Do what the form's buttons ask for."""
        form.save_wanted.connect(self.save)
        form.cancel_wanted.connect(self.close)
        form.delete_wanted.connect(self.remove_opened)
        form.lock(not self._view.editable)
        form.carry(AttachmentsPanel(self._desk))

    @property
    def _form(self) -> Form:
        return self._view.form

    @property
    def is_open(self) -> bool:
        """Whether the form is beside the list."""
        return self._view.form_shown

    def open(self, key: int) -> None:
        """Show a row, after asking about unsaved changes in another."""
        if self.is_open and self._form.key == key:
            self._form.focus_first()
        elif self.may_leave():
            self._load(key)
            if self.is_open:
                self._view.table.select_key(key)
                self._form.focus_first()

    def new(self) -> None:
        """Begin a new row."""
        if self._view.editable and self.may_leave():
            self._form.load(None, self.presets() if callable(self.presets) else self.presets)
            self._view.show_form()
            self._form.focus_first()
            self._view.opened.emit(None)

    def follow(self, key: int | None, selected: int) -> None:
        """The cursor moved to another row: an open form without changes goes with it."""
        if not self.is_open or selected != 1 or self._form.key is None or self._form.dirty:
            return
        if key not in (None, self._form.key):
            self._load(key)

    def reload(self) -> None:
        """Rows have changed in the file: show the opened one as it is now, unless it is being edited."""
        if self.is_open and self._form.key is not None and not self._form.dirty and not self._busy:
            self._load(self._form.key)

    def _load(self, key: Any) -> None:
        row = self._kind.record.get_or_none(self._kind.record.id == key)
        if row is None:
            self._view.hide_form()
            return
        self._form.load(row)
        self._view.show_form()
        found = waiting(self._kind, row.id)
        if found is not None:
            self._form.tell(found)
        self._view.opened.emit(key)

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks if there are changes."""
        if self._busy:
            return False
        if not self.is_open or not self._form.dirty or not self._view.editable:
            return True
        return self._desk.notices.ask(
            _("{kind}有未保存的修改，要放弃吗？").format(kind=_(self._kind.title)),
            _("放弃修改"),
            _("继续编辑"),
            danger=True,
        )

    def close(self) -> None:
        """Put the form away, after asking about unsaved changes."""
        if self.may_leave():
            self._form.load(None)
            self._view.hide_form()

    def save(self) -> None:
        """Write what was changed; a form without changes has nothing to write."""
        if not self.is_open or self._busy or not self._view.editable:
            return
        try:
            values = self._form.values()
        except Refused as refused:
            self._form.show_problems(refused)
            return
        if self._form.key is not None and not values:
            self._desk.notices.tell(_("没有需要保存的修改。"))
            return
        key, save, kind = self._form.key, self._save, self._kind
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: save(key, keep_photos(kind, values)),
            lambda saved: self._saved(saved, new=key is None),
            self._view,
            busy=self._set_busy,
            refused=self._form.show_problems,
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if self.is_open:
            self._form.set_busy(busy)

    def _saved(self, saved: int, new: bool) -> None:
        self._load(saved)
        self._view.table.go_to(saved)
        words = _("已新增{kind}。") if new else _("已保存{kind}。")
        self._desk.notices.tell(words.format(kind=_(self._kind.title)))

    def forget_unfilled(self) -> None:
        """Let the selected rows wait no longer to be filled in."""
        keys, store, kind = self._view.selected_keys(), self._desk.store, self._kind
        if keys:
            words = _("{count} 栏不再列为待补。")
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: forget(store, kind, keys),
                lambda count: self._desk.notices.tell(words.format(count=count)),
                self._view,
            )

    def remove_opened(self) -> None:
        """Delete the row in the form after asking."""
        if self.is_open and self._form.key is not None:
            self._ask_and_remove([self._form.key])

    def remove_selected(self) -> None:
        """Delete the selected rows after asking."""
        self._ask_and_remove(self._view.selected_keys())

    def _ask_and_remove(self, keys: Sequence[int]) -> None:
        if not keys or not self._view.editable or self._busy or not self._sure(keys):
            return
        remove = self._remove
        carry_out(
            self._desk,
            _("正在删除"),
            lambda: remove(list(keys)),
            lambda _count: self._removed(list(keys)),
            self._view,
            busy=self._set_busy,
        )

    def _sure(self, keys: Sequence[int]) -> bool:
        if len(keys) == 1:
            row = self._kind.record.by_key(keys[0])
            name = editing.told_name(self._kind, editing.values_of(row))
            words = _("要删除{kind}“{name}”吗？删除后可以撤销。").format(kind=_(self._kind.title), name=name)
        else:
            words = _("要删除选中的 {count} 条{kind}吗？删除后可以撤销。").format(
                kind=_(self._kind.title), count=len(keys)
            )
        return self._desk.notices.ask(words, _("删除"), _("取消"), danger=True)

    def _removed(self, keys: list[int]) -> None:
        if self.is_open and self._form.key in keys:
            self._view.hide_form()
        self._desk.notices.tell(
            _("已删除 {count} 条{kind}，可按 Ctrl+Z 撤销。").format(count=len(keys), kind=_(self._kind.title))
        )
