"""What job workers and the senders of webhooks are refused."""

from referee import *

NOBODY = "3f6b2c1e-0000-4000-8000-000000000000"
FORGE = {"category": "Build", "owner": "Custom", "provider": "Forge", "version": "1"}
counts = {"inputArtifactDetails": {"minimumCount": 0, "maximumCount": 1},
          "outputArtifactDetails": {"minimumCount": 0, "maximumCount": 1}}
hook = {"name": "h", "targetPipeline": "shop", "targetAction": "Fetch", "filters": [{"jsonPath": "$.ref"}],
        "authentication": "GITHUB_HMAC", "authenticationConfiguration": {"SecretToken": "s"}}
failure = {"type": "JobFailed", "message": "late"}


def check(strange_tags, many_tags):
    webhooks(strange_tags, many_tags)
    types(strange_tags, many_tags)
    jobs()
    jobs_of_third_parties()


def webhooks(strange_tags, many_tags):
    refused("InvalidWebhookFilterPatternException", client.put_webhook,
            webhook={**hook, "filters": [{"jsonPath": "$["}]})
    refused("InvalidWebhookAuthenticationParametersException", client.put_webhook,
            webhook={**hook, "authentication": "IP"})
    refused("PipelineNotFoundException", client.put_webhook, webhook={**hook, "targetPipeline": "none"})
    refused("InvalidTagsException", client.put_webhook, webhook=hook, tags=strange_tags)
    refused("TooManyTagsException", client.put_webhook, webhook=hook, tags=many_tags)
    for call in (client.register_webhook_with_third_party, client.deregister_webhook_with_third_party):
        refused("WebhookNotFoundException", call, webhookName="none")
    for number in range(300):
        client.put_webhook(webhook={**hook, "name": f"h{number}"})
    refused("LimitExceededException", client.put_webhook, webhook=hook)


def types(strange_tags, many_tags):
    forge = {"category": "Build", "provider": "Forge", "version": "1", **counts}
    for call, arguments in [(client.get_action_type, FORGE), (client.poll_for_jobs, {"actionTypeId": FORGE}),
                            (client.poll_for_third_party_jobs, {"actionTypeId": FORGE})]:
        refused("ActionTypeNotFoundException", call, **arguments)
    refused("InvalidTagsException", client.create_custom_action_type, **forge, tags=strange_tags)
    refused("TooManyTagsException", client.create_custom_action_type, **forge, tags=many_tags)
    client.create_custom_action_type(**forge)
    made = client.get_action_type(**FORGE)["actionType"]
    other = {**made, "id": {**made["id"], "provider": "None"}}
    refused("ActionTypeNotFoundException", client.update_action_type, actionType=other)
    function = {"type": "Lambda", "configuration": {"lambdaExecutorConfiguration": {
        "lambdaFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f"}}}
    refused("RequestFailedException", client.update_action_type, actionType={**made, "executor": function})
    for number in range(49):
        client.create_custom_action_type(category="Test", provider=f"T{number}", version="1", **counts)
    refused("LimitExceededException", client.create_custom_action_type, category="Test", provider="Last", version="1",
            **counts)


def jobs():
    for call, arguments in [(client.get_job_details, {}), (client.put_job_success_result, {}),
                            (client.put_job_failure_result, {"failureDetails": failure}),
                            (client.acknowledge_job, {"nonce": "1"})]:
        refused("JobNotFoundException", call, jobId=NOBODY, **arguments)
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
    refused("InvalidJobStateException", client.put_job_failure_result, jobId=job["id"], failureDetails=failure)


def jobs_of_third_parties():
    for call, arguments in [(client.acknowledge_third_party_job, {"nonce": "1"}),
                            (client.get_third_party_job_details, {}), (client.put_third_party_job_success_result, {}),
                            (client.put_third_party_job_failure_result, {"failureDetails": failure})]:
        refused("JobNotFoundException", call, jobId=NOBODY, clientToken="c", **arguments)
