"""Every kind out of its template and back: template, filled in, imported, exported, imported again."""

from pathlib import Path

import pytest
from kind_rows import check_garbage, check_round_trip

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import kinds

every_kind = pytest.mark.parametrize("kind", [pytest.param(kind, id=key) for key, kind in kinds().items()])


@every_kind
def test_a_template_filled_in_comes_in_and_goes_out_the_same(kind: Kind, court: Store, tmp_path: Path) -> None:
    check_round_trip(kind, court, tmp_path)


@every_kind
def test_garbage_is_refused_in_words_and_nothing_else(kind: Kind, court: Store, tmp_path: Path) -> None:
    check_garbage(kind, court, tmp_path)
