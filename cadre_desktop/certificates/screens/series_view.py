"""How the court's numbers are written, as a list with a form."""

from cadre_desktop.certificates.numbering.patterns import USUAL
from cadre_desktop.certificates.registers.number_series import NUMBER_SERIES, drop_series, keep_series
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText


class SeriesView(KindView):
    """Every series that is written otherwise than usual; each change is a step and vetted against all the others."""

    def __init__(self, desk: Desk):
        store = desk.store
        sentence = _(
            "现在按通常的格式编号，如“包头中院荣证字〔2023〕7号”，每年从 1 编起，结业证书的序号 5 位。"
            "要用本院自己的格式，或另立一个系列，请新增。"
        )
        super().__init__(
            desk,
            NUMBER_SERIES,
            title=_("编号格式"),
            save=lambda key, values: keep_series(store, key, values),
            remove=lambda keys: drop_series(store, keys),
            empty=EmptyText(_("没有另定编号格式"), sentence),
            presets={"kind": "honour", "pattern": USUAL, "width": 1, "restart": "yearly"},
        )
