import Foundation
import PipelineAPI
import PipelineEngine
import TestSupport
import Testing

@Suite("The engine's settings")
struct SettingsTests {
    @Test("No file means the defaults, and what a file leaves out keeps its default")
    func defaults() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.json")
            #expect(try EngineSettings.load(from: file) == EngineSettings())
            try Data(#"{"builds": {"queued": 0}, "region": "eu-central-1"}"#.utf8).write(to: file)
            var expected = EngineSettings()
            expected.builds.queued = 0
            expected.region = "eu-central-1"
            #expect(try EngineSettings.load(from: file) == expected)
        }
    }

    @Test(
        "A wrong setting is refused with the file and what is wrong",
        arguments: [
            (#"{"accountId": "12"}"#, "accountId must have 12 digits"),
            (#"{"accountId": "12345678901x"}"#, "accountId must have 12 digits"),
            (#"{"builds": {"concurrent": 0}}"#, "builds.concurrent must be at least 1"),
            (#"{"builds": {"queued": -1}}"#, "builds.queued at least 0"),
            (#"{"builds": {"timeoutInMinutes": 4}}"#, "builds.timeoutInMinutes must be 5 to 2160"),
            (#"{"builds": {"logLimitInMegabytes": 0}}"#, "builds.logLimitInMegabytes must be at least 1"),
            (#"{"idleTimeoutInSeconds": -1}"#, "idleTimeoutInSeconds must be at least 1"),
            (#"{"polling": {"intervalInSeconds": 0}}"#, "polling.intervalInSeconds must be at least 1"),
            (#"{"builds": "many"}"#, "builds"),
            (
                #"{"builds": {"concurent": 1, "queued": 0}}"#,
                "builds.concurent: there is no such setting (did you mean 'concurrent'?)"
            ),
            (#"{"acountId": "123456789012"}"#, "acountId: there is no such setting (did you mean 'accountId'?)"),
            (
                #"{"polling": {"xyzzy": 1}}"#,
                "polling.xyzzy: there is no such setting (there are intervalInSeconds, byDefault)"
            ),
            (
                #"{"deployments": {"shop": {"profile": "shop"}}}"#,
                "deployments.shop.endpoint must be aws or an http(s) address"
            ),
            (
                #"{"deployments": {"shop": {"endpoint": "http:", "profile": "shop"}}}"#,
                "deployments.shop.endpoint must be aws or an http(s) address"
            ),
            (#"{"deployments": {"shop": {"endpoint": "aws"}}}"#, "deployments.shop.profile must name a profile"),
            (
                #"{"deployments": {"shop-preflight": {"endpoint": "aws", "profile": "shop"}}}"#,
                "deployments.shop-preflight: a preflight never deploys"
            ),
            (
                #"{"deployments": {"shop": {"endpoint": "aws", "profile": "shop", "deploy": true}}}"#,
                "deployments.shop.deploy: there is no such setting (did you mean 'deploys'?)"
            ),
            ("{", "not readable as JSON"),
        ])
    func wrong(_ text: String, _ words: String) async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.json")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: EngineError.self) { try EngineSettings.load(from: file) }
            let sentence = error.map { "\($0)" } ?? ""
            #expect(sentence.hasPrefix("\(file.path): "))
            #expect(sentence.contains(words), "\(sentence)")
        }
    }

    @Test("Only what is said is deployed, and never by a preflight")
    func deployments() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.json")
            let target = #"{"endpoint": "aws", "profile": "shop""#
            try Data(#"{"deployments": {"shop": \#(target)}, "site": \#(target), "deploys": true}}}"#.utf8).write(
                to: file)
            let settings = try EngineSettings.load(from: file)
            #expect(settings.deployment(of: "shop")?.deploys == false)
            #expect(settings.deployment(of: "site")?.deploys == true)
            #expect(settings.deployment(of: "site-preflight") == settings.deployment(of: "shop"))
            #expect(settings.deployment(of: "other") == nil)
        }
    }
}
