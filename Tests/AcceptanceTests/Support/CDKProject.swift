import Foundation

/// A CDK-shaped project whose app is a shell script: it copies an assembly that lies ready, and counts its runs.
///
/// The pipeline is what CDK Pipelines makes: Source, Build, UpdatePipeline, Assets, and a wave of environments.
struct CDKProject {
    var environments = ["dev", "test"]
    var pipelineType = "V2"
    /// The only property of each environment's bucket.
    var bucketName = "shop"
    /// What Fn::ImportValue of the last environment asks for; the first one exports `dev-bucket`.
    var imports: String?
    /// Of each environment's stack.
    var tags: [String: String] = [:]

    /// By their paths in the checkout. `@HERE@` stands for the place's folder.
    var files: [String: String] {
        var files = [
            "cdk.json": #"{"app": "sh app.sh", "context": {"answer": 42}}"#, ".gitignore": "cdk.out\n",
            "app.sh": """
            echo run >> @HERE@/synths
            test -n "$CDK_CONTEXT_JSON" && test "$CDK_DEFAULT_REGION" = us-east-1 || exit 3
            mkdir -p "$CDK_OUTDIR" && cp -R assembly/. "$CDK_OUTDIR/"

            """,
            "assembly/manifest.json": manifest(artifacts),
            "assembly/PipelineStack.template.json": json(["Resources": pipelineResources]),
            "assembly/asset.page.html": "<h1>Shop</h1>\n",
            "assembly/PipelineStack.assets.json": json([
                "version": "55.0.0",
                "files": [
                    "page": [
                        "displayName": "Page", "source": ["path": "asset.page.html", "packaging": "file"],
                        "destinations": [
                            "here": [
                                "bucketName": "cdk-assets-${AWS::AccountId}-${AWS::Region}", "objectKey": "page.html",
                            ]
                        ],
                    ]
                ],
            ]),
        ]
        for name in environments {
            let folder = "assembly/assembly-\(name)"
            files["\(folder)/manifest.json"] = manifest(["\(name)Shop": stack("\(name)Shop", named: "\(name)-shop")])
            files["\(folder)/\(name)Shop.template.json"] = json(template(name))
        }
        return files
    }

    private var artifacts: [String: Any] {
        var artifacts: [String: Any] = [
            "PipelineStack": stack("PipelineStack", named: "PipelineStack"),
            "PipelineStack.assets": [
                "type": "cdk:asset-manifest", "properties": ["file": "PipelineStack.assets.json"],
            ],
        ]
        for name in environments {
            artifacts["assembly-\(name)"] = [
                "type": "cdk:cloud-assembly",
                "properties": ["directoryName": "assembly-\(name)", "displayName": "PipelineStack/\(name)"],
            ]
        }
        return artifacts
    }

    private func stack(_ id: String, named name: String) -> [String: Any] {
        [
            "type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region",
            "properties": ["templateFile": "\(id).template.json", "stackName": name, "tags": tags],
        ]
    }

    private func template(_ environment: String) -> [String: Any] {
        var properties: [String: Any] = ["BucketName": "\(environment)-\(bucketName)"]
        if environment == environments.last, let imports {
            properties["Tags"] = [["Key": "Peer", "Value": ["Fn::ImportValue": imports]]]
        }
        return [
            "Resources": ["Bucket": ["Type": "AWS::S3::Bucket", "Properties": properties]],
            "Outputs": [
                "Name": ["Value": "\(environment)-\(bucketName)", "Export": ["Name": "\(environment)-bucket"]]
            ],
        ]
    }
}

extension CDKProject {
    private var pipelineResources: [String: Any] {
        [
            "Synth": build(install: "npm install -g aws-cdk@2", "npx cdk synth", outputs: true),
            "SelfMutation": build(
                install: "npm install -g aws-cdk@2",
                "cdk -a . deploy PipelineStack --require-approval=never --verbose"),
            "FileAsset": build(
                install: "npm install -g cdk-assets@2",
                #"cdk-assets --path "PipelineStack.assets.json" --verbose publish "page:here""#),
            "Pipeline": [
                "Type": "AWS::CodePipeline::Pipeline",
                "Properties": [
                    "Name": "shop", "RestartExecutionOnUpdate": true, "PipelineType": pipelineType,
                    "RoleArn": "arn:aws:iam::123456789012:role/pipeline",
                    "ArtifactStore": ["Type": "S3", "Location": "bucket"],
                    "Stages": [
                        [
                            "Name": "Source",
                            "Actions": [
                                action(
                                    "Code", "Source", "CodeCommit",
                                    ["RepositoryName": "shop", "BranchName": "main", "PollForSourceChanges": false],
                                    outputs: ["Source"])
                            ],
                        ],
                        stage("Build", "Synth", project: "Synth", input: "Source", outputs: ["Synth_Output"]),
                        stage("UpdatePipeline", "SelfMutate", project: "SelfMutation", input: "Synth_Output"),
                        stage("Assets", "FileAsset1", project: "FileAsset", input: "Synth_Output"),
                        ["Name": "Environments", "Actions": environments.flatMap(deployments)],
                    ],
                ],
            ],
        ]
    }

    private func build(install: String, _ command: String, outputs: Bool = false) -> [String: Any] {
        var document: [String: Any] = [
            "version": "0.2",
            "phases": ["install": ["commands": [install]], "build": ["commands": [command]]],
        ]
        if outputs { document["artifacts"] = ["base-directory": "cdk.out", "files": "**/*"] }
        return [
            "Type": "AWS::CodeBuild::Project",
            "Properties": ["Source": ["Type": "CODEPIPELINE", "BuildSpec": json(document)]],
        ]
    }

    private func stage(
        _ stage: String, _ name: String, project: String, input: String, outputs: [String] = []
    ) -> [String: Any] {
        let build = action(
            name, "Build", "CodeBuild", ["ProjectName": ["Ref": project]], inputs: [input], outputs: outputs)
        return ["Name": stage, "Actions": [build]]
    }

    private func deployments(_ environment: String) -> [[String: Any]] {
        let template = "Synth_Output::assembly-\(environment)/\(environment)Shop.template.json"
        let common: [String: Any] = ["StackName": "\(environment)-shop", "ChangeSetName": "PipelineChange"]
        let prepare = common.merging([
            "ActionMode": "CHANGE_SET_REPLACE", "TemplatePath": template, "Capabilities": "CAPABILITY_NAMED_IAM",
            "RoleArn": "arn:aws:iam::123456789012:role/deploy",
        ]) { $1 }
        let execute = common.merging(["ActionMode": "CHANGE_SET_EXECUTE"]) { $1 }
        return [
            action("\(environment).Prepare", "Deploy", "CloudFormation", prepare, inputs: ["Synth_Output"]),
            action("\(environment).Deploy", "Deploy", "CloudFormation", execute, runOrder: 2),
        ]
    }

    private func action(
        _ name: String, _ category: String, _ provider: String, _ configuration: [String: Any],
        inputs: [String] = [], outputs: [String] = [], runOrder: Int = 1
    ) -> [String: Any] {
        var action: [String: Any] = [
            "Name": name, "RunOrder": runOrder, "Configuration": configuration,
            "ActionTypeId": ["Category": category, "Owner": "AWS", "Provider": provider, "Version": "1"],
        ]
        if !inputs.isEmpty { action["InputArtifacts"] = inputs.map { ["Name": $0] } }
        if !outputs.isEmpty { action["OutputArtifacts"] = outputs.map { ["Name": $0] } }
        return action
    }

    private func manifest(_ artifacts: [String: Any]) -> String { json(["version": "55.0.0", "artifacts": artifacts]) }

    private func json(_ value: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
