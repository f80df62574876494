"""Forms from files, folders and zips into the dossier: read, whom each is about, and all of it taken in at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.lrmx.accounts import FormsAccount, LeftForm
from cadre_desktop.people.lrmx.reading import ReadForm, read_forms
from cadre_desktop.people.lrmx.sources import find_forms, largest_mb
from cadre_desktop.people.lrmx.taking_in import Choice, TakenToo, take_in
from cadre_desktop.people.lrmx.whom import Courts, Meant, courts_of, match_forms


@dataclass(frozen=True)
class FormsRead:
    """Forms that were read, whom each is about at first, and those that could not be read."""

    forms: Sequence[ReadForm]
    meant: Sequence[Meant]
    left: Sequence[tuple[str, str]]
    courts: Courts


def read_all(
    store: Store, paths: Iterable[Path], today: date, progress: Progress, wanted: TakenToo, court: int | None = None
) -> FormsRead:
    """Read the forms of all paths. Raises Refused where there is none."""
    found = find_forms(paths, largest_mb(store))
    forms, left = read_forms(found.sources, today, progress)
    courts = courts_of(store, court)
    return FormsRead(forms, match_forms(forms, courts, wanted.number), (*found.left_out, *left), courts)


def import_forms(
    store: Store,
    paths: Iterable[Path],
    progress: Progress | None = None,
    wanted: TakenToo | None = None,
    *,
    court: int | None = None,
    write: bool = True,
) -> FormsAccount:
    """Take in all forms that are about somebody for certain, with what is taken at first; the rest is accounted for."""
    today, progress, wanted = store.clock.today(), progress or Progress(), wanted or TakenToo()
    read = read_all(store, paths, today, progress, wanted, court)
    choices = [Choice(form, meant) for form, meant in zip(read.forms, read.meant, strict=True)]
    account = take_in(store, choices, read.courts, wanted, today, progress, write=write)
    account.left[:0] = [LeftForm(*each) for each in read.left]
    return account
