"""Everything that can be refused, as the exception class that a program written for AWS catches."""

from referee import *

NOBODY = "3f6b2c1e-0000-4000-8000-000000000000"
client.create_pipeline(pipeline=declaration("shop"))
client.create_pipeline(pipeline=declaration("queue", executionMode="QUEUED", variables=[{"name": "Color"}]))


def execution():
    return client.list_pipeline_executions(pipelineName="shop")["pipelineExecutionSummaries"][0]["pipelineExecutionId"]


def check():
    return client.get_pipeline_state(name="shop")["stageStates"][1]


running = execution()
token = until("a token", lambda: check()["actionStates"][0].get("latestExecution", {}).get("token"), bool)

# Nothing of the name.
message = refused("PipelineNotFoundException", client.get_pipeline, name="none")
expect("sentence", message, "Account '123456789012' does not have a pipeline with name 'none'")
for call, arguments in [
        (client.get_pipeline_state, {"name": "none"}), (client.start_pipeline_execution, {"name": "none"}),
        (client.list_pipeline_executions, {"pipelineName": "none"}),
        (client.list_action_executions, {"pipelineName": "none"}),
        (client.list_rule_executions, {"pipelineName": "none"}),
        (client.get_pipeline_execution, {"pipelineName": "none", "pipelineExecutionId": NOBODY}),
        (client.stop_pipeline_execution, {"pipelineName": "none", "pipelineExecutionId": NOBODY}),
        (client.retry_stage_execution, {"pipelineName": "none", "stageName": "S", "pipelineExecutionId": NOBODY,
                                        "retryMode": "ALL_ACTIONS"}),
        (client.rollback_stage, {"pipelineName": "none", "stageName": "S", "targetPipelineExecutionId": NOBODY}),
        (client.enable_stage_transition, {"pipelineName": "none", "stageName": "S", "transitionType": "Inbound"}),
        (client.list_deploy_action_execution_targets, {"pipelineName": "none", "actionExecutionId": NOBODY})]:
    refused("PipelineNotFoundException", call, **arguments)
refused("PipelineVersionNotFoundException", client.get_pipeline, name="shop", version=7)
refused("PipelineExecutionNotFoundException", client.get_pipeline_execution, pipelineName="shop",
        pipelineExecutionId=NOBODY)
for call in (client.list_action_executions, client.list_rule_executions):
    refused("PipelineExecutionNotFoundException", call, pipelineName="shop", filter={"pipelineExecutionId": NOBODY})
gate = {"pipelineName": "shop", "stageName": "None", "transitionType": "Inbound"}
refused("StageNotFoundException", client.enable_stage_transition, **gate)
refused("StageNotFoundException", client.disable_stage_transition, **gate, reason="not now")
refused("StageNotFoundException", client.retry_stage_execution, pipelineName="shop", stageName="None",
        pipelineExecutionId=running, retryMode="ALL_ACTIONS")
refused("ActionNotFoundException", client.put_approval_result, pipelineName="shop", stageName="Check",
        actionName="None", token=NOBODY, result={"summary": "", "status": "Approved"})
revision = {"revisionId": "r", "revisionChangeId": "c", "created": 1}
refused("ActionNotFoundException", client.put_action_revision, pipelineName="shop", stageName="Check",
        actionName="None", actionRevision=revision)
refused("ResourceNotFoundException", client.list_tags_for_resource, resourceArn=arn("none"))
refused("ResourceNotFoundException", client.tag_resource, resourceArn=arn("none"), tags=[])
refused("ActionTypeNotFoundException", client.get_action_type, category="Build", owner="Custom", provider="No",
        version="1")
refused("ActionTypeNotFoundException", client.poll_for_jobs, actionTypeId={
    "category": "Build", "owner": "Custom", "provider": "No", "version": "1"})
refused("JobNotFoundException", client.get_job_details, jobId=NOBODY)
refused("JobNotFoundException", client.put_job_success_result, jobId=NOBODY)
refused("WebhookNotFoundException", client.register_webhook_with_third_party, webhookName="none")
refused("ActionExecutionNotFoundException", client.list_deploy_action_execution_targets, actionExecutionId=NOBODY)

# A state that does not allow it.
refused("PipelineNameInUseException", client.create_pipeline, pipeline=declaration("shop"))
retry = {"pipelineName": "shop", "stageName": "Check", "retryMode": "FAILED_ACTIONS"}
refused("StageNotRetryableException", client.retry_stage_execution, pipelineExecutionId=running, **retry)
refused("NotLatestPipelineExecutionException", client.retry_stage_execution, pipelineExecutionId=NOBODY, **retry)
refused("UnableToRollbackStageException", client.rollback_stage, pipelineName="shop", stageName="Source",
        targetPipelineExecutionId=running)
refused("PipelineExecutionNotFoundException", client.rollback_stage, pipelineName="shop", stageName="Check",
        targetPipelineExecutionId=NOBODY)
refused("ConditionNotOverridableException", client.override_stage_condition, pipelineName="shop", stageName="Check",
        pipelineExecutionId=running, conditionType="BEFORE_ENTRY")
approval = {"pipelineName": "shop", "stageName": "Check", "actionName": "Ask",
            "result": {"summary": "", "status": "Approved"}}
refused("InvalidApprovalTokenException", client.put_approval_result, token=NOBODY, **approval)
client.stop_pipeline_execution(pipelineName="shop", pipelineExecutionId=running)
refused("DuplicatedStopRequestException", client.stop_pipeline_execution, pipelineName="shop",
        pipelineExecutionId=running)
client.put_approval_result(token=token, **approval)
refused("ApprovalAlreadyCompletedException", client.put_approval_result, token=token, **approval)
until("the end", lambda: check()["latestExecution"]["status"], lambda status: status == "Stopped")
refused("PipelineExecutionNotStoppableException", client.stop_pipeline_execution, pipelineName="shop",
        pipelineExecutionId=running)
client.update_pipeline(pipeline=declaration("shop"))
refused("PipelineExecutionOutdatedException", client.rollback_stage, pipelineName="shop", stageName="Check",
        targetPipelineExecutionId=running)
color = [{"name": "Color", "value": "red"}]
for _ in range(50):
    client.start_pipeline_execution(name="queue", variables=color)
refused("ConcurrentPipelineExecutionsLimitExceededException", client.start_pipeline_execution, name="queue",
        variables=color)

# What is asked for is wrong.
stages = [{"name": "Source", "actions": [SOURCE]}]
refused("InvalidStructureException", client.create_pipeline, pipeline={**declaration("new"), "stages": stages})
refused("InvalidStageDeclarationException", client.create_pipeline, pipeline=declaration(
    "new", {"name": "Check", "actions": [ASK]}, {"name": "Check", "actions": [ASK]}))
refused("InvalidActionDeclarationException", client.create_pipeline, pipeline=declaration(
    "new", {"name": "Make", "actions": [action("Make", "None", "Build", "Custom")]}))
refused("InvalidBlockerDeclarationException", client.create_pipeline, pipeline=declaration(
    "new", {"name": "Check", "actions": [ASK], "blockers": [{"name": "b", "type": "Schedule"}]}))
refused("ValidationException", client.create_pipeline, pipeline=declaration("not a name"))
refused("ValidationException", client.start_pipeline_execution, name="queue")
refused("ValidationException", client.list_pipelines, maxResults=1001)
refused("ValidationException", client.put_approval_result, token="x", **{
    **approval, "result": {"summary": "", "status": "approved"}})
refused("ValidationException", client.disable_stage_transition, pipelineName="shop", stageName="Check",
        transitionType="Inbound", reason="no, thanks")
for call, arguments in [
        (client.list_pipelines, {}), (client.list_pipeline_executions, {"pipelineName": "shop"}),
        (client.list_action_executions, {"pipelineName": "shop"}), (client.list_action_types, {}),
        (client.list_rule_executions, {"pipelineName": "shop"}),
        (client.list_tags_for_resource, {"resourceArn": arn("shop")})]:
    refused("InvalidNextTokenException", call, nextToken="bm8=", **arguments)
refused("InvalidNextTokenException", client.list_webhooks, NextToken="bm8=")
refused("InvalidArnException", client.list_tags_for_resource, resourceArn="arn:aws:s3:::store")
refused("InvalidTagsException", client.tag_resource, resourceArn=arn("shop"), tags=[{"key": "aws:a", "value": ""}])
refused("TooManyTagsException", client.tag_resource, resourceArn=arn("shop"),
        tags=[{"key": str(number), "value": ""} for number in range(51)])
hook = {"name": "h", "targetPipeline": "shop", "targetAction": "Fetch", "filters": [{"jsonPath": "$.ref"}],
        "authentication": "GITHUB_HMAC", "authenticationConfiguration": {"SecretToken": "s"}}
refused("InvalidWebhookFilterPatternException", client.put_webhook, webhook={**hook, "filters": [{"jsonPath": "$["}]})
refused("InvalidWebhookAuthenticationParametersException", client.put_webhook,
        webhook={**hook, "authentication": "IP"})
refused("PipelineNotFoundException", client.put_webhook, webhook={**hook, "targetPipeline": "none"})

# Job workers.
FORGE = {"category": "Build", "owner": "Custom", "provider": "Forge", "version": "1"}
counts = {"inputArtifactDetails": {"minimumCount": 0, "maximumCount": 1},
          "outputArtifactDetails": {"minimumCount": 0, "maximumCount": 1}}
client.create_custom_action_type(category="Build", provider="Forge", version="1", **counts)
client.create_pipeline(pipeline=declaration(
    "forge", {"name": "Make", "actions": [action("Forge", "Forge", "Build", "Custom")]}))
job = until("a job", lambda: client.poll_for_jobs(actionTypeId=FORGE), lambda answer: answer["jobs"])["jobs"][0]
refused("InvalidNonceException", client.acknowledge_job, jobId=job["id"], nonce="none")
refused("InvalidJobStateException", client.put_job_success_result, jobId=job["id"])
client.acknowledge_job(jobId=job["id"], nonce=job["nonce"])
refused("InvalidNonceException", client.acknowledge_job, jobId=job["id"], nonce=job["nonce"])
refused("OutputVariablesSizeExceededException", client.put_job_success_result, jobId=job["id"],
        outputVariables={"A": "x" * 122_881})
client.put_job_success_result(jobId=job["id"])
refused("InvalidJobStateException", client.put_job_failure_result, jobId=job["id"],
        failureDetails={"type": "JobFailed", "message": "late"})
for number in range(49):
    client.create_custom_action_type(category="Test", provider=f"T{number}", version="1", **counts)
refused("LimitExceededException", client.create_custom_action_type, category="Test", provider="Last", version="1",
        **counts)
print("done")
