"""The words the demonstration court is made of: `resources/demo/`."""

import json
from functools import cache
from typing import Any

from cadre_desktop.kit.resources import resource


@cache
def material(name: str) -> dict[str, Any]:
    """The file `resources/demo/<name>.json`."""
    return dict(json.loads(resource("demo", f"{name}.json").read_text(encoding="utf-8")))
