"""The structure of a day on the command line."""

import argparse
from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.records import Court, courts_in
from cadre_desktop.people.structure.report import StructureReport, read_report
from cadre_desktop.people.structure.structure_settings import rulebook


def show_structure(chosen: argparse.Namespace) -> None:
    """Print the structure of a day, or write it. Raises Refused for a court that is not on file."""
    from cadre_desktop.people.structure.book import write_structure
    from cadre_desktop.people.structure.prints import print_structure
    from cadre_desktop.people.structure.told import told

    for path, suffix in ((chosen.xlsx, ".xlsx"), (chosen.pdf, ".pdf")):
        if path is not None:
            check_output(path, suffix)
    with opened(chosen) as store:
        report = _report(store, chosen.on, chosen.court, chosen.compared)
        if chosen.xlsx is not None:
            write_structure(chosen.xlsx, report)
            print(_("已导出到 {path}").format(path=chosen.xlsx))
        elif chosen.pdf is not None:
            own = own_court(store)
            pages = print_structure(chosen.pdf, report, own.name if own else "").pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.pdf))
        elif chosen.json:
            print_json(told(report))
        else:
            print("\n".join(_lines(report)))


def _report(store: Store, on: date | None, court: str, compared: date | None) -> StructureReport:
    today = store.clock.today()
    return read_report(on or today, today, rulebook(store), _court(court) if court else None, compared)


def _court(text: str) -> int:
    found = courts_in(text, [(court.id, court.name) for court in Court.select(Court.id, Court.name)])
    if len(found) != 1:
        raise Refused(_("没有叫“{name}”的法院，或者不止一个，请写全称。").format(name=text))
    return found[0]


def _lines(report: StructureReport) -> Iterator[str]:
    from cadre_desktop.people.structure.tables import year_words

    table = report.table
    yield _("{day} {court}在册 {count} 人").format(
        day=report.day.isoformat(), court=report.court_title or _("全部法院"), count=table.count(0, "people")
    )
    for now, then in zip(report.leads, report.before, strict=True):
        words = _("{title}：{count} 人，80后 {share}，{age} 岁及以下 {young} 人（{day}：{before}，{fewer} 人）")
        yield words.format(
            title=now.title,
            count=now.count(),
            share=now.eighties_text,
            age=report.rules.about_35,
            young=now.count("about_35"),
            day=report.compared.isoformat(),
            before=then.eighties_text,
            fewer=then.count("about_35"),
        )
    yield year_words(report)
    for index, row in enumerate(table.rows):
        if row.court and row.department is None:
            yield f"{row.title}\t{table.count(index, 'people')}"
    yield from (_("注意：{text}").format(text=remark.text) for remark in report.remarks)
