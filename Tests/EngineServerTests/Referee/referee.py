"""boto3 as the judge of an engine: every answer and every error is held against its service's own model.

Reads from the environment where the engine listens and with which key. Prints what is wrong, and `done` at the end.
"""

import json
import time

import boto3
from botocore.config import Config

answered = set()
refusals = set()


def walk(shape, value, path):
    """Tells every member that the model lacks, every one it requires, and every value that is none of its kind."""
    kind = shape.type_name
    if kind == "structure":
        for key in value:
            if key in shape.members:
                walk(shape.members[key], value[key], f"{path}.{key}")
            else:
                print(f"{path}.{key} is unknown")
        for key in shape.required_members:
            if key not in value:
                print(f"{path}.{key} is missing")
    elif kind == "list":
        for item in value if isinstance(value, list) else [print(path, "is no list")] and []:
            walk(shape.member, item, f"{path}[]")
    elif kind == "map":
        for key, item in value.items():
            walk(shape.key, key, f"{path} key")
            walk(shape.value, item, f"{path}.{key}")
    elif kind in ("integer", "long", "timestamp"):
        if isinstance(value, (bool, str)):
            print(f"{path} is no number")
    elif kind == "boolean" and not isinstance(value, bool):
        print(f"{path} is no boolean")
    elif kind == "string":
        if not isinstance(value, str):
            print(f"{path} is no text")
        elif getattr(shape, "enum", None) and value not in shape.enum:
            print(f"{path} cannot be {value}")
        elif len(value) < shape.metadata.get("min", 0) or len(value) > shape.metadata.get("max", len(value)):
            print(f"{path} has {len(value)} characters")


def look(response_dict, operation_model, **_):
    if response_dict["status_code"] != 200:
        return
    answered.add(operation_model.name)
    body = json.loads(response_dict["body"] or "{}")
    if operation_model.output_shape:
        walk(operation_model.output_shape, body, operation_model.name)
    elif body:
        print(f"{operation_model.name} answers something")


def judged(service):
    """A client that checks nothing before it asks, and whose answers are looked at."""
    client = boto3.client(service, config=Config(parameter_validation=False, retries={"max_attempts": 0}))
    client.meta.events.register(f"before-parse.{client.meta.service_model.service_id.hyphenize()}.*", look)
    return client


client, codebuild, logs = judged("codepipeline"), judged("codebuild"), judged("logs")
model = client.meta.service_model


def refused(code, call, **arguments):
    """The call ends in this exception, as a class of boto3's, and the model knows that the operation may throw it."""
    client = call.__self__
    model = client.meta.service_model
    try:
        call(**arguments)
    except client.exceptions.ClientError as error:
        operation = model.operation_model(error.operation_name)
        name = error.response["Error"]["Code"]
        refusals.add((error.operation_name, name))
        if name != code:
            print(f"{error.operation_name} {arguments}: {name} instead of {code}: {error}")
        elif not isinstance(error, getattr(client.exceptions, code)):
            print(f"{code} is no class of boto3's")
        if name not in {shape.name for shape in operation.error_shapes}:
            print(f"{error.operation_name} may not throw {name}: {error}")
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        if status != (409 if name == "ConflictException" else 400):
            print(f"{name} has the status {status}")
        return error.response["Error"]["Message"]
    print(f"{call.__name__} {arguments} was not refused with {code}")


def expect(what, found, wanted):
    if found != wanted:
        print(f"{what}: {found!r} instead of {wanted!r}")


def until(what, call, fits):
    """The first answer that fits."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        answer = call()
        if fits(answer):
            return answer
        time.sleep(0.01)
    raise SystemExit(f"{what} never came: {answer}")


def action(name, provider, category, owner="AWS", **members):
    return {"name": name, "actionTypeId": {"category": category, "owner": owner, "provider": provider, "version": "1"},
            **members}


SOURCE = action("Fetch", "S3", "Source", configuration={"S3Bucket": "store", "S3ObjectKey": "app.zip"},
                outputArtifacts=[{"name": "App"}])
ASK = action("Ask", "Manual", "Approval")


def declaration(name, *stages, **members):
    stages = [{"name": "Source", "actions": [SOURCE]}, *(stages or [{"name": "Check", "actions": [ASK]}])]
    return {"name": name, "roleArn": "arn:aws:iam::123456789012:role/p", "stages": stages,
            "artifactStore": {"type": "S3", "location": "artifacts"}, "pipelineType": "V2", **members}


def arn(resource):
    return f"arn:aws:codepipeline:us-east-1:123456789012:{resource}"
