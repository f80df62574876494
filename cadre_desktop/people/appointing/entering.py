"""A post, rank or grade entered by hand in the dossier, and what the person's own row says then."""

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.posts_held import POSTS_HELD, PostHeld


def save_post_held(store: Store, values: Values, key: int | None = None) -> PostHeld:
    """Add a row of posts held or change one, in one step with what follows from it: what somebody has now and had not
    when the person's row was written is in that row too. Raises Refused as `editing.add` and `editing.change` do.
    """
    name = values.get("person") or (PostHeld.by_key(key).__data__["person"] if key is not None else None)
    person = Person.get_or_none(Person.id == name)
    with store.step(_("任职任级经历“{name}”").format(name=person.name if person else "")):
        if key is None:
            saved = editing.add(store, POSTS_HELD.kind, values)
        else:
            saved = editing.change(store, POSTS_HELD.kind, key, values)
        assert isinstance(saved, PostHeld)
        _follow(store, saved)
    return saved


def _follow(store: Store, held: PostHeld) -> None:
    """Bring the person's row in line with a row that holds now, where it is newer than what the row says."""
    today = store.clock.today()
    assert held.starts is not None
    if held.ends is not None or held.starts > today:
        return
    person = Person.by_key(held.__data__["person"])
    if held.post and (not person.post or person.post_since is None or person.post_since < held.starts.replace(day=1)):
        person.post, person.post_since = held.post, held.starts.replace(day=1)
    for field in ("rank", "judge_grade"):
        if getattr(held, field) and not _newer(held, field):
            setattr(person, field, getattr(held, field))
    if person.dirty_fields:
        person.save()


def _newer(held: PostHeld, field: str) -> bool:
    """Whether the person has another row with this field that began later."""
    column = PostHeld._meta.fields[field]
    rows = PostHeld.select().where(PostHeld.person == held.__data__["person"], PostHeld.id != held.id, column != "")
    return any(row.starts > held.starts for row in rows)
