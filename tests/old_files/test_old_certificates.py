"""Certificates that were issued before files kept layouts: they are printed again as they were."""

from collections import Counter

import pytest
from released import unpack, versions_kept
from sqlcipher3 import dbapi2

from cadre_desktop.certificates import layouts
from cadre_desktop.certificates.prints import page_of, print_issued
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.reprinting import all_valid, reprint_troubles
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.checking import check_store
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA
from cadre_desktop.versions import v0005


@pytest.fixture(params=versions_kept())
def upgraded(request, tmp_path, monkeypatch):
    """The file of each version in a program that prints otherwise, and remembers no layout but by the file."""
    store = open_store(unpack(request.param, tmp_path), SCHEMA, "王祯")
    monkeypatch.setattr(layouts, "CURRENT", {})
    monkeypatch.setattr(layouts, "_read_so_far", {})
    yield store
    close_store(store)


def test_each_has_the_layout_it_was_printed_with(upgraded, tmp_path):
    rows = list(IssuedCertificate.select())
    assert len(rows) == 3
    for row in rows:
        page = page_of(row)
        assert page.layout == layouts.STANDARDS_1[CertificateKind(row.kind)]
        assert page.title == "结业证书" and page.date == "二〇二三年三月二日"
    assert reprint_troubles(all_valid()) == []
    print_issued(tmp_path / "a.pdf", rows)
    with Pages(tmp_path / "a.pdf") as pages:
        assert "证书编号：包头中院结证字〔2023〕00001号" in "".join(pages.text(0).split())
    assert check_store(upgraded).sound


def test_what_the_upgrade_writes_is_what_the_program_calls_standard_1():
    assert {kind.value: layout.text.encode() for kind, layout in layouts.STANDARDS_1.items()} == v0005._LAYOUTS


KINDS = ("honour", "completion", "appointment")


@pytest.mark.parametrize("kinds", [(), KINDS[:1], KINDS, (*KINDS, "honour")])
def test_a_file_gets_the_layouts_of_the_kinds_it_has(kinds, tmp_path):
    """Whatever is in it, a file of before has as many layouts as kinds, also one whose rows nobody has journalled."""
    path = unpack(4, tmp_path)
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE enrolment SET certificate_id = NULL")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(issued_certificate)")]
    template = dict(zip(columns, connection.execute("SELECT * FROM issued_certificate").fetchone(), strict=True))
    connection.execute("DELETE FROM issued_certificate")
    for serial, kind in enumerate(kinds, 1):
        row = {**template, "id": serial, "kind": kind, "serial": serial, "number": str(serial), "source": None}
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO issued_certificate ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    for _name, sql in triggers:
        connection.execute(sql)
    connection.close()
    store = open_store(path, SCHEMA, "王祯")
    found = Counter((row.kind, row.layout) for row in IssuedCertificate.select())
    assert found == Counter((kind, layouts.STANDARDS_1[CertificateKind(kind)].digest) for kind in kinds)
    kept = {digest for (digest,) in database.rows("SELECT hash FROM blob")}
    wanted = {layouts.STANDARDS_1[CertificateKind(kind)] for kind in set(kinds)}
    assert {layout.digest for layout in layouts.STANDARDS_1.values()} & kept == {each.digest for each in wanted}
    assert all(blobs.get(layout.digest) == layout.text.encode() for layout in wanted)
    close_store(store)
