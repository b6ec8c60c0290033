"""The shell: its first prompt, and a command as a whole process."""

import http.server
import os
import pty
import select
import shutil
import threading
import time

from .measure import FEW, SLUICE, Row, elapsed, median_ms
from .project import Project

ONE = "pipeline: one\nsource: main\nstages:\n  Work:\n    A0: ['true']\n"


def rows(folder, projects):
    yield prompt_row(folder / "prompt", projects)
    yield stages_row(folder / "stages", projects)


def time_to_prompt(command, prompt: bytes, environment, directory) -> float:
    """Seconds from the start of a program in a pseudo-terminal until its prompt is there."""
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(directory)
        os.execvpe(command[0], command, environment)
    seen = b""
    while prompt not in seen:
        ready, _, _ = select.select([terminal], [], [], 10)
        if not ready:
            raise SystemExit(f"no prompt from {command[0]}: {seen!r}")
        seen += os.read(terminal, 65536)
    took = time.perf_counter() - start
    os.write(terminal, b"\x04")
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return took


def prompt_row(folder, projects) -> Row:
    project = Project(folder, {"pipeline.yml": ONE})
    projects.append(project)
    ours = median_ms(lambda: time_to_prompt([SLUICE], "›".encode(), project.environment, project.checkout))
    theirs = None
    if shutil.which("sqlite3"):
        theirs = median_ms(lambda: time_to_prompt(["sqlite3"], b"sqlite>", project.environment, project.checkout))
    return Row("first prompt", ours, "at most 5", peer="sqlite3", theirs=theirs)


class Recorded(http.server.BaseHTTPRequestHandler):
    """Answers every request with one recorded state, so that only the client's own time is measured."""

    protocol_version = "HTTP/1.1"
    answer = b"{}"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *arguments):
        pass


def pipeline() -> str:
    """A pipeline of a usual size: four stages with eight actions."""
    lines = ["pipeline: sequence", "source: main", "stages:"]
    for stage, actions in (("Build", 2), ("Check", 1), ("Environments", 4)):
        lines += [f"  {stage}:"] + [f"    A{index}: ['true']" for index in range(actions)]
    return "\n".join(lines) + "\n"


def stages_row(folder, projects) -> Row:
    project = Project(folder, {"pipeline.yml": pipeline()})
    projects.append(project)
    project.deploy()
    ours = median_ms(lambda: elapsed([SLUICE, "stages"], cwd=project.checkout, env=project.environment))
    theirs = None
    if shutil.which("aws"):
        Recorded.answer = project.sluice("stages", "--json").encode()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorded)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = dict(
            os.environ, AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_DEFAULT_REGION="us-east-1")
        command = [
            "aws", "--endpoint-url", f"http://127.0.0.1:{server.server_port}", "codepipeline", "get-pipeline-state",
            "--name", "sequence",
        ]
        theirs = median_ms(lambda: elapsed(command, env=environment), FEW)
        server.shutdown()
    return Row("stages, whole process", ours, "at most 1/20", peer="aws get-pipeline-state", theirs=theirs)
