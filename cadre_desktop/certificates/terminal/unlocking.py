"""``certificates issue --sign``: the password of the court's key, from a file or typed, never as an argument: those are
in the history of the shell and in lists of processes."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import Parser, WrongUse
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def add_signing(parser: Parser) -> None:
    """Add the options to a command that gives numbers to certificates."""
    parser.add_argument("--sign", action="store_true", help=_("用本院的密钥签名，口令在终端里输入"))
    words = _("与 --sign 同用：签名口令在这个文本文件的第一行")
    parser.add_argument("--password-file", metavar="F", type=Path, help=words)


def sign_when_opened(chosen: argparse.Namespace) -> None:
    """Have the court's key in hand as soon as the command has opened its file, where it is to sign; the password is
    asked for now, before anything is opened.

    Raises WrongUse for a file with a password and nothing to sign, Refused where there is no password. Opening raises
    Refused where the court has no key, and for a wrong password.
    """
    if not chosen.sign:
        if chosen.password_file is not None:
            raise WrongUse(_("--password-file 要与 --sign 同用"))
        return
    password, opener = _password(chosen.password_file), chosen.opener

    @contextmanager
    def opened(chosen: argparse.Namespace, **how: Any) -> "Iterator[Store]":
        from cadre_desktop.certificates.proof.signing import unlock

        with opener(chosen, **how) as store:
            unlock(store, password)
            yield store

    chosen.opener = opened


def _password(file: Path | None) -> str:
    password = _typed() if file is None else _in_file(file)
    if not password:
        raise Refused(_("没有输入签名口令。") if file is None else _("“{path}”的第一行是空的。").format(path=file))
    return password


def _typed() -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Refused(_("没有终端可以输入签名口令，请用 --password-file 写明口令所在的文件。"))
    return getpass(_("签名口令："))


def _in_file(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(_("口令文件“{path}”读不了，请检查它在不在、能不能打开。").format(path=path)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")  # as Windows' editors write it
    return text.partition("\n")[0].rstrip("\r")
