"""Everything that can be refused, as the exception class that a program written for AWS catches."""

from botocore import xform_name

from referee import *

NOBODY = "3f6b2c1e-0000-4000-8000-000000000000"
client.create_pipeline(pipeline=declaration("shop"))
client.create_pipeline(pipeline=declaration("busy", executionMode="PARALLEL"))
client.create_pipeline(pipeline=declaration("asking", variables=[{"name": "Color"}]))


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
        (client.disable_stage_transition, {"pipelineName": "none", "stageName": "S", "transitionType": "Inbound",
                                           "reason": "not now"}),
        (client.override_stage_condition, {"pipelineName": "none", "stageName": "S", "pipelineExecutionId": NOBODY,
                                           "conditionType": "BEFORE_ENTRY"}),
        (client.put_approval_result, {"pipelineName": "none", "stageName": "S", "actionName": "A", "token": NOBODY,
                                      "result": {"summary": "", "status": "Approved"}}),
        (client.put_action_revision, {"pipelineName": "none", "stageName": "S", "actionName": "A", "actionRevision": {
            "revisionId": "r", "revisionChangeId": "c", "created": 1}}),
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
refused("StageNotFoundException", client.rollback_stage, pipelineName="shop", stageName="None",
        targetPipelineExecutionId=running)
refused("StageNotFoundException", client.override_stage_condition, pipelineName="shop", stageName="None",
        pipelineExecutionId=running, conditionType="BEFORE_ENTRY")
refused("StageNotFoundException", client.put_approval_result, pipelineName="shop", stageName="None", actionName="Ask",
        token=NOBODY, result={"summary": "", "status": "Approved"})
refused("ActionNotFoundException", client.put_approval_result, pipelineName="shop", stageName="Check",
        actionName="None", token=NOBODY, result={"summary": "", "status": "Approved"})
revision = {"revisionId": "r", "revisionChangeId": "c", "created": 1}
refused("ActionNotFoundException", client.put_action_revision, pipelineName="shop", stageName="Check",
        actionName="None", actionRevision=revision)
refused("StageNotFoundException", client.put_action_revision, pipelineName="shop", stageName="None",
        actionName="Fetch", actionRevision=revision)
for call, arguments in [(client.list_tags_for_resource, {}), (client.tag_resource, {"tags": []}),
                        (client.untag_resource, {"tagKeys": ["a"]})]:
    refused("ResourceNotFoundException", call, resourceArn=arn("none"), **arguments)
    refused("InvalidArnException", call, resourceArn="arn:aws:s3:::store", **arguments)
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
refused("NotLatestPipelineExecutionException", client.override_stage_condition, pipelineName="shop",
        stageName="Check", pipelineExecutionId=NOBODY, conditionType="BEFORE_ENTRY")
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
LIMIT = "ConcurrentPipelineExecutionsLimitExceededException"
until("the approval", lambda: client.list_action_executions(pipelineName="busy")["actionExecutionDetails"],
      lambda actions: actions and actions[0]["actionName"] == "Ask")
stopped = client.list_pipeline_executions(pipelineName="busy")["pipelineExecutionSummaries"][0]["pipelineExecutionId"]
client.stop_pipeline_execution(pipelineName="busy", pipelineExecutionId=stopped, abandon=True)
for _ in range(50):
    client.start_pipeline_execution(name="busy")
refused(LIMIT, client.start_pipeline_execution, name="busy")
refused(LIMIT, client.retry_stage_execution, pipelineName="busy", stageName="Check", pipelineExecutionId=stopped,
        retryMode="ALL_ACTIONS")
refused(LIMIT, client.put_action_revision, pipelineName="busy", stageName="Source", actionName="Fetch",
        actionRevision=revision)

# What is asked for is wrong.
stages = [{"name": "Source", "actions": [SOURCE]}]
for call, name in [(client.create_pipeline, "new"), (client.update_pipeline, "shop")]:
    refused("InvalidStructureException", call, pipeline={**declaration(name), "stages": stages})
    refused("InvalidStageDeclarationException", call, pipeline=declaration(
        name, {"name": "Check", "actions": [ASK]}, {"name": "Check", "actions": [ASK]}))
    refused("InvalidActionDeclarationException", call, pipeline=declaration(
        name, {"name": "Make", "actions": [action("Make", "None", "Build", "Custom")]}))
    refused("InvalidBlockerDeclarationException", call, pipeline=declaration(
        name, {"name": "Check", "actions": [ASK], "blockers": [{"name": "b", "type": "Schedule"}]}))
refused("ValidationException", client.create_pipeline, pipeline=declaration("not a name"))
refused("ValidationException", client.start_pipeline_execution, name="asking")
refused("ValidationException", client.list_pipelines, maxResults=1001)
refused("ValidationException", client.put_approval_result, token="x", **{
    **approval, "result": {"summary": "", "status": "approved"}})
refused("ValidationException", client.disable_stage_transition, pipelineName="shop", stageName="Check",
        transitionType="Inbound", reason="no, thanks")
for call, arguments in [
        (client.list_pipelines, {}), (client.list_pipeline_executions, {"pipelineName": "shop"}),
        (client.list_action_executions, {"pipelineName": "shop"}), (client.list_action_types, {}),
        (client.list_rule_executions, {"pipelineName": "shop"}),
        (client.list_deploy_action_execution_targets, {"actionExecutionId": client.list_action_executions(
            pipelineName="shop")["actionExecutionDetails"][0]["actionExecutionId"]}),
        (client.list_tags_for_resource, {"resourceArn": arn("shop")})]:
    refused("InvalidNextTokenException", call, nextToken="bm8=", **arguments)
refused("InvalidNextTokenException", client.list_webhooks, NextToken="bm8=")
STRANGE = [{"key": "aws:a", "value": ""}]
MANY = [{"key": str(number), "value": ""} for number in range(51)]
refused("InvalidTagsException", client.tag_resource, resourceArn=arn("shop"), tags=STRANGE)
refused("InvalidTagsException", client.untag_resource, resourceArn=arn("shop"), tagKeys=["aws:a"])
refused("TooManyTagsException", client.tag_resource, resourceArn=arn("shop"), tags=MANY)
refused("InvalidTagsException", client.create_pipeline, pipeline=declaration("new"), tags=STRANGE)
refused("TooManyTagsException", client.create_pipeline, pipeline=declaration("new"), tags=MANY)

import workers  # What job workers and the senders of webhooks are refused.
workers.check(STRANGE, MANY)

# Something of every operation is required, or limited.
LIMITED = {"ListPipelines": {"maxResults": 1001}, "ListActionTypes": {"actionOwnerFilter": "Nobody"},
           "ListRuleTypes": {"ruleOwnerFilter": "Nobody"}, "ListWebhooks": {"MaxResults": 101},
           "RegisterWebhookWithThirdParty": {"webhookName": ""}, "DeregisterWebhookWithThirdParty": {"webhookName": ""}}
for name in model.operation_names:
    refused("ValidationException", getattr(client, xform_name(name)), **LIMITED.get(name, {}))

# What cannot come of an engine that takes one step after another, and that no third party sends jobs.
NEVER = {"ConcurrentModificationException", "ConflictException", "InvalidClientTokenException", "InvalidJobException"}
# Without jobs of third parties none has a state; rule types come as one page; an update makes no pipeline; whose condition
# is overridden is in progress. A thousand pipelines are a test of the engine's own.
APART = {("PutThirdPartyJobFailureResult", "InvalidJobStateException"), ("CreatePipeline", "LimitExceededException"),
         ("PutThirdPartyJobSuccessResult", "InvalidJobStateException"),
         ("AcknowledgeThirdPartyJob", "InvalidNonceException"), ("ListRuleTypes", "InvalidNextTokenException"),
         ("UpdatePipeline", "LimitExceededException"), ("OverrideStageCondition", LIMIT)}
for name in model.operation_names:
    for shape in model.operation_model(name).error_shapes:
        if shape.name not in NEVER and (name, shape.name) not in APART | refusals:
            print(f"{name} never answered {shape.name}")
print("done")
