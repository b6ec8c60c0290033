import Foundation
import Testing

@Suite("Builds that print and leave what they should not", .timeLimit(.minutes(10)))
struct BuildOutputTests {
    @Test("Escape sequences and binary output are shown harmlessly, and the build succeeds")
    func hostileOutput() async throws {
        let commands = [
            #"printf '\\033[31mred\\033]0;title\\007\\033[2Jafter\\n'"#, "head -c 100000 /dev/urandom",
            "echo; echo the end",
        ]
        try await Workplace.project(pipeline(commands)) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let logs = try await place.sluice("logs", "Work/Say")
            #expect(logs.exitCode == 0 && logs.output.contains("after") && logs.output.contains("the end"))
            let control = logs.output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
            #expect(control.isEmpty)
        }
    }

    @Test("A build that prints without end keeps its log within the limit, and goes on")
    func endlessOutput() async throws {
        let commands = ["yes 0123456789012345678901234567890123456789 | head -c 40000000", "echo done > @HERE@/ran"]
        try await Workplace.project(pipeline(commands)) { place in
            try place.configure(#"{"builds": {"logLimitInMegabytes": 1}}"#)
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("ran") == ["done"])
            let logs = try await place.sluice("logs", "Work/Say")
            #expect(logs.output.utf8.count < 2_000_000)
            #expect(logs.output.contains("Phase complete: BUILD State: SUCCEEDED"))
            let action = try await place.sluice("action", "Work/Say")
            #expect(action.output.contains("echo done"), "\(action.words)")
        }
    }

    @Test("What a build leaves in the background is ended with it")
    func daemon() async throws {
        let commands = ["cd @HERE@ && setsid sleep 600 > /dev/null 2>&1 & echo started"]
        try await Workplace.project(pipeline(commands)) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.leftovers.isEmpty)
        }
    }

    private func pipeline(_ commands: [String]) -> [String: String] {
        let list = commands.map { "      - |-\n        \($0)\n" }.joined()
        return [
            "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Work:\n    Say: { buildspec: say.yml }\n",
            "say.yml": "version: 0.2\nphases:\n  build:\n    commands:\n\(list)",
        ]
    }
}
