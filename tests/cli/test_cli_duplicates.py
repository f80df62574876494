"""People who may be entered twice, on the command line."""

import json
from datetime import date

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA


def test_duplicates_are_listed_as_a_table_and_as_json(db, capsys):
    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        one, other = (Person.add(court=Court.get(), name=name, born=date(1985, 3, 1)).id for name in ("王祯", "王禎"))
    close_store(store)
    assert run(["duplicates", "--json", "--db", str(db)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["person"], found["other"], found["reasons"]) == (str(one), str(other), ["variant"])
    assert run(["duplicates", "--db", str(db)]) == 0
    out = capsys.readouterr().out
    assert "繁体字" in out and "共 1 对" in out
