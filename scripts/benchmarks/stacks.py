"""Deploying stacks of a CDK app on an emulator of AWS, beside the CDK CLI on the same one.

The app is synthesised already, so that neither's own part is hidden behind it. SLUICE_TEST_PYTHON names a Python with
ministack 1.5.33."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from .measure import FEW, SCRIPTS, SLUICE, Row, elapsed, median_ms

PYTHON = os.environ.get("SLUICE_TEST_PYTHON", "python3")
LAUNCHER = SCRIPTS.parent / "Tests/AcceptanceTests/Emulator/emulator.py"
CDK = "CDK CLI (aws-cdk)"


def rows(folder, projects):
    if not has_emulator():
        print("stacks: left out, there is no ministack 1.5.33 (SLUICE_TEST_PYTHON names a Python that has it)")
        return
    emulator = Emulator(folder)
    projects.append(emulator)
    app = folder / "app"
    write_app(app)
    ours = [SLUICE, "--endpoint", "aws"]
    run = dict(cwd=app, env=emulator.environment)
    elapsed([*ours, "bootstrap", "--yes"], **run)
    commands = {"sluice": [*ours, "deploy", "shop", "--yes"]}
    if shutil.which("cdk"):
        commands[CDK] = ["cdk", "--app", "assembly", "deploy", "shop", "--require-approval=never"]
    first = {name: median_ms(lambda: first_deploy(command, ours, run), FEW) for name, command in commands.items()}
    elapsed(commands["sluice"], **run)
    again = {name: median_ms(lambda: elapsed(command, **run), FEW) for name, command in commands.items()}
    memory = {name: peak(command, run) for name, command in commands.items()}
    for what, of, wanted, unit in (
            ("stack: first deploy", first, "at most 1/10", "ms"), ("stack: nothing to deploy", again, "at most 1/10", "ms"),
            ("stack: memory of that", memory, "at most 1/5", "MB")):
        yield Row(what, of["sluice"], wanted, unit=unit, peer=CDK, theirs=of.get(CDK))


def has_emulator() -> bool:
    check = "import importlib.metadata as m, sys; sys.exit(m.version('ministack') != '1.5.33')"
    return subprocess.run([PYTHON, "-c", check], stderr=subprocess.DEVNULL).returncode == 0


def first_deploy(command, ours, run) -> float:
    took = elapsed(command, **run)
    subprocess.run([*ours, "destroy", "shop", "--yes"], check=True, capture_output=True, **run)
    return took


def peak(command, run) -> float:
    """MB of the largest process of a run."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); " \
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    result = subprocess.run([PYTHON, "-c", script, *command], check=True, capture_output=True, text=True, **run)
    return int(result.stdout) / 1000


class Emulator:
    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.log = open(folder / "emulator.log", "w+")
        self.process = subprocess.Popen([PYTHON, LAUNCHER], stdout=self.log, stderr=self.log, cwd=folder)
        address = None
        while address is None:
            if self.process.poll() is not None:
                raise SystemExit(f"the emulator ended: {Path(self.log.name).read_text()}")
            address = re.search(r"http://[\d.]+:(\d+) \(CTRL", Path(self.log.name).read_text())
        self.environment = dict(
            os.environ, SLUICE_HOME=str(folder / "home"), HOME=str(folder), CDK_HOME=str(folder / "cdk"),
            AWS_ENDPOINT_URL=f"http://localhost:{address[1]}", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test",
            AWS_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true", CDK_DISABLE_VERSION_CHECK="1")

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
