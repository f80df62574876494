"""Which row a link means where a line says more than a name: somebody's staff number, ID number and court.

A number decides, unless the name beside it is another; a name alone decides where nobody else goes by it and the court
is not another. What is left is shown and asked, never guessed.
"""

import json
from collections.abc import Sequence
from typing import Any

import peewee

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned
from cadre_desktop.kit.intake.links import QUALIFIED, RecordNames
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import table_name


class ToldLinks:
    """Finds the rows that `column` links to by what `tellers` and the link `beside` it say.

    beside: the column of the kind that links to what the linked rows themselves belong to (the court of a training and
    of a person); None where the kind has no tellers or no such column.
    """

    def __init__(self, names: RecordNames, kind: Kind, column: Column, tellers: Sequence[Column]):
        self._names, self._tellers = names, tellers
        self.beside, home = _beside(kind, column)
        self._numbers: list[dict[int, str]] = [_values(names, teller.field) for teller in tellers]
        self._home: dict[int, Any] = _values(names, home) if home is not None else {}

    def find(self, text: str, position: int | None, numbers: Sequence[str]) -> Cleaned[int | None] | None:
        """The row that a name, what it belongs to and its numbers mean; None where the name alone has to tell.

        Raises Unclear where they contradict one another, or still leave several.
        """
        if self.beside is None:
            return None
        said = {index: number for index, number in enumerate(numbers) if number not in NOTHING}
        found = {index: self._names.by(self._tellers[index].field, number) for index, number in said.items()}
        keys = list(dict.fromkeys(key for hits in found.values() for key in hits))
        if keys:
            return Cleaned(self._numbered(text, said, keys))
        return self._named(text, position, said)

    def _numbered(self, text: str, said: dict[int, str], keys: list[int]) -> int:
        index = next(iter(said))
        title, number = self._tellers[index].title, said[index]
        if len(keys) > 1:
            words = _("{title}“{number}”对得上 {count} 个人，请核对。")
            raise Unclear(words.format(title=title, number=_hidden(number), count=len(keys)), keys)
        if text not in NOTHING and not self._goes_by(keys[0], text):
            words = _("{title}“{number}”在名册里是“{name}”，不是“{text}”；请核对。")
            name = self._names.label(keys[0])
            raise Unclear(words.format(title=title, number=_hidden(number), name=name, text=text), keys)
        self._refuse_other(keys[0], said)
        return keys[0]

    def _goes_by(self, key: int, text: str) -> bool:
        name = self._names.label(key)
        if text == name:
            return True
        qualified = QUALIFIED.match(text)
        return fold(name) in (fold(text), fold(qualified[1]) if qualified else "")

    def _named(self, text: str, position: int | None, said: dict[int, str]) -> Cleaned[int | None] | None:
        keys = self._names.by(self._names.record.named[0], text)
        if not keys:
            return None
        assert self.beside is not None
        if position is not None and (here := [key for key in keys if self._home.get(key) == position]) != keys:
            if not here:
                words = _("“{text}”现在不在所填的{title}，分不清是否同一人；请填工号，或在姓名后的括号里注明工号。")
                raise Unclear(words.format(text=text, title=self.beside.title), keys)
            keys = here
        if len(keys) > 1:
            return None  # the names themselves say what is to be done
        self._refuse_other(keys[0], said)
        if not said:
            return Cleaned(keys[0])
        titles = _("、").join(self._tellers[index].title for index in said)
        return Cleaned(keys[0], _("名册里没有这个{titles}，按姓名对上了").format(titles=titles))

    def _refuse_other(self, key: int, said: dict[int, str]) -> None:
        """Raise Unclear where a number in the line is another than the row's own."""
        for index, number in said.items():
            own = self._numbers[index].get(key)
            if own and own != number and fold(own) != fold(number):
                words = _("“{name}”在名册里的{title}是“{own}”，不是“{number}”；请核对是否同一人。")
                told = dict(zip(("own", "number"), _hidden_apart(own, number), strict=True))
                raise Unclear(
                    words.format(name=self._names.label(key), title=self._tellers[index].title, **told), [key]
                )


def _beside(kind: Kind, column: Column) -> tuple[Column | None, Any]:
    """The column that says what the linked rows belong to, and the field of these that does so."""
    if column.link is None or not any(other.tells and other.via is column.field for other in kind.columns):
        return None, None
    for field in column.link._meta.sorted_fields:
        if isinstance(field, peewee.ForeignKeyField) and not field.null:
            for other in kind.columns:
                if other.link is field.rel_model and other is not column:
                    return other, field
    return None, None


def _values(names: RecordNames, field: Any) -> dict[int, Any]:
    """What the loaded rows have in a field."""
    statement = f'SELECT id, "{field.column_name}" FROM "{table_name(names.record)}" WHERE id IN {LISTED}'
    return dict(database.rows(statement, json.dumps(list(names.keys))))


def _hidden(number: str) -> str:
    """An ID number with its middle hidden; other numbers as they are."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}" if len(number) == 18 else number


def _hidden_apart(one: str, other: str) -> tuple[str, str]:
    """Two numbers that differ, with what is hidden of them alike in both: signs in which they differ are to be seen."""
    if len(one) != len(other) or _hidden(one) != _hidden(other):
        return _hidden(one), _hidden(other)
    apart = [here != there for here, there in zip(one, other, strict=True)]

    def shown(number: str) -> str:
        signs = zip(number, _hidden(number), apart, strict=True)
        return "".join(sign if seen else hidden for sign, hidden, seen in signs)

    return shown(one), shown(other)
