"""An engine's process and the requests that it answers."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

from .measure import SLUICE


class Engine:
    """`sluice engine serve` on a home folder."""

    def __init__(self, home: Path, *flags):
        self.home = home
        self.environment = dict(os.environ, SLUICE_HOME=str(home))
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [SLUICE, "engine", "serve", "--report-ready", *flags], env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        if b"ready" not in self.process.stdout.readline():
            raise SystemExit(f"no engine starts in {home}")
        self.start_up = time.perf_counter() - start

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def connect(self) -> "Connection":
        return Connection(str(self.home / "run" / "engine.sock"))

    def peak_memory(self) -> float:
        """MB, the most so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def processor_time(self) -> float:
        """Milliseconds that it has run so far, as the kernel counts them: in ticks."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def wakes(self) -> int:
        """How often its threads have begun to run after waiting for something."""
        statuses = [place.read_text() for place in Path(f"/proc/{self.process.pid}/task").glob("*/status")]
        return sum(int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0]) for status in statuses)


class Connection:
    """One connection that asks one thing after another; it is opened again where the server closes it."""

    def __init__(self, address, headers: dict | None = None):
        self.address = address
        self.headers = {"Host": "localhost", **(headers or {})}
        self.socket = None

    def request(self, operation: str, body: dict, headers: dict | None = None) -> bytes:
        data = json.dumps(body).encode()
        fields = {
            **self.headers, "X-Amz-Target": f"CodePipeline_20150709.{operation}",
            "Content-Type": "application/x-amz-json-1.1", "Content-Length": str(len(data)), **(headers or {})}
        return b"POST / HTTP/1.1\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in fields.items()) + b"\r\n" + data

    def ask(self, request: bytes) -> bytes:
        """The body of the answer."""
        head, body = self.exchange(request)
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(f"{head.decode()}{body.decode()}")
        return body

    def call(self, operation: str, **body) -> dict:
        return json.loads(self.ask(self.request(operation, body)))

    def exchange(self, request: bytes):
        if self.socket is None:
            family = socket.AF_UNIX if isinstance(self.address, str) else socket.AF_INET
            self.socket = socket.socket(family)
            self.socket.settimeout(60)
            self.socket.connect(self.address)
            if family == socket.AF_INET:
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        answer = self.socket.recv(65536)
        while b"\r\n\r\n" not in answer:
            answer += self.socket.recv(65536)
        head, body = answer.split(b"\r\n\r\n", 1)
        lower = head.lower()
        length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self.socket.recv(65536)
        if b"connection: close" in lower or lower.startswith(b"http/1.0"):
            self.socket.close()
            self.socket = None
        return head, body
