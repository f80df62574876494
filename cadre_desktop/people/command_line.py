"""What the dossier adds to the command line: each command is declared here and carried out by its module of
`terminal`.
"""

from typing import Any

from cadre_desktop.kit.command_line import SliceCommands, add_command, as_json, latest_db
from cadre_desktop.kit.language import _


def _add_duplicates(commands: Any) -> None:
    words = _("可能重复的人员，带理由；不写入")
    duplicates = add_command(commands, "duplicates", words, "people.terminal.duplicates.show_duplicates", db=False)
    as_json(duplicates)
    latest_db(duplicates)


_ADDED = (
    _add_duplicates,
)  # fmt: skip


def _add(commands: Any) -> None:
    for add in _ADDED:
        add(commands)


COMMANDS = SliceCommands(_add)
