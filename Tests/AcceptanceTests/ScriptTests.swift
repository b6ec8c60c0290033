import Foundation
import Testing

@Suite("Scripts, exit codes and answers for programs", .timeLimit(.minutes(10)))
struct ScriptTests {
    @Test("Words that -c leaves over are wrong usage, and nothing runs")
    func leftOver() async throws {
        try await Workplace.project(simple) { place in
            let command = try await place.sluice("-c", "deploy --yes", "stages")
            #expect(command.exitCode == 2 && command.errors.contains("'stages' is left over"), "\(command.words)")
            #expect(try await place.sluice("engine", "status").output.contains("no engine runs"))
        }
    }

    @Test("Each -c is run, in order, up to the first failure or an exit")
    func severalLines() async throws {
        try await Workplace.project(simple) { place in
            let both = try await place.sluice("-c", "status", "-c", "pipeline")
            #expect(both.exitCode == 0 && both.output.contains("on main"), "\(both.words)")
            #expect(both.output.contains("Source/CodeStarSourceConnection"), "\(both.words)")
            let failing = try await place.sluice("-c", "nonsense", "-c", "pipeline")
            #expect(failing.exitCode == 2 && failing.output.isEmpty, "\(failing.words)")
            #expect(try await place.sluice("-c", "exit", "-c", "pipeline").output.isEmpty)
        }
    }

    @Test(
        "A SLUICE_HOME that would be another folder for git and the engine is refused", arguments: ["home", "~/home"])
    func relativeHome(home: String) async throws {
        try await Workplace.project(simple) { place in
            for words in [["stages"], ["git-credential", "get"]] {
                let command = try await Command.run(
                    Workplace.executable, words, in: place.checkout,
                    environment: place.environment.merging(["SLUICE_HOME": home]) { _, new in new })
                #expect(command.exitCode == 2, "\(command.words)")
                #expect(command.errors == "SLUICE_HOME must be an absolute path, and '\(home)' is none\n")
            }
            #expect(try await place.git("status", "--porcelain").output.isEmpty)
        }
    }

    @Test("A commit that another clone has pushed and deployed is nothing to deploy")
    func deployedFromElsewhere() async throws {
        try await Workplace.project(simple) { place in
            let other = place.folder.appending(path: "other", directoryHint: .isDirectory)
            try await place.git("clone", "--quiet", place.remote.path, other.path)
            try Data("new".utf8).write(to: other.appending(path: "new"))
            let elsewhere = try await place.sluice("-c", "commit -m Second; push; deploy --yes", in: other)
            #expect(elsewhere.exitCode == 0, "\(elsewhere.words)")
            let here = try await place.sluice("deploy", "--yes")
            #expect(here.exitCode == 0 && here.output.contains("Nothing to deploy: "), "\(here.words)")
        }
    }

    @Test("A script stops at its first failing command, with its line and its exit code")
    func scriptStops() async throws {
        try await Workplace.project(simple) { place in
            let script = "# a comment\nopen; pipeline\n\nstauts\nopen\n"
            let command = try await place.sluice(input: script)
            #expect(command.exitCode == 2)
            #expect(command.errors.contains("there is no command 'stauts'"))
            #expect(command.errors.contains("Did you mean 'status'?"))
            #expect(command.errors.contains("Stopped at line 4 (exit code 2)."))
            #expect(command.output.components(separatedBy: "shop: Source").count == 2, "\(command.words)")
            #expect(!command.output.contains("\u{1B}") && !command.output.contains("›"))
        }
    }

    @Test("A script that succeeds ends with 0; several lines may be given by -c")
    func scriptSucceeds() async throws {
        try await Workplace.project(simple) { place in
            let script = try await place.sluice(input: "deploy --yes\nstages\n")
            #expect(script.exitCode == 0, "\(script.words)")
            #expect(script.output.contains("shop succeeded"))
            let lines = try await place.sluice("-c", "stages; nonsense; stages")
            #expect(lines.exitCode == 2, "\(lines.words)")
        }
    }

    @Test("A failed action's error carries its command's place, exit status and last words")
    func errorDetails() async throws {
        let files = [
            "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Work:\n    Say: { buildspec: say.yml }\n",
            "say.yml": """
            version: 0.2
            phases:
              build:
                commands:
                  - 'true'
                  - printf '\\033[31mno such price\\033[0m\\n'; exit 7

            """,
        ]
        try await Workplace.project(files) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 1)
            let action = try await place.sluice("action", "--json")
            let details = try action.json["output"] as? [String: Any]
            let result = details?["executionResult"] as? [String: Any]
            let message = (result?["errorDetails"] as? [String: String])?["message"] ?? ""
            #expect(
                message.hasPrefix("Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR"))
            #expect(message.hasSuffix("Command 2 of 2: exit status 7\nno such price"), "\(message)")
        }
    }

    @Test("Wrong words end with 2, and say what is right", arguments: [["stauts"], ["stage"], ["deploy", "--nope"]])
    func wrongUsage(_ words: [String]) async throws {
        try await Workplace.project(simple) { place in
            let command = try await place.sluice("-c", words.joined(separator: " "))
            #expect(command.exitCode == 2, "\(command.words)")
            #expect(!command.errors.isEmpty && command.output.isEmpty)
        }
    }

    @Test("A question without anybody to answer it ends with 3 and changes nothing")
    func needsPerson() async throws {
        try await Workplace.project(simple) { place in
            let command = try await place.sluice("deploy")
            #expect(command.exitCode == 3, "\(command.words)")
            #expect(command.errors.contains("--yes"))
            let history = try await place.sluice("history")
            #expect(history.exitCode == 1)
            #expect(history.errors.contains("does not have a pipeline with name 'shop'"), "\(history.words)")
        }
    }

    @Test("An endpoint that does not answer ends with 4")
    func unreachable() async throws {
        try await Workplace.project(simple) { place in
            // Port 1 is reserved and nothing serves there.
            let command = try await place.sluice("--endpoint", "http://127.0.0.1:1", "stages")
            #expect(command.exitCode == 4, "\(command.words)")
        }
    }

    @Test("--json prints the API's own shapes, and nothing else on standard output")
    func jsonShapes() async throws {
        try await Workplace.project(simple) { place in
            let started = try await place.sluice("deploy", "--yes", "--json", "--no-follow")
            #expect(try started.lastJSON["pipelineExecutionId"] is String, "\(started.words)")
            #expect(try await place.sluice("watch").exitCode == 0)
            let state = try await place.sluice("stages", "--json").json
            #expect(state["pipelineName"] as? String == "shop")
            #expect(
                (state["stageStates"] as? [[String: Any]])?.map { $0["stageName"] as? String } == ["Source", "Build"])
            let history = try await place.sluice("history", "--json").json
            let executions = try #require(history["pipelineExecutionSummaries"] as? [[String: Any]])
            #expect(executions.map { $0["status"] as? String } == ["Succeeded"])
            #expect((executions[0]["startTime"] as? Double ?? 0) > 1_600_000_000)
            let declaration = try await place.sluice("pipeline", "--json").json["pipeline"] as? [String: Any]
            #expect(declaration?["name"] as? String == "shop")
            let action = try await place.sluice("action", "Build/Say", "--json").json
            #expect(action["actionName"] as? String == "Say")
        }
    }

    @Test("Help is the same, asked for inside or outside")
    func help() async throws {
        try await Workplace.project(simple) { place in
            let outside = try await place.sluice("help", "deploy")
            let inside = try await place.sluice(input: "help deploy\n")
            #expect(outside.exitCode == 0 && outside.output.contains("Roll out what was pushed"))
            #expect(outside.output == inside.output)
        }
    }
}

/// A pipeline with one action that says something.
let simple = [
    "pipeline.yml": """
    pipeline: shop
    source: main
    stages:
      Build:
        Say: { buildspec: say.yml }

    """,
    "say.yml": """
    version: 0.2
    phases:
      build:
        commands:
          - echo "hello from the build"

    """,
]

extension Command {
    /// The JSON object that the output ends with.
    fileprivate var lastJSON: [String: Any] {
        get throws {
            let start = output.range(of: "{\n", options: .backwards)?.lowerBound ?? output.startIndex
            return try JSONSerialization.jsonObject(with: Data(output[start...].utf8)) as? [String: Any] ?? [:]
        }
    }
}
