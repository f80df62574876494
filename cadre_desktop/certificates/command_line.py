"""What certificates add to the command line: parts of ``certificates``."""

from pathlib import Path
from typing import Any

from cadre_desktop.kit.command_line import Parser, SliceCommands, add_command, as_json, latest_db
from cadre_desktop.kit.language import _

_FILE = "FILE.cadre-template"


def _add_verify(parts: Any) -> None:
    words = _("验证证书上的二维码：文字、图片、扫描件或 PDF；全部真实有效时退出码为 0")
    verify = add_command(parts, "verify", words, "certificates.terminal.verify.verify", db=False)
    verify.add_argument("sources", metavar="TEXT|IMAGE|PDF", nargs="+", help=_("二维码里的文字，或文件；可写几个"))
    verify.add_argument("--key", metavar="F", type=Path, help=_("发证法院的公钥文件；有了它，没有数据文件也能验证"))
    latest_db(verify)
    as_json(verify)


def _add_template(parts: Any) -> None:
    words = _("证书模板：列出、导出、导入")
    template: Parser = parts.add_parser("template", help=words, description=words)
    does = template.add_subparsers(
        dest="template_part", metavar=_("命令"), title=_("命令"), required=True, parser_class=Parser
    )
    listing = _template_part(does, "list", _("列出证书模板"))
    as_json(listing)
    give = _template_part(does, "export", _("把一个模板连同图片写成一个文件"))
    give.add_argument("name", metavar=_("模板名称"))
    give.add_argument("file", metavar=_FILE, type=Path)
    take = _template_part(does, "import", _("导入模板文件；重名的自动加上序号"))
    take.add_argument("file", metavar=_FILE, type=Path)
    take.add_argument("--usual", action="store_true", help=_("导入后设为这类证书的默认模板"))
    as_json(take)


def _template_part(parts: Any, name: str, words: str) -> Parser:
    parser = add_command(parts, name, words, f"certificates.terminal.templates.{name}_template", db=False)
    latest_db(parser)
    return parser


def _add(parts: Any) -> None:
    _add_template(parts)
    _add_verify(parts)


COMMANDS = SliceCommands(certificate_parts=_add)
