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
    view.filters.add_tool(button)
    return button
