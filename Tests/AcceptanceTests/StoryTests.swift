import Foundation
import Testing

@Suite("The whole job, command by command", .timeLimit(.minutes(10)))
struct StoryTests {
    @Test("From a changed file to pages in both environments")
    func story() async throws {
        try await Workplace.demo { place in
            let status = try await place.sluice("status")
            #expect(status.output.contains("on main, level with origin/main"), "\(status.words)")
            #expect(status.output.contains("shop/prices.py"))
            let commit = try await place.sluice("commit", "-m", "Free delivery above 50")
            #expect(commit.exitCode == 0 && commit.output.contains("Free delivery above 50"), "\(commit.words)")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 0 && push.output.contains("verified: origin/main is at"), "\(push.words)")

            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.errors.contains("arn:aws:codepipeline:us-east-1:123456789012:shop-pipeline"))
            #expect(
                deploy.errors.contains("Cannot have more than 0 builds in queue for the account"), "\(deploy.words)")
            #expect(deploy.errors.contains("Nothing is wrong with your change"))
            #expect(deploy.output.contains("shop-pipeline failed in Build · `retry`"))

            let retry = try await place.sluice("retry", "--no-follow")
            #expect(retry.exitCode == 0 && retry.output.contains("retrying Build"), "\(retry.words)")
            try await place.waitForApproval()
            let approve = try await place.sluice("approve", "--yes")
            #expect(approve.exitCode == 0, "\(approve.words)")
            #expect(approve.errors.contains("\"Free delivery above 50\" by "), "\(approve.words)")
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0 && watch.output.contains("shop-pipeline succeeded"), "\(watch.words)")

            for site in ["dev", "test"] {
                let page = place.lines("sites/\(site)/index.html").joined()
                #expect(page.contains("free from 50"), "\(site)")
            }
            let again = try await place.sluice("deploy", "--yes")
            #expect(again.exitCode == 0 && again.output.contains("Nothing to deploy: "), "\(again.words)")
            let unit = try await place.sluice("action", "Build/Unit")
            #expect(unit.output.contains("python3 -m shop site"), "\(unit.words)")
        }
    }

    @Test(
        "The printed declaration is what `aws codepipeline create-pipeline` takes",
        .enabled(if: hasBotocore, "no botocore: pip install boto3"))
    func declarationIsValidForAWS() async throws {
        try await Workplace.demo { place in
            let printed = try await place.sluice("pipeline", "--json")
            let check = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["python3", "-c", botocoreCheck], in: place.folder,
                environment: place.environment, input: printed.output)
            #expect(check.exitCode == 0, "\(check.words)")
        }
    }
}

private let botocoreCheck = """
    import json, sys
    import botocore.session
    from botocore.validate import ParamValidator
    service = botocore.session.get_session().get_service_model("codepipeline")
    report = ParamValidator().validate(json.load(sys.stdin), service.operation_model("CreatePipeline").input_shape)
    sys.exit(report.generate_report() or 0)
    """

/// Whether AWS's own client library for Python is here to be asked.
let hasBotocore: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import botocore"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}()
