"""Where the files that ship with the program lie."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder below `resources/`, in a checkout and in a packaged program alike."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[2]))
    return root.joinpath("resources", *parts)
