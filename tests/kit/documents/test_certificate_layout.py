"""Layouts as values: one written form, read back exactly, or refused in a sentence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest

from cadre_desktop.kit.documents import certificate_layout
from cadre_desktop.kit.documents.certificate_layout import (
    CertificateLayout,
    OrnamentVersion,
    all_known,
    filled,
    read_layout,
)
from cadre_desktop.kit.documents.standard_layout import PHOTO_1, STANDARD_1
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.problems import Unclear

FULL = replace(STANDARD_1, photo=replace(PHOTO_1, hint="照片"))
BARE = replace(STANDARD_1, frame=None, code=None, heading=replace(STANDARD_1.heading, rule=None))
Path = tuple[Any, ...]


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to everything in a written layout."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(each, (*path, name))


def changed(path: Path, change: Any) -> Any:
    """A written layout in which something else is at `path`."""
    found = json.loads(FULL.text)
    *before, last = path
    inner = found
    for name in before:
        inner = inner[name]
    change(inner, last)
    return found


ALL = list(places(json.loads(FULL.text)))
NAMED = [path for path in ALL if isinstance(path[-1], str)]


@pytest.mark.parametrize("layout", [FULL, BARE, STANDARD_1])
def test_what_is_read_back_is_what_was_written(layout):
    found = read_layout(layout.text.encode())
    assert found == layout
    assert found.digest == layout.digest == digest_of(layout.text.encode())


def test_layouts_that_differ_have_digests_that_do():
    digests = {layout.digest for layout in (FULL, BARE, STANDARD_1, replace(FULL, name="standard-2"))}
    assert len(digests) == 4


@pytest.mark.parametrize("path", NAMED, ids=str)
def test_a_lacking_item_is_named(path):
    with pytest.raises(Unclear, match=f"缺少项目“{path[-1]}”"):
        read_layout(written(changed(path, lambda inner, last: inner.pop(last))))


@pytest.mark.parametrize("path", NAMED, ids=str)
def test_an_item_nobody_knows_is_named(path):
    with pytest.raises(Unclear, match="不认识的项目“shadow”"):
        read_layout(written(changed(path, lambda inner, _last: inner.update(shadow=1))))


@pytest.mark.parametrize("value", [True, {"a": []}, [[]], 1e300, -1e5, 2.0e9])
@pytest.mark.parametrize("path", ALL, ids=str)
def test_a_value_that_cannot_be_is_refused(path, value):
    with pytest.raises(Unclear, match="版式"):
        read_layout(written(changed(path, lambda inner, last: inner.__setitem__(last, value))))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"7",
        b"[" * 100_000,
        FULL.text.encode()[:-1],
        FULL.text.encode() + b"\n",
        FULL.text.replace(":297.0", ":NaN").replace("[297.0", "[NaN").encode(),
        FULL.text.replace("[297.0", "[0.0").encode(),
        FULL.text.replace('"size":56.0', '"size":-56.0').encode(),
        FULL.text.replace("[297.0", "[297").encode(),
        json.dumps(json.loads(FULL.text)).encode(),
    ],
)
def test_what_is_no_layout_in_its_one_form_is_refused_in_a_sentence(content):
    with pytest.raises(Unclear) as caught:
        read_layout(content)
    assert str(caught.value).startswith("版式") and str(caught.value).endswith("。")


def test_a_field_added_later_leaves_older_layouts_and_their_digests_as_they_are(monkeypatch):
    @dataclass(frozen=True)
    class Later(CertificateLayout):
        margin: float = 0.0

    older = {each.name: getattr(FULL, each.name) for each in fields(FULL)}
    assert Later(**older).digest == FULL.digest
    assert Later(**older, margin=2.0).digest != FULL.digest
    monkeypatch.setattr(certificate_layout, "CertificateLayout", Later)
    assert read_layout(FULL.text.encode()) == Later(**older)
    assert read_layout(Later(**older, margin=2.0).text.encode()) == Later(**older, margin=2.0)


def test_patterns_are_filled_with_facts_and_braces_of_facts_stay():
    facts = {"number": "{name}", "name": "王祯", "id_number": ""}
    assert filled("{number}：{name}", facts) == "{name}：王祯"
    assert filled("{ number } {}", facts) == "{ number } {}"
    assert all_known("{name}", facts) and not all_known("证件{id_number}", facts)
    with pytest.raises(Unclear, match=r"“\{shadow\}”不是可用的项目，可用的有：\{number\}、\{name\}、\{id_number\}"):
        filled("{shadow}", facts)


def test_roles_are_those_of_all_texts_and_of_the_faces_that_lend_characters():
    assert STANDARD_1.roles == ("KAI", "SONG", "TITLE")
    plain = replace(STANDARD_1.heading, style=replace(STANDARD_1.heading.style, role="HEI"))
    assert replace(STANDARD_1, heading=plain).roles == ("HEI", "KAI", "SONG")
    assert OrnamentVersion("guilloche", 1) == STANDARD_1.frame
