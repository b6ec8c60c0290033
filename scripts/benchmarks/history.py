"""The engine with a long history beside one with a short one: 100,000 executions of 1,000 pipelines, and 1,000 of ten.

The ten pipelines that are asked about have the longest histories of all, so that what reads a pipeline's is seen.
"""

import os
import shutil
import sqlite3
import statistics
import time
from pathlib import Path

from .engine import Engine
from .measure import FEW, RUNS, Row, median_ms
from .project import Project
from .shell import ONE

# How many pipelines, how many executions each of them has, and how many each of the ten that are asked about.
LARGE, SMALL = (1000, 20, 8020), (10, 100, 100)


def rows(folder, projects):
    template = folder / "template"
    make_template(template)
    small, large = grown(template / "home", folder / "small", *SMALL), grown(template / "home", folder / "large", *LARGE)
    with Engine(small) as few, Engine(large) as many:
        yield from request_rows((many, some_names(LARGE[0])), (few, some_names(SMALL[0])))
        memory = many.peak_memory()
        idle, wakes = idleness(many)
    yield Row("engine's start with 100,000", median_ms(lambda: start_up(large), FEW), "less than 100")
    yield Row("engine's memory with 100,000", memory, "less than 100", unit="MB")
    yield Row("processor time of 5 idle seconds", idle, "at most 0")
    # libdispatch looks at its own threads once a second.
    yield Row("times the engine woke in them", wakes, "at most 6", unit="")


def make_template(folder: Path):
    """The state that one real execution leaves, to be copied."""
    project = Project(folder, {"pipeline.yml": ONE})
    project.deploy()
    project.stop()


def start_up(home: Path) -> float:
    with Engine(home) as engine:
        return engine.start_up


def request_rows(large, small):
    """Milliseconds of each request to both engines by turns; a pipeline's first finds its state on the disk only."""
    ends = [(engine.connect(), names) for engine, names in (large, small)]

    def row(what, operation, key="name", rounds=RUNS, **body) -> Row:
        times = ([], [])
        for turn in range(rounds * len(large[1])):
            for (connection, names), seconds in zip(ends, times):
                request = connection.request(operation, {key: names[turn % len(names)], **body})
                seconds.append(timed(connection, request))
        ours, theirs = (statistics.median(seconds) * 1000 for seconds in times)
        return Row(what, ours, "at most 1.5", peer="with 1,000", theirs=theirs)

    yield row("GetPipelineState, a pipeline's first", "GetPipelineState", rounds=1)
    yield row("GetPipelineState", "GetPipelineState")
    yield row("ListPipelineExecutions, 20", "ListPipelineExecutions", "pipelineName", maxResults=20)
    yield row("ListActionExecutions, 20", "ListActionExecutions", "pipelineName", maxResults=20)
    revision = known_revision(*large)
    yield row("PutActionRevision of a known revision", "PutActionRevision", "pipelineName", **revision)
    yield row("StartPipelineExecution", "StartPipelineExecution")


def known_revision(engine, names) -> dict:
    """What says again that the source has the revision that every execution ran with."""
    answer = engine.connect().call("ListPipelineExecutions", pipelineName=names[0], maxResults=1)
    source = answer["pipelineExecutionSummaries"][0]["sourceRevisions"][0]
    revision = {"revisionId": source["revisionId"], "revisionChangeId": "bench", "created": 0}
    return {"stageName": "Source", "actionName": source["actionName"], "actionRevision": revision}


def timed(connection, request: bytes) -> float:
    start = time.perf_counter()
    connection.ask(request)
    return time.perf_counter() - start


def idleness(engine: Engine) -> tuple:
    """Milliseconds of processor time in five seconds in which nobody asks anything, and how often it woke."""
    # Threads that have nothing to do any more end after some seconds.
    time.sleep(12)
    before = engine.processor_time(), engine.wakes()
    time.sleep(5)
    return engine.processor_time() - before[0], engine.wakes() - before[1]


def grown(template: Path, home: Path, pipelines: int, executions: int, most: int) -> Path:
    """A home with so many pipelines, each with so many copies of the template's one execution, and ten with the most."""
    shutil.copytree(template, home, symlinks=True, ignore=shutil.ignore_patterns("run"))
    with sqlite3.connect(home / "state" / "engine.db", isolation_level=None) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        copy_rows(database, pipelines, executions, most)
        database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    # Else the first to commit waits for all that.
    os.sync()
    hold_at_the_source(home, pipelines)
    return home


def hold_at_the_source(home: Path, pipelines: int):
    """So that a start is measured and not what it sets off."""
    with Engine(home) as engine:
        connection = engine.connect()
        for name in some_names(pipelines):
            connection.call("DisableStageTransition", pipelineName=name, stageName="Source", transitionType="Inbound",
                            reason="bench")


def some_names(pipelines: int) -> list:
    """Ten pipelines, from all over."""
    return [f"one-{number * pipelines // 10}" for number in range(10)]


def columns(database, table: str) -> list:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def copy_rows(database, pipelines: int, executions: int, most: int):
    """Copies every row of the pipeline `one` under other names and ids, with SQLite's own text functions."""
    database.execute("CREATE TEMP TABLE copies (pipeline TEXT, prefix TEXT, number INTEGER, is_last INTEGER)")
    looked_at = set(some_names(pipelines))
    counts = [(number, most if f"one-{number}" in looked_at else executions) for number in range(pipelines)]
    database.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?)",
        ((f"one-{pipeline}", f"{pipeline:04x}{number:04x}", number, number == count)
         for pipeline, count in counts for number in range(1, count + 1)))
    ids = [row[0] for table in ("executions", "runs") for row in database.execute(f"SELECT id FROM {table}")]

    def renamed(column: str) -> str:
        for id in ids:
            column = f"replace({column}, '{id}', prefix || '{id[8:]}')"
        return f"""replace(replace({column}, '"one"', '"' || copies.pipeline || '"'), '/one/', '/' || copies.pipeline || '/')"""

    def copy(table: str, once: bool, **special):
        special = {"pipeline": "copies.pipeline", **special}
        names = [name for name in columns(database, table) if name != "sequence"]
        values = [special.get(name) or (renamed(f"old.{name}") if name in TEXTS else f"old.{name}") for name in names]
        database.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM copies, {table} AS old "
            + ("WHERE is_last" if once else "WHERE true")
            + (" AND old.pipeline = 'one'" if "pipeline" in names else " AND old.name = 'one'"))

    copy("pipelines", True, name="copies.pipeline", next_number="copies.number + 1")
    copy("declarations", True)
    copy("stages", True)
    copy("executions", False, number="copies.number", is_live="is_last")
    database.execute("UPDATE executions SET record = json_set(record, '$.number', number) WHERE pipeline <> 'one'")
    copy("runs", False)
    copy("stage_results", False, number="copies.number")
    copy("execution_revisions", False, number="copies.number")
    copy("events", False)
    copy("changes", False)


# Columns whose text names pipelines, executions or runs.
TEXTS = {"id", "record", "execution", "declaration", "event", "change"}
