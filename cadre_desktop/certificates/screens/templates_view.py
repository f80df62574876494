"""The list of templates of certificates: new ones from the program's designs, changed in the designer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction

from cadre_desktop.certificates.registers.templates import TEMPLATE, CertificateTemplate
from cadre_desktop.certificates.screens.adding_fonts import add_font
from cadre_desktop.certificates.templating import copy_template, make_usual, number_by, rename_template, retire
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_HINT = N_("本院的仿宋，或印生僻字的字体（TTF）")
_PATTERNS = ((N_("证书模板"), "*.cadre-template"),)


class TemplatesView(KindView):
    """`design_wanted` carries the key of the template that is to be changed in the designer."""

    design_wanted = Signal(object)

    def __init__(self, desk: Desk):
        begin = QAction(_("新建模板…"))
        begin.triggered.connect(partial(TemplatesView.begin, self))
        taking = QAction(_("导入模板…"))
        taking.triggered.connect(partial(TemplatesView.take_in, self))
        super().__init__(
            desk,
            TEMPLATE,
            title=_("证书模板"),
            editable=False,
            empty=EmptyText(
                _("还没有自己的证书模板"),
                _("从程序自带的样式新建一个，在设计页里改成本院的样子；没有模板时按程序自带的版式发证。"),
                steps=(begin, taking),
            ),
            actions=(
                ViewAction(N_("新建模板…"), lambda _view: self.begin(), "add", in_bar=True),
                ViewAction(N_("设计…"), self._design, "edit", needs="row"),
                ViewAction(N_("复制…"), self._copy, needs="row"),
                ViewAction(N_("改名…"), self._rename, needs="row"),
                ViewAction(N_("设为默认"), lambda view: self._make_usual(view, True), needs="row"),
                ViewAction(N_("不再默认"), lambda view: self._make_usual(view, False), needs="row"),
                ViewAction(N_("编号系列…"), self._number_by, needs="row"),
                ViewAction(N_("停用"), lambda view: self._retire(view, True), needs="row"),
                ViewAction(N_("恢复使用"), lambda view: self._retire(view, False), needs="row"),
                ViewAction(N_("导出…"), self._export, needs="row"),
                ViewAction(N_("导入模板…"), lambda _view: self.take_in(), "import"),
                ViewAction(N_("添加字体…"), lambda _view: add_font(self._desk, self), hint=_HINT),
            ),
        )
        self._desk = desk
        self._steps = (begin, taking)  # kept: nobody else holds them
        self.opened.connect(self.design_wanted)

    def begin(self) -> None:
        """Ask for a kind, a design of the program and a name, and open the designer with the new template."""
        from cadre_desktop.certificates.screens.new_template_dialog import NewTemplateDialog

        dialog = NewTemplateDialog(self._desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(self.design_wanted)
        dialog.open()

    def take_in(self, chosen: Path | None = None) -> None:
        """Add the template of a file, which is asked for."""
        from cadre_desktop.certificates.template_files import import_template

        path = chosen or self.desk.notices.choose_open(_("导入证书模板"), _PATTERNS)
        if path is None:
            return
        taken, store = path, self.desk.store

        def told(template: CertificateTemplate) -> None:
            self.desk.notices.tell(_("已导入证书模板“{name}”。").format(name=template.name))

        carry_out(self.desk, _("正在导入证书模板"), lambda: import_template(store, taken), told, self)

    def _chosen(self, view: ListView) -> CertificateTemplate | None:
        keys = view.selected_keys()
        return CertificateTemplate.by_key(keys[0]) if keys else None

    def _design(self, view: ListView) -> None:
        if template := self._chosen(view):
            self.design_wanted.emit(template.id)

    def _named(
        self, view: ListView, title: str, suggested: str, do: Callable[[CertificateTemplate, str], object]
    ) -> None:
        template = self._chosen(view)
        if template is None:
            return
        name = self.desk.notices.ask_text(title, _("模板名称"), suggested.format(name=template.name))
        if name is not None:
            chosen = template
            carry_out(self.desk, _("正在保存"), lambda: do(chosen, name), lambda _done: None, self)

    def _copy(self, view: ListView) -> None:
        store = self.desk.store
        self._named(
            view, _("复制模板"), _("{name}（副本）"), lambda template, name: copy_template(store, template, name)
        )

    def _rename(self, view: ListView) -> None:
        store = self.desk.store
        self._named(view, _("模板改名"), "{name}", partial(rename_template, store))

    def _number_by(self, view: ListView) -> None:
        """Ask for the name of a series; without one the template's certificates are numbered as their kind is."""
        template = self._chosen(view)
        if template is None:
            return
        label = _("编号系列的名称（留空为这一类平常的编号）")
        name = self.desk.notices.ask_text(_("选定编号系列"), label, template.series, blank=True)
        if name is not None:
            self._do(view, lambda chosen: number_by(self.desk.store, chosen, name))

    def _make_usual(self, view: ListView, usual: bool) -> None:
        self._do(view, lambda template: make_usual(self.desk.store, template, usual))

    def _retire(self, view: ListView, retired: bool) -> None:
        self._do(view, lambda template: retire(self.desk.store, template, retired))

    def _do(self, view: ListView, action: Callable[[CertificateTemplate], object]) -> None:
        template = self._chosen(view)
        if template is not None:
            chosen = template
            carry_out(self.desk, _("正在保存"), lambda: action(chosen), lambda _done: None, self)

    def _export(self, view: ListView) -> None:
        from cadre_desktop.certificates.template_files import ENDING, export_template

        template = self._chosen(view)
        if template is None:
            return
        path = self.desk.notices.choose_save(_("导出证书模板"), f"{template.name}{ENDING}", _PATTERNS)
        if path is None:
            return
        chosen, target = template, path

        def told(_done: None) -> None:
            self.desk.notices.tell(_("已导出到 {path}。").format(path=target))

        carry_out(self.desk, _("正在导出"), lambda: export_template(chosen, target), told, self, writes=False)
