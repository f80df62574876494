"""Public keys as small files: written for other courts, and taken in from them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.certificates.proof.verdicts import KnownKey
from cadre_desktop.certificates.proof.wrapping import fingerprint
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

SUFFIX = ".cadre-key"
_FORMAT, _VERSION = "cadre-desktop public keys", 1
_LARGEST = 1_000_000
"""Bytes; a file with one key has 300."""
_KEY = 32


@dataclass(frozen=True)
class PublicKey:
    """A court's public key (hex) as a file has it: since when it signs, and since when no more."""

    issuer: str
    public_key: str
    made: date | None = None
    retired: date | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 in groups of four characters, for people to compare."""
        return fingerprint(self.public_key)

    @property
    def known(self) -> KnownKey:
        """The key as proofs are verified by it, without a register at hand."""
        return KnownKey(self.public_key, self.issuer, retired=self.retired)


def write_key_file(path: Path, keys: Iterable[PublicKey]) -> None:
    """Write public keys of one court to a file. Raises OSError when it cannot be written."""
    rows = [
        {
            "issuer": key.issuer,
            "public_key": key.public_key,
            "fingerprint": key.fingerprint,
            "made": key.made and key.made.isoformat(),
            "retired": key.retired and key.retired.isoformat(),
        }
        for key in keys
    ]
    text = json.dumps({"format": _FORMAT, "version": _VERSION, "keys": rows}, ensure_ascii=False, indent=1)
    write_atomically(path, text.encode())


def read_key_file(path: Path) -> list[PublicKey]:
    """The keys in a file. Raises Refused, with a sentence, for one that is no such file, is damaged or of a later
    version; OSError when it cannot be read."""
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    no_keys = Refused(
        _("“{name}”不是公钥文件，没有读入。请选择发证法院给的“{suffix}”文件。").format(name=path.name, suffix=SUFFIX)
    )
    try:
        data = json.loads(content) if len(content) <= _LARGEST else None
    except (ValueError, RecursionError):
        raise no_keys from None
    if not isinstance(data, dict) or data.get("format") != _FORMAT or not isinstance(data.get("keys"), list):
        raise no_keys
    if data.get("version") != _VERSION:
        raise Refused(_("“{name}”由更新的程序写出，请更新程序后再导入。").format(name=path.name))
    keys = [_read(row, path.name) for row in data["keys"]]
    if not keys:
        raise Refused(_("“{name}”里没有公钥，没有导入；请向该法院重新索要。").format(name=path.name))
    return keys


def _read(row: Any, name: str) -> PublicKey:
    damaged = Refused(_("“{name}”已损坏或被改动，公钥与指纹对不上，没有读入；请向该法院重新索要。").format(name=name))
    try:
        content, issuer = bytes.fromhex(row["public_key"]), row["issuer"].strip()
        days = [date.fromisoformat(row[day]) if row.get(day) else None for day in ("made", "retired")]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise damaged from None
    key = PublicKey(issuer, content.hex(), *days)
    if len(content) != _KEY or not issuer or row.get("fingerprint") != key.fingerprint:
        raise damaged
    return key


def one_issuer(keys: Sequence[PublicKey]) -> str:
    """The court, or courts, that keys are of."""
    return "、".join(dict.fromkeys(key.issuer for key in keys))
