"""Invented names: common Han surnames and given names, and Mongolian names. Nobody living is meant."""

from random import Random

from cadre_desktop.demo.material import material


def han_name(random: Random, female: bool) -> str:
    """A name of two or three characters, sometimes with a compound surname or a character that fonts lack."""
    names = material("names")
    surname = random.choice(names["rare_surnames"] if random.random() < 0.03 else names["surnames"])
    pool = names["female" if female else "male"]
    if random.random() < 0.015:
        pool = names["rare_given"]
    length = 1 if random.random() < 0.2 else 2
    given = "".join(random.choice(pool) for _position in range(length))
    return str(surname) + (given if length == 1 or given[0] != given[1] else given[0])


def mongolian_name(random: Random, female: bool) -> str:
    """A Mongolian name; some carry the father's name before the dot."""
    names = material("names")
    own = random.choice(names["mongolian_female" if female else "mongolian_male"].split())
    chance = random.random()
    if chance < 0.12:
        return f"{random.choice(names['mongolian_male'].split())}·{own}"
    if chance < 0.35 and len(own) <= 3:
        second = random.choice(names["second"].split())
        return own + second if not own.endswith(second) else str(own)
    return str(own)
