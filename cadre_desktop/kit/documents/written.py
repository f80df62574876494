"""Values of dataclasses in one written form, JSON with sorted keys and no blanks, known by the SHA-256 of that.

What has its default is not written, so a field that is added later, with a default that means "as before", leaves the
digests of what is kept already as they are.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

TAG = "is"
"""Where one of several classes may be: the key under which the written form names which it is."""

_Value = TypeVar("_Value")
_LARGEST = 10_000.0
"""No millimetre or point on a page is farther away than this."""


def written(value: Any) -> str:
    """The one written form of a dataclass's value: numbers, texts, truth values, tuples and further dataclasses.

    A class with a `TAG` of its own (a class variable `tag`) is written with it.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(content: bytes) -> str:
    """The SHA-256 (hex) of a written form."""
    return sha256(content).hexdigest()


def read_written(of: type[_Value], content: bytes, where: str) -> _Value:
    """The value of the class `of` that `content` is the written form of; `where` names it in a sentence.

    Raises Unclear, with a sentence that says what is wrong where, for anything else: no JSON, a field too few or too
    many (as of a newer program), a value that cannot be, another spelling of the same value.
    """
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unclear(_("{where}的内容不是完整的 JSON 文本。").format(where=where)) from error
    value: _Value = _read(of, found, where)
    if written(value).encode() != content:
        raise Unclear(_("{where}的内容不是程序写出的样子。").format(where=where))
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((each, getattr(value, each.name)) for each in fields(value))
        plain = {each.name: _plain(found) for each, found in pairs if found != each.default}
        return plain | ({TAG: value.tag} if hasattr(value, "tag") else {})
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


@cache
def _types(of: type) -> dict[str, Any]:
    return get_type_hints(of)


def _read(of: Any, value: Any, where: str) -> Any:
    """`value`, as JSON has it, as what the type `of` says."""
    if is_dataclass(of):
        return _read_fields(of, value, where)
    if isinstance(of, UnionType):  # something, or nothing; or one of several tagged classes
        return _read_one_of(get_args(of), value, where)
    if get_origin(of) is tuple:
        return _read_tuple(of, value, where)
    if type(value) is of and (of is not float or abs(value) <= _LARGEST):  # so no NaN either
        return value
    raise Unclear(_("{where}的值“{value}”不对。").format(where=where, value=str(value)[:40]))


def _read_one_of(of: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and NoneType in of:
        return None
    classes = [each for each in of if each is not NoneType]
    if len(classes) == 1:
        return _read(classes[0], value, where)
    tag = value.get(TAG) if isinstance(value, dict) else None
    chosen = next((each for each in classes if each.tag == tag), None)
    if chosen is None:
        words = _("{where}是本程序不认识的“{what}”，可能由更新的程序写出。")
        raise Unclear(words.format(where=where, what=str(tag)[:40]))
    return _read(chosen, value, where)


def _read_tuple(of: Any, value: Any, where: str) -> Any:
    kinds = get_args(of)
    if not isinstance(value, list):
        raise Unclear(_("{where}应是一列值。").format(where=where))
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise Unclear(_("{where}应有 {count} 个值。").format(where=where, count=len(kinds)))
    return tuple(_read(kind, each, where) for kind, each in zip(kinds, value, strict=True))


def _read_fields(of: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise Unclear(_("{where}应是一组项目。").format(where=where))
    known = {each.name: each for each in fields(of)}
    given = {name: each for name, each in value.items() if name != TAG or not hasattr(of, "tag")}
    if strange := sorted(given.keys() - known.keys()):
        text = _("{where}里有本程序不认识的项目“{name}”，可能由更新的程序写出。")
        raise Unclear(text.format(where=where, name=strange[0]))
    needed = [name for name, each in known.items() if each.default is MISSING]
    if lacking := [name for name in needed if name not in given]:
        raise Unclear(_("{where}里缺少项目“{name}”。").format(where=where, name=lacking[0]))
    return of(**{name: _read(_types(of)[name], each, f"{where}.{name}") for name, each in given.items()})
