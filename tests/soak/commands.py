"""The command line, called in this process or in one of its own, and what may never come out of it."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.soak.trials import ROOT, Tally

FAULTS = ("Traceback", "程序出错")
"""What a command says of an error nobody has foreseen."""


class Said(NamedTuple):
    """Exit code and output of a command."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Said:
    """Carry out a command line in this process."""
    from cadre_desktop.cli.parser import run as carry_out

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = carry_out([str(argument) for argument in arguments])
    return Said(code, out.getvalue(), err.getvalue())


def expect_sentence(tally: Tally, said: Said, what: str) -> None:
    """A command either does its work or says in a sentence why not."""
    fault = next((fault for fault in FAULTS if fault in said.err + said.out), "")
    tally.expect(not fault, f"{what}: {said.err[-300:].strip()}")
    tally.expect(said.code in {0, 1, 2}, f"{what} ended with {said.code}")
    tally.expect(said.code == 0 or bool((said.err + said.out).strip()), f"{what} failed without a word")


def start(home: Path, *arguments: object) -> "subprocess.Popen[bytes]":
    """A command in a process of its own, with `home` as the user's folder."""
    return subprocess.Popen(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a process whose settings and logs lie below `home`."""
    folders = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LOCALAPPDATA": str(home / "data")}
    return {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
