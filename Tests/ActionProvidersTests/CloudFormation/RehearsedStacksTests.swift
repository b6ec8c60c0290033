import CloudFormation
import Foundation
import PipelineAPI
import TestSupport
import Testing

@testable import ActionProviders

@Suite("Rehearsed stacks")
struct RehearsedStacksTests {
    @Test("A change set is worked out against the last rehearsal, and executing it gives the outputs")
    func changeSets() async throws {
        try await withStacks { place in
            let created = try await place.prepare("shop", bucket: "one")
            #expect(created.summary.hasPrefix("rehearsed change set Change of shop: resources 1 added"))
            let executed = try await place.stacks.executeChangeSet("Change", of: place.target("shop"))
            #expect(executed.summary.hasPrefix("rehearsed creating shop: resources 1 added"))
            #expect(executed.outputs.map(\.value) == ["one"])
            let same = try await place.prepare("shop", bucket: "one")
            #expect(same.summary == "rehearsed change set Change of shop: nothing would change")
            let changed = try await place.prepare("shop", bucket: "two")
            #expect(changed.summary.contains("resources 1 replaced"))
        }
    }

    @Test("A change set that was executed is gone; a retry makes it again and says so")
    func retry() async throws {
        try await withStacks { place in
            _ = try await place.prepare("shop", bucket: "one")
            _ = try await place.stacks.executeChangeSet("Change", of: place.target("shop", run: "first"))
            let again = try await place.stacks.executeChangeSet("Change", of: place.target("shop", run: "second"))
            #expect(again.summary.contains("(the change set was gone and is made again)"))
            // The same run once more is a crash between the rehearsal and its report.
            let repeated = try await place.stacks.executeChangeSet("Change", of: place.target("shop", run: "second"))
            #expect(!repeated.summary.contains("made again"))
            let error = await #expect(throws: StackRefusal.self) {
                try await place.stacks.executeChangeSet("Other", of: place.target("shop"))
            }
            #expect(error?.code == "ChangeSetNotFoundException")
        }
    }

    @Test("Exports and imports hold between stacks, also when one is to be deleted")
    func exports() async throws {
        try await withStacks { place in
            let importing =
                #"{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": "#
                + #"{"TopicName": {"Fn::ImportValue": "shop-bucket"}}}}}"#
            let early = await #expect(throws: StackRefusal.self) {
                try await place.stacks.createOrUpdate(place.request(importing), place.target("news"))
            }
            #expect(early?.message == "No export named shop-bucket found")
            _ = try await place.stacks.createOrUpdate(place.request(place.template("one")), place.target("shop"))
            _ = try await place.stacks.createOrUpdate(place.request(importing), place.target("news"))
            let used = await #expect(throws: StackRefusal.self) {
                try await place.stacks.delete(place.target("shop"))
            }
            #expect(used?.message == "Export shop-bucket cannot be deleted as it is in use by news")
            #expect(try await place.stacks.delete(place.target("news")))
            #expect(try await place.stacks.delete(place.target("shop")))
            #expect(try await !place.stacks.delete(place.target("shop")))
        }
    }

    @Test("Missing capabilities, parameters and a broken template are refused in CloudFormation's words")
    func refusals() async throws {
        try await withStacks { place in
            let role = #"{"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "x"}}}}"#
            let parameter =
                #"{"Parameters": {"P": {"Type": "Number"}}, "Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#
            for (template, words) in [
                (role, "Requires capabilities: [CAPABILITY_NAMED_IAM] for R"),
                (parameter, "Parameters: [P] must have values"), ("{}", "Template format error: has no Resources"),
            ] {
                let error = await #expect(throws: StackRefusal.self) {
                    try await place.stacks.createOrUpdate(place.request(template), place.target("shop"))
                }
                #expect(error?.message == words)
            }
            #expect(await place.described("shop") == nil)
        }
    }

    @Test("A nested stack is refused for its own template, parameters and capabilities")
    func nested() async throws {
        try await withStacks { place in
            let parent =
                #"{"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": "#
                + #"{"TemplateURL": "https://s3/x", "Parameters": {"Size": "2"}}}}}"#
            let inner =
                #"{"Parameters": {"Size": {"Type": "Number", "AllowedValues": [1]}}, "#
                + #""Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {}}}}"#
            for (nested, words) in [
                (
                    inner,
                    "nested stack Inner: Parameter 'Size' must be one of AllowedValues: 1\n"
                        + "nested stack Inner: Requires capabilities: [CAPABILITY_IAM] for R"
                ),
                ("{}", "Template format error: has no Resources"),
            ] {
                var request = place.request(parent)
                request.nested = ["Inner": nested]
                let error = await #expect(throws: StackRefusal.self) {
                    try await place.stacks.createOrUpdate(request, place.target("shop"))
                }
                #expect(error?.message == words)
            }
        }
    }

    @Test("Stacks nested in nested ones are checked too, each with the parameters that reach it")
    func deeplyNested() async throws {
        try await withStacks { place in
            func nesting(_ name: String, _ value: String, _ parameters: String = "") -> String {
                #"{\#(parameters)"Resources": {"\#(name)": {"Type": "AWS::CloudFormation::Stack", "Properties": "#
                    + #"{"TemplateURL": "https://s3/x", "Parameters": {"Size": \#(value)}}}}}"#
            }
            var request = place.request(nesting("Outer", #""2""#))
            let size = #""Parameters": {"Size": {"Type": "Number"}}, "#
            request.nested = [
                "Outer": nesting("Inner", #"{"Ref": "Size"}"#, size),
                "Outer/Inner": #"{"Parameters": {"Size": {"Type": "Number", "AllowedValues": [1]}}, "#
                    + #""Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#,
            ]
            let error = await #expect(throws: StackRefusal.self) {
                try await place.stacks.createOrUpdate(request, place.target("shop"))
            }
            #expect(error?.message == "nested stack Outer/Inner: Parameter 'Size' must be one of AllowedValues: 1")
        }
    }

    @Test("What is deployed counts more than what another execution rehearsed, and less than what this one did")
    func sight() async throws {
        try await withStacks { place in
            _ = try await place.stacks.createOrUpdate(
                place.request(place.template("two")), place.target("shop", execution: "earlier"))
            let deployed = RehearsedStack.Deployed(
                template: place.template("one"), parameters: [:], tags: [:], outputs: [], imports: [], time: .now,
                run: "")
            let exports = ExportRegistry(exports: ["other": .init(value: "x", stack: "network")])
            let sight = DeployedSight(words: "over AWS", state: .init(stack: deployed, exports: exports))
            let importing = place.template("two").replacing(#""two"}}}"#, with: #"{"Fn::ImportValue": "other"}}}}"#)
            for (execution, words) in [("this", "resources 1 replaced"), ("this", "nothing would change")] {
                let report = try await place.stacks.createOrUpdate(
                    place.request(importing), place.target("shop", execution: execution, sight: sight))
                #expect(report.summary.hasPrefix("rehearsed updating shop: \(words) · over AWS"), "\(report.summary)")
            }
            #expect(try await place.stacks.delete(place.target("shop", execution: "this", sight: sight)))
            let anew = try await place.stacks.createOrUpdate(
                place.request(place.template("two")), place.target("shop", execution: "this", sight: sight))
            #expect(anew.summary.hasPrefix("rehearsed creating shop"), "\(anew.summary)")
            let absent = DeployedSight(words: "over AWS", state: .init())
            let report = try await place.stacks.createOrUpdate(
                place.request(place.template("two")), place.target("shop", execution: "next", sight: absent))
            #expect(report.summary.hasPrefix("rehearsed creating shop"), "\(report.summary)")
            let unseen = DeployedSight(words: "what is deployed cannot be seen")
            let last = try await place.stacks.createOrUpdate(
                place.request(place.template("two")), place.target("shop", execution: "last", sight: unseen))
            #expect(last.summary.hasPrefix("rehearsed updating shop: nothing would change · what"), "\(last.summary)")
        }
    }

    @Test("A preflight sees what was rehearsed, and nothing of its own stays")
    func preflight() async throws {
        try await withStacks { place in
            _ = try await place.stacks.createOrUpdate(place.request(place.template("one")), place.target("shop"))
            let report = try await place.stacks.createOrUpdate(
                place.request(place.template("two")), place.target("shop", preflight: "p1"))
            #expect(report.summary.hasPrefix("rehearsed updating shop"))
            #expect(await place.described("shop")?.outputs == ["Name": "one"])
        }
    }
}

private struct StackPlace {
    let stacks: RehearsedStacks

    func target(
        _ name: String, preflight: String? = nil, run: String = "run", execution: String = "execution",
        sight: DeployedSight? = nil
    ) -> RehearsedStacks.Target {
        RehearsedStacks.Target(
            name: name, place: AWSEnvironment(account: "123456789012", region: "us-east-1"), preflight: preflight,
            run: run, execution: execution, time: Date(timeIntervalSince1970: 0), sight: sight)
    }

    func template(_ bucket: String) -> String {
        #"{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "\#(bucket)"}}}, "#
            + #""Outputs": {"Name": {"Value": "\#(bucket)", "Export": {"Name": "shop-bucket"}}}}"#
    }

    func request(_ template: String) -> StackRequest {
        StackRequest(template: template, parameters: [:], tags: [:], capabilities: [])
    }

    func prepare(_ stack: String, bucket: String) async throws -> RehearsalReport {
        try await stacks.replaceChangeSet("Change", request(template(bucket)), of: target(stack))
    }

    func described(_ stack: String) async -> DescribeRehearsal.Rehearsal? {
        await stacks.describe(.init(stackName: stack), account: "123456789012", region: "us-east-1").rehearsal
    }
}

private func withStacks(_ body: (StackPlace) async throws -> Void) async throws {
    try await withScratchDirectory { folder in
        try await body(StackPlace(stacks: RehearsedStacks(folder: folder.appending(path: "stacks"))))
    }
}
