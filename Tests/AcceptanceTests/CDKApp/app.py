"""A CDK Pipelines app: two waves of stages, each with a stack that has file assets, a nested stack, a parameter and tags.

What it deploys depends on the context: `title` is that of the topic of the nested stack, and a `secret` that nobody has made
fails the deployment. What is `refused` is refused by the app itself, or by the `rule` of a plug-in.
"""

import json

import jsii

from aws_cdk import Annotations, App, CfnOutput, CfnParameter, NestedStack, Stack, Stage, Tags
from aws_cdk import IPolicyValidationPluginBeta1, PolicyValidationPluginReportBeta1
from aws_cdk import PolicyViolatingResourceBeta1, PolicyViolationBeta1
from aws_cdk import aws_codecommit as codecommit, aws_s3 as s3, aws_s3_assets as assets, aws_sns as sns
from aws_cdk import pipelines
from constructs import Construct


class Alarms(NestedStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        sns.Topic(self, "Topic", display_name=self.node.try_get_context("title"))


class Shop(Stack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        bucket = s3.Bucket(self, "Bucket")
        size = CfnParameter(self, "Size", default="small")
        page = assets.Asset(self, "Page", path="page")
        words = assets.Asset(self, "Words", path="page/index.html")
        Alarms(self, "Alarms")
        secret = self.node.try_get_context("secret")
        if secret:
            sns.Topic(self, "Secret", display_name=f"{{{{resolve:secretsmanager:{secret}}}}}")
        CfnOutput(self, "Where", value=bucket.bucket_name)
        CfnOutput(self, "HowLarge", value=size.value_as_string)
        CfnOutput(self, "PageKey", value=page.s3_object_key)
        CfnOutput(self, "WordsKey", value=words.s3_object_key)
        Tags.of(self).add("team", "shop")
        if self.node.try_get_context("refused") == self.node.path:
            Annotations.of(self).add_error("it is refused")


class Environment(Stage):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        Shop(self, "Shop")


@jsii.implements(IPolicyValidationPluginBeta1)
class Rules:
    @property
    def name(self):
        return "rules"

    @property
    def version(self):
        return "1"

    @property
    def rule_ids(self):
        return ["P1"]

    def validate(self, context):
        path = next(path for path in context.template_paths if "PipelineStack" in path)
        with open(path) as template:
            logical_id = next(iter(json.load(template)["Resources"]))
        resource = PolicyViolatingResourceBeta1(resource_logical_id=logical_id, template_path=path, locations=[])
        violation = PolicyViolationBeta1(
            rule_name="P1", description="Pipelines are watched", fix="watch it", violating_resources=[resource])
        return PolicyValidationPluginReportBeta1(success=False, violations=[violation])


app = App()
if app.node.try_get_context("refused") == "rule":
    app = App(policy_validation_beta1=[Rules()])
stack = Stack(app, "PipelineStack")
repository = codecommit.Repository.from_repository_name(stack, "Code", "shop")
pipeline = pipelines.CodePipeline(
    stack, "Pipeline", pipeline_name="shop",
    synth=pipelines.ShellStep(
        "Synth", input=pipelines.CodePipelineSource.code_commit(repository, "main"),
        install_commands=["npm install -g aws-cdk@2"], commands=["npx cdk synth"]))
development = pipeline.add_wave("Development")
for name in ["dev", "test"]:
    development.add_stage(Environment(app, name))
pipeline.add_wave("Production").add_stage(Environment(app, "prod"))
app.synth()
