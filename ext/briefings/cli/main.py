"""The command ``briefings``: finds the verb, and turns whatever stops it into a sentence and an exit code."""

from __future__ import annotations

import errno
import gc
import io
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from briefings.__about__ import __version__
from briefings.cli.prompts import Stopped
from briefings.model.problems import did_you_mean
from briefings.moving import FileHeldError
from briefings.publishing import signals

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS: Final = {
    "init": ("init", "Make a site for a partnership, in a new folder."),
    "new": ("new", "Start a briefing from a template."),
    "import": ("import_report", "Turn a report (Word, PDF or text) into a draft."),
    "check": ("check", "Check the content: every mistake, with its file and line."),
    "format": ("format_pages", "Write briefings in their canonical form."),
    "live": ("live", "Preview the site, with drafts, while you write."),
    "build": ("build", "Build the whole site, audited, into _build/site."),
    "themes": ("names", "List the themes with their slugs; so do 'agencies', 'policies' and 'partnerships'."),
    "agencies": ("names", "List the agencies with their slugs."),
    "policies": ("names", "List the policies with their slugs."),
    "partnerships": ("names", "List the partnerships with their slugs."),
    "approve": ("approve", "Record who checked a draft, and move it to the briefings."),
    "withdraw": ("withdraw", "Take a briefing off the site; a note says when and why."),
    "rename": ("rename", "Rename a theme, agency or policy, and every use of it."),
    "links": ("links", "Try the addresses that the pages name."),
    "privacy": ("privacy", "Look through files for what could make a person known."),
    "upgrade": ("upgrade", "Bring a site to this version: content, workflows, and what to know."),
}
"""Each verb with its module and what it does, in the order of the help. A module is only loaded when it is used."""
_BROKEN: Final = 3
_MAY_NOT: Final = "you may not write there; choose another folder, or change its permissions"
_REFUSED: Final = {
    errno.EROFS: "the folder is read-only; choose another one",
    errno.EACCES: _MAY_NOT,
    errno.EPERM: _MAY_NOT,
    errno.ENOSPC: "the disk is full; make room and run the command again",
    errno.ENOTDIR: "a file stands where a folder is needed; choose another place",
}


class Verbs(click.Group):
    """The verbs, loaded when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = import_module(f"briefings.cli.{VERBS[cmd_name][0]}")
        command = module.COMMANDS[cmd_name] if hasattr(module, "COMMANDS") else module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in VERBS:
            hint = did_you_mean(args[0], VERBS) or "; 'briefings --help' lists all"
            raise click.UsageError(f"there is no command '{args[0]}'{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, does) for verb, (_, does) in VERBS.items()])


def _print_completion(ctx: click.Context, _: click.Parameter, shell: str | None) -> None:
    """Print what a shell has to read so that it completes the verbs, options and names of this command."""
    if shell:
        from click.shell_completion import get_completion_class

        kind = get_completion_class(shell)
        assert kind is not None
        print(kind(ctx.command, {}, "briefings", "_BRIEFINGS_COMPLETE").source())
        ctx.exit()


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    epilog="Without a command, it says what to do next in this folder. 'briefings check --help' explains one command.",
)
@click.version_option(__version__, prog_name="briefings")
@click.option(
    "--completion",
    type=click.Choice(["bash", "zsh", "fish"]),
    expose_value=False,
    is_eager=True,
    callback=_print_completion,
    help='Print the completion for a shell: eval "$(briefings --completion bash)".',
)
@click.pass_context
def commands(ctx: click.Context) -> int:
    """Learning briefings: a site of what audits have taught, made from Markdown files."""
    if ctx.invoked_subcommand is None:
        from briefings.cli.next_step import say_next

        return say_next()
    return 0


def run(arguments: Sequence[str] | None = None, **options: Any) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _show_what_the_terminal_can()
    verb = next((word for word in arguments if word in VERBS), "briefings")
    try:
        result = commands.main(arguments, prog_name="briefings", standalone_mode=False, **options)
    except Stopped as stopped:
        print(f"{verb}: {stopped}", file=sys.stderr)
        return stopped.exit_code
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except click.Abort:
        print(f"\n{verb}: stopped; nothing was changed", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stderr.close()
        return 1
    except OSError as error:
        print(f"{verb}: {error.filename or 'a file'}: {_why(error)}; nothing was changed", file=sys.stderr)
        return _BROKEN
    return int(result or 0)


def _why(error: OSError) -> str:
    """What the system refused, and what to do about it."""
    if isinstance(error, FileHeldError):
        return str(error.strerror)
    return _REFUSED.get(error.errno or 0, str(error.strerror or error))


def _show(error: click.ClickException) -> None:
    """A mistake in how the command was called, as one sentence, and where its help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "briefings"
    message = error.format_message().rstrip(".")
    print(f"{path}: {message[:1].lower()}{message[1:]}; see '{path} --help'", file=sys.stderr)


def _show_what_the_terminal_can() -> None:
    """Put a question mark for what its coding lacks, such as a dash: a code page of Windows stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def entry() -> None:
    """The program ``briefings``."""
    if sys.argv[1:2] == ["build"]:
        signals.catch()  # before the rest is loaded
    else:
        gc.disable()  # a process that ends soon: looking for what is no longer needed would only take time
    sys.exit(run())
