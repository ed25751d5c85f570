"""How long an answer takes and where, how it compares with a plain pipeline, and fifty people at once: ``python -m eval.bench.answers``.

Everything is measured in one run, on the development set. Times are printed, never judged: machines differ.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.request import Request

os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"  # before langchain is imported: an inherited "true" would send the questions out

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.answering import answer as answering
from assistant.answering.compose import Composer
from assistant.answering.guard import ConductGuard
from assistant.answering.verify import Verifier
from assistant.batch import reply_record
from assistant.conversation import Assistant, State
from assistant.retrieval import search as searching
from assistant.settings import Settings
from eval.bench.figures import in_ms, percentile
from eval.bench.plain import OurEmbeddings, index_chunks, make_chain, source_text, split
from eval.bench.server import direct, served
from eval.bench.stopwatch import Stopwatch
from eval.run import files
from eval.score import Gold, Score, load_gold, score

USERS = 50
TURNS = 3
WARM_UP = ("สวัสดี", "ปิดรับสมัครวันไหน", "what is the PSEA award", "เปรียบเทียบนวัตกรรมการบริการกับบูรณาการข้อมูล", "ได้ 85 คะแนนได้ระดับอะไร")
ABSTAINS = {"not_in_knowledge", "out_of_scope", "refused"}
STEPS = "mend and understand", "conduct patterns", "encode", "vector search", "lexical search", "whole search", "decide", "compose", "verify", "whole reply"


@dataclass(frozen=True)
class Contender:
    """One way to answer, with its scores and its seconds a question."""

    name: str
    scores: list[Score]
    seconds: list[float]


def main() -> int:
    """Measure and print."""
    console = Console(width=None if sys.stdout.isatty() else 130)
    gold = load_gold(*files("dev"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Assistant.open(Settings(data_dir=folder / "data")) as assistant:
            ours, watch = measured(assistant, gold)
            console.print(f"{len(gold)} questions of the development set, {os.cpu_count()} cores, knowledge {assistant.knowledge.version}, no language model\n")
            console.print(steps_table(watch))
            plain = plain_contenders(assistant, gold, folder / "plain", console)
        console.print(contenders_table([ours, *plain]))
        console.print(users_table([item.question for item in gold], folder))
    return 0


# ---- steps -----------------------------------------------------------------------------------------------------------


def measured(assistant: Assistant, gold: Sequence[Gold]) -> tuple[Contender, Stopwatch]:
    """Every question once, after a warm-up, with the time of each step."""
    answerer, index = assistant.answerer, assistant.answerer.searcher.index
    for question in WARM_UP:
        assistant.reply(State(), question)
    scores = []
    with Stopwatch() as watch:
        watch.watch("mend and understand", answerer.understander, "mend", "parts", "question")
        watch.watch("conduct patterns", ConductGuard, "find")
        watch.watch("encode", index.encoder, "queries")
        watch.watch("vector search", index.vectors, "cosines")
        watch.watch("lexical search", searching, "tokens_of")
        watch.watch("lexical search", index.lexical, "scores", "self_score")
        watch.watch("whole search", answerer, "search")
        watch.watch("decide", answerer, "signals")
        watch.watch("decide", answering, "decide")
        watch.watch("compose", Composer, "entry", "datum", "gap", "unsupported", "other_round", "comparison", "readings", "citation")
        watch.watch("verify", Verifier, "unfounded", "numbers")
        watch.watch("whole reply", assistant, "reply")
        for item in gold:
            _, reply = assistant.reply(State(), item.question)
            watch.next_message()
            scores.append(score(item, reply_record(reply, 0.0)))
    return Contender("this assistant", scores, watch.times["whole reply"]), watch


def steps_table(watch: Stopwatch) -> Table:
    """Time of each step over the messages that took it."""
    table = Table(title="One answer, step by step (ms)", title_justify="left")
    for heading in ("step", "messages", "p50", "p95", "p99"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    for step in STEPS:
        table.add_row(
            step, str(len(watch.times[step])), *in_ms(watch.times[step]), style="bold" if step.startswith("whole") else "", end_section=step == "verify"
        )
    table.caption = "whole search holds encode, vector search and lexical search; steps that a message does not take are not counted for it"
    table.caption_justify = "left"
    return table


# ---- against the plain pipeline --------------------------------------------------------------------------------------


def plain_contenders(assistant: Assistant, gold: Sequence[Gold], folder: Path, console: Console) -> list[Contender]:
    """The same questions through the plain pipeline, one and three chunks shown."""
    embeddings = OurEmbeddings(assistant.answerer.searcher.index.encoder)
    chunks = split(source_text(assistant.answerer.knowledge))
    started = time.perf_counter()
    collection = index_chunks(chunks, embeddings, folder)
    console.print(f"\nplain pipeline: {len(chunks)} chunks, encoded in {time.perf_counter() - started:.1f} s")
    found = []
    for k, name in ((1, "plain, best chunk"), (3, "plain, best three chunks")):
        chain = make_chain(collection, embeddings, k)
        for question in WARM_UP:
            chain.invoke(question)
        scores, seconds = [], []
        for item in track(gold, name, console=console, transient=True, disable=not console.is_terminal):
            started = time.perf_counter()
            text = chain.invoke(item.question)
            seconds.append(time.perf_counter() - started)
            scores.append(score(item, {"outcome": "answered", "text": text, "citations": []}))
        found.append(Contender(name, scores, seconds))
    return found


def contenders_table(contenders: Sequence[Contender]) -> Table:
    """Right answers and times side by side."""
    table = Table(title="Against a plain LangChain pipeline over the same texts, encoder and database", title_justify="left")
    table.add_column("")
    for contender in contenders:
        table.add_column(contender.name, justify="right")
    rows: list[tuple[str, Callable[[Contender], str]]] = [
        ("answerable questions: every fact there, nothing false", lambda c: _share([_holds_facts(s) for s in c.scores if _answerable(s)])),
        ("not answerable: said so (not in knowledge, out of scope, refused)", lambda c: _share([s.outcome in ABSTAINS for s in c.scores if _unanswerable(s)])),
        ("all questions right", lambda c: _share([s.right for s in c.scores])),
        ("false facts stated", lambda c: str(sum(len(s.false) for s in c.scores))),
        ("letters shown, median", lambda c: str(int(percentile([len(s.text) for s in c.scores], 0.5)))),
        ("p50 / p95 / p99 (ms)", lambda c: " / ".join(in_ms(c.seconds))),
    ]
    for label, figure in rows:
        table.add_row(label, *(figure(contender) for contender in contenders))
    table.caption = "the plain pipeline always answers: it has no way to say that the document is silent"
    table.caption_justify = "left"
    return table


def _answerable(item: Score) -> bool:
    return "answered" in item.gold.outcome and bool(item.gold.facts)


def _unanswerable(item: Score) -> bool:
    return set(item.gold.outcome) <= ABSTAINS


def _holds_facts(item: Score) -> bool:
    return item.outcome == "answered" and not item.missing and not item.false


def _share(held: Sequence[bool]) -> str:
    return f"{sum(held)}/{len(held)} = {sum(held) / len(held):.0%}"


# ---- fifty at once ---------------------------------------------------------------------------------------------------


def users_table(questions: Sequence[str], folder: Path) -> Table:
    """``USERS`` people who send their first message at the same moment to the real program, and go on from there."""
    start = Barrier(USERS)
    with served(folder / "served") as page:
        _ask(page.url, WARM_UP[1], None)

        def user(number: int) -> list[float | None]:
            state: Any = None
            times: list[float | None] = []
            start.wait()
            for turn in range(TURNS):
                began = time.perf_counter()
                try:
                    record = _ask(page.url, questions[(number * TURNS + turn) % len(questions)], state)
                    state = record["state"]
                    times.append(time.perf_counter() - began if record["outcome"] != "error" else None)
                except OSError:
                    times.append(None)
            return times

        with ThreadPoolExecutor(USERS) as people:
            found = list(people.map(user, range(USERS)))
    table = Table(title=f"{USERS} people at once over HTTP on loopback, {TURNS} messages each, client and server on the same cores", title_justify="left")
    for heading in ("", "messages", "p50 (ms)", "p95 (ms)", "p99 (ms)", "errors"):
        table.add_column(heading, justify="right" if heading else "left")
    for label, replies in (("first reply", [times[0] for times in found]), ("later replies", [time_ for times in found for time_ in times[1:]])):
        good = [reply for reply in replies if reply is not None]
        table.add_row(label, str(len(replies)), *(in_ms(good) if good else ["-"] * 3), str(len(replies) - len(good)))
    return table


def _ask(url: str, question: str, state: Any) -> dict[str, Any]:
    request = Request(f"{url}/api/ask", json.dumps({"question": question, "state": state}).encode(), {"Content-Type": "application/json"})
    with direct.open(request, timeout=120) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


if __name__ == "__main__":
    sys.exit(main())
