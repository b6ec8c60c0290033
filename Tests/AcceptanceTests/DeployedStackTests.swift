import Foundation
import Testing

/// A pipeline on the embedded engine whose stacks are deployed at an emulator of AWS.
@Suite(
    "Deploy/CloudFormation actions, deployed",
    .enabled(
        if: Emulator.python != nil, "no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it installed"),
    .timeLimit(.minutes(10)))
struct DeployedStackTests {
    @Test("A CDK pipeline publishes its assets and deploys its waves where the settings say; the question says so")
    func pipeline() async throws {
        try await Workplace.deploying(CDKProject().files) { target in
            try await target.configure("shop", deploys: true)
            try await target.python(#"client("s3").create_bucket(Bucket="cdk-assets-123456789012-us-east-1")"#)
            let asked = try await target.sluice("deploy")
            #expect(asked.exitCode == 3, "\(asked.words)")
            let place = "at \(target.address)"
            #expect(asked.output.contains("Its stacks are really deployed \(place), with profile 'shop'."))

            let deploy = try await target.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            for stack in ["dev-shop", "test-shop"] {
                #expect(deploy.words.contains("change set PipelineChange of \(stack) \(place): resources 1 added"))
                #expect(deploy.words.contains("created \(stack) \(place): 1 resource"), "\(deploy.words)")
                let outputs = try await target.onAWS("outputs", stack)
                #expect(outputs.output.contains("Name"), "\(outputs.words)")
            }
            #expect(!deploy.words.contains("rehearsed"), "\(deploy.words)")
            let log = try await target.sluice("logs", "Assets/FileAsset1")
            #expect(log.output.contains("done by sluice, \(place), with profile 'shop'"), "\(log.words)")
            #expect(log.output.contains("Published Page"), "\(log.words)")
            let page = try await target.python(
                #"""
                s3 = client("s3")
                print(s3.get_object(Bucket="cdk-assets-123456789012-us-east-1", Key="page.html")["Body"].read())
                """#)
            #expect(page.output.contains("<h1>Shop</h1>"))
            let same = try await target.sluice("diff", "dev-shop")
            #expect(same.output.contains("nothing changes"), "\(same.words)")
            #expect(same.errors.contains("Against what is deployed \(place), with profile 'shop'."), "\(same.words)")
            try target.place.write(CDKProject(bucketName: "other").files(in: target.place))
            let difference = try await target.sluice("diff", "dev-shop")
            #expect(difference.output.contains("\"dev-shop\" → \"dev-other\""), "\(difference.words)")
            let status = try await target.sluice("engine", "status")
            #expect(status.output.contains("pipeline shop deploys \(place), with profile 'shop'"), "\(status.words)")
        }
    }

    @Test("Every action mode does what it says, with parameters, artifacts and outputs")
    func modes() async throws {
        try await Workplace.deploying(StackActionTests.files) { target in
            try await target.configure("shop", deploys: true)
            let early = try await target.sluice("deploy", "--yes")
            #expect(early.exitCode == 1, "\(early.words)")
            #expect(early.words.contains("the pipeline's bucket 'shop-store' is not there"), "\(early.words)")
            try await target.python(#"client("s3").create_bucket(Bucket="shop-store")"#)
            let deploy = try await target.sluice("retry", "--no-follow")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let end = try await target.sluice("watch")
            #expect(end.exitCode == 0, "\(end.words)")
            let place = "at \(target.address)"
            #expect(end.words.contains("created shop \(place): 1 resource"), "\(end.words)")
            #expect(end.words.contains("deleted shop \(place)"), "\(end.words)")
            #expect(target.place.lines("name") == ["large-from-file"])
            let outputs = target.place.lines("outputs").joined()
            #expect(outputs.contains(#""Name":"large-from-file""#) && outputs.contains("shop-store"), "\(outputs)")
            let policies = try target.calls().filter { $0.call == "SetStackPolicy" }.map {
                $0.form["StackPolicyBody"] ?? ""
            }
            #expect(policies.count == 1 && policies[0].contains("Update:*"), "\(policies)")
            let gone = try await target.onAWS("events", "shop")
            #expect(gone.errors.contains("has no stack 'shop'"), "\(gone.words)")
        }
    }

    @Test("Without a setting nothing goes to AWS, whatever lies around, and a preflight only ever rehearses")
    func onlyWhereSaid() async throws {
        try await Workplace.deploying(CDKProject().files) { target in
            let deploy = try await target.place.sluice("deploy", "--yes", with: target.aws)
            #expect(deploy.exitCode == 0 && deploy.words.contains("rehearsed creating dev-shop"), "\(deploy.words)")
            try await target.configure("shop", deploys: true)
            let preflight = try await target.sluice("preflight")
            #expect(preflight.exitCode == 0, "\(preflight.words)")
            let words = "rehearsed creating dev-shop: resources 1 added · over what is deployed at \(target.address)"
            #expect(preflight.words.contains(words), "\(preflight.words)")
            let writing = ["CreateChangeSet", "ExecuteChangeSet", "PUT", "DeleteStack"]
            #expect(try !target.calls().contains { writing.contains($0.call) })
        }
    }

    @Test("A target that is only to be looked at is what rehearsals compare with, and nothing is changed there")
    func readOnly() async throws {
        try await Workplace.deploying(Self.files(topic: "One")) { target in
            try await target.configure("shop", deploys: true)
            let first = try await target.sluice("deploy", "--yes")
            #expect(first.exitCode == 0, "\(first.words)")
            try await target.configure("shop", deploys: false)
            try await target.push(Self.files(topic: "Two"))
            let before = try target.calls().count
            let deploy = try await target.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(deploy.output.contains("Its stacks are rehearsed over what is deployed at"), "\(deploy.words)")
            #expect(deploy.words.contains("rehearsed updating shop: resources 1 changed · over what is deployed at"))
            let reading = ["GetCallerIdentity", "DescribeStacks", "GetTemplate", "ListExports"]
            #expect(try target.calls().dropFirst(before).allSatisfy { reading.contains($0.call) })
        }
    }

    @Test("A failing stack says the first failed resource's reason; retry makes the change set again")
    func failure() async throws {
        try await Workplace.deploying(Self.files(topic: "One")) { target in
            try await target.configure("shop", deploys: true)
            let first = try await target.sluice("deploy", "--yes")
            #expect(first.exitCode == 0, "\(first.words)")
            try await target.push(Self.files(topic: "{{resolve:secretsmanager:name}}"))
            let failed = try await target.sluice("deploy", "--yes")
            #expect(failed.exitCode == 1, "\(failed.words)")
            let made = try target.calls().last { $0.call == "CreateChangeSet" }
            #expect(made?.who == "deployer" && made?.form["RoleARN"] == "arn:aws:iam::123456789012:role/deploy")
            #expect(made?.form["Capabilities.member.1"] == "CAPABILITY_IAM")
            #expect(failed.words.contains("AWS::SNS::Topic Topic: "), "\(failed.words)")
            #expect(
                failed.words.contains("shop at \(target.address) is in UPDATE_ROLLBACK_COMPLETE"), "\(failed.words)")
            try await target.python(#"client("secretsmanager").create_secret(Name="name", SecretString="Three")"#)
            try await target.sluice("retry", "--no-follow")
            let again = try await target.sluice("watch")
            #expect(again.exitCode == 0, "\(again.words)")
            #expect(again.words.contains("(the change set was gone and was made again)"), "\(again.words)")
        }
    }

    @Test("What a failed creation has left is found by a preflight, and deleted by `retry` after a y")
    func failedCreation() async throws {
        try await Workplace.deploying(Self.files(topic: "{{resolve:secretsmanager:name}}")) { target in
            try await target.configure("shop", deploys: true)
            let failed = try await target.sluice("deploy", "--yes")
            #expect(failed.exitCode == 1 && failed.words.contains("is in ROLLBACK_COMPLETE"), "\(failed.words)")
            let preflight = try await target.sluice("preflight")
            let words = "rehearsed: Stack [shop] is in ROLLBACK_COMPLETE state and can not be updated"
            #expect(preflight.exitCode == 1 && preflight.words.contains(words), "\(preflight.words)")
            try await target.python(#"client("secretsmanager").create_secret(Name="name", SecretString="Three")"#)
            let asked = try await target.sluice("retry")
            #expect(asked.exitCode == 3, "\(asked.words)")
            let retry = try await target.sluice("retry", "--yes", "--no-follow")
            #expect(retry.exitCode == 0 && retry.errors.contains("shop  deleted in"), "\(retry.words)")
            let created = try await target.sluice("watch")
            #expect(created.exitCode == 0 && created.words.contains("created shop at"), "\(created.words)")
        }
    }

    @Test("REPLACE_ON_FAILURE deletes what a failed creation has left, and creates the stack")
    func replacement() async throws {
        var files = Self.files(topic: "{{resolve:secretsmanager:name}}")
        files["pipeline.yml"] = """
            pipeline: shop
            source: { branch: main, output: Source }
            stages:
              Stack:
                actions:
                  - name: Deploy
                    actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                    inputArtifacts: [{ name: Source }]
                    configuration:
                      ActionMode: REPLACE_ON_FAILURE
                      StackName: shop
                      RoleArn: arn:aws:iam::123456789012:role/deploy
                      TemplatePath: Source::shop.yaml

            """
        try await Workplace.deploying(files) { target in
            try await target.configure("shop", deploys: true)
            let failed = try await target.sluice("deploy", "--yes")
            #expect(failed.exitCode == 1 && failed.words.contains("is in ROLLBACK_COMPLETE"), "\(failed.words)")
            try await target.python(#"client("secretsmanager").create_secret(Name="name", SecretString="Three")"#)
            try await target.sluice("retry", "--no-follow")
            let created = try await target.sluice("watch")
            #expect(created.exitCode == 0 && created.words.contains("created shop at"), "\(created.words)")
            #expect(try target.calls().contains { $0.call == "DeleteStack" })
        }
    }

    @Test("An engine that is killed while a stack is deployed is followed by one that executes nothing twice")
    func killed() async throws {
        try await Workplace.deploying(Self.files(topic: "One"), settings: ["RESOURCE_DELAY": "3"]) { target in
            try await target.configure("shop", deploys: true)
            let deploy = try await target.sluice("deploy", "--yes", "--no-follow")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            while try !target.calls().contains(where: { $0.call == "ExecuteChangeSet" }) { await Task.yield() }
            try await target.place.killEngine()
            let end = try await target.sluice("watch")
            #expect(end.exitCode == 0, "\(end.words)")
            #expect(end.words.contains("created shop at \(target.address): 1 resource"), "\(end.words)")
            #expect(try target.calls().count { $0.call == "ExecuteChangeSet" } == 1)
        }
    }

    @Test("Keys of the credential store deploy and publish; while they are locked the log says what to do")
    func storedKeys() async throws {
        try await Workplace.deploying(CDKProject().files) { target in
            let place = target.place
            try place.put("home/config/credentials.json", #"{ "workFactor": 4 }"#)
            try place.put("passphrase", Workplace.passphrase + "\n")
            try place.put(".aws/credentials", "")
            try await target.configure("shop", deploys: true, profile: "default")
            try await target.python(#"client("s3").create_bucket(Bucket="cdk-assets-123456789012-us-east-1")"#)
            try await place.unlock()
            try await place.add("default", user: "test", secret: "test", "--kind", "aws")
            try await place.sluice("credentials", "lock")
            let locked = try await target.sluice("deploy", "--yes")
            #expect(locked.exitCode == 1, "\(locked.words)")
            let log = try await target.sluice("logs", "Assets/FileAsset1")
            #expect(log.output.contains("`credentials unlock`"), "\(log.words)")
            try await place.unlock()
            try await target.sluice("retry", "--no-follow")
            let end = try await target.sluice("watch")
            #expect(end.exitCode == 0 && end.words.contains("created dev-shop at"), "\(end.words)")
        }
    }

    @Test("An action's role leads into another account")
    func otherAccount() async throws {
        try await Workplace.deploying(Self.files(topic: "One", account: "210987654321")) { target in
            try await target.configure("shop", deploys: true)
            let deploy = try await target.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let own = try await target.onAWS("events", "shop")
            #expect(own.errors.contains("has no stack 'shop'"), "\(own.words)")
            let stacks = try await target.python(
                #"""
                import os
                os.environ["AWS_ACCESS_KEY_ID"] = "210987654321"
                print(client("cloudformation").describe_stacks(StackName="shop")["Stacks"][0]["StackStatus"])
                """#)
            #expect(stacks.output == "CREATE_COMPLETE\n")
        }
    }

    /// A pipeline that prepares and executes a change set of a stack with a topic.
    ///
    /// - Parameter account: of the role that the actions take.
    private static func files(topic: String, account: String = "123456789012") -> [String: String] {
        [
            "shop.yaml": """
            Resources:
              Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: "\(topic)"}}
            Outputs:
              Topic: {Value: !Ref Topic}

            """,
            "pipeline.yml": """
            pipeline: shop
            source: main
            stages:
              Build:
                Templates: { commands: [mkdir out && cp shop.yaml out/], outputs: [{ name: Templates, files: [out/shop.yaml] }] }
              Stack:
                actions:
                  - name: Prepare
                    runOrder: 1
                    actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                    roleArn: arn:aws:iam::\(account):role/deployer
                    inputArtifacts: [{ name: Templates }]
                    configuration:
                      ActionMode: CHANGE_SET_REPLACE
                      StackName: shop
                      ChangeSetName: Change
                      Capabilities: CAPABILITY_IAM
                      RoleArn: arn:aws:iam::\(account):role/deploy
                      TemplatePath: Templates::out/shop.yaml
                  - name: Deploy
                    runOrder: 2
                    namespace: Stack
                    roleArn: arn:aws:iam::\(account):role/deployer
                    actionTypeId: { category: Deploy, owner: AWS, provider: CloudFormation, version: "1" }
                    configuration: { ActionMode: CHANGE_SET_EXECUTE, StackName: shop, ChangeSetName: Change }
              Use:
                Read: ['echo "#{Stack.Topic}" > @HERE@/topic']

            """,
        ]
    }
}
