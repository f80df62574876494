"""The commands that take personnel forms in and give them out."""

import json
from datetime import date

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Person, PoolEntry
from cadre_desktop.schema import SCHEMA
from tests.people.lrmx.lrmx_samples import form


def said(capsys, *arguments):
    code = run([str(each) for each in arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def forms(tmp_path):
    """Two forms and a file that is none."""
    folder = tmp_path / "表"
    folder.mkdir()
    for name in ("白示例", "李示例"):
        (folder / f"{name}.lrmx").write_bytes(form(XingMing=name))
    (folder / "坏.lrmx").write_bytes(b"nothing")
    return folder


def test_forms_come_in_and_go_out_as_they_came(capsys, db, forms, tmp_path):
    code, out, _err = said(capsys, "import", "lrmx", forms, "--json", "--dry-run", "--db", db)
    assert code == 1 and json.loads(out)["new"] == 2
    code, out, _err = said(capsys, "import", "lrmx", forms / "白示例.lrmx", forms / "李示例.lrmx", "--db", db)
    assert code == 0 and out.startswith("任免审批表 2 份：新增 2 人")
    code, out, _err = said(capsys, "import", "lrmx", forms, "--json", "--db", db)
    told = json.loads(out)
    assert (code, told["new"], told["unchanged"]) == (1, 0, 2)
    assert told["left_out"][0]["file"] == "坏.lrmx"

    store = open_store(db, SCHEMA, "王祯")
    people = {person.name: person.id for person in Person.select() if person.name.endswith("示例")}
    with store.step("入库"):
        PoolEntry.add(person=people["李示例"], pool="青年人才库", entered=date(2023, 1, 1))
    close_store(store)
    code, out, _err = said(capsys, "export", "lrmx", people["白示例"], tmp_path / "出", "--db", db)
    assert code == 0 and (tmp_path / "出" / "白示例.lrmx").read_bytes() == (forms / "白示例.lrmx").read_bytes()
    code, out, _err = said(capsys, "export", "lrmx", "--pool", "青年人才库", tmp_path / "出", "--db", db)
    assert code == 0 and "已写出 1 份" in out
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["李示例.lrmx", "白示例.lrmx"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "lrmx", "没有.lrmx"), 1, "找不到"),
        (("import", "lrmx", "a.lrmx", "--sheet", "x"), 2, "import lrmx 不能用 --sheet"),
        (("import", "lrmx", "a.lrmx", "--court", "没有法院"), 1, "没有名为“没有法院”的法院"),
        (("import", "people", "a.xlsx", "b.xlsx"), 2, "不认识的参数：b.xlsx"),
        (("import", "people", "a.xlsx", "--theirs"), 2, "--theirs 只用于 lrmx"),
        (("export", "lrmx", "out"), 2, "export lrmx ID FOLDER"),
        (("export", "lrmx", "7", "out", "--pool", "库"), 2, "export lrmx ID FOLDER"),
        (("export", "lrmx", "7", "out"), 1, "没有编号为 7 的人员"),
        (("export", "lrmx", "--pool", "没有", "out"), 1, "没有名为“没有”的人才库"),
        (("export", "people", "out.xlsx", "--pool", "库"), 2, "--pool 只用于 lrmx"),
    ],
)
def test_wrong_use_is_said(capsys, db, arguments, code, words):
    ended, _out, err = said(capsys, *arguments, "--db", db)
    assert ended == code
    assert words in err
