"""The commands that take personnel forms (.lrmx, .lrm) in and give them out."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import LARGEST, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person, PoolEntry

_SAID = 200
"""Lines that are printed; --json has all."""


def take_forms(chosen: argparse.Namespace) -> int:
    """Take forms in, in one step; exit code 1 when one was left out."""
    from cadre_desktop.people.lrmx.importing import import_forms
    from cadre_desktop.people.lrmx.taking_in import TakenToo

    wanted = TakenToo(chosen.id_number, chosen.theirs, chosen.family, chosen.proposed)
    with opened(chosen) as store:
        if not chosen.dry_run:
            backups.make(store.path, _("导入前"), store.clock.now())
        court = _court(chosen.court)
        account = import_forms(store, chosen.files, wanted=wanted, court=court, write=not chosen.dry_run)
    if chosen.json:
        print_json(account.as_data())
    else:
        print((_("只检查，没有写入。") if chosen.dry_run else "") + account.summary())
        lines = list(account.lines())
        for line in lines[:_SAID]:
            print(line)
        if len(lines) > _SAID:
            print(_("还有 {count} 条，用 --json 查看全部。").format(count=len(lines) - _SAID))
    return 1 if account.left else 0


def _court(names: list[str]) -> int | None:
    """The court of new people whose forms name none."""
    if not names:
        return None
    found = list(Court.select().where((Court.name == names[-1]) | (Court.short_name == names[-1])))
    if len(found) != 1:
        raise Refused(_("没有名为“{name}”的法院，请写全称或简称。").format(name=names[-1]))
    return int(found[0].id)


def give(chosen: argparse.Namespace) -> None:
    """Write the forms of one person, or of those in a pool, into a folder."""
    from cadre_desktop.people.lrmx.giving import give_forms

    if chosen.file.exists() and not chosen.file.is_dir():
        raise Refused(_("“{path}”不是文件夹，请指定一个文件夹。").format(path=chosen.file))
    if not chosen.file.resolve().parent.is_dir():
        raise Refused(_("找不到文件夹“{path}”，请先建好上一级文件夹。").format(path=chosen.file.parent))
    with opened(chosen) as store:
        people = _in_pool(store, chosen.pool) if chosen.pool else [_person(chosen.id)]
        given = give_forms(people, chosen.file)
    print(given.summary)
    for path, _name, changes in given.files:
        print(f"{path}" + (_("（改动：{titles}）").format(titles="、".join(changes)) if changes else ""))
    for name, text in given.told:
        print(_("请核对：{name}：{text}").format(name=name, text=text))


def _person(key: int) -> int:
    if not Person.select().where(Person.id == key).exists():
        raise Refused(_("没有编号为 {id} 的人员。").format(id=key))
    return key


def _in_pool(store: Store, pool: str) -> list[int]:
    """Who is in a pool now, by its name or number."""
    name = pool
    if pool.isdecimal() and int(pool) <= LARGEST:
        tables: Any = {table_name(record) for record in store.schema.records}
        found = database.value("SELECT name FROM pool WHERE id = ?", int(pool)) if "pool" in tables else None
        name = str(found) if found else pool
    inside = PoolEntry.select(PoolEntry.person).where(PoolEntry.pool == name, PoolEntry.left.is_null())
    people = Person.select(Person.id).where(Person.id.in_(inside)).order_by(Person.pinyin, Person.id)
    keys = [int(person.id) for person in people]
    if not keys:
        raise Refused(_("没有名为“{name}”的人才库，或库里现在没有人。").format(name=pool))
    return keys
