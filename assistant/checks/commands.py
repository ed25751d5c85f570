"""``assistant category``, ``participation`` and ``award-level`` on the command line; what they do is in ``oneshot``, imported only when one is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

BatchOption = Annotated[Path | None, typer.Option("--batch", help="JSON Lines to check.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="Where the results of --batch go; standard output when left out.")]
ReportOption = Annotated[Path | None, typer.Option("--report", help="Write a printable Thai report: a name that ends in .html or .docx.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
RoundOption = Annotated[str | None, typer.Option("--round", help="The round checked for, such as 2567.")]
FactOption = Annotated[list[str] | None, typer.Option("--fact", help="A fact, as name=value; may be given several times (names: assistant category --facts).")]


def add_commands(app: typer.Typer) -> None:
    """Put the three commands into the command line."""
    app.command("category")(category)
    app.command("participation")(participation)
    app.command("award-level")(award_level)


def category(
    description: Annotated[str | None, typer.Argument(help="The work, described in Thai. Left out: an interview.")] = None,
    fact: FactOption = None,
    asks_for: Annotated[list[str] | None, typer.Option("--asks-for", help="A category asked about; may be given several times.")] = None,
    json_: JsonOption = False,
    report: ReportOption = None,
    facts: Annotated[bool, typer.Option("--facts", help="Print the JSON Schema of what --batch takes, every fact included.")] = False,
    batch: BatchOption = None,
    out: OutOption = None,
    round_: RoundOption = None,
) -> None:
    """Which award category fits a work: an interview, one answer, or a file of them."""
    from assistant.checks import oneshot

    door = oneshot.Door(round_, report)
    if facts:
        door.print_facts_schema()
    elif batch is not None:
        door.category_batch(batch, out)
    else:
        door.category(description, fact or [], asks_for or [], json_)


def participation(
    description: Annotated[str | None, typer.Argument(help="What was done with whom, in Thai. Left out: an interview.")] = None,
    fact: FactOption = None,
    json_: JsonOption = False,
    report: ReportOption = None,
    batch: BatchOption = None,
    out: OutOption = None,
    round_: RoundOption = None,
) -> None:
    """Which level of participation a work has reached, and which categories that opens."""
    from assistant.checks import oneshot

    door = oneshot.Door(round_, report)
    if batch is not None:
        door.participation_batch(batch, out)
    else:
        door.participation(description, fact or [], json_)


def award_level(
    award: Annotated[str | None, typer.Argument(help="The award, such as tpsa.innovation. Left out: an interview.")] = None,
    total: Annotated[str | None, typer.Option(help="Total points, as typed.")] = None,
    part: Annotated[list[str] | None, typer.Option("--part", help="Points of one dimension or row, as name=points.")] = None,
    factor: Annotated[list[str] | None, typer.Option("--factor", help="Percent of one key success factor, as number=percent.")] = None,
    json_: JsonOption = False,
    report: ReportOption = None,
    inputs: Annotated[bool, typer.Option("--inputs", help="Print the JSON Schema of what --batch takes.")] = False,
    batch: BatchOption = None,
    out: OutOption = None,
    round_: RoundOption = None,
) -> None:
    """Which award level a score earns, and what is missing to the next."""
    from assistant.checks import oneshot

    door = oneshot.Door(round_, report)
    if inputs:
        door.print_inputs_schema()
    elif batch is not None:
        door.award_level_batch(batch, out)
    else:
        door.award_level(award, total, part or [], factor or [], json_)
