"""What a command says."""

from cadre_desktop.cli.parser import run


def lines_of(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err
