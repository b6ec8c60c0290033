"""Every operation that a client of a deployment needs, once with success, in the course of one pipeline's life."""

from datetime import datetime, timezone

from referee import *

FORGE = {"category": "Build", "owner": "Custom", "provider": "Forge", "version": "1"}
client.create_custom_action_type(category="Build", provider="Forge", version="1",
                                 inputArtifactDetails={"minimumCount": 0, "maximumCount": 1},
                                 outputArtifactDetails={"minimumCount": 0, "maximumCount": 1})
rule = {"name": "Same", "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "VariableCheck", "version": "1"},
        "configuration": {"Variable": "#{variables.Color}", "Value": "red", "Operator": "NE"}}
opening = (datetime.now(timezone.utc).hour + 12) % 24
window = {"name": "Later", "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "DeploymentWindow",
                                          "version": "1"},
          "configuration": {"Cron": f"0 0 {opening} ? * *"}}
shop = declaration(
    "shop",
    {"name": "Make", "actions": [action("Forge", "Forge", "Build", "Custom", namespace="Made")]},
    {"name": "Check", "actions": [ASK],
     "beforeEntry": {"conditions": [{"result": "FAIL", "rules": [rule]}]}},
    {"name": "Release", "actions": [action("Agree", "Manual", "Approval")],
     "beforeEntry": {"conditions": [{"result": "FAIL", "rules": [window]}]}},
    variables=[{"name": "Color", "defaultValue": "green"}])
made = client.create_pipeline(pipeline=shop, tags=[{"key": "team", "value": "web"}])
expect("version", made["pipeline"]["version"], 1)


def stage(name):
    return next(s for s in client.get_pipeline_state(name="shop")["stageStates"] if s["stageName"] == name)


def take_job(variables=None):
    job = until("a job", lambda: client.poll_for_jobs(actionTypeId=FORGE), lambda a: a["jobs"])["jobs"][0]
    expect("status", client.acknowledge_job(jobId=job["id"], nonce=job["nonce"])["status"], "InProgress")
    expect("context", job["data"]["pipelineContext"]["stage"], {"name": "Make"})
    return job["id"]


def approve(stage_name, action_name, status="Approved"):
    def token():
        return stage(stage_name)["actionStates"][0].get("latestExecution", {}).get("token")
    return client.put_approval_result(
        pipelineName="shop", stageName=stage_name, actionName=action_name, token=until("a token", token, bool),
        result={"summary": "seen", "status": status})["approvedAt"]


def ended(execution, status):
    def look():
        return client.get_pipeline_execution(pipelineName="shop", pipelineExecutionId=execution)["pipelineExecution"]
    return until(f"{status} of {execution}", look, lambda e: e["status"] == status)


first = client.list_pipeline_executions(pipelineName="shop")["pipelineExecutionSummaries"][0]
expect("trigger", first["trigger"]["triggerType"], "CreatePipeline")
first = first["pipelineExecutionId"]

job = take_job()
expect("job", client.get_job_details(jobId=job)["jobDetails"]["id"], job)
client.put_job_failure_result(jobId=job, failureDetails={"type": "JobFailed", "message": "out of iron"})
ended(first, "Failed")
error = stage("Make")["actionStates"][0]["latestExecution"]["errorDetails"]
expect("error", error, {"code": "JobFailed", "message": "out of iron"})
client.retry_stage_execution(pipelineName="shop", stageName="Make", pipelineExecutionId=first,
                             retryMode="FAILED_ACTIONS")
client.put_job_success_result(jobId=take_job(), outputVariables={"Weight": "5"},
                              executionDetails={"summary": "forged", "externalExecutionId": "f-1"})
expect("retries", stage("Make")["retryStageMetadata"],
       {"manualStageRetryAttempt": 1, "latestRetryTrigger": "ManualStageRetry"})
approve("Check", "Ask")
until("the window", lambda: stage("Release"), lambda s: s.get("beforeEntryConditionState", {}).get("latestExecution"))
client.override_stage_condition(pipelineName="shop", stageName="Release", pipelineExecutionId=first,
                                conditionType="BEFORE_ENTRY")
expect("condition", stage("Release")["beforeEntryConditionState"]["latestExecution"]["status"], "Overridden")
approve("Release", "Agree")
ended(first, "Succeeded")
client.list_action_executions(pipelineName="shop", filter={"latestInPipelineExecution": {
    "pipelineExecutionId": first, "startTimeRange": "Latest"}})
rules = client.list_rule_executions(pipelineName="shop")["ruleExecutionDetails"]
expect("rules", [r["ruleName"] for r in rules], ["Later", "Same"])

client.disable_stage_transition(pipelineName="shop", stageName="Check", transitionType="Inbound", reason="not now")
second = client.start_pipeline_execution(name="shop", clientRequestToken="once",
                                         variables=[{"name": "Color", "value": "blue"}])["pipelineExecutionId"]
again = client.start_pipeline_execution(name="shop", clientRequestToken="once")["pipelineExecutionId"]
expect("the same start", again, second)
client.put_job_success_result(jobId=take_job())
inbound = until("a waiting execution", lambda: stage("Check"), lambda s: s.get("inboundExecutions"))
expect("who waits", inbound["inboundExecution"]["pipelineExecutionId"], second)
expect("why", inbound["inboundTransitionState"]["disabledReason"], "not now")
client.enable_stage_transition(pipelineName="shop", stageName="Check", transitionType="Inbound")
until("the approval", lambda: stage("Check"), lambda s: s["actionStates"][0]["latestExecution"].get("token"))
client.stop_pipeline_execution(pipelineName="shop", pipelineExecutionId=second, abandon=True, reason="changed my mind")
ended(second, "Stopped")
rollback = client.rollback_stage(pipelineName="shop", stageName="Check", targetPipelineExecutionId=first)
rollback = rollback["pipelineExecutionId"]
approve("Check", "Ask")
expect("rollback", ended(rollback, "Succeeded")["executionType"], "ROLLBACK")
succeeded = client.list_pipeline_executions(
    pipelineName="shop", filter={"succeededInStage": {"stageName": "Check"}})["pipelineExecutionSummaries"]
expect("successes", [e["pipelineExecutionId"] for e in succeeded], [rollback, first])

run = client.list_action_executions(pipelineName="shop")["actionExecutionDetails"][0]["actionExecutionId"]
client.list_deploy_action_execution_targets(pipelineName="shop", actionExecutionId=run)
revision = {"revisionId": "r-1", "revisionChangeId": "c", "created": 1700000000}
put = client.put_action_revision(pipelineName="shop", stageName="Source", actionName="Fetch", actionRevision=revision)
expect("new", put["newRevision"], True)
client.update_pipeline(pipeline=client.get_pipeline(name="shop")["pipeline"])
expect("old version", client.get_pipeline(name="shop", version=1)["pipeline"]["version"], 1)
client.list_action_types(actionOwnerFilter="Custom")
client.list_rule_types()
client.tag_resource(resourceArn=arn("shop"), tags=[{"key": "a", "value": "b"}])
expect("tags", client.list_tags_for_resource(resourceArn=arn("shop"))["tags"],
       [{"key": "a", "value": "b"}, {"key": "team", "value": "web"}])
client.untag_resource(resourceArn=arn("shop"), tagKeys=["a"])
client.put_webhook(webhook={
    "name": "push", "targetPipeline": "shop", "targetAction": "Fetch", "filters": [{"jsonPath": "$.ref"}],
    "authentication": "GITHUB_HMAC", "authenticationConfiguration": {"SecretToken": "s"}})
expect("secret", client.list_webhooks()["webhooks"][0]["definition"]["authenticationConfiguration"],
       {"SecretToken": "****"})
client.deregister_webhook_with_third_party(webhookName="push")
client.delete_webhook(name="push")
client.list_pipelines()
client.delete_pipeline(name="shop")
client.get_action_type(category="Source", owner="ThirdParty", provider="GitHub", version="1")
forge = client.get_action_type(**FORGE)["actionType"]
client.update_action_type(actionType={**forge, "description": "makes things"})
expect("description", client.get_action_type(**FORGE)["actionType"]["description"], "makes things")
client.poll_for_third_party_jobs(actionTypeId={
    "category": "Deploy", "owner": "ThirdParty", "provider": "AlexaSkillsKit", "version": "1"})
client.delete_custom_action_type(category="Build", provider="Forge", version="1")

# What an engine on this machine can only refuse: no provider's server reaches it.
missing = """CreatePipeline UpdatePipeline GetPipeline DeletePipeline ListPipelines GetPipelineState GetPipelineExecution
    ListPipelineExecutions ListActionExecutions StartPipelineExecution StopPipelineExecution RetryStageExecution
    PutApprovalResult EnableStageTransition DisableStageTransition RollbackStage OverrideStageCondition
    ListRuleExecutions ListActionTypes ListRuleTypes ListTagsForResource TagResource UntagResource PutActionRevision
    PutWebhook ListWebhooks DeleteWebhook DeregisterWebhookWithThirdParty PutJobSuccessResult PutJobFailureResult
    GetJobDetails ListDeployActionExecutionTargets""".split()
for operation in missing:
    if operation not in answered:
        print(f"{operation} was never answered")
print("done")
