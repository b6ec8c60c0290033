"""How many GetPipeline requests a second are answered, beside moto's server."""

import datetime
import hashlib
import hmac
import json
import multiprocessing
import shutil
import socket
import subprocess
import time
from urllib.parse import quote

from .engine import Connection, Engine
from .measure import SLUICE, Row
from .project import Project
from .shell import pipeline

SECONDS = 3
CLIENTS = 2


def rows(folder, projects):
    project = Project(folder, {"pipeline.yml": pipeline()})
    project.deploy()
    project.stop()
    with Engine(project.home, "--listen", "127.0.0.1:0") as engine:
        declaration = engine.connect().call("GetPipeline", name="sequence")["pipeline"]
        variables = exports(engine)
        host = variables["AWS_ENDPOINT_URL_CODEPIPELINE"].split("//")[1]
        address = (host.split(":")[0], int(host.split(":")[1]))
        network = rate(address, signed(host, variables))
        connection = engine.connect()
        local = rate(connection.address, connection.request("GetPipeline", {"name": "sequence"}))
    theirs = rate_of_moto(declaration) if shutil.which("moto_server") else None
    yield Row("GetPipeline on the engine's socket", local, "at least 20", "/s", "moto_server", theirs)
    yield Row("GetPipeline, signed, over TCP", network, "at least 20", "/s", "moto_server", theirs)


def exports(engine: Engine) -> dict:
    while True:
        result = subprocess.run([SLUICE, "engine", "env"], env=engine.environment, capture_output=True, text=True)
        if result.returncode == 0:
            lines = [line.removeprefix("export ") for line in result.stdout.splitlines() if line.startswith("export ")]
            return dict(line.split("=", 1) for line in lines)
        time.sleep(0.05)


def rate(address, request: bytes) -> float:
    """Answers a second that several clients get together, each asking again and again."""
    with multiprocessing.Pool(CLIENTS) as pool:
        return sum(pool.starmap(answers, [(address, request)] * CLIENTS)) / SECONDS


def answers(address, request: bytes) -> int:
    connection = Connection(address)
    assert json.loads(connection.ask(request))["pipeline"]["name"] == "sequence"
    end = time.perf_counter() + SECONDS
    count = 0
    while time.perf_counter() < end:
        connection.exchange(request)
        count += 1
    return count


def rate_of_moto(declaration: dict) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = free.getsockname()
    server = subprocess.Popen(
        ["moto_server", "-H", address[0], "-p", str(address[1])], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        # moto looks at nothing but the service that a request is signed for, and whether the role exists.
        role = {"Action": "CreateRole", "Version": "2010-05-08", "RoleName": "bench", "Path": "/",
                "AssumeRolePolicyDocument": json.dumps({"Version": "2012-10-17", "Statement": [{
                    "Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"},
                    "Action": "sts:AssumeRole"}]})}
        body = "&".join(f"{key}={quote(value)}" for key, value in role.items()).encode()
        head = (f"POST / HTTP/1.1\r\nHost: localhost\r\n{credential('iam')}Content-Type: "
                f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
        Connection(address).ask(head.encode() + body)
        connection = Connection(address, dict([credential("codepipeline").strip().split(": ", 1)]))
        declaration = {**declaration, "roleArn": "arn:aws:iam::123456789012:role/bench"}
        connection.call("CreatePipeline", pipeline=declaration)
        return rate(address, connection.request("GetPipeline", {"name": "sequence"}))
    finally:
        server.terminate()
        server.wait()


def credential(service: str) -> str:
    return (f"Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/{service}/aws4_request, "
            "SignedHeaders=host, Signature=0\r\n")


def wait_for(address):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("moto_server does not start")


def signed(host: str, variables: dict) -> bytes:
    """A request of a real client, signed once: its signature holds for five minutes."""
    body = json.dumps({"name": "sequence"}).encode()
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    region = variables["AWS_REGION"]
    headers = {"host": host, "x-amz-date": now, "x-amz-target": "CodePipeline_20150709.GetPipeline"}
    scope = f"{now[:8]}/{region}/codepipeline/aws4_request"
    canonical = "\n".join(
        ["POST", "/", "", *(f"{name}:{value}" for name, value in headers.items()), "", ";".join(headers),
         hashlib.sha256(body).hexdigest()])
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{variables['AWS_SECRET_ACCESS_KEY']}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    authorization = (f"AWS4-HMAC-SHA256 Credential={variables['AWS_ACCESS_KEY_ID']}/{scope}, "
                     f"SignedHeaders={';'.join(headers)}, Signature={signature}")
    connection = Connection(None, {"Host": host, "X-Amz-Date": now, "Authorization": authorization})
    return connection.request("GetPipeline", {"name": "sequence"})
