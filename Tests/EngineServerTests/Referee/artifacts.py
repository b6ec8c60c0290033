"""A job worker fetches the artifact of a source, makes another, and the next action's worker gets that."""

import io
import logging
import os
import tempfile
import zipfile

from botocore.exceptions import ClientError

from referee import *

# Before S3's clients send a body they wait for leave, for a second at most.
leave = []
listener = logging.Handler()
listener.emit = lambda record: leave.append(record.getMessage())
logging.getLogger("botocore.awsrequest").addHandler(listener)
logging.getLogger("botocore.awsrequest").setLevel(logging.DEBUG)


def heard(words):
    return [message for message in leave if words in message]


FORGE = {"category": "Build", "owner": "Custom", "provider": "Forge", "version": "1"}
counts = {"minimumCount": 0, "maximumCount": 1}
client.create_custom_action_type(category="Build", provider="Forge", version="1", inputArtifactDetails=counts,
                                 outputArtifactDetails=counts)
client.create_pipeline(pipeline=declaration("shop", {"name": "Make", "actions": [
    action("Zip", "Forge", "Build", "Custom", inputArtifacts=[{"name": "App"}], outputArtifacts=[{"name": "Zipped"}]),
    action("Look", "Forge", "Build", "Custom", runOrder=2, inputArtifacts=[{"name": "Zipped"}])]}))


def take_job():
    job = until("a job", lambda: client.poll_for_jobs(actionTypeId=FORGE), lambda a: a["jobs"])["jobs"][0]
    expect("no secret is lost", client.get_job_details(jobId=job["id"])["jobDetails"]["data"], job["data"])
    client.acknowledge_job(jobId=job["id"], nonce=job["nonce"])
    return job["id"], job["data"]


def s3_of(data):
    keys = data["artifactCredentials"]
    return boto3.client("s3", aws_access_key_id=keys["accessKeyId"], aws_secret_access_key=keys["secretAccessKey"],
                        aws_session_token=keys["sessionToken"], config=Config(retries={"max_attempts": 0}))


def place(data, kind):
    where = data[kind][0]["location"]["s3Location"]
    return {"Bucket": where["bucketName"], "Key": where["objectKey"]}


def denied(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        expect(f"{error.operation_name} of {arguments}", error.response["Error"]["Code"], code)
    else:
        print(f"{arguments} was not refused with {code}")


job, data = take_job()
s3, given, wanted = s3_of(data), place(data, "inputArtifacts"), place(data, "outputArtifacts")
app = s3.get_object(**given)["Body"].read()
expect("input", app, b"app")
expect("part", s3.get_object(**given, Range="bytes=1-1")["Body"].read(), b"p")
expect("end", s3.get_object(**given, Range="bytes=-2")["Body"].read(), b"pp")
denied("InvalidRange", s3.get_object, **given, Range="bytes=9-")
denied("AccessDenied", s3.put_object, **given, Body=b"other")
denied("AccessDenied", s3.get_object, Bucket=given["Bucket"], Key="shop/Other/0")
denied("NoSuchKey", s3.get_object, **wanted)
denied("NotImplemented", s3.list_objects_v2, Bucket=given["Bucket"])
own = boto3.client("s3", config=Config(retries={"max_attempts": 0}))
expect("own key", own.get_object(**given)["Body"].read(), app)
denied("AccessDenied", own.put_object, **wanted, Body=b"mine")
stolen = dict(data["artifactCredentials"], secretAccessKey="x" * 44)
denied("SignatureDoesNotMatch", s3_of({"artifactCredentials": stolen}).get_object, **given)

# More than one part when it goes up, and more than one range when it comes down.
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.writestr("app", app)
    archive.writestr("noise", os.urandom(20 << 20))
packed = packed.getvalue()
s3.put_object(**wanted, Body=b"a first try")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "out.zip")
    open(path, "wb").write(packed)
    s3.upload_file(path, wanted["Bucket"], wanted["Key"])
begun = s3.create_multipart_upload(**wanted)["UploadId"]
s3.abort_multipart_upload(**wanted, UploadId=begun)
denied("NoSuchUpload", s3.upload_part, **wanted, UploadId=begun, PartNumber=1, Body=b"late")
listed = {"Parts": [{"PartNumber": 2, "ETag": '"b"'}, {"PartNumber": 1, "ETag": '"a"'}]}
begun = s3.create_multipart_upload(**wanted)["UploadId"]
denied("InvalidPartOrder", s3.complete_multipart_upload, **wanted, UploadId=begun, MultipartUpload=listed)
denied("MalformedXML", s3.complete_multipart_upload, **wanted, UploadId=begun)
expect("leave", len(heard("100 Continue response seen")) > 0, True)
client.put_job_success_result(jobId=job)
denied("ExpiredToken", s3.get_object, **given)

job, data = take_job()
s3, given = s3_of(data), place(data, "inputArtifacts")
expect("the same place", given, wanted)
expect("size", s3.head_object(**given)["ContentLength"], len(packed))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "in.zip")
    s3.download_file(given["Bucket"], given["Key"], path)
    expect("the same bytes", open(path, "rb").read() == packed, True)
client.put_job_success_result(jobId=job)
until("the end", lambda: client.list_pipeline_executions(pipelineName="shop")["pipelineExecutionSummaries"][0]["status"],
      lambda status: status == "Succeeded")
print("done")
