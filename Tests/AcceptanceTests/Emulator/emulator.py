"""ministack 1.5.33 with what a CDK pipeline stack needs and it lacks.

Two types of CloudFormation, AWS::CodePipeline::Pipeline and AWS::CodePipeline::Webhook, and the services CodePipeline, CodeBuild
and CloudWatch Logs, which an engine answers: `sluice engine serve --listen`. What points at the engine are the variables
that `sluice engine env` prints, under names that begin with ENGINE_. Names of ministack that are its own are used, so the
version is pinned.

    python3 emulator.py     # on 127.0.0.1, at a free port unless GATEWAY_PORT names one

REQUEST_LOG names a file that gets a line of JSON for each call: who made it, of which service, which, with what, and the
status of the answer.
"""

import asyncio
import json
import os
import re
import socket
import time
import urllib.parse

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

os.environ.setdefault("BIND_HOST", "127.0.0.1")
os.environ.setdefault("MINISTACK_ACCOUNT_ID", "123456789012")
os.environ.setdefault("MINISTACK_REGION", "us-east-1")
if "GATEWAY_PORT" not in os.environ:
    with socket.create_server(("127.0.0.1", 0)) as free:
        os.environ["GATEWAY_PORT"] = str(free.getsockname()[1])

from ministack import app  # noqa: E402: reads the variables at once
from ministack.core import router
from ministack.services.cloudformation import provisioners, stacks

ENGINE = os.environ.get("ENGINE_URL")
DELAY = float(os.environ.get("RESOURCE_DELAY", "0"))
REQUEST_LOG = os.environ.get("REQUEST_LOG")


def engine(service):
    """A botocore client of the engine, whose shapes turn a template's spelling into the API's."""
    return botocore.session.get_session().create_client(
        service, region_name=os.environ["ENGINE_REGION"], endpoint_url=ENGINE,
        aws_access_key_id=os.environ["ENGINE_ACCESS_KEY_ID"],
        aws_secret_access_key=os.environ["ENGINE_SECRET_ACCESS_KEY"])


def spelled(value):
    """A property of a template as the API spells it: members begin with a small letter, but for free-form maps."""
    if isinstance(value, list):
        return [spelled(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {key[0].lower() + key[1:]: inner if key in ("Configuration", "Tags") else spelled(inner)
            for key, inner in value.items()}


def declaration(properties, name):
    pipeline = {"name": name, "roleArn": properties["RoleArn"], "stages": []}
    for stage in properties["Stages"]:
        actions = []
        for action in stage["Actions"]:
            action = spelled(action)
            action["configuration"] = {key: text(value) for key, value in action.get("configuration", {}).items()}
            action["runOrder"] = int(action.get("runOrder", 1))
            actions.append(action)
        pipeline["stages"].append({"name": stage["Name"], "actions": actions})
    for key in ("ArtifactStore", "PipelineType", "ExecutionMode", "Variables", "Triggers"):
        if key in properties:
            pipeline[key[0].lower() + key[1:]] = spelled(properties[key])
    return pipeline


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def build_projects(pipeline):
    """The projects that a pipeline's actions build, as the engine takes them."""
    names = {action["configuration"]["ProjectName"] for stage in pipeline["stages"] for action in stage["actions"]
             if "ProjectName" in action["configuration"]}
    for name in sorted(names):
        project = provisioners._codebuild._projects[name]
        variables = project["environment"].get("environmentVariables", [])
        yield {"name": name, "buildspec": project["source"].get("buildspec"), "secondarySources": [],
               "secondaryArtifacts": [], "environmentVariables": [{"type": "PLAINTEXT", **each} for each in variables]}


def hand_over(pipeline, operation):
    """Gives a pipeline and its projects to the engine; what that refuses is why the resource fails."""
    if not ENGINE:
        return
    status, body = send("sluice", "Sluice_20260701.RegisterCheckout", json.dumps(
        {"pipelineName": pipeline["name"], "buildProjects": list(build_projects(pipeline))}).encode())
    if status != 200:
        raise ValueError(body.decode())
    try:
        getattr(engine("codepipeline"), operation)(pipeline=pipeline)
    except Exception as error:
        raise ValueError(str(error)) from error


def create_pipeline(logical_id, properties, stack):
    name = properties.get("Name") or f"{stack}-{logical_id}"
    hand_over(declaration(properties, name), "create_pipeline")
    return name, {"Version": "1"}


def update_pipeline(physical_id, old, new, stack):
    hand_over(declaration(new, physical_id), "update_pipeline")
    return physical_id, {"Version": "2"}


def delete_pipeline(physical_id, properties):
    if ENGINE:
        engine("codepipeline").delete_pipeline(name=physical_id)


provisioners._RESOURCE_HANDLERS.update({
    "AWS::CodePipeline::Pipeline": {"create": create_pipeline, "update": update_pipeline, "delete": delete_pipeline},
    "AWS::CodePipeline::Webhook": {
        "create": lambda logical_id, properties, stack: (logical_id, {"Url": "https://webhooks.example/" + logical_id}),
        "update": lambda physical_id, old, new, stack: (physical_id, {}),
        "delete": lambda physical_id, properties: None}})

if DELAY:  # Else a whole stack is done in some 50 ms.
    def slow(function):
        def later(*arguments, **options):
            time.sleep(DELAY)
            return function(*arguments, **options)
        return later
    stacks._runs_on_worker_thread = lambda resource_type: True
    for name in ("_provision_resource", "_update_resource", "_delete_resource"):
        setattr(stacks, name, slow(getattr(stacks, name)))


def send(service, target, body):
    """A call to the engine, signed with its key."""
    request = AWSRequest(method="POST", url=ENGINE + "/", data=body, headers={
        "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target})
    key = Credentials(os.environ["ENGINE_ACCESS_KEY_ID"], os.environ["ENGINE_SECRET_ACCESS_KEY"])
    SigV4Auth(key, service, os.environ["ENGINE_REGION"]).add_auth(request)
    answer = URLLib3Session().send(request.prepare())
    return answer.status_code, answer.content


def forwarding(service):
    async def forward(method, path, headers, body, query):
        status, answer = await asyncio.to_thread(send, service, headers.get("x-amz-target", ""), body)
        return status, {"Content-Type": "application/x-amz-json-1.1"}, answer
    return forward


if ENGINE:
    for service, prefix in (("codepipeline", "CodePipeline_20150709"), ("codebuild", "CodeBuild_20161006"),
                            ("logs", "Logs_20140328")):
        router.SERVICE_PATTERNS[service] = {
            "target_prefixes": [prefix], "host_patterns": [rf"{service}\."], "credential_scope": service}
        app.SERVICE_HANDLERS[service] = forwarding(service)


def recorded(application, log):
    """An application whose calls are written down."""
    roles = {}

    async def serve(scope, receive, send):
        if scope["type"] != "http" or scope["path"].startswith("/_ministack"):
            return await application(scope, receive, send)
        parts, answer = [], {"status": 0, "body": b""}
        while True:
            message = await receive()
            parts.append(message)
            if not message.get("more_body"):
                break
        pending = iter(list(parts))

        async def again():
            return next(pending, None) or await receive()

        async def noting(message):
            answer["status"] = message.get("status", answer["status"])
            answer["body"] += message.get("body", b"")
            await send(message)

        await application(scope, again, noting)
        body = b"".join(part.get("body", b"") for part in parts)
        line = call(scope, {name.decode(): value.decode() for name, value in scope["headers"]}, body, roles)
        if line["call"] == "AssumeRole" and answer["status"] == 200:
            key = re.search(rb"<AccessKeyId>(.*?)</AccessKeyId>", answer["body"])[1].decode()
            roles[key] = line["with"]["RoleArn"].rpartition("/")[2]
        print(json.dumps(dict(line, status=answer["status"])), file=log, flush=True)
    return serve


def call(scope, headers, body, roles):
    key, _, _, service, *_ = re.search("Credential=([^,]+)", headers.get("authorization", "Credential=////"))[1].split("/")
    who = roles.get(key, "caller")
    if target := headers.get("x-amz-target"):
        return {"who": who, "service": service, "call": target.rpartition(".")[2], "with": json.loads(body or b"{}")}
    if service == "s3":
        query = urllib.parse.parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
        bucket = headers["host"].rpartition(".localhost")[0]
        return {"who": who, "service": service, "call": scope["method"], "with": {
            "object": "/".join(part for part in (bucket, scope["path"].strip("/")) if part),
            **{name: value for name, value in query if name != "x-id"}}}
    form = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
    return {"who": who, "service": service, "call": form.pop("Action", scope["method"]), "with": form}


if REQUEST_LOG:
    app.app = recorded(app.app, open(REQUEST_LOG, "a"))
app.main()
