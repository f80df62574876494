"""Everything that somebody can read on a screen, a sheet of paper or in a workbook, as plain texts."""

from pathlib import Path

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QWidget

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook

_WORDS = ("text", "title", "toolTip", "accessibleName", "windowTitle", "statusTip", "placeholderText", "whatsThis")
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def screen(widget: QWidget) -> str:
    """All texts of a widget and of what is visible in it, with tooltips, accessible names and whole models."""
    parts = [widget, *(child for child in widget.findChildren(QWidget) if child.isVisibleTo(widget))]
    return "\n".join(filter(None, (text for part in parts for text in _of(part))))


def _of(widget: QWidget):
    for name in _WORDS:
        value = getattr(widget, name, None)
        if callable(value):
            try:
                yield str(value())
            except TypeError:  # asks for a place
                continue
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model(widget)
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def _model(view: QAbstractItemView):
    """What a model hands out; of columns that are hidden too."""
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            yield from (str(model.index(row, column).data(role) or "") for role in _ROLES)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def paper(path: Path) -> dict[str, str]:
    """The pages of a PDF, its properties and its name."""
    import pypdfium2

    with Pages(path) as pages:
        found = {f"第 {number + 1} 页": "".join(pages.text(number).split()) for number in range(len(pages))}
    document = pypdfium2.PdfDocument(path)
    found["属性"] = " ".join(document.get_metadata_dict().values())
    document.close()
    return {**found, "文件名": path.name}


def workbook(path: Path) -> dict[str, list[str]]:
    """The rows of a workbook by sheet."""
    return {
        sheet.name: [" ".join(str(cell) for cell in row if cell not in ("", None)) for row in sheet.rows]
        for sheet in read_workbook(path).sheets
    }
