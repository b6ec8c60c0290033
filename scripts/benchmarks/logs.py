"""What a build prints: how much of it passes in a second, and how soon its end is told."""

import json
import os
import pty
import re
import select
import statistics
import subprocess
import time
from pathlib import Path

from .measure import FEW, RUNS, SLUICE, Row
from .project import Project

MEGABYTES = 400
SECRETS = {f"SECRET_{number}": f"s3cr3t-{number * 7919:08x}-{'q' * (number % 9)}z" for number in range(50)}


def rows(folder, projects):
    yield Row("log with 50 secrets masked", statistics.median(throughput(folder / f"log{run}") for run in range(FEW)),
              "at least 200", unit="MB/s")
    project = Project(folder / "follow", {"pipeline.yml": PIPELINE})
    projects.append(project)
    delays = follow_up_delays(project, RUNS)
    yield Row("from a build's last line to the notice", statistics.median(delays) * 1000, "less than 20")


def throughput(folder: Path) -> float:
    """MB a second of a build that prints a file; what the build takes to begin and end is in it."""
    folder.mkdir(parents=True)
    text = folder / "text"
    lines = [f"2026-07-01 12:00:{n % 60:02} INFO  step {n} compiled module-{n % 97} in {n % 13} ms, cache hit\n"
             for n in range(20000)]
    # One line in a thousand has a secret in it.
    for index, secret in zip(range(0, len(lines), 1000), SECRETS.values()):
        lines[index] = f"curl -H 'Authorization: Bearer {secret}' https://example.com\n"
    piece = "".join(lines).encode()
    copies = MEGABYTES * 1_000_000 // len(piece)
    with text.open("wb") as file:
        for _ in range(copies):
            file.write(piece)
    build = folder / "build"
    build.mkdir(mode=0o700)
    (folder / "source").mkdir()
    (build / "request.json").write_text(json.dumps(request(folder, f"cat {text}")))
    start = time.perf_counter()
    subprocess.run([SLUICE, "runner"], input=f"{build}\n{json.dumps({'secrets': SECRETS})}\n".encode(), check=True)
    took = time.perf_counter() - start
    log = build / "log"
    assert log.stat().st_size > len(piece) * copies
    with log.open("rb") as file:
        head = file.read(1 << 20)
    assert b"***" in head and not any(secret.encode() in head for secret in SECRETS.values())
    log.unlink()
    text.unlink()
    return len(piece) * copies / took / 1e6


def request(folder: Path, command: str) -> dict:
    return {
        "version": 1, "buildID": "bench:1", "buildARN": "arn:aws:codebuild:us-east-1:123456789012:build/bench:1",
        "buildNumber": 1, "initiator": "bench", "sourceDirectory": str(folder / "source"),
        "buildspec": json.dumps({"version": "0.2", "phases": {"build": {"commands": [command]}}}),
        "environment": {"PATH": os.environ["PATH"], "HOME": str(folder)}, "projectVariables": [],
        "overrideVariables": [], "serviceVariables": {}, "secondarySources": [], "outputs": [],
        "timeoutInSeconds": 600, "logLimitInBytes": 1 << 30,
    }


PIPELINE = "pipeline: follow\nsource: main\nstages:\n  Work:\n    Say: ['sleep 0.3; date +%s.%N']\n"


def follow_up_delays(project: Project, runs: int) -> list:
    """Seconds between the last line of a build, which tells its own time, and the shell's notice of its end."""
    project.deploy()
    shell = Shell(project)
    delays = []
    for _ in range(runs):
        shell.write("deploy --yes")
        noticed = shell.time_of("Work/Say  succeeded")
        shell.time_of("follow succeeded")
        log = project.sluice("logs", "Work/Say")
        delays.append(noticed - float(re.findall(r"^(\d{10}\.\d+)$", log, re.MULTILINE)[-1]))
        project.commit("next")
        project.git("push", "-q")
    shell.leave()
    return delays


class Shell:
    """sluice at a terminal, and what it has shown since it was asked last."""

    def __init__(self, project: Project):
        self.shown = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(project.checkout)
            os.execve(SLUICE, [SLUICE], project.environment)
        self.time_of("›")

    def write(self, line: str):
        os.write(self.terminal, line.encode() + b"\n")

    def time_of(self, text: str) -> float:
        """When the text is there; what comes before it is forgotten."""
        while text.encode() not in self.shown:
            if not select.select([self.terminal], [], [], 30)[0]:
                raise SystemExit(f"no {text!r} in {self.shown!r}")
            self.shown += os.read(self.terminal, 65536)
        self.shown = self.shown.split(text.encode(), 1)[1]
        return time.time()

    def leave(self):
        self.write("exit")
        os.waitpid(self.process, 0)
        os.close(self.terminal)
