import Foundation
import PipelineAPI
import Testing

@testable import Shell

@Suite("deploy STACK", .timeLimit(.minutes(10)))
struct DeployStackTests {
    private let published = [
        "put assets-123456789012/c0de.zip", "put assets-123456789012/template-first.json",
    ]

    @Test func aNewStackIsShownAskedAboutPublishedAndCreated() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            let parts = terminal.screen.components(separatedBy: "[y/n] y\n")
            expectSame(
                parts[0],
                """
                shop: creates it in 123456789012/us-east-1
                IAM Statement Changes
                   Resource          Effect  Action          Principal                     Condition
                +  ${shop/Role.Arn}  Allow   sts:AssumeRole  Service:lambda.amazonaws.com
                +  *                 Allow   s3:Get*         AWS:${shop/Role}

                (NOTE: There may be security-related changes not in this list. Custom resources, macros and what runs \
                inside of pipelines are not visible in templates.)

                Resources
                [+]  AWS::IAM::Role    shop/Role    Role1
                [+]  AWS::IAM::Policy  shop/Policy  Policy1
                [+]  AWS::SNS::Topic   shop/Topic   Topic1

                Assets to publish: Code, Template
                Deploy shop to 123456789012/us-east-1?\u{20}
                """)
            #expect(parts[1].contains("  ✓ 3/3  CREATE_COMPLETE  AWS::SNS::Topic  shop/Topic  in 1.0 s\n"))
            #expect(
                parts[1].hasSuffix(
                    "✓ shop  created in 0.0 s\nOutputs:\nshop.Name = shop-1\nStack ARN:\narn:aws:…:stack/shop/1\n"))
            expectSame(aws.calls.dropLast(2).sorted(), published)
            expectSame(aws.calls.suffix(2), ["change set of shop", "execute shop"])
            #expect(aws.request["RoleARN"] == "arn:aws:iam::123456789012:role/cfn-exec")
            #expect(
                aws.request["TemplateURL"]
                    == "https://s3.us-east-1.amazonaws.com/assets-123456789012/template-first.json")
        }
    }

    /// By the caller's own key: a deploy role may not look at pipelines.
    @Test func thePipelineOfAStackIsFollowedInTheRegionOfTheStack() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        let app = StackApp(environment: "aws://123456789012/eu-west-1", hasPipeline: true)
        try await StackApp.with(app) { app in
            aws.change { $0.pipeline = ScriptedPipeline(stage: "Build", runs: [], status: .succeeded) }
            try await aws.expect(0, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.contains("pipeline shop-Pipe1 runs execution e1aaaaaa"), "\(terminal.errors)")
            #expect(aws.pipelineScopes["ListPipelineExecutions"] == "AKIAEXAMPLE eu-west-1")
            #expect(aws.pipelineScopes["GetPipelineExecution"] == "AKIAEXAMPLE eu-west-1")
        }
    }

    @Test(arguments: [Reply("n"), Reply.end])
    func anythingButYesDoesNothingAtAll(_ reply: Reply) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal([reply]))
        try await StackApp.with { app in
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(terminal.screen.hasSuffix("Nothing was done.\n"))
            expectSame(aws.calls, [])
        }
    }

    @Test func withoutATerminalNothingIsDoneUnasked() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(3, of: "deploy shop", at: terminal, in: app)
            expectSame(aws.calls, [])
        }
    }

    @Test func anUnchangedStackIsOneLineWithoutAChangeSet() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            let calls = aws.calls
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            expectSame(
                terminal.screen,
                "✓ shop  (no changes)\nOutputs:\nshop.Name = shop-1\nStack ARN:\narn:aws:…:stack/shop/1\n")
            expectSame(aws.calls, calls)
        }
    }

    @Test func whatOnlyTheChangeSetKnowsIsAskedAboutAndLeavesNothingAfterANo() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y", "n"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.replaced = ["Role1": "True"] }
            try StackApp(topic: "second").write(to: app)
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.contains(
                    """
                    shop: CloudFormation's change set does more than the templates show:
                      [~]  AWS::IAM::Role shop/Role Role1  replace
                    Go on with shop? [y/n] n
                    Nothing was done.

                    """))
            expectSame(aws.calls.suffix(2), ["change set of shop", "delete change set"])
        }
    }

    @Test func aStackThatIsOnlyThereForItsChangeSetGoesWithIt() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y", "n"]))
        try await StackApp.with { app in
            // Adds what no template shows, as a macro does.
            aws.change { $0.addedByMacro = "Hidden1" }
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            expectSame(aws.calls.suffix(3), ["change set of shop", "delete change set", "delete shop"])
            #expect(aws.statuses == ["DELETE_COMPLETE"])
        }
    }

    @Test func aFailureNamesTheResourceItsConstructAndItsOwnReason() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            aws.change { $0.failing = ("Topic1", "no such key <k>", nil) }
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(
                terminal.errors.hasSuffix(
                    """
                    shop failed: ROLLBACK_COMPLETE
                      AWS::SNS::Topic  shop/Topic (Topic1): no such key <k>
                      The next `deploy shop` deletes what is left and creates it again.

                    """))
        }
    }

    @Test func whatAFailedCreationLeftIsDeletedAfterTheQuestion() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            aws.change { $0.failing = ("Topic1", "no", nil) }
            try await aws.expect(1, of: "deploy shop --yes", in: app)
            aws.change { $0.failing = nil }
            try await aws.expect(0, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.hasPrefix(
                    "shop: deletes what a failed creation has left (ROLLBACK_COMPLETE) and creates it anew\n"))
            expectSame(aws.calls.suffix(3), ["delete shop", "change set of shop", "execute shop"])
        }
    }

    @Test func aStackThatMovesWhileOneThinksIsShownAgain() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second").write(to: app)
            let moved = Reply("y") { aws.change { $0.stacks[0].status = "UPDATE_ROLLBACK_COMPLETE" } }
            let terminal = Terminal([moved, "n"])
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(terminal.screen.contains("Something has moved since this was shown; this is how it is now:"))
            #expect(aws.calls.last == "execute shop")
        }
    }

    @Test(arguments: [(1, 0), (2, 3)])
    func broadeningAsksOnlyWhereSomebodyMayDoMore(_ statements: Int, _ code: Int32) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try StackApp(topic: "second", statements: statements).write(to: app)
            let line = "deploy shop --require-approval broadening"
            try await aws.expect(code, of: line, at: terminal, in: app)
        }
    }

    @Test func theAppSaysWhenToAskWhereTheCommandLineDoesNot() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            let settings = #"{"app": "assembly", "requireApproval": "never"}"#
            try Data(settings.utf8).write(to: app.appending(path: "cdk.json"))
            try await aws.expect(0, of: "deploy shop", in: app)
            try StackApp(topic: "second").write(to: app)
            try await aws.expect(3, of: "deploy shop --require-approval any-change", in: app)
        }
    }

    @Test func anOldBootstrapStackPublishesToNobodyElsesBucket() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            aws.change { ($0.bootstrapVersion, $0.bucketOwner) = ("20", "999999999999") }
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app)
            #expect(
                terminal.screen.contains(
                    "Bucket 'assets-123456789012' cannot be used as a bucket of account 123456789012"))
            expectSame(aws.calls, [])
        }
    }

    @Test func aTemplateThatIsTooLargeForARequestGoesToTheBucketOfTheAccount() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(topic: String(repeating: "x", count: 60_000), isInline: true)) { app in
            let terminal = Terminal(nil)
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.contains("The template is larger than the 51200 bytes"))
            try await aws.expect(0, of: "bootstrap --yes --qualifier mine", in: app)
            aws.change { $0.stacks[0].outputs = ["BucketName": "staging"] }
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(
                aws.request["TemplateURL"]?.hasPrefix("https://s3.us-east-1.amazonaws.com/staging/cdk/shop/") == true)
        }
    }

    @Test(arguments: [
        (
            String?.none,
            "SSM parameter /cdk-bootstrap/v not found. Has the environment been bootstrapped? Please run 'cdk bootstrap'"
        ),
        (
            "5",
            "This CDK deployment requires bootstrap stack version '6', found '5'. Please run 'cdk bootstrap'."
        ),
    ])
    func theBootstrapVersionIsCheckedInTheWordsOfTheCDK(_ version: String?, _ words: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            aws.change { $0.bootstrapVersion = version }
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.hasPrefix(words))
            expectSame(aws.calls, [])
        }
    }

    @Test func whereToBootstrapIsWhereTheStackIs() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(environment: "aws://123456789012/eu-west-1")) { app in
            aws.change { $0.bootstrapVersion = nil }
            try await aws.expect(1, of: "deploy shop --yes", at: terminal, in: app)
            #expect(
                terminal.errors.contains("`bootstrap aws://123456789012/eu-west-1` does the same"), "\(terminal.errors)"
            )
        }
    }

    @Test(arguments: ["deploy sho --yes", "destroy sho --yes"]) func aBeginningOfANameIsNoName(_ line: String)
        async throws
    {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(2, of: line, at: terminal, in: app)
            #expect(terminal.errors == "there is no stack 'sho'\n  Did you mean 'shop'?\n")
            expectSame(aws.calls, [])
        }
    }

    @Test func parametersAndTagsOfTheCommandLineGoOut() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(parameter: "Size")) { app in
            try await aws.expect(2, of: "deploy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.contains("The following parameters of shop have no value: Size."))
            let topic = "arn:aws:sns:us-east-1:123456789012:told"
            let line = "deploy shop --yes --parameters shop:Size=a=b -t team=shop --notification-arns \(topic)"
            try await aws.expect(0, of: line, in: app)
            #expect(aws.request["Parameters.member.1.ParameterValue"] == "a=b")
            #expect(aws.request["Tags.member.1.Key"] == "team")
            #expect(aws.request["NotificationARNs.member.1"] == topic)
            // The next one keeps the value that the stack has.
            try StackApp(topic: "second", parameter: "Size").write(to: app)
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.request["Parameters.member.1.UsePreviousValue"] == "true")
        }
    }

    @Test(arguments: [
        ("--parameters Sise=1", "shop: there is no parameter 'Sise'\n  There are Size.\n"),
        ("--parameters shop:Sise=1", "shop: there is no parameter 'Sise'\n  There are Size.\n"),
        (
            "--parameters shpo:Size=1",
            "--parameters names the stack 'shpo', which is not deployed\n  What is deployed: shop\n"
        ),
        (
            "--parameters Size=1 --notification-arns arn:topic",
            "Notification arn arn:topic is not a valid arn for an SNS topic\n"
        ),
    ])
    func whatCloudFormationWouldRefuseIsRefusedBeforeTheQuestion(_ options: String, _ words: String) async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal([]))
        try await StackApp.with(StackApp(parameter: "Size")) { app in
            try await aws.expect(2, of: "deploy shop \(options)", at: terminal, in: app)
            expectSame(terminal.errors, words)
            expectSame(aws.calls, [])
        }
    }

    @Test func eachApprovalLevelAsksAboutSurprisesOfItsKind() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            aws.change { $0.replaced = ["Topic1": "True"] }
            for (level, code) in [("never", 0), ("broadening", 0), ("destructive", 3)] as [(String, Int32)] {
                try StackApp(topic: level).write(to: app)
                try await aws.expect(code, of: "deploy shop --require-approval \(level)", in: app)
            }
        }
    }

    @Test func outputsAreWrittenToAFileInTheFormOfTheCDK() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            let file = app.appending(path: "made/outputs.json")
            let expected = "{\n  \"shop\" : {\n    \"Name\" : \"shop-1\"\n  }\n}\n"
            try await aws.expect(0, of: "deploy shop --yes --outputs-file made/outputs.json", in: app)
            expectSame(try String(contentsOf: file, encoding: .utf8), expected)
            // Of a stack without changes as well.
            try FileManager.default.removeItem(at: file)
            try await aws.expect(0, of: "deploy shop --outputs-file made/outputs.json", in: app)
            expectSame(try String(contentsOf: file, encoding: .utf8), expected)
            let terminal = Terminal(nil)
            let before = aws.calls
            try StackApp(topic: "second").write(to: app)
            try await aws.expect(1, of: "deploy shop --yes --outputs-file made", at: terminal, in: app)
            #expect(terminal.errors.contains("Nothing is deployed: the outputs cannot be written to"))
            expectSame(aws.calls, before)
        }
    }

    @Test func valuesOfTheContextReachTheApp() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            let script = #"mkdir -p cdk.out; cp -R assembly/. cdk.out; printf %s "$CDK_CONTEXT_JSON" > cdk.out/told"#
            try Data(script.utf8).write(to: app.appending(path: "app.sh"))
            let settings = #"{"app": "sh app.sh", "context": {"who": "file", "left": "alone"}}"#
            try Data(settings.utf8).write(to: app.appending(path: "cdk.json"))
            for line in ["deploy shop --yes", "diff shop", "destroy shop --yes", "synth"] {  // In no git repository.
                try await aws.expect(0, of: "\(line) --context who=\(line.prefix(4)) --context what=a=b", in: app)
                let told = try String(contentsOf: app.appending(path: "cdk.out/told"), encoding: .utf8)
                for part in [#""who":"\#(line.prefix(4))""#, #""what":"a=b""#, #""left":"alone""#] {
                    #expect(told.contains(part), "\(line): \(told)")
                }
            }
            for line in ["deploy shop --context who", "deploy --context who", "diff --context who=me"] {
                try await aws.expect(2, of: line, in: app)
            }
        }
    }

    @Test func terminationProtectionIsBroughtToWhatTheAppSays() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(isProtected: true)) { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.calls.contains("protect true"))
            try await aws.expect(1, of: "destroy shop --yes", at: terminal, in: app)
            #expect(terminal.errors.contains("shop cannot be deleted: its termination protection is on."))
        }
    }

    @Test func anImageWithoutDockerIsSaidBeforeTheQuestion() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with(StackApp(hasImage: true)) { app in
            try await aws.expect(1, of: "deploy shop", at: terminal, in: app, ["CDK_DOCKER": "/nowhere/docker"])
            #expect(
                terminal.screen.hasPrefix("The app has Docker images to build and push, and there is no `docker` here.")
            )
            expectSame(aws.calls, [])
        }
    }

    /// The program stands in for docker, and notes how it was called and what it read.
    @Test func imagesAreBuiltAndPushedAndThePasswordIsInNoArgument() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with(StackApp(hasImage: true)) { app in
            let (docker, log) = (app.appending(path: "docker"), app.appending(path: "calls"))
            let script = """
                #!/bin/sh
                echo "$@" >> '\(log.path)'
                [ "$1" != login ] || { cat; echo; } >> '\(log.path)'
                [ "$1" != build ] || echo "step 1 of 1" >&2
                [ "$1" != image ]
                """
            try Data(script.utf8).write(to: docker)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: docker.path)
            try await aws.expect(0, of: "deploy shop --yes", at: terminal, in: app, ["CDK_DOCKER": docker.path])
            #expect(terminal.errors.contains("Building Server …\n    step 1 of 1\n"), "\(terminal.errors)")
            expectSame(
                try String(contentsOf: log, encoding: .utf8),
                """
                image inspect cdkasset-1a
                build --tag cdkasset-1a .
                login --username AWS --password-stdin registry.example
                pass
                tag cdkasset-1a registry.example/images:1a
                push registry.example/images:1a

                """)
        }
    }

    /// The program stands in for docker, which writes a token into its settings.
    @Test func tokensOfRegistriesAreWrittenIntoNobodysSettings() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(hasImage: true)) { app in
            let (docker, seen) = (app.appending(path: "docker"), app.appending(path: "seen"))
            let own = app.appending(path: "home/.docker")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            let settings = #"{"currentContext":"remote","credsStore":"desktop","auths":{"a":{}}}"#
            try Data(settings.utf8).write(to: own.appending(path: "config.json"))
            try Data("meta".utf8).write(to: own.appending(path: "contexts"))
            let script = """
                #!/bin/sh
                if [ "$1" = login ]; then
                    echo "$DOCKER_CONFIG" > '\(seen.path)'
                    cat "$DOCKER_CONFIG/config.json" "$DOCKER_CONFIG/contexts" >> '\(seen.path)'
                    stat -c ' %a' "$DOCKER_CONFIG" >> '\(seen.path)'
                    cat > "$DOCKER_CONFIG/config.json"
                fi
                [ "$1" != push ] || [ "$(cat "$DOCKER_CONFIG/config.json")" = pass ]
                """
            try Data(script.utf8).write(to: docker)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: docker.path)
            let variables = ["CDK_DOCKER": docker.path, "HOME": app.appending(path: "home").path]
            try await aws.expect(0, of: "deploy shop --yes", in: app, variables)
            let lines = try String(contentsOf: seen, encoding: .utf8).split(separator: "\n")
            expectSame(lines.dropFirst(), [#"{"currentContext":"remote"}meta 700"#])
            #expect(!FileManager.default.fileExists(atPath: String(lines[0])))
            expectSame(try String(contentsOf: own.appending(path: "config.json"), encoding: .utf8), settings)
        }
    }

    @Test func onThisMachineStacksAreOnlyRehearsed() async throws {
        let terminal = Terminal(nil)
        try await StackApp.with { app in
            let code = await CommandRunner(context: terminal.context(in: app)).run(line: "deploy shop --yes")
            #expect(code == 2)
            #expect(terminal.errors.hasPrefix("Stacks themselves are on AWS"))
        }
    }
}

@Suite("destroy, bootstrap, events", .timeLimit(.minutes(10)))
struct StackCommandTests {
    @Test func destroyShowsWhatGoesAndDeletesAfterAYes() async throws {
        let (aws, no, yes) = (ScriptedAWS(), Terminal(["n"]), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await aws.expect(1, of: "destroy shop", at: no, in: app)
            #expect(aws.calls.last == "execute shop")
            #expect(no.screen.contains("[-]  AWS::SNS::Topic   shop/Topic   Topic1   destroy\nDelete shop? [y/n] n\n"))
            try await aws.expect(0, of: "destroy shop", at: yes, in: app)
            #expect(
                yes.screen.contains("  ✓ 3  DELETE_COMPLETE  AWS::SNS::Topic  shop/Topic\n✓ shop  deleted in"))
            #expect(aws.calls.last == "delete shop")
        }
    }

    @Test func bootstrapTakesNameAndQualifierFromTheAppsFiles() async throws {
        let aws = ScriptedAWS()
        let settings =
            #"{"app": "assembly", "toolkitStackName": "Tools", "context": {"@aws-cdk/core:bootstrapQualifier": "mine"}}"#
        try await StackApp.with { app in
            try Data(settings.utf8).write(to: app.appending(path: "cdk.json"))
            try await aws.expect(0, of: "bootstrap --yes", in: app)
            #expect(aws.request["StackName"] == "Tools")
            #expect(aws.request["Parameters.member.1.ParameterValue"] == "mine")
            try await aws.expect(0, of: "bootstrap --yes --qualifier other --toolkit-stack-name Others", in: app)
            #expect(aws.request["StackName"] == "Others")
            #expect(aws.request["Parameters.member.1.ParameterValue"] == "other")
        }
    }

    @Test func bootstrapMakesTheResourcesUnderTheNamesOfTheCDK() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(["y"]))
        try await StackApp.with { app in
            try await aws.expect(0, of: "bootstrap --qualifier mine", at: terminal, in: app)
            #expect(terminal.screen.contains("Bootstrap 123456789012/us-east-1? [y/n] y\n"))
            expectSame(aws.calls, ["change set of CDKToolkit", "execute CDKToolkit"])
            #expect(aws.request["Parameters.member.1.ParameterValue"] == "mine")
            #expect(aws.request["TemplateBody"]?.contains("cdk-${Qualifier}-deploy-role-") == true)
        }
    }

    @Test(arguments: [("synth", "unchanged in "), ("stacks", "STACK  NAME  ENVIRONMENT")])
    func anAppThatIsInNoRepositoryIsShownAllTheSame(_ line: String, _ words: String) async throws {
        let terminal = Terminal(nil)
        try await StackApp.with { app in
            try await ScriptedAWS().expect(0, of: line, at: terminal, in: app)
            #expect(terminal.output.hasPrefix(words), "\(terminal.screen)")
        }
    }

    @Test func eventsAreToldInTheirOrder() async throws {
        let (aws, terminal) = (ScriptedAWS(), Terminal(nil))
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            try await aws.expect(0, of: "events shop -n 2", at: terminal, in: app)
            let lines = terminal.output.split(separator: "\n").map { $0.split(separator: " ").dropFirst(2) }
            #expect(lines.count == 3)
            #expect(lines[1].first == "CREATE_COMPLETE" && lines[1].last == "shop/Topic")
            #expect(lines[2].last == "shop")
        }
    }
}
