"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from typing import Any

from cadre_desktop.kit.command_line import SliceCommands


def _add(commands: Any) -> None:
    """Nothing yet."""


COMMANDS = SliceCommands(_add)
