import AWS
import Foundation
import PipelineAPI
import TestSupport
import Testing

/// A build's git gets a token by the helper and prints it, though the build never asked the engine for it.
@Suite("What the agent hands out while a build runs is hidden in the build too", .timeLimit(.minutes(10)))
struct HandedOutInBuildTests {
    private static let token = "tok-5c4b3a2f1e0d"

    private static let files = [
        "pipeline.yml":
            "pipeline: shop\nsource: main\nstages:\n  Work:\n    Ask: { buildspec: ask.yml, namespace: Ask }\n",
        "ask.yml": """
        version: 0.2
        env: {exported-variables: [TOLD]}
        phases:
          build:
            commands:
              - echo reached > @HERE@/reached; read line < @HERE@/gate
              - export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
              - printf 'protocol=https\\nhost=git.example\\n\\n' > request
              - git -c credential.helper='!\(Workplace.executable.path) git-credential' credential fill < request
              - TOLD=$(git -c credential.helper='!\(Workplace.executable.path) git-credential' credential fill < request)
              - echo "$TOLD" | base64 -w 0; false

        """,
    ]

    @Test(
        "In the log, in what the API answers, and in no file, whether it was unlocked before or meanwhile",
        arguments: [false, true])
    func helper(isUnlockedMeanwhile: Bool) async throws {
        try await Workplace.withCredentials(Self.files) { place in
            let gate = try Fifo(place.folder.appending(path: "gate"))
            let reached = try Fifo(place.folder.appending(path: "reached"))
            try await place.unlock()
            try await place.add("https://git.example", user: "ann", secret: Self.token)
            if isUnlockedMeanwhile { try await place.sluice("credentials", "lock") }
            let deploy = Task { try await place.sluice("deploy", "--yes") }
            try await reached.waitForLine()
            if isUnlockedMeanwhile { try await place.unlock() }
            gate.sendLine()
            #expect(try await deploy.value.exitCode == 1)
            // What is written to a pipe goes with its last end.
            withExtendedLifetime(gate) {}
            // What is shown from here on hides nothing by itself.
            try await place.sluice("credentials", "lock")
            let log = try await place.sluice("logs", "Work/Ask")
            #expect(log.output.contains("username=ann\npassword=***\n"), "\(log.words)")
            // What it is encoded with behind it changes the end.
            let encoded = Data("password=\(Self.token)".utf8).base64EncodedString().dropLast(4)
            #expect(log.output.contains(#/^[A-Za-z0-9+\/]+\*\*\*/#.anchorsMatchLineEndings()), "\(log.words)")
            #expect(!log.output.contains(Self.token) && !log.output.contains(encoded), "\(log.words)")
            #expect(try await events(in: place).contains("password=***"))
            #expect(try place.filesThatContain(Self.token) == [])
        }
    }

    /// What `GetLogEvents` answers of the only build.
    private func events(in place: Workplace) async throws -> [String] {
        let client = ServiceClient(endpoint: .unixSocket(place.home.appending(path: "run/engine.sock").path))
        let builds = try FileManager.default.contentsOfDirectory(atPath: place.state.appending(path: "builds").path)
        let stream = try #require(builds.first { !$0.hasPrefix(".") })
        let answer = try await client(GetLogEvents.self, .init(logStreamName: stream, startFromHead: true))
        return answer.events?.compactMap { $0.message?.trimmingCharacters(in: .newlines) } ?? []
    }
}
