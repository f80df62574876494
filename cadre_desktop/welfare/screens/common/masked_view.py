"""A list whose names are masked, and shown only after a reason was typed."""

from collections.abc import Iterator

from cadre_desktop.desk import Desk
from cadre_desktop.kit.qt.fields.masked_editor import MaskedInput
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton


def guard(desk: Desk, view: KindView, what: str) -> RevealButton:
    """Have a reason typed before the masked columns of a list are shown; `what` names the list, never a person."""
    view.commands.reveal.setVisible(False)
    view.commands.reveal.setEnabled(False)
    button = RevealButton(desk, what)
    button.setProperty("small", True)
    button.revealed.connect(view.table.reveal)
    button.revealed.connect(lambda shown: _let_search(view, shown))
    button.revealed.connect(lambda shown: None if shown else _cover(view))
    view.opened.connect(lambda _key: _ask_in_form(view, button))
    view.table.typed.disconnect()  # letters typed in the list would be sought
    _let_search(view, False)
    view.filters.add_tool(button)
    return button


def _masked_inputs(view: KindView) -> Iterator[MaskedInput]:
    """The masked fields of the form, if there is one."""
    if view.form_shown:
        yield from (cell.editor for cell in view.form.cells.values() if isinstance(cell.editor, MaskedInput))


def _ask_in_form(view: KindView, button: RevealButton) -> None:
    """A field of the form shows its value, and its attachments their names, for the same reason as the list does."""
    for field in _masked_inputs(view):
        field.ask = button.ask
    files = view.form.attachments if view.form_shown else None
    if files is not None:
        files.ask = button.ask
        if not button.shown:
            files.unfold(False)


def _cover(view: KindView) -> None:
    for field in _masked_inputs(view):
        field.cover()
    if view.form_shown and view.form.attachments is not None:
        view.form.attachments.unfold(False)


def _let_search(view: KindView, shown: bool) -> None:
    """Names are sought only while they are seen: what is found would tell whose row it is."""
    view.search.setVisible(shown)
    if not shown and view.search.text():
        view.search.clear()
