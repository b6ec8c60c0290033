import Foundation
import Testing

/// Stacks on an emulator of AWS: the calls are real, and so is what becomes of them.
@Suite(
    "Stacks on AWS",
    .enabled(
        if: Emulator.python != nil, "no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it installed"),
    .timeLimit(.minutes(10)))
struct StackStoryTests {
    @Test("Bootstrap, deploy, no change, change, failure, rollback, deletion")
    func lifeOfAStack() async throws {
        try await Workplace.project(StackProject().files) { place in
            try await place.emulating { aws in
                func sluice(_ line: String) async throws -> Command {
                    try await place.sluice("--endpoint", "aws", "-c", line, with: aws)
                }
                let early = try await sluice("deploy shop --yes")
                #expect(early.exitCode == 1, "\(early.words)")
                #expect(early.errors.contains("Has the environment been bootstrapped?"), "\(early.words)")
                let bootstrap = try await sluice("bootstrap --yes")
                #expect(bootstrap.exitCode == 0 && bootstrap.errors.contains("✓ 11/"), "\(bootstrap.words)")
                let asked = try await sluice("deploy shop")
                #expect(asked.exitCode == 3, "\(asked.words)")

                let first = try await sluice("deploy shop --yes")
                #expect(first.exitCode == 0, "\(first.words)")
                #expect(first.errors.contains("CREATE_COMPLETE  AWS::SNS::Topic  shop/Topic  in"), "\(first.words)")
                #expect(first.output.contains("shop.Topic = arn:aws:sns:"), "\(first.words)")
                #expect(first.output.contains("Stack ARN:\narn:aws:cloudformation:us-east-1:123456789012:stack/shop/"))
                let again = try await sluice("deploy shop")
                #expect(again.exitCode == 0 && again.errors.contains("(no changes)"), "\(again.words)")

                try place.write(StackProject(displayName: "Second").files)
                let difference = try await sluice("diff shop")
                #expect(difference.output.contains(#"DisplayName: "Shop" → "Second""#), "\(difference.words)")
                let second = try await sluice("deploy shop --yes")
                #expect(second.exitCode == 0 && second.errors.contains("shop  updated in"), "\(second.words)")

                try place.write(StackProject(secret: "none").files)
                let failing = try await sluice("deploy shop --yes")
                #expect(failing.exitCode == 1, "\(failing.words)")
                #expect(failing.errors.contains("shop failed: UPDATE_ROLLBACK_COMPLETE"), "\(failing.words)")
                #expect(failing.errors.contains("AWS::SNS::Topic  shop/Secret (Secret): "), "\(failing.words)")
                let kept = try await sluice("deploy shop --yes --no-rollback")
                #expect(kept.exitCode == 1 && kept.errors.contains("shop failed: UPDATE_FAILED"), "\(kept.words)")
                try place.write(StackProject(displayName: "Third").files)
                let repaired = try await sluice("deploy shop --yes")
                #expect(repaired.exitCode == 0, "\(repaired.words)")
                #expect(repaired.errors.contains("rolling back first"), "\(repaired.words)")

                let events = try await sluice("events shop -n 1")
                #expect(events.output.contains("AWS::CloudFormation::Stack"), "\(events.words)")
                let drift = try await sluice("drift shop")
                #expect(drift.exitCode == 0 && drift.output.contains("as CloudFormation left it"), "\(drift.words)")
                let gone = try await sluice("destroy shop --yes")
                #expect(gone.exitCode == 0 && gone.errors.contains("shop  deleted in"), "\(gone.words)")
                let after = try await sluice("events shop")
                #expect(after.exitCode == 2 && after.errors.contains("shop is not deployed"), "\(after.words)")
            }
        }
    }

    @Test("A stack whose creation failed is made anew, and a stack that was never there leaves nothing behind")
    func failedCreation() async throws {
        try await Workplace.project(StackProject(secret: "none").files) { place in
            try await place.emulating { aws in
                func sluice(_ words: String...) async throws -> Command {
                    try await place.sluice("--endpoint", "aws", "-c", words.joined(separator: " "), with: aws)
                }
                #expect(try await sluice("bootstrap --yes").exitCode == 0)
                let failed = try await sluice("deploy shop --yes")
                #expect(
                    failed.exitCode == 1 && failed.errors.contains("shop failed: ROLLBACK_COMPLETE"), "\(failed.words)")
                try place.write(StackProject().files)
                let anew = try await sluice("deploy shop --yes")
                #expect(anew.exitCode == 0, "\(anew.words)")
                #expect(anew.output.contains("deletes what a failed creation has left"), "\(anew.words)")
            }
        }
    }

    @Test("A pipeline that a stack creates runs, and is followed to its end")
    func pipeline() async throws {
        try await Workplace.project(CDKProject().files) { place in
            try place.configure(#"{"repositories": {"shop": "\#(place.remote.path)"}}"#)
            try await place.serving { engine in
                try await place.emulating(engine: engine) { aws in
                    let deploy = try await place.sluice(
                        "--endpoint", "aws", "deploy", "PipelineStack", "--yes", with: aws)
                    #expect(deploy.exitCode == 0, "\(deploy.words)")
                    #expect(deploy.errors.contains("PipelineStack  created in"), "\(deploy.words)")
                    #expect(deploy.errors.contains("pipeline shop runs execution"), "\(deploy.words)")
                    #expect(deploy.words.contains("rehearsed creating dev-shop"), "\(deploy.words)")
                    #expect(deploy.output.contains("shop succeeded"), "\(deploy.words)")
                    let stages = try await place.sluice("--endpoint", "aws", "stages", with: aws)
                    #expect(stages.exitCode == 0 && stages.output.contains("Environments"), "\(stages.words)")
                    let again = try await place.sluice("--endpoint", "aws", "deploy", "PipelineStack", with: aws)
                    #expect(again.exitCode == 0 && again.errors.contains("(no changes)"), "\(again.words)")
                }
            }
        }
    }
    @Test("Keys of the credential store sign where AWS's own tools know none")
    func storedKeys() async throws {
        try await Workplace.withCredentials(StackProject().files) { place in
            try await place.emulating { aws in
                var variables = aws.merging(place.atHome) { $1 }
                variables["AWS_ACCESS_KEY_ID"] = nil
                variables["AWS_SECRET_ACCESS_KEY"] = nil
                let nobody = try await place.sluice("--endpoint", "aws", "bootstrap", "--yes", with: variables)
                #expect(nobody.exitCode == 4 && nobody.errors.contains("No AWS credentials"), "\(nobody.words)")
                try await place.unlock()
                try await place.add("default", user: "test", secret: "test", "--kind", "aws")
                let bootstrap = try await place.sluice("--endpoint", "aws", "bootstrap", "--yes", with: variables)
                #expect(bootstrap.exitCode == 0, "\(bootstrap.words)")
                try await place.sluice("credentials", "lock")
                let locked = try await place.sluice("--endpoint", "aws", "deploy", "shop", "--yes", with: variables)
                #expect(locked.exitCode == 3 && locked.errors.contains("`credentials unlock`"), "\(locked.words)")
            }
        }
    }

    @Test(
        "A real CDK Pipelines app: its pipeline stack is deployed, runs, and is unchanged afterwards",
        .enabled(if: RealCDKTests.python != nil, "set SLUICE_CDK_PYTHON to a Python with aws-cdk-lib"))
    func realApp() async throws {
        try await Workplace.project(RealCDKTests.files) { place in
            try place.configure(#"{"repositories": {"shop": "\#(place.remote.path)"}}"#)
            try await place.serving { engine in
                try await place.emulating(engine: engine) { aws in
                    let bootstrap = try await place.sluice("--endpoint", "aws", "bootstrap", "--yes", with: aws)
                    #expect(bootstrap.exitCode == 0, "\(bootstrap.words)")
                    let deploy = try await place.sluice(
                        "--endpoint", "aws", "deploy", "PipelineStack", "--yes", with: aws)
                    #expect(deploy.exitCode == 0, "\(deploy.words)")
                    #expect(deploy.words.contains("rehearsed creating prod-Shop: resources"), "\(deploy.words)")
                    let again = try await place.sluice("--endpoint", "aws", "deploy", "PipelineStack", with: aws)
                    #expect(again.exitCode == 0 && again.errors.contains("(no changes)"), "\(again.words)")
                    let stage = try await place.sluice("--endpoint", "aws", "deploy", "dev-Shop", "--yes", with: aws)
                    #expect(stage.exitCode == 0 && stage.output.contains(".PageKey = "), "\(stage.words)")
                }
            }
        }
    }
}

/// A CDK app that is synthesised already, with one stack and a folder to publish.
struct StackProject {
    var displayName = "Shop"
    /// A secret that a resource needs; nobody has made any.
    var secret: String?

    var files: [String: String] {
        let role = #"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-"#
        let place = #"-role-${AWS::AccountId}-${AWS::Region}"#
        let bootstrap =
            #""requiresBootstrapStackVersion": 6, "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version""#
        let bucket =
            #""bucketName": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}", "assumeRoleArn": "\#(role)file-publishing\#(place)""#
        let key = "\(displayName)-\(secret ?? "").json"
        let more = secret.map {
            #", "Secret": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "{{resolve:secretsmanager:\#($0)}}"}}"#
        }
        return [
            "cdk.json": #"{"app": "assembly"}"#,
            "assembly/asset.page/index.html": "<h1>Shop</h1>\n",
            "assembly/manifest.json": """
            {"version": "55.0.0", "artifacts": {
              "shop": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region",
                "dependencies": ["shop.assets"], "metadata": {
                  "/shop/Topic/Resource": [{"type": "aws:cdk:logicalId", "data": "Topic"}],
                  "/shop/Secret/Resource": [{"type": "aws:cdk:logicalId", "data": "Secret"}]},
                "properties": {"templateFile": "shop.template.json", \(bootstrap),
                  "assumeRoleArn": "\(role)deploy\(place)", "cloudFormationExecutionRoleArn": "\(role)cfn-exec\(place)",
                  "stackTemplateAssetObjectUrl":
                    "s3://cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/\(key)"}},
              "shop.assets": {"type": "cdk:asset-manifest", "properties": {"file": "shop.assets.json", \(bootstrap)}}}}
            """,
            "assembly/shop.template.json": """
            {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "\(displayName)"}}\(more ?? "")},
             "Outputs": {"Topic": {"Value": {"Ref": "Topic"}}}}
            """,
            "assembly/shop.assets.json": """
            {"version": "55.0.0", "files": {
              "page": {"displayName": "Page", "source": {"path": "asset.page", "packaging": "zip"}, "destinations": {
                "here": {"objectKey": "page.zip", \(bucket)}}},
              "template": {"displayName": "Template", "source": {"path": "shop.template.json", "packaging": "file"},
                "destinations": {"here": {"objectKey": "\(key)", \(bucket)}}}}}
            """,
        ]
    }
}
