"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from collections.abc import Callable
from typing import Any

from cadre_desktop.kit.command_line import SliceCommands

_ADDED: tuple[Callable[[Any], None], ...] = ()


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


COMMANDS = SliceCommands(_add)
