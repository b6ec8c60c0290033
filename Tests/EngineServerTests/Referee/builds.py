"""CodeBuild and CloudWatch Logs: builds of the project `site`, each with a buildspec of this script's."""

from referee import *


def start(*commands):
    buildspec = json.dumps({"version": 0.2, "phases": {"build": {"commands": commands}}, "artifacts": {"files": ["page"]}})
    build = codebuild.start_build(projectName="site", buildspecOverride=buildspec, environmentVariablesOverride=[
        {"name": "COLOR", "value": "green"}])["build"]
    expect("begun", build["buildStatus"], "IN_PROGRESS")
    return build["id"]


def ended(build, status):
    def look():
        return codebuild.batch_get_builds(ids=[build])["builds"][0]
    shown = until(f"the end of {build}", look, lambda b: b["buildComplete"])
    expect(f"status of {build}", shown["buildStatus"], status)
    return shown


PHASES = ["SUBMITTED", "QUEUED", "PROVISIONING", "DOWNLOAD_SOURCE", "INSTALL", "PRE_BUILD", "BUILD", "POST_BUILD",
          "UPLOAD_ARTIFACTS", "FINALIZING", "COMPLETED"]

good = ended(start("echo said $COLOR", "echo > page"), "SUCCEEDED")
expect("phases", [phase["phaseType"] for phase in good["phases"]], PHASES)
expect("variables", good["environment"]["environmentVariables"],
       [{"name": "COLOR", "value": "green", "type": "PLAINTEXT"}])
expect("artifacts", good["artifacts"]["location"], "arn:aws:s3:::site/pages/new")
expect("the log's address", good["logs"]["deepLink"][:8], "file:///")
bad = ended(start("exit 3"), "FAILED")
expect("artifacts of a failed build", bad["artifacts"]["location"], "arn:aws:s3:::site/pages/new")
failed = next(phase for phase in bad["phases"] if phase["phaseType"] == "BUILD")
expect("why", failed["contexts"][0]["statusCode"], "COMMAND_EXECUTION_ERROR")
long = start("sleep 1000")
codebuild.stop_build(id=long)
ended(long, "STOPPED")
expect("none", codebuild.batch_get_builds(ids=["site:none"])["buildsNotFound"], ["site:none"])
expect("builds", codebuild.list_builds_for_project(projectName="site")["ids"], [long, bad["id"], good["id"]])
projects = codebuild.batch_get_projects(names=["site", "none"])
expect("projects", [project["name"] for project in projects["projects"]], ["site"])
expect("batches", codebuild.list_build_batches()["ids"], [])
codebuild.list_build_batches_for_project(projectName="site")
codebuild.batch_get_build_batches(ids=["site:none"])

group, stream = good["logs"]["groupName"], good["logs"]["streamName"]
place = {"logGroupName": group, "logStreamName": stream}
streams = logs.describe_log_streams(logGroupName=group, orderBy="LastEventTime", descending=True)["logStreams"]
expect("streams", {s["logStreamName"] for s in streams} >= {stream}, True)
page = logs.get_log_events(**place, startFromHead=True, limit=2)
expect("events", len(page["events"]), 2)
seen = []
while page["events"]:
    seen += page["events"]
    page = logs.get_log_events(**place, startFromHead=True, limit=2, nextToken=page["nextForwardToken"])
expect("said", "said green\n" in [event["message"] for event in seen], True)
found = logs.filter_log_events(logGroupName=group, filterPattern="said green")["events"]
expect("found", {event["logStreamName"] for event in found}, {stream})

refused("InvalidInputException", codebuild.batch_get_builds, ids=[])
refused("InvalidInputException", codebuild.batch_get_builds)
refused("InvalidInputException", codebuild.batch_get_projects, names=[])
refused("InvalidInputException", codebuild.start_build, projectName="site", timeoutInMinutesOverride=1)
refused("InvalidInputException", codebuild.list_builds_for_project, projectName="site", sortOrder="NONE")
refused("ResourceNotFoundException", codebuild.start_build, projectName="none")
refused("ResourceNotFoundException", codebuild.stop_build, id="site:none")
refused("ResourceNotFoundException", codebuild.list_builds_for_project, projectName="none")
refused("InvalidParameterException", logs.get_log_events, **place, limit=0)
refused("InvalidParameterException", logs.describe_log_streams, logGroupName=group, orderBy="Size")
refused("InvalidParameterException", logs.filter_log_events, logGroupName=group, filterPattern="{ $.a")
refused("ResourceNotFoundException", logs.get_log_events, logGroupName="/aws/codebuild/none", logStreamName="none")

for operation in """BatchGetBuilds StartBuild StopBuild ListBuildsForProject BatchGetProjects ListBuildBatches
        ListBuildBatchesForProject BatchGetBuildBatches GetLogEvents FilterLogEvents DescribeLogStreams""".split():
    if operation not in answered:
        print(f"{operation} was never answered")
print("done")
