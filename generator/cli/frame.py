"""The frame of all commands, with click: what each takes, how it ends, and help and wrong use in Chinese."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import click

from generator.cli.output import OK, PROBLEMS, WRONG_USE, print_problems, why, wrong_use
from generator.load import excerpts
from generator.model import Day
from generator.problems import ProblemsFound
from generator.system import publishing
from generator.workspace import NoSuchRevision

Function = TypeVar("Function", bound=Callable[..., object])
FILE = click.Path(path_type=Path)
HEADINGS: Mapping[str, str] = MappingProxyType({"Options": "选项", "Positional arguments": "参数", "Commands": "命令"})
"""The headings of a help text, as click has them."""


class ParsedText(click.ParamType[Any]):
    """A value that a function makes of a text; its ValueError says in Chinese what is wrong with it."""

    name = "text"

    def __init__(self, parse: Callable[[str], object], words: Sequence[str] = ()) -> None:
        """`words` are all that may be written, where these can be counted."""
        self.parse, self.words = parse, words

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """What the function makes of it."""
        try:
            return self.parse(value) if isinstance(value, str) else value
        except ValueError as error:
            self.fail(str(error), param, ctx)


def one_of(*words: str) -> ParsedText:
    """One of these words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"不能写「{text}」，可以写：{'、'.join(words)}")
        return text

    return ParsedText(parse, words)


def day(text: str) -> Day:
    """A day of the calendar."""
    try:
        return Day.parse(text)
    except ValueError as error:
        raise ValueError(f"{error}，例如 {Day.example}") from None


def number(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"「{text}」不是整数") from None


class Formatter(click.HelpFormatter):
    """Writes help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """The title of a list."""
        self.write(f"{HEADINGS.get(heading, heading)}：\n")


class Context(click.Context):
    """One use of a command."""

    formatter_class = Formatter


class Option(click.Option):
    """An option of a command."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """How it is written, and what it is for."""
        help = f"{self.help or ''}{'（必填）' if self.required else ''}"
        return (self.get_help_spec(ctx), help)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Its value. Raises click.BadOptionUsage if that was forgotten and another option took its place."""
        if isinstance(value, str) and value in {name for param in ctx.command.params for name in param.opts}:
            raise click.BadOptionUsage(self.opts[0], "", ctx)
        return super().process_value(ctx, value)


class Argument(click.Argument):
    """An argument of a command."""

    def make_metavar(self, ctx: click.Context) -> str:
        """How it is written: in brackets where it may be left out, with dots where there may be several."""
        name = f"{self.human_readable_name}{' …' * (self.nargs != 1)}"
        return name if self.required else f"[{name}]"


class Command(click.Command):
    """One command: every one takes `--root`."""

    context_class = Context

    def __init__(self, name: str, *, callback: Callable[..., int], params: list[click.Parameter], help: str) -> None:
        root = Option(["--root"], type=FILE, default=Path(), metavar="目录", help="手册所在的目录，默认当前目录")
        super().__init__(
            name,
            context_settings={"allow_extra_args": True},
            callback=callback,
            params=[*params, root, _help_option()],
            help=help,
            options_metavar="[选项]",
            add_help_option=False,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand the arguments. Raises click.UsageError, for all that is missing at once."""
        try:
            super().parse_args(ctx, list(args))
        except click.MissingParameter as error:
            raise click.UsageError(f"还缺 {'、'.join(self._missing(ctx, args))}", ctx) from error
        except click.UsageError as error:
            error.ctx = ctx
            raise
        if ctx.args:
            raise click.UsageError(f"多写了「{' '.join(ctx.args)}」", ctx)
        return ctx.args

    def _missing(self, ctx: click.Context, args: list[str]) -> list[str]:
        given, _, _ = self.make_parser(ctx).parse_args(list(args))
        return [
            _written(param)
            for param in self.get_params(ctx)
            if param.required and param.value_is_missing(param.consume_value(ctx, given)[0])
        ]

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the list of commands says of it: all of it."""
        return self.help or ""

    def invoke(self, ctx: click.Context) -> int:
        """Run it. Gives what the program is to end with; problems are told."""
        root: Path = ctx.params["root"]
        try:
            publishing.finish_interrupted(root / "site")
            return int(super().invoke(ctx))
        except ProblemsFound as error:
            print_problems(error.problems, excerpts(root, error.problems), ctx.params.get("format", "text"))
            return PROBLEMS
        except NoSuchRevision as error:
            return wrong_use(str(error))
        except BrokenPipeError:
            # Whoever read us has enough; nothing is left to say.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        except OSError as error:
            print(f"读写文件出错：{why(error)}", file=sys.stderr)
            return PROBLEMS
        except KeyboardInterrupt:
            return PROBLEMS


class Commands(click.Group):
    """All commands, in the order in which they were given."""

    context_class = Context

    def __init__(self, name: str, commands: Sequence[click.Command], help: str) -> None:
        super().__init__(
            name,
            commands=commands,
            params=[_help_option()],
            help=help,
            options_metavar=None,
            subcommand_metavar="命令 …",
            add_help_option=False,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(self.commands)


def command(name: str, about: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command of a function that gives what the program is to end with."""
    return click.command(name, Command, help=about)


def argument(name: str, metavar: str, help: str = "", **attributes: Any) -> Callable[[Function], Function]:
    """An argument of a command."""
    return click.argument(name, cls=Argument, metavar=metavar, help=help, **attributes)


def option(*names: str, help: str = "", **attributes: Any) -> Callable[[Function], Function]:
    """An option of a command."""
    return click.option(*names, cls=Option, help=help, **attributes)


def asked(question: str, default: str = "") -> str:
    """What somebody at a terminal answers; elsewhere the default."""
    if not sys.stdin.isatty():
        return default
    answer: str = click.prompt(question, default=default or None)
    return answer.strip()


def run(commands: Commands, arguments: Sequence[str]) -> int:
    """Run the command that the arguments name. Gives what the program is to end with.

    Raises SystemExit where help was asked for or the command was used wrongly.
    """
    try:
        with commands.make_context(commands.name, list(arguments)) as context:
            return int(commands.invoke(context))
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else commands.name
        print(f"命令写得不对：{_wrong_use(error)}\n运行 {path} --help 看用法", file=sys.stderr)
        sys.exit(WRONG_USE)


def _help_option() -> Option:
    def show(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked:
            print(ctx.get_help())
            ctx.exit()

    return Option(["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help="显示这段说明")


def _wrong_use(error: click.UsageError) -> str:
    """What is wrong, in one sentence."""
    match error:
        case click.NoSuchCommand():
            return f"没有「{error.command_name}」这个命令{_meant(error.possibilities)}"
        case click.NoSuchOption():
            return f"没有「{error.option_name}」这个选项{_meant(error.possibilities)}"
        case click.BadOptionUsage():
            params = error.ctx.command.params if error.ctx else []
            flags = {name for param in params if isinstance(param, Option) and param.is_flag for name in param.opts}
            return f"「{error.option_name}」后面{'不写值' if error.option_name in flags else '要写一个值'}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"「{_written(param)}」：{error.message}"
        case click.UsageError(ctx=click.Context(command=Commands())):
            return "还缺命令"
        case _:
            return error.message


def _written(param: click.Parameter) -> str:
    """What a parameter is called where it is written."""
    return param.human_readable_name if isinstance(param, click.Argument) else "/".join(param.opts)


def _meant(names: Sequence[str] | None) -> str:
    return f"，是不是「{'」或「'.join(names)}」？" if names else ""
