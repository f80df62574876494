"""What the slices add to the command line."""

from cadre_desktop.kit.command_line import SliceCommands
from cadre_desktop.slices import SLICES


def of_slices() -> list[SliceCommands]:
    """What each slice adds, in their order."""
    return [commands for slice_ in SLICES if (commands := slice_.commands) is not None]
