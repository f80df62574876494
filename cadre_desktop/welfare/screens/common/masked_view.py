"""A list whose names are masked, and shown only after a reason was typed."""

from cadre_desktop.desk import Desk
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton


def guard(desk: Desk, view: KindView, what: str) -> RevealButton:
    """Have a reason typed before the masked columns of a list are shown; `what` names the list, never a person."""
    view.commands.reveal.setVisible(False)
    button = RevealButton(desk, what)
    button.setProperty("small", True)
    button.revealed.connect(view.table.reveal)
    button.revealed.connect(lambda shown: _let_search(view, shown))
    view.table.typed.disconnect()  # letters typed in the list would be sought
    _let_search(view, False)
    view.filters.add_tool(button)
    return button


def _let_search(view: KindView, shown: bool) -> None:
    """Names are sought only while they are seen: what is found would tell whose row it is."""
    view.search.setVisible(shown)
    if not shown and view.search.text():
        view.search.clear()
