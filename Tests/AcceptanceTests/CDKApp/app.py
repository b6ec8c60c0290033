"""A CDK Pipelines app: two waves of stages, each with a stack that has file assets, a nested stack, a parameter and tags.

What it deploys depends on the context: `title` is that of the topic of the nested stack, and a `secret` that nobody has made
fails the deployment.
"""

from aws_cdk import App, CfnOutput, CfnParameter, NestedStack, Stack, Stage, Tags
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


class Environment(Stage):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        Shop(self, "Shop")


app = App()
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
