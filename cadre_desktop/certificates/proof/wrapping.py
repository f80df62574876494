"""Private keys, which lie in the file only wrapped: nobody gets at one without the password it was wrapped with.

The password is made a key by scrypt (RFC 7914), and that key encrypts the 32 bytes of the private key with AES-256-GCM,
which also notices a wrong password and anything altered. What scrypt was asked to do is kept beside it, so that another
edition may ask for more; the public key and these parameters are authenticated along with it.

What `cryptography` does by itself when it writes an encrypted key (PKCS #8 with PBKDF2, 2,048 rounds in version 50)
takes a thousandth of that time for each try, and no memory.
"""

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

COST = 2**16
"""scrypt's N: 64 MB of memory and about a third of a second for each try."""
SHORTEST = 8
"""Characters of a password."""
_BLOCK, _PARALLEL = 8, 2
_LARGEST_COST = 2**20
_SALT, _NONCE, _KEY = 16, 12, 32
_KDF, _CIPHER = "scrypt", "AES-256-GCM"


def fingerprint(public_key: str) -> str:
    """SHA-256 of a public key (hex) in groups of four characters, for people to compare."""
    digest = sha256(bytes.fromhex(public_key)).hexdigest().upper()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def key_id(public_key: str) -> bytes:
    """By which a proof names the key (hex) that it was signed with."""
    return sha256(bytes.fromhex(public_key)).digest()[:8]


def public_of(key: "Ed25519PrivateKey") -> str:
    """The public key (hex) of a private one."""
    return key.public_key().public_bytes_raw().hex()


def vet_password(password: str, again: str) -> None:
    """Raises Refused for a password that is too short (blanks around it do not count), or was typed another way the
    second time."""
    if len(password.strip()) < SHORTEST:
        text = _("口令至少 {count} 个字符，请设得长一些。").format(count=SHORTEST)
        raise Refused(Problem(text, field="password"))
    if password != again:
        raise Refused(Problem(_("两次输入的口令不一样，请重新输入。"), field="again"))


def wrapped(key: "Ed25519PrivateKey", password: str) -> str:
    """The private key as it may be kept: JSON, of no use without the password."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    facts = {"kdf": _KDF, "n": COST, "r": _BLOCK, "p": _PARALLEL, "salt": _text(os.urandom(_SALT)), "cipher": _CIPHER}
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_from_password(password, facts)).encrypt(nonce, key.private_bytes_raw(), _bound(key, facts))
    return json.dumps({**facts, "nonce": _text(nonce), "key": _text(sealed)})


def unwrapped(kept: str, public_key: str, password: str) -> "Ed25519PrivateKey":
    """The private key that belongs to a public one (hex).

    Raises Refused when the password is wrong, or what is kept is damaged or of a way this program does not know.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    damaged = _("保存的签名密钥已损坏，打不开。请从备份恢复，或更换密钥；以前的证书仍能用公钥验证。")
    facts = _read(kept, damaged)
    try:
        nonce, sealed = _bytes(facts.pop("nonce")), _bytes(facts.pop("key"))
        bound = _with_facts(public_key, facts)
        raw = AESGCM(_from_password(password, facts)).decrypt(nonce, sealed, bound)
    except InvalidTag as error:
        raise Refused(Problem(_("口令不对，请重新输入（注意大小写和输入法）。"), field="password")) from error
    except (KeyError, ValueError, TypeError, NoBase64) as error:
        raise Refused(damaged) from error
    key = Ed25519PrivateKey.from_private_bytes(raw)
    if public_of(key) != public_key:
        raise Refused(damaged)
    return key


def _read(kept: str, damaged: str) -> dict[str, Any]:
    try:
        facts = json.loads(kept)
    except ValueError as error:
        raise Refused(damaged) from error
    if not isinstance(facts, dict):
        raise Refused(damaged)
    if (facts.get("kdf"), facts.get("cipher")) != (_KDF, _CIPHER):
        raise Refused(_("签名密钥由更新的程序保存，请更新程序后再用。"))
    return facts


def _from_password(password: str, facts: dict[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    if facts["n"] * facts["r"] > _LARGEST_COST * _BLOCK or facts["p"] > 16:  # gigabytes: nobody has kept it so
        raise ValueError("too costly")
    found = Scrypt(salt=_bytes(facts["salt"]), length=_KEY, n=facts["n"], r=facts["r"], p=facts["p"])
    return found.derive(unicodedata.normalize("NFKC", password).encode())  # as typed with any input method


def _bound(key: "Ed25519PrivateKey", facts: dict[str, Any]) -> bytes:
    return _with_facts(public_of(key), facts)


def _with_facts(public_key: str, facts: dict[str, Any]) -> bytes:
    return json.dumps({**facts, "public": public_key}, sort_keys=True).encode()


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
