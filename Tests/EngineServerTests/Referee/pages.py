"""Every paginator of the model, with small pages and with large ones: the same items in the same order."""

from referee import *

client.create_custom_action_type(category="Build", provider="Forge", version="1",
                                 inputArtifactDetails={"minimumCount": 0, "maximumCount": 1},
                                 outputArtifactDetails={"minimumCount": 0, "maximumCount": 1})
rule = {"name": "Red", "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "VariableCheck", "version": "1"},
        "configuration": {"Variable": "red", "Value": "blue", "Operator": "EQ"}}
skipped = {"name": "Skipped", "actions": [ASK], "beforeEntry": {"conditions": [{"result": "SKIP", "rules": [rule]}]}}
for number in range(5):
    client.create_pipeline(pipeline=declaration(f"shop-{number}", skipped))
    client.put_webhook(webhook={
        "name": f"hook-{number}", "targetPipeline": "shop-0", "targetAction": "Fetch", "authentication": "GITHUB_HMAC",
        "filters": [{"jsonPath": "$.ref"}], "authenticationConfiguration": {"SecretToken": "s"}})
client.tag_resource(resourceArn=arn("shop-0"), tags=[{"key": f"k{number}", "value": "v"} for number in range(5)])


def succeeded():
    summaries = client.list_pipeline_executions(pipelineName="shop-0")["pipelineExecutionSummaries"]
    return all(summary["status"] == "Succeeded" for summary in summaries)


until("the first end", succeeded, bool)
for _ in range(4):
    client.start_pipeline_execution(name="shop-0")
    until("an end", succeeded, bool)
run = client.list_action_executions(pipelineName="shop-0")["actionExecutionDetails"][0]["actionExecutionId"]

LISTS = {
    "list_pipelines": ({}, 5), "list_pipeline_executions": ({"pipelineName": "shop-0"}, 5),
    "list_action_executions": ({"pipelineName": "shop-0"}, 5), "list_rule_executions": ({"pipelineName": "shop-0"}, 5),
    "list_tags_for_resource": ({"resourceArn": arn("shop-0")}, 5), "list_webhooks": ({}, 5),
    "list_action_types": ({"actionOwnerFilter": "Custom"}, 1),
    "list_deploy_action_execution_targets": ({"actionExecutionId": run}, 0),
}
for name, (arguments, count) in LISTS.items():
    paginator = client.get_paginator(name)
    key = paginator.result_keys[0].expression
    sizes = [{}] if name == "list_action_types" else [{}, {"PageSize": 2}, {"PageSize": 5}]
    whole = [list(paginator.paginate(PaginationConfig=size, **arguments).search(f"{key}[]")) for size in sizes]
    expect(f"{name}: items", [len(items) for items in whole], [count] * len(sizes))
    expect(f"{name}: the same", all(items == whole[0] for items in whole), True)
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}, **arguments)) if len(sizes) > 1 else []
    expect(f"{name}: pages", [len(page[key]) for page in pages], [2, 2, 1] if count == 5 else [0] if pages else [])
import botocore.session
known = set(botocore.session.get_session().get_paginator_model("codepipeline")._paginator_config)
expect("paginators", known - {"".join(word.title() for word in name.split("_")) for name in LISTS}, set())
print("done")
