"""The command line: ``assistant ask``, ``category``, ``participation``, ``award-level``, ``ui``, ``index``, ``knowledge``."""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant import __version__
from assistant.checks.commands import add_commands
from assistant.errors import AssistantError
from assistant.settings import load_settings

app = typer.Typer(help="Assistant for รางวัลเลิศรัฐ: answers with their place in the source.", no_args_is_help=True, pretty_exceptions_enable=False)
knowledge_app = typer.Typer(help="Check and list the knowledge files.", no_args_is_help=True)
index_app = typer.Typer(help="The search index (made from the knowledge files; may be deleted at any time).", no_args_is_help=True)
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(index_app, name="index")
add_commands(app)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Entry point: errors that a person can mend are printed, never shown as a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):  # lone surrogates may be on their way out again
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # text streams have it
    try:
        app()
    except AssistantError as error:
        _errors.print(str(error), markup=False)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        raise SystemExit(0) from None


@app.callback(invoke_without_command=True)
def version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Assistant for รางวัลเลิศรัฐ."""
    if version:
        print(__version__)
        raise typer.Exit


def _open(rebuild: bool = False) -> Any:
    """The assistant, with a progress bar on stderr while an index is built."""
    from assistant.conversation import Assistant

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_errors, transient=True) as progress:
        task = None

        def show(done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = progress.add_task("building the index", total=total)
            progress.update(task, completed=done)

        return Assistant.open(load_settings(), show, rebuild)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question. Read from standard input when left out.")] = None,
    json_: JsonOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="JSON Lines of questions to answer.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the answers to --batch go; standard output when left out.")] = None,
    round_: Annotated[str | None, typer.Option("--round", help="The round asked about, such as 2567.")] = None,
) -> None:
    """Answer one question, or a file of them."""
    if batch is not None:
        from assistant.batch import answer_file

        with _open() as assistant:
            answer_file(assistant, batch, out, trace=explain, default_round=round_)
        return
    if question is None:
        question = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    from assistant.batch import reply_record
    from assistant.conversation import State

    with _open() as assistant:
        started = time.perf_counter()
        _, reply = assistant.reply(State(), question, round_)
        took = (time.perf_counter() - started) * 1000
    if json_:
        print(json.dumps(reply_record(reply, took, trace=explain), ensure_ascii=False, indent=2))
        return
    console = Console()
    console.print(Markdown(reply.text))
    for citation in reply.citations:
        console.print(f"[{citation.entry}] {citation.section}: “{citation.quote}”", style="dim", markup=False)
    if explain:
        console.print()
        for step in reply.trace:
            console.print(f"[bold]{step.step}[/bold]", escape(json.dumps(step.found, ensure_ascii=False, default=str)), soft_wrap=True)


@app.command()
def ui(
    host: Annotated[str | None, typer.Option(help="Address to serve on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on.", min=1, max=65535)] = None,
) -> None:
    """Serve the chat page and the API."""
    from assistant.api.serve import serve

    settings = load_settings()
    serve(_open, host or settings.host, port or settings.port)


@index_app.command("build")
def index_build() -> None:
    """Build the index anew."""
    started = time.perf_counter()
    with _open(rebuild=True):
        print(f"index built in {time.perf_counter() - started:.1f} s in {load_settings().data_dir}")


@index_app.command("seed")
def index_seed() -> None:
    """Write the vectors shipped with the package, after the knowledge has changed (for developers)."""
    from assistant.knowledge import load_knowledge
    from assistant.retrieval.encoders import BundledEncoder
    from assistant.retrieval.index import seed_vectors

    path, count = seed_vectors(load_knowledge(load_settings().knowledge_root()), BundledEncoder())
    print(f"{count} vectors in {path}")


@knowledge_app.command("check")
def knowledge_check(json_: JsonOption = False) -> None:
    """Load every knowledge file and report each fault with file, line and how to mend it."""
    from assistant.eligibility.checks import Checks
    from assistant.knowledge import load_knowledge

    root = load_settings().knowledge_root()
    knowledge = load_knowledge(root)
    checks = {round_id: of_round for round_id, round_ in knowledge.rounds.items() if (of_round := Checks(root, round_)).exist}
    for of_round in checks.values():
        of_round.load()
    counts = {
        round_id: {
            "entries": len(round_.entries),
            "gaps": len(round_.gaps),
            "questions": sum(len(e.questions) + sum(len(p.questions) for p in e.points) for e in round_.entries) + sum(len(g.questions) for g in round_.gaps),
            "rules": checks[round_id].rules.version if round_id in checks else "none",
        }
        for round_id, round_ in knowledge.rounds.items()
    }
    if json_:
        print(json.dumps({"version": knowledge.version, "rounds": counts}))
        return
    print(f"knowledge {knowledge.version} is sound")
    for round_id, count in counts.items():
        print(f"  round {round_id}: {count['entries']} entries, {count['gaps']} gaps, {count['questions']} questions, rules {count['rules']}")


if __name__ == "__main__":
    main()
