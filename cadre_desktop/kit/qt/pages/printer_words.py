"""What printers are called in the print dialog, and what is said of the chosen one."""

import re

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.printing import Remembered
from cadre_desktop.kit.spool.printers import Printer, Printers
from cadre_desktop.kit.spool.standing import Readiness

TO_FILE = "\0file"
"""In the place of a printer's name, which never begins so: a PDF file instead of paper."""
_END = re.compile(r"[。.]$")


def offered_first(printers: Printers, last: str) -> str | None:
    """The printer that is offered first: the one used last (none where that is gone), else the default one or the only
    one. A file where there are no printers."""
    known = [printer.name for printer in printers.known]
    if not known:
        return TO_FILE
    if last:
        return last if last in known else None
    return printers.usual if printers.usual in known else known[0] if len(known) == 1 else None


def called(printer: Printer) -> str:
    """A printer in the list, with what ails it."""
    own = printer.info if printer.info != printer.name else ""
    words = _("{name}，{info}").format(name=printer.name, info=own) if own else printer.name
    return _("{printer}（{words}）").format(printer=words, words=printer.ready.words) if printer.ready.matter else words


def standing_of(ready: Readiness) -> str:
    """The state of a printer in words, and what somebody has to see to."""
    if not ready.matter:
        return ready.words
    matter = _END.sub("", ready.matter) + _("。")
    return matter if ready.words in matter else _("{words}：{matter}").format(words=ready.words, matter=matter)


def none_there() -> str:
    """Where no printer is set up."""
    return _("这台电脑上没有安装打印机。请先在系统设置里添加，或另存为 PDF 后到别处打印。")


def none_chosen(printers: Printers, gone: str) -> str:
    """Where none is chosen; `gone`: the one that would be, if it is still there."""
    if gone and printers.named(gone) is None:
        text = _("上次用的打印机“{printer}”已不在这台电脑上。请另选一台，或另存为 PDF。")
        return text.format(printer=gone)
    return _("请选一台打印机，或另存为 PDF。")


def silence_of(error: Exception) -> str:
    """That no printer can be asked for, and the way out."""
    trouble = str(error).replace(_("，所以没有打印"), "")
    return _("{trouble}现在可以另存为 PDF。").format(trouble=trouble)


def last_of(remembered: Remembered) -> str:
    """The printer used last. Earlier versions wrote a slash behind it and then which of the user's settings were
    meant."""
    return remembered.last.partition("/")[0]
