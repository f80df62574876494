"""Toy records with every kind of column, so that lists and forms are tested without any court in them."""

from datetime import date

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    IdNumberField,
    MonthField,
    NameField,
    OrderField,
    PhotoField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.kit.store.unfilled import Unfilled


class State(Code):
    OPEN = "open", "进行中"
    DONE = "done", "已完成"

    @property
    def tone(self):
        return "good" if self == State.DONE else "warning"


class Guild(Record):
    """A toy grandparent."""

    title = RequiredTextField()
    searched = (title,)
    named = (title,)


class Team(Record):
    """A toy parent inside a guild."""

    guild = link(Guild)
    title = RequiredTextField()
    searched = (title,)
    named = (title,)
    within = (guild,)


class Player(Record):
    """A toy child with everything."""

    guild = link(Guild)
    team = link(Team, null=True)
    name = NameField()
    pinyin = OrderField(name, pinyin_key, index=True)
    number = IdNumberField()
    born = MonthField()
    since = DateField()
    hours = HoursField()
    points = CountField(default=0)
    state = CodeField(State.table(), default=State.OPEN)
    keen = FlagField()
    photo = PhotoField()
    notes = TextField(long=True)
    searched = (name, number)
    named = (name,)


def vet(values):
    if values.get("since") and values.get("born") and values["since"] < values["born"]:
        return [Problem("入队日期早于出生年月，请核对。", field="since"), Problem("请核对整张表。", field="unknown")]
    return []


TOYS = Schema(4, (Guild, Team, Player, Unfilled, Attachment))
GUILD = Kind(Guild, "guilds", "行会", columns=(Column(Guild.title, "名称"),), order=(Guild.title,))
PLAYER = Kind(
    Player,
    "players",
    "队员",
    columns=(
        Column(Player.name, "姓名", section="基本", roster_mm=22),
        Column(Player.pinyin, "拼音", in_table=False, in_form=False, hint="按拼音排序"),
        Column(Player.photo, "照片", section="基本", in_table=False),
        Column(Player.number, "证号", section="基本", masked=True, hint="18 位"),
        Column(Player.born, "出生年月", section="基本"),
        Column(Player.guild, "行会", section="归属", filterable=True, roster_mm=40),
        Column(Player.team, "队", section="归属", filterable=True),
        Column(Player.since, "入队日期", section="归属", filterable=True),
        Column(Player.hours, "学时", section="归属"),
        Column(Player.points, "分数", section="归属", roster_mm=20),
        Column(Player.state, "状态", section="归属", filterable=True),
        Column(Player.keen, "积极", section="其他", in_table=False),
        Column(Player.notes, "备注", section="其他", in_table=False),
    ),
    order=(Player.number,),
    identity=((Player.number,),),
    vet=vet,
    icon="people",
)


def fill(store, count):
    """Two guilds with two teams each and `count` players; the keys of the players in the order of their numbers."""
    with store.step("备料"):
        guilds = [Guild.add(title=title) for title in ("木工行会", "石匠行会")]
        teams = [Team.add(guild=guild, title=f"{guild.title[:2]}{part}队") for guild in guilds for part in "甲乙"]
        rows = [
            {
                "guild": guilds[number % 2],
                "team": teams[number % 2 * 2],
                "name": f"队员{number:05}",
                "pinyin": f"duiyuan {number * 7919 % 100_000:05}",
                "number": f"15029919900101{number:04}"[:18],
                "since": date(2020 + number % 4, 3, 1),
                "points": number,
                "state": State.DONE if number % 3 == 0 else State.OPEN,
            }
            for number in range(count)
        ]
        return list(Player.add_many(rows))
