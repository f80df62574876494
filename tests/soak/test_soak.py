"""The trials, once each with a fixed seed; and that what goes wrong in one is noticed, whatever it does to its process.

Many runs with new seeds: ``python -m tests.soak --minutes 30``.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.soak import rounds
from tests.soak.__main__ import soak
from tests.soak.trials import Trial, load, name_of, places

SEED = "1"


@pytest.mark.parametrize("path", places(), ids=name_of)
def test_a_trial_run_once_finds_nothing_wrong(path: Path, tmp_path: Path) -> None:
    done = rounds.run(path, SEED, tmp_path / "trial", load(path).limit)
    if done.left_out:
        pytest.skip(done.left_out)
    assert done.violations == []
    assert done.counts.total() > 0


def made(folder: Path, body: str, limit: float = 60.0) -> Trial:
    path = folder / "trial_toy.py"
    path.write_text(
        f'"""A toy."""\nimport os, signal, time\ndef trial(random, folder):\n    {body}\n', encoding="utf-8"
    )
    return Trial(path, "A toy.", lambda _random, _folder: ({}, []), limit)


@pytest.mark.parametrize(
    ("body", "limit", "told"),
    [
        ("return {'steps': 1}, ['half a step']", 60, "half a step"),
        ("os.kill(os.getpid(), signal.SIGKILL)", 60, "ended with -9"),
        ("os.abort()", 60, "ended with -6"),
        ("raise ZeroDivisionError('here')", 60, "ZeroDivisionError: here"),
        ("time.sleep(600)", 1, "not over after 1 s"),
    ],
)
def test_what_goes_wrong_is_noticed(tmp_path: Path, body: str, limit: float, told: str) -> None:
    done = rounds.run(made(tmp_path, body).path, SEED, tmp_path / "run", limit)
    assert len(done.violations) == 1
    assert told in done.violations[0]


def test_every_trial_is_run_and_what_went_wrong_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial = made(tmp_path, "(folder / 'rest').touch(); return {'steps': 3}, ['half a step']")
    (account,) = soak([trial], 0, "7", tmp_path / "runs")
    assert (account.rounds, account.counts, account.violations) == (1, Counter(steps=3), ["half a step"])
    assert "toy --again 7.1" in capsys.readouterr().out
    assert (tmp_path / "runs" / "toy-7.1" / "rest").exists()


def test_what_went_well_leaves_nothing(tmp_path: Path) -> None:
    (account,) = soak([made(tmp_path, "return {'steps': 3}, []")], 0, "7", tmp_path / "runs")
    assert account.line.startswith("toy: 1 rounds in ")
    assert account.line.endswith("s, 3 steps; 0 violations")
    assert list((tmp_path / "runs").iterdir()) == []


def test_a_trial_that_cannot_be_run_here_says_why(tmp_path: Path) -> None:
    body = "from tests.soak.trials import NotHere; raise NotHere('no right to mount')"
    (account,) = soak([made(tmp_path, body)], 0, "7", tmp_path / "runs")
    assert account.line == "toy: left out, no right to mount"


@pytest.mark.parametrize("path", places(), ids=name_of)
def test_a_trial_says_what_it_tries(path: Path) -> None:
    assert load(path).about
