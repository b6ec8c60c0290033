"""What an emulator has: its stacks, and the objects of the bucket for assets. Prints JSON.

    python3 state.py     # of the emulator that AWS_ENDPOINT_URL names

Names that the emulator has made up stand as <LogicalId>: they differ from one to the next. They have dashes.
"""

import hashlib
import io
import json
import os
import zipfile

import botocore.config
import botocore.session

SETTLED = ("StackStatus", "StackStatusReason", "Tags", "Parameters", "Outputs", "NotificationARNs", "RoleARN",
           "EnableTerminationProtection", "Description", "DisableRollback", "Capabilities")
BUCKET = "cdk-hnb659fds-assets-123456789012-us-east-1"


def client(service):
    path_style = botocore.config.Config(s3={"addressing_style": "path"})
    return botocore.session.get_session().create_client(
        service, region_name=os.environ["AWS_REGION"], endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=path_style)


def stacks(cloudformation):
    """Those that are there, each with its resources; nested ones under their place in the parent."""
    present = [each for each in cloudformation.describe_stacks()["Stacks"]
               if each["StackStatus"] != "DELETE_COMPLETE"]
    resources = {each["StackId"]: cloudformation.list_stack_resources(StackName=each["StackId"])
                 ["StackResourceSummaries"] for each in present}
    made_up = {resource["PhysicalResourceId"]: f"<{resource['LogicalResourceId']}>"
               for each in resources.values() for resource in each
               if resource.get("PhysicalResourceId") and "-" in resource["PhysicalResourceId"]}

    # Nested stacks of several have one logical id.
    parents = {resource["PhysicalResourceId"]: each["StackName"]
               for each in present for resource in resources[each["StackId"]] if "PhysicalResourceId" in resource}

    def named(value):
        text = json.dumps(value, sort_keys=True)
        for name in sorted(made_up, key=len, reverse=True):
            text = text.replace(json.dumps(name)[1:-1], made_up[name])
        return json.loads(text)

    def listed(each, key, value):
        return {entry[key]: entry.get(value) for entry in each or []}

    result = {}
    for each in present:
        facts = {name: each[name] for name in SETTLED if name in each}
        facts["Tags"] = listed(each.get("Tags"), "Key", "Value")
        facts["Parameters"] = listed(each.get("Parameters"), "ParameterKey", "ParameterValue")
        # Says which template the account was bootstrapped with, and is another matter.
        facts["Parameters"].pop("BootstrapVersion", None)
        facts["Outputs"] = listed(each.get("Outputs"), "OutputKey", "OutputValue")
        facts["Resources"] = {
            resource["LogicalResourceId"]: [resource["ResourceType"], resource["ResourceStatus"]]
            for resource in resources[each["StackId"]]}
        template = cloudformation.get_template(StackName=each["StackId"])["TemplateBody"]
        facts["Template"] = hashlib.sha256(json.dumps(template, sort_keys=True).encode()).hexdigest()
        id = each["StackId"]
        result[f"{parents[id]} {made_up[id]}" if id in made_up else each["StackName"]] = named(facts)
    return result


def objects(s3):
    """The bucket's objects by their keys: their type and bytes; of archives, what is in them."""
    try:
        contents = s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    except s3.exceptions.NoSuchBucket:
        return None
    result = {}
    for key in sorted(each["Key"] for each in contents):
        answer = s3.get_object(Bucket=BUCKET, Key=key)
        body = answer["Body"].read()
        content = archive(body) if key.endswith(".zip") else hashlib.sha256(body).hexdigest()
        result[key] = [answer["ContentType"], answer.get("ServerSideEncryption"), content]
    return result


def archive(body):
    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        return {entry.filename: [entry.date_time, oct(entry.external_attr >> 16), whole.read(entry).decode()]
                for entry in whole.infolist()}


print(json.dumps({"stacks": stacks(client("cloudformation")), "objects": objects(client("s3"))}, indent=1, sort_keys=True))
