import Foundation
import Testing

@Suite("Bad input, each with one clear message", .timeLimit(.minutes(10)))
struct BadInputTests {
    @Test("A folder that is no git repository")
    func noRepository() async throws {
        try await Workplace.project(simple) { place in
            let outside = place.folder.appending(path: "elsewhere", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
            let status = try await place.sluice("status", in: outside)
            #expect(status.exitCode == 1, "\(status.words)")
            #expect(status.errors.contains("not in a git repository") || status.errors.contains("no git repository"))
            let stages = try await place.sluice("stages", in: outside)
            #expect(stages.exitCode == 2, "\(stages.words)")
            #expect(stages.errors.contains("pipeline.yml"))
        }
    }

    @Test("A repository without a remote")
    func noRemote() async throws {
        try await Workplace.project(simple) { place in
            try await place.git("remote", "remove", "origin")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1 && deploy.errors.contains("has no remote"), "\(deploy.words)")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 3 && push.errors.contains("git remote add origin"), "\(push.words)")
        }
    }

    @Test("A detached HEAD")
    func detached() async throws {
        try await Workplace.project(simple) { place in
            try await place.git("checkout", "--quiet", "--detach")
            #expect(try await place.sluice("status").output.contains("detached at"))
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("HEAD is detached"), "\(push.words)")
            try await place.git("commit", "--quiet", "--allow-empty", "--message", "Not pushed")
            let deploy = try await place.sluice("deploy")
            let words = "1 commit of this detached HEAD is not on origin/main and will not go out."
            #expect(deploy.exitCode == 3 && deploy.output.contains(words), "\(deploy.words)")
        }
    }

    @Test("A file to commit that is not there")
    func noSuchFile() async throws {
        try await Workplace.project(simple) { place in
            let commit = try await place.sluice("commit", "nowhere", "-m", "x")
            #expect(commit.exitCode == 2 && commit.errors.contains("there is no file 'nowhere'"), "\(commit.words)")
        }
    }

    @Test("An answer that cannot be written")
    func fullOutput() async throws {
        try await Workplace.project(simple) { place in
            let status = try await Command.run(
                URL(filePath: "/bin/sh"), ["-c", "exec \"$0\" status > /dev/full", Workplace.executable.path],
                in: place.checkout, environment: place.environment)
            #expect(status.exitCode == 1, "\(status.words)")
            #expect(status.errors == "Not all of the answer could be written: No space left on device.\n")
            let script = try await Command.run(
                URL(filePath: "/bin/sh"),
                ["-c", "exec \"$0\" -c 'status; deploy --yes' > /dev/full", Workplace.executable.path],
                in: place.checkout, environment: place.environment)
            #expect(script.exitCode == 1 && script.errors == status.errors, "\(script.words)")
            #expect(try await place.sluice("history").errors.contains("does not have a pipeline"))
        }
    }

    @Test("A pipeline file that is a folder, and one in another encoding")
    func noText() async throws {
        try await Workplace.project(simple) { place in
            let file = place.checkout.appending(path: "pipeline.yml")
            try Data("pipeline: shop\nsource: m\u{e9}".unicodeScalars.map { UInt8($0.value) }).write(to: file)
            let foreign = try await place.sluice("stages")
            #expect(foreign.exitCode == 2, "\(foreign.words)")
            #expect(foreign.errors == "pipeline.yml:2: this is no UTF-8 text (save the file as UTF-8)\n")
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            let folder = try await place.sluice("stages")
            #expect(folder.exitCode == 2, "\(folder.words)")
            #expect(folder.errors == "pipeline.yml: is a folder; a pipeline is declared in a file\n")
        }
    }

    @Test("YAML that does not parse, with file, line and column; nothing is started for it")
    func brokenYAML() async throws {
        try await Workplace.project(simple) { place in
            try place.write(["pipeline.yml": "pipeline: shop\nsource: main\nstages: [\n"])
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 2, "\(deploy.words)")
            #expect(deploy.errors.contains(#/pipeline\.yml:\d+:\d+: /#), "\(deploy.words)")
            #expect(place.engine == nil)
        }
    }

    @Test("A pipeline that breaks rules: every mistake at once, with its place")
    func brokenRules() async throws {
        try await Workplace.project(simple) { place in
            try place.write([
                "pipeline.yml": """
                pipeline: shop
                source: main
                stages:
                  Build:
                    Say: { buildspec: say.yml, inputs: [Elsewhere] }
                    Other: { buildspec: say.yml, inputs: [Nowhere] }

                """
            ])
            let open = try await place.sluice("open")
            #expect(open.exitCode == 2, "\(open.words)")
            #expect(open.errors.contains("pipeline.yml:5:") && open.errors.contains("pipeline.yml:6:"), "\(open.words)")
            #expect(open.errors.contains("Elsewhere") && open.errors.contains("Nowhere"), "\(open.words)")
        }
    }

    @Test("A buildspec that is missing fails its action in CodeBuild's words")
    func missingBuildspec() async throws {
        try await Workplace.project(simple) { place in
            try await place.git("rm", "--quiet", "say.yml")
            try await place.git("commit", "--quiet", "--message", "Lose the buildspec")
            try await place.git("push", "--quiet")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.errors.contains("YAML_FILE_ERROR"), "\(deploy.words)")
        }
    }

    @Test("A pipeline that is wrong is said by `status` too, after what is changed here")
    func statusOfABrokenPipeline() async throws {
        try await Workplace.project(simple) { place in
            try place.write([
                "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Build:\n    Say: { comands: [x] }\n"
            ])
            let status = try await place.sluice("status")
            #expect(status.exitCode == 2 && status.output.contains("changed"), "\(status.words)")
            #expect(
                status.errors.contains("pipeline.yml:5:12: an action has no key 'comands' (did you mean 'commands'?)"))
            let json = try await place.sluice("--json", "status")
            #expect(json.exitCode == 2 && json.errors.contains("`status` has no answer in JSON"), "\(json.words)")
        }
    }

    @Test("A state folder that cannot be made, also where no engine is needed")
    func stateUnusableForStatus() async throws {
        try await Workplace.project(simple) { place in
            let taken = place.folder.appending(path: "taken")
            try Data().write(to: taken)
            let command = try await place.sluice("status", home: taken)
            #expect(command.exitCode == 4 && command.errors.contains("taken is not a folder"), "\(command.words)")
        }
    }

    @Test("A state folder that cannot be made")
    func stateUnusable() async throws {
        try await Workplace.project(simple) { place in
            let taken = place.folder.appending(path: "taken")
            try Data().write(to: taken)
            let command = try await place.sluice("stages", home: taken)
            #expect(command.exitCode == 4, "\(command.words)")
            #expect(command.errors.contains("\(taken.path)/state cannot be used"), "\(command.words)")
        }
    }

    /// Root may write everywhere but on a mount that nobody may write to.
    @Test("A state folder that may not be written to", .enabled(if: getuid() != 0 || canMount))
    func stateNotWritable() async throws {
        try await Workplace.project(simple) { place in
            let readOnly = place.folder.appending(path: "readonly/state", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(
                at: readOnly, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
            let command =
                if getuid() == 0 {
                    try await place.sluiceReadOnly(readOnly, "stages")
                } else {
                    try await place.sluice("stages", home: readOnly.deletingLastPathComponent())
                }
            #expect(command.exitCode == 4 && command.errors.contains("cannot be used"), "\(command.words)")
            #expect(command.errors.contains(readOnly.path), "\(command.words)")
        }
    }

    @Test("Settings that cannot be read stop the engine in words")
    func brokenSettings() async throws {
        try await Workplace.project(simple) { place in
            try place.configure(#"{"builds": {"concurrent": 0}}"#)
            let command = try await place.sluice("stages")
            #expect(command.exitCode == 2, "\(command.words)")
            #expect(command.errors.contains("builds.concurrent must be at least 1"), "\(command.words)")
        }
    }

    @Test("A pipeline of the same name from another repository is told before it is replaced")
    func sameNameElsewhere() async throws {
        try await Workplace.project(simple) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let remote = place.folder.appending(path: "other/shop.git")
            try await place.git("clone", "--quiet", "--bare", place.remote.path, remote.path)
            let other = place.folder.appending(path: "other/shop", directoryHint: .isDirectory)
            try await place.git("clone", "--quiet", remote.path, other.path)
            let deploy = try await place.sluice("deploy", in: other)
            #expect(deploy.exitCode == 3, "\(deploy.words)")
            let words =
                "Until now shop has run for another repository, \(place.remote.path), whose pipeline this replaces"
            #expect(deploy.output.contains(words), "\(deploy.words)")
            #expect(try await place.sluice("deploy").output.hasPrefix("Nothing to deploy"))
        }
    }

    @Test("A second engine is refused while the first serves on")
    func secondEngine() async throws {
        try await Workplace.project(simple) { place in
            try await place.sluice("stages")
            let first = try #require(place.engine)
            let second = try await place.sluice("engine", "serve")
            #expect(second.exitCode == 1, "\(second.words)")
            #expect(second.errors.contains("another engine (process \(first)) already serves"), "\(second.words)")
            #expect(try await place.sluice("engine", "status").output.contains("process \(first)"))
        }
    }

    @Test("What a dead engine left of its socket is no obstacle")
    func staleSocket() async throws {
        try await Workplace.project(simple) { place in
            try await place.sluice("stages")
            let first = try #require(place.engine)
            try await place.killEngine()
            #expect(FileManager.default.fileExists(atPath: place.home.appending(path: "run/engine.sock").path))
            #expect(try await place.sluice("engine", "status").output.contains("no engine runs"))
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.engine != first)
        }
    }

    @Test("Escape sequences that a build prints are shown harmlessly")
    func escapeSequences() async throws {
        var files = simple
        files["say.yml"] = """
            version: 0.2
            phases:
              build:
                commands:
                  - printf 'be\\033[31mfore\\033]0;title\\007 after\\033[2J\\n'

            """
        try await Workplace.project(files) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let logs = try await place.sluice("logs", "Build/Say")
            #expect(logs.output.contains("\nbefore after\n"), "\(logs.words)")
            #expect(!logs.output.contains("\u{1B}") && !logs.output.contains("\u{7}"))
        }
    }
}
