"""Deploying stacks of a CDK app on an emulator of AWS, beside the CDK CLI on the same one.

One app is synthesised already, so that neither's own part is hidden behind what both would wait for. The other one, in
Python, is as people have it: unchanged, and deployed again. SLUICE_TEST_PYTHON names a Python with ministack 1.5.33,
SLUICE_CDK_PYTHON one with aws-cdk-lib, SLUICE_CDK_CLI the CDK CLI if it is not `cdk` on the PATH."""

import json
import os
import re
import shutil
import statistics
import subprocess
import urllib.request
from pathlib import Path

from .measure import FEW, SCRIPTS, SLUICE, Row, elapsed, median_ms

PYTHON = os.environ.get("SLUICE_TEST_PYTHON", "python3")
TESTS = SCRIPTS.parent / "Tests/AcceptanceTests"
CDK = "CDK CLI (aws-cdk)"
CLI = os.environ.get("SLUICE_CDK_CLI") or shutil.which("cdk")
OURS = [SLUICE, "--endpoint", "aws"]


def rows(folder, projects):
    if not has_emulator():
        print("stacks: left out, there is no ministack 1.5.33 (SLUICE_TEST_PYTHON names a Python that has it)")
        return
    emulator = Emulator(folder)
    projects.append(emulator)
    yield from synthesised(folder / "app", emulator)
    if os.environ.get("SLUICE_CDK_PYTHON"):
        yield unchanged(folder / "real", emulator)
    else:
        print("stacks: without an app in Python (SLUICE_CDK_PYTHON names one that has aws-cdk-lib)")


def synthesised(app, emulator):
    write_app(app)
    run = dict(cwd=app, env=emulator.environment)
    commands = deployments("shop", "assembly")
    first = {name: first_deploys(command, emulator, run) for name, command in commands.items()}
    again = {name: [measured(command, run) for _ in range(FEW)] for name, command in commands.items()}
    for what, runs in (("stack: first deploy", first), ("stack: nothing to deploy", again)):
        for unit, index, wanted in (("ms", 0, "at most 1/10"), ("MB", 1, "at most 1/5")):
            figures = {name: statistics.median(each[index] for each in values) for name, values in runs.items()}
            yield Row(what if unit == "ms" else f"{what}, memory", figures["sluice"], wanted, unit=unit, peer=CDK,
                      theirs=figures.get(CDK))


def unchanged(app, emulator):
    """An app that the CDK CLI synthesises every time, and sluice only when something has changed."""
    shutil.copytree(TESTS / "CDKApp", app)
    (app / "cdk.json").write_text(json.dumps({"app": f"{os.environ['SLUICE_CDK_PYTHON']} app.py"}))
    run = dict(cwd=app, env=emulator.environment)
    commands = deployments("dev/Shop", "cdk.json", "--output", str(app.parent / "cdk.out"))
    elapsed(commands["sluice"], **run)
    took = {name: median_ms(lambda: elapsed(command, **run), FEW) for name, command in commands.items()}
    return Row("stack: unchanged app, its synthesis included", took["sluice"], "at most 1/20", peer=CDK, theirs=took.get(CDK))


def deployments(stack, app, *options):
    """The same with each; the CDK CLI without what it asks on the network beside AWS."""
    commands = {"sluice": [*OURS, "deploy", stack, "--yes"]}
    if CLI:
        ready = ["--app", app] if app != "cdk.json" else []
        commands[CDK] = [CLI, *ready, *options, "deploy", stack, "--require-approval=never", "--no-notices"]
    return commands


def has_emulator() -> bool:
    check = "import importlib.metadata as m, sys; sys.exit(m.version('ministack') != '1.5.33')"
    return subprocess.run([PYTHON, "-c", check], stderr=subprocess.DEVNULL).returncode == 0


def first_deploys(command, emulator, run):
    """Of an account that has nothing but what it was bootstrapped with."""
    figures = []
    for _ in range(FEW):
        emulator.reset()
        elapsed([*OURS, "bootstrap", "--yes"], **run)
        figures.append(measured(command, run))
    return figures


def measured(command, run):
    """ms of a run, and MB of its largest process."""
    script = "import resource, subprocess, sys, time; start = time.perf_counter(); " \
             "subprocess.run(sys.argv[1:], check=True, capture_output=True); " \
             "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    result = subprocess.run([PYTHON, "-c", script, *command], check=True, capture_output=True, text=True, **run)
    seconds, kilobytes = result.stdout.split()
    return float(seconds) * 1000, int(kilobytes) / 1000


class Emulator:
    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.log = open(folder / "emulator.log", "w+")
        self.process = subprocess.Popen(
            [PYTHON, TESTS / "Emulator/emulator.py"], stdout=self.log, stderr=self.log, cwd=folder,
            env=dict(os.environ, TMPDIR=str(folder)))
        address = None
        while address is None:
            if self.process.poll() is not None:
                raise SystemExit(f"the emulator ended: {Path(self.log.name).read_text()}")
            address = re.search(r"http://[\d.]+:(\d+) \(CTRL", Path(self.log.name).read_text())
        self.address = f"http://localhost:{address[1]}"
        self.environment = dict(
            os.environ, SLUICE_HOME=str(folder / "home"), HOME=str(folder), CDK_HOME=str(folder / "cdk"),
            AWS_ENDPOINT_URL=self.address, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test",
            AWS_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true", CDK_DISABLE_VERSION_CHECK="1",
            CDK_DISABLE_CLI_TELEMETRY="true")
        self.environment.pop("CI", None)  # With it the CDK CLI tells otherwise.

    def reset(self):
        urllib.request.urlopen(f"{self.address}/_ministack/reset", data=b"").close()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()


def write_app(app: Path):
    """One stack of ten topics, with its template and a folder to publish."""
    code = app / "assembly/asset.code"
    code.mkdir(parents=True)
    (code / "index.js").write_text("exports.handler = async () => 1;\n")
    (app / "cdk.json").write_text('{"app": "assembly"}')
    template = {"Resources": {f"Topic{number}": {"Type": "AWS::SNS::Topic"} for number in range(10)}}
    place = "-${AWS::AccountId}-${AWS::Region}"
    role = f"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/cdk-hnb659fds-%s-role{place}"
    bootstrap = {"requiresBootstrapStackVersion": 6,
                 "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version"}
    bucket = f"cdk-hnb659fds-assets{place}"

    def asset(path, packaging, key):
        return {"displayName": path, "source": {"path": path, "packaging": packaging}, "destinations": {"here": {
            "bucketName": bucket, "objectKey": key, "assumeRoleArn": role % "file-publishing"}}}

    documents = {
        "shop.template.json": template,
        "shop.assets.json": {"version": "55.0.0", "dockerImages": {}, "files": {
            "code": asset("asset.code", "zip", "code.zip"),
            "template": asset("shop.template.json", "file", "template.json")}},
        "manifest.json": {"version": "55.0.0", "artifacts": {
            "shop.assets": {"type": "cdk:asset-manifest", "properties": {"file": "shop.assets.json", **bootstrap}},
            "shop": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region",
                     "dependencies": ["shop.assets"], "properties": {
                         "templateFile": "shop.template.json", "assumeRoleArn": role % "deploy",
                         "cloudFormationExecutionRoleArn": role % "cfn-exec",
                         "stackTemplateAssetObjectUrl": f"s3://{bucket}/template.json", **bootstrap}}}},
    }
    for name, document in documents.items():
        (app / "assembly" / name).write_text(json.dumps(document))
