"""The commands: each opens the file, calls the same actions as the window, and prints what came of it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from cadre_desktop.cli.conditions import where
from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import SystemClock, jumped
from cadre_desktop.kit.command_line import WrongUse
from cadre_desktop.kit.documents.face_folder import FOLDER, use_face_folder
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.notices import PlainNotices
from cadre_desktop.kit.outputs import check_backup, check_output, print_json
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import anchors, journal
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.kit.store.fields import CodeField
from cadre_desktop.kit.store.last_seen import LAST_SEEN, LastSeen
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store, user_name
from cadre_desktop.kit.store.structure import unusable
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.people.actions import found_courts, own_court
from cadre_desktop.schema import SCHEMA, general_conditions, kinds


@contextmanager
def opened(chosen: argparse.Namespace, *, create_new: bool = False) -> Iterator[Store]:
    """The file named by ``--db``, or the one the window opened last, open for one command.

    One that lacks steps it had in the window is worked on all the same, since scripts must not wait, but it is said.
    """
    path = chosen.db or latest_file()
    note_remains()
    vet = partial(_tell_lacking, path)
    store = open_store(path, SCHEMA, chosen.actor, clock=SystemClock(), create_new=create_new, vet=vet)
    try:
        if why := store.frozen or store.unjournalled:
            PlainNotices().warn(why)
        elif odd := _odd_clock(store):
            PlainNotices().warn(odd)
        yield store
        anchors.note(store.path, store.clock.now())
    except Exception as error:
        if isinstance(error, Refused) or known_trouble(error) or not unusable(SCHEMA):
            raise
        sentence = _("“{name}”有损坏之处，这一步没有做成。请用 restore 恢复最近的备份。")
        raise Refused(sentence.format(name=store.path.name)) from error
    finally:
        close_store(store)


def _odd_clock(store: Store) -> str:
    """What to say when the clock cannot be right, by the last step in the file; empty when it may be."""
    last = store.last_step()
    try:
        return jumped(store.clock.now(), datetime.fromisoformat(last.at)) if last else ""
    except (TypeError, ValueError):  # no moment: a damaged file
        return ""


def _data_folder() -> Path:
    import platformdirs

    return platformdirs.user_data_path("CadreDesktop", appauthor=False)


def note_remains() -> None:
    """Let what this command leaves half written if it is killed be swept at the next opening; and let it print with the
    fonts that the user has laid down for the program."""
    remains.keep_notes(_data_folder())
    use_face_folder(_data_folder() / FOLDER)


def _last_seen() -> LastSeen:
    return LastSeen(_data_folder() / LAST_SEEN)


def _tell_lacking(path: Path) -> None:
    if lacking := _last_seen().lacking(path):
        PlainNotices().warn(lacking.sentence, lacking.way_out)


def latest_file() -> Path:
    """The file that the window opened last on this computer. Raises WrongUse when there is none."""
    from cadre_desktop.kit.qt.talk.settings import FileSettings

    settings = FileSettings(_data_folder() / "settings.json")
    if settings.trouble:
        PlainNotices().warn(settings.trouble)
    recent = [Path(text) for text in settings.get("recent", []) if isinstance(text, str)]
    found = next((path for path in recent if path.exists()), None)
    if found is None:
        raise WrongUse(_("请用 --db 指定数据文件。"))
    return found


def kind_of(key: str) -> Kind:
    found = kinds().get(key)
    if found is None:
        raise Refused(_("没有记录种类“{key}”。可用的有：{all}").format(key=key, all="、".join(kinds())))
    return found


def demo(chosen: argparse.Namespace) -> None:
    """Write the demonstration court."""
    from cadre_desktop.demo.court import write_demo

    note_remains()
    if chosen.db.exists():
        raise Refused(_("“{path}”已存在，请换一个文件名。").format(path=chosen.db))
    write_demo(chosen.db)
    print(_("演示法院已写入 {path}").format(path=chosen.db))


def new(chosen: argparse.Namespace) -> None:
    """Found the file of a court."""
    if chosen.db.exists():
        raise Refused(_("“{path}”已存在，请换一个文件名。").format(path=chosen.db))
    if not chosen.court.strip():
        raise WrongUse(_("请填写法院名称。"))
    court = chosen.court.strip()
    note_remains()
    store = open_store(chosen.db, SCHEMA, chosen.actor, clock=SystemClock(), create_new=True, name=court)
    try:
        found_courts(store, court)
    finally:
        close_store(store)
    print(_("已为“{court}”新建 {path}").format(court=court, path=chosen.db))


def list_kinds(chosen: argparse.Namespace) -> None:
    """Print the kinds with their columns and code values."""
    if chosen.json:
        print_json([_described(kind) for kind in kinds().values()])
        return
    for kind in kinds().values():
        print(f"{kind.key}　{_(kind.title)}")
        for column in kind.columns:
            if column.in_form:
                need = _("（必填）") if column.required else ""
                also = f"　{_('也认')}：{'、'.join(column.also)}" if column.also else ""
                print(f"    {column.title}{need}{also}")


def _described(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.key,
        "title": kind.title,
        "columns": [_column(column) for column in kind.columns if column.in_form],
    }


def _column(column: Column) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {
        "field": column.name,
        "heading": column.title,
        "also": list(column.also),
        "required": column.required,
    }
    if isinstance(field, CodeField):
        described["codes"] = {item.value: item.label for item in field.codes}
    return described


def write_template(chosen: argparse.Namespace) -> None:
    """Write the empty form of a kind."""
    from cadre_desktop.kit.intake.exchange import template

    kind = kind_of(chosen.kind)
    check_output(chosen.file, ".xlsx")
    template(kind, chosen.file)
    print(_("已写出 {path}").format(path=chosen.file))


def export_file(chosen: argparse.Namespace) -> None:
    """Export a kind's rows as workbook, delimited text or printed roster."""
    from cadre_desktop.kit.intake.mapping import importable

    kind = kind_of(chosen.kind)
    check_output(chosen.file, ".xlsx", ".csv", ".pdf")
    with opened(chosen) as store:
        told = general_conditions(kind)
        listing = Listing(kind, (*told, *(where(kind, text) for text in chosen.where)))
        known = importable(kind)
        columns = tuple(c for c in kind.columns if not c.masked and (c in known or c.via is not None))
        if chosen.file.suffix.lower() == ".pdf":
            from cadre_desktop.kit.rosters import kind_roster, roster_columns, roster_title

            court = own_court(store)
            printed = Listing(kind, listing.conditions, columns=roster_columns(kind) or columns)
            title = roster_title(kind, _(kind.title))
            kind_roster(printed, title, chosen.file, store.clock, organisation=court.name if court else "")
        else:
            from cadre_desktop.kit.intake.exchange import export_table

            export_table(Listing(kind, listing.conditions, columns=columns), chosen.file)
        print(_("已导出 {count} 行到 {path}").format(count=listing.count(), path=chosen.file))
        if told:
            print(_("提示：保密的记录不导出，只能在窗口里写明原因后查看。"), file=sys.stderr)


def show_figures(chosen: argparse.Namespace) -> None:
    """Print the year's figures."""
    from cadre_desktop.overview.figures import figures_of

    with opened(chosen) as store:
        found = figures_of(chosen.year, store.clock.today())
    if chosen.json:
        told = ("key", "label", "value", "unit", "definition")
        rows = [{name: getattr(figure, name) for name in told} for figure in found]
        print_json({"year": chosen.year, "figures": rows})
        return
    for figure in found:
        print(f"{figure.label}　{'—' if figure.value is None else figure.value} {figure.unit}")


def check(chosen: argparse.Namespace) -> int:
    """Check the file; exit code 1 when something is wrong, also if it could be repaired."""
    from cadre_desktop.checking import check_store, repair

    given = [anchor for text in chosen.anchor for anchor in anchors.given(text)]
    with opened(chosen) as store:
        report = check_store(store, [*given, *_last_seen().anchors(store.path)])
        mended = repair(store) if chosen.repair and not report.sound else []
    if chosen.json:
        print_json({"sound": report.sound, **asdict(report), "mended": mended})
    else:
        print("\n".join([*report.lines, *([_("已修复：{what}。").format(what="；".join(mended))] if mended else [])]))
    return 0 if report.sound else 1


def backup(chosen: argparse.Namespace) -> None:
    """Back up to a file."""
    check_backup(chosen.file)
    with opened(chosen) as store:
        backups.copy(store.path, chosen.file)
    print(_("已备份到 {path}，并检查无误").format(path=chosen.file))


def restore(chosen: argparse.Namespace) -> None:
    """Put a backup in the place of the file."""
    from cadre_desktop.kit.store.missing_blobs import SHOWN, sentence
    from cadre_desktop.kit.store.opening import restore as put_back

    note_remains()
    now, without = SystemClock().now(), chosen.without_missing
    try:
        kept: Path | None = put_back(chosen.db, chosen.file, SCHEMA, user_name(), now, without_missing=without)
    except backups.BlobsMissing as missing:
        words, names = sentence(missing, SCHEMA)
        way_out = _("{what}把原来的这个文件夹放回备份旁边再恢复；加上 --without-missing 就不带它们恢复。")
        told = [way_out.format(what=words), *(["、".join(names)] if len(names) > SHOWN else [])]
        raise Refused(map(Problem, told)) from missing
    _last_seen().accept(chosen.db)
    print(_("已恢复；原有数据保存在 {path}").format(path=kept) if kept else _("已恢复"))


def show_journal(chosen: argparse.Namespace) -> None:
    """Print the latest steps, newest first."""
    with opened(chosen):
        steps = journal.steps(chosen.limit)
    if chosen.json:
        print_json([{**asdict(step), "id": str(step.id), "target": step.target and str(step.target)} for step in steps])
        return
    ways = {"undo": _("撤销 "), "redo": _("恢复 ")}
    for step in steps:
        print(f"{step.at.replace('T', ' ')}　{step.actor}　{ways.get(step.kind, '')}{step.label}")
