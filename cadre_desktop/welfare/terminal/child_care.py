"""The commands of child care: enrolments, admitting by the rule, and deleting what is known of a period's children."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import location_of
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.welfare.child_care import admitting, deleting, enrolling
from cadre_desktop.welfare.child_care.copies import copies_known
from cadre_desktop.welfare.child_care.records import CarePeriod


def period_meant(text: str) -> int:
    """The key of the period with this key or title. Raises Refused where there is none."""
    for row in CarePeriod.select():
        if text.strip() in (str(row.id), row.title):
            return int(row.id)
    raise Refused(_("没有编号或名称是“{text}”的托辅期次，请核对。").format(text=text))


def enrol_children(chosen: argparse.Namespace) -> int:
    """Take in a workbook of enrolments, or with --dry-run only say what would come in. Children go by the rows of the
    workbook; exit code 1 where a row is left out."""
    with opened(chosen) as store:
        period = period_meant(chosen.period)
        found = enrolling.read_enrolments(chosen.file, period)
        if found.new and not chosen.dry_run:
            backup.make(store.path, _("导入前"), store.clock.now())
            enrolling.enrol(store, period, found)
    if chosen.json:
        counts = {name: getattr(found, name) for name in ("read", "there", "refused")}
        problems = [{"row": each.row, "column": each.column, "reason": each.message} for each in found.problems]
        print_json({**counts, "new": len(found.new), "lacking": len(found.lacking), "problems": problems})
        return int(bool(found.refused))
    print(found.sentence)
    for problem in found.problems:
        print(location_of(problem) + problem.message)
    return int(bool(found.refused))


def admit_children(chosen: argparse.Namespace) -> None:
    """Admit by the priority rule, or with --dry-run only say what would come of it. Children go by their numbers."""
    with opened(chosen) as store:
        period = period_meant(chosen.period)
        found = admitting.foresee(period) if chosen.dry_run else admitting.admit(store, period)
    if chosen.json:
        print_json(_as_object(found))
        return
    print(found.sentence)


def _as_object(found: admitting.Admission) -> dict[str, Any]:
    return {
        "period": found.title,
        "admitted": found.admitted,
        "capacity": found.capacity,
        "children": [{"number": each.number, "state": each.state.value} for each in found.verdicts],
    }


def delete_children(chosen: argparse.Namespace) -> int:
    """Delete what is known of a period's children for good; without --confirm only say what that comes to. Exit code 1
    where something is left to be cleared."""
    with opened(chosen) as store:
        period = period_meant(chosen.period)
        copies = copies_known(store, _remembered())
        if not chosen.confirm:
            told = deleting.extent(store, period, copies)
            message = _(
                "将永久删除“{title}”的 {children} 名子女信息，改写 {backups} 份备份；期次和班级的附件一并删除。{beside}"
                "请加 --confirm “{title}”。"
            )
            counts = {"children": told.children, "backups": told.backups}
            raise Refused(message.format(title=told.title, beside=told.beside, **counts))
        done = deleting.delete_children(store, period, chosen.confirm, copies)
    print(done.sentence)
    return 1 if done.trouble else 0


def _remembered() -> Any:
    """The settings of this computer, in which the window keeps where backups go."""
    from cadre_desktop.kit import remains
    from cadre_desktop.kit.qt.talk.settings import FileSettings

    folder = remains.notes_kept_in()
    if folder is None:
        return lambda _key, default=None: default
    return FileSettings(folder / "settings.json").get
