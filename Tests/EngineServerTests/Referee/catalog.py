"""What moto tests of pipelines and tags, as far as AWS answers the same; moto's errors that AWS has not are AWS's here."""

from datetime import datetime

from referee import *

shop = declaration("shop")
made = client.create_pipeline(pipeline=shop, tags=[{"key": "key", "value": "value"}])
expect("tags", made["tags"], [{"key": "key", "value": "value"}])
stored = made["pipeline"]
expect("version", stored["version"], 1)
for given, kept in zip(shop["stages"], stored["stages"]):
    expect("stage", kept["name"], given["name"])
    for wanted, found in zip(given["actions"], kept["actions"]):
        defaults = {"runOrder": 1, "inputArtifacts": [], "outputArtifacts": [], "region": "us-east-1"}
        expect("action", found, {**defaults, "configuration": {}, **wanted} if "configuration" in found else
               {**defaults, **wanted})
message = refused("PipelineNameInUseException", client.create_pipeline, pipeline=shop)
expect("sentence", message, "A pipeline with the name 'shop' already exists in account '123456789012'")
message = refused("InvalidStructureException", client.create_pipeline,
                  pipeline={**shop, "name": "one", "stages": shop["stages"][:1]})
expect("sentence", message.split(".")[0], "Pipeline has only 1 stage(s)")

read = client.get_pipeline(name="shop")
expect("read", read["pipeline"], stored)
expect("arn", read["metadata"]["pipelineArn"], arn("shop"))
expect("created", isinstance(read["metadata"]["created"], datetime), True)
expect("updated", isinstance(read["metadata"]["updated"], datetime), True)

changed = declaration("shop")
changed["stages"][0]["actions"] = [{**SOURCE, "configuration": {"S3Bucket": "other", "S3ObjectKey": "app.zip"}}]
updated = client.update_pipeline(pipeline=changed)["pipeline"]
expect("version", updated["version"], 2)
expect("bucket", updated["stages"][0]["actions"][0]["configuration"]["S3Bucket"], "other")
again = client.get_pipeline(name="shop")
expect("the change is read", again["pipeline"], updated)
expect("the first version too", client.get_pipeline(name="shop", version=1)["pipeline"], stored)
expect("created", again["metadata"]["created"], read["metadata"]["created"])
expect("updated", again["metadata"]["updated"] > read["metadata"]["updated"], True)

client.create_pipeline(pipeline=declaration("another"))
expect("without tags", client.list_tags_for_resource(resourceArn=arn("another"))["tags"], [])
names = [(pipeline["name"], pipeline["version"]) for pipeline in client.list_pipelines()["pipelines"]]
expect("list", names, [("another", 1), ("shop", 2)])

client.tag_resource(resourceArn=arn("shop"), tags=[{"key": "key-2", "value": "value-2"}])
expect("added", client.list_tags_for_resource(resourceArn=arn("shop"))["tags"],
       [{"key": "key", "value": "value"}, {"key": "key-2", "value": "value-2"}])
client.tag_resource(resourceArn=arn("shop"), tags=[{"key": "key", "value": "other"}])
client.untag_resource(resourceArn=arn("shop"), tagKeys=["key-2", "none"])
expect("left", client.list_tags_for_resource(resourceArn=arn("shop"))["tags"], [{"key": "key", "value": "other"}])
for call, arguments in [(client.list_tags_for_resource, {}), (client.tag_resource, {"tags": []}),
                        (client.untag_resource, {"tagKeys": []})]:
    refused("ResourceNotFoundException", call, resourceArn=arn("none"), **arguments)

client.delete_pipeline(name="another")
client.delete_pipeline(name="another")
expect("list", [pipeline["name"] for pipeline in client.list_pipelines()["pipelines"]], ["shop"])
refused("PipelineNotFoundException", client.get_pipeline, name="another")
# An update has no such exception in the model; this is the one that every reader of names knows.
try:
    client.update_pipeline(pipeline=declaration("another"))
except client.exceptions.PipelineNotFoundException as error:
    expect("sentence", error.response["Error"]["Message"],
           "Account '123456789012' does not have a pipeline with name 'another'")
print("done")
