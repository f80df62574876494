"""The command that imports a workbook, and what it says: every filled line, every sheet and every bad cell."""

import argparse
from typing import Any

from cadre_desktop.cli.commands import kind_of, opened
from cadre_desktop.kit.intake import exchange
from cadre_desktop.kit.intake.answers import CourtAnswer
from cadre_desktop.kit.intake.apply import Imported
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import BLANK, Problem, Refused
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.schema import slices

_SAID = 50
"""Notes that are printed; a roster of thousands can have one at every row."""
_COUNTS = ("read", "new", "changed", "same", "refused", "no_data")


def import_file(chosen: argparse.Namespace) -> int:
    """Import a workbook; exit code 1 when rows were refused or a sheet waits for an answer."""
    kind = kind_of(chosen.kind)
    if chosen.refused is not None:
        check_output(chosen.refused, ".xlsx", keep=(chosen.file, chosen.db))
    if not chosen.db.exists():
        words = _("找不到数据文件“{path}”。请检查位置，或先新建：python main.py new --court 法院名称 --db {path}")
        raise Refused(words.format(path=chosen.db))
    with opened(chosen) as store:
        if not chosen.dry_run:
            backups.make(store.path, _("导入前"), store.clock.now())
        result = exchange.import_file(
            store,
            kind,
            chosen.file,
            sheet=chosen.sheet,
            answers=[_answer(text) for text in chosen.court],
            dry_run=chosen.dry_run,
            refused=chosen.refused,
            blanks=chosen.blanks,
        )
        if not chosen.dry_run:
            _follow(store, kind)
    if chosen.json:
        print_json(told(result))
    else:
        _say(result)
    return 0 if result.sound else 1


def _follow(store: Store, kind: Kind) -> None:
    """Do what follows from the rows: a step of its own, so the import is kept where it fails, and that is said."""
    for after in (each for slice_ in slices().values() for each in slice_.after_import if each.kind is kind):
        try:
            after.follow(store)
        except Exception as error:
            why = known_trouble(error)
            if why is None:
                raise
            raise Refused(_(after.failed).format(why=why)) from error


def _answer(text: str) -> CourtAnswer:
    sheet, sign, name = text.replace("＝", "=").rpartition("=")
    return CourtAnswer(name.strip(), sheet.strip() if sign else "")


def told(result: Imported) -> dict[str, Any]:
    """An import as the command line's contract has it."""
    return {
        **{name: getattr(result, name) for name in _COUNTS},
        "left_out": [{"sheet": left.sheet, "lines": left.lines, "reason": left.reason} for left in result.left_out],
        "problems": [_cell(problem) | {"effect": problem.effect} for problem in result.problems],
        "notes": [_cell(note) for note in result.notes],
        "overlooked": [{"sheet": line.sheet, "row": line.row, "reason": line.message} for line in result.overlooked],
    }


def _cell(problem: Problem) -> dict[str, Any]:
    where = {name: getattr(problem, name) for name in ("sheet", "row", "column", "value")}
    return where | {"reason": problem.message}


def _say(result: Imported) -> None:
    words = _("读取 {read} 行：新增 {new}，修改 {changed}，相同 {same}，未通过 {refused}，标题、合计等 {no_data}。")
    print(words.format(**{name: getattr(result, name) for name in _COUNTS}))
    for left in result.left_out:
        words = _("没有读“{sheet}”（{lines} 行）：{reason}")
        print(words.format(sheet=left.sheet, lines=left.lines, reason=left.reason))
    if any(left.undecided for left in result.left_out):
        print(_("请用 --court 工作表=法院名称 指明，再导入。"))
    for problem in result.problems:
        print(_line(problem) + (_("（这一栏空着待补）") if problem.effect == BLANK and not problem.filled else ""))
    for line in result.overlooked:
        print(_("请核对：{line}").format(line=_line(line)))
    for note in result.notes[:_SAID]:
        print(_("提示：{line}").format(line=_line(note)))
    if len(result.notes) > _SAID:
        print(_("还有 {count} 条提示，用 --json 查看全部。").format(count=len(result.notes) - _SAID))


def _line(problem: Problem) -> str:
    """A problem or a note with where it is, in one line."""
    location = _("“{sheet}”").format(sheet=problem.sheet) if problem.sheet else ""
    if problem.row is not None:
        location += _("第 {row} 行").format(row=problem.row)
    if problem.value or not problem.names_column:
        location += _("“{column}”").format(column=problem.column) + problem.value
    return _("{place}：{message}").format(place=location, message=problem.message) if location else problem.message
