"""What a design is shown with as long as it is not known whose certificate it is."""

from dataclasses import replace

from cadre_desktop.certificates.designing.fields import sample_facts
from cadre_desktop.kit.documents.design.setting import Words

_DIGITS = "2718281828459045235360287471352662497757247093699959574966967627724076630353" * 4
"""As many as a signed proof has, so that the code looks as it will; no reader takes them for one."""


def sample_words() -> Words:
    """Words of nobody."""
    return Words(sample_facts(), _DIGITS)


def shown_words(words: Words) -> Words:
    """Words of somebody, to look at: with a sample where the proof comes only when the certificate is issued."""
    return words if words.proof else replace(words, proof=_DIGITS)
