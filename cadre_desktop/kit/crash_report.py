"""What a crash report says, and the log it goes to. Only types, messages and tracebacks: never values of records."""

import os
import platform
import re
import sys
import traceback
from datetime import datetime
from pathlib import Path

from cadre_desktop.kit.remains import make_private

LOG_NAME = "errors.log"
_LOG_BYTES = 1 << 20
_DIGITS = re.compile(r"\d{11,18}[Xx]?")
"""ID and telephone numbers, which may be in an exception's message."""


def report_of(error: BaseException, moment: datetime, version: str = "") -> str:
    """The copyable report: when, where, what; numbers that could belong to a person and the home folder are hidden."""
    head = [
        f"{moment:%Y-%m-%d %H:%M:%S}  {version}".rstrip(),
        f"Python {platform.python_version()}  {platform.system()} {platform.release()} {platform.machine()}",
    ]
    trace = "".join(traceback.format_exception(error, limit=-30))
    return _without_person("\n".join([*head, "", trace]).rstrip() + "\n")


def signature_of(error: BaseException) -> str:
    """The same for the same fault: type and innermost line."""
    frames = traceback.extract_tb(error.__traceback__)
    location = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__qualname__} {location}"


def append_log(folder: Path, report: str) -> Path | None:
    """Add a report to the log, which begins anew beyond 1 MB (the one before is kept); None if it cannot be written.

    A log that cannot be written must not become a second crash, so that is reported on the error output only.
    """
    log = folder / LOG_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(folder / f"{LOG_NAME}.1")
        make_private(log)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as out:
            out.write(report + "\n")
    except OSError as error:
        if sys.__stderr__ is not None:
            sys.__stderr__.write(f"{report}\n({log}: {error})\n")
        return None
    return log


def _without_person(text: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    if len(home) > 3:
        text = text.replace(home, "~")
    return _DIGITS.sub("…", text)
