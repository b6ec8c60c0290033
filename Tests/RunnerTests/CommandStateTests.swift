import Foundation
import Runner
import Testing

/// What one command leaves to the next.
@Suite struct CommandStateTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var commands: [String]
        var output: [String]
        var version = "0.2"
        var shell = "sh"
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "an assignment is kept and exported", commands: ["A=1", "sh -c 'echo $A'"], output: ["1"]),
        Case(
            name: "version 0.1 keeps nothing", commands: ["A=1; cd /", "sh -c 'echo \"[$A]\"'"], output: ["[]"],
            version: "0.1"),
        Case(name: "leaving by exit keeps nothing", commands: ["B=2; exit 0", "echo \"[$B]\""], output: ["[]"]),
        Case(name: "a block has the status of its last line", commands: ["false\necho ok"], output: ["ok"]),
        Case(name: "set -e acts inside its own command", commands: ["set -e", "false; echo still"], output: ["still"]),
        Case(name: "standard input is empty", commands: ["cat", "echo after"], output: ["after"]),
        Case(
            name: "values with lines and quotes survive",
            commands: ["M='a \"q\"\n  it'\"'\"'s \\ $x'", "true", "echo \"$M\""],
            output: ["a \"q\"", "  it's \\ $x"]),
        Case(
            name: "values survive in bash",
            commands: ["M=$'tab\\there\\nline `x`'", "true", "[[ $M == *'`x`' ]] && echo \"$M\""],
            output: ["tab\there", "line `x`"], shell: "bash"),
        Case(name: "unset is kept", commands: ["unset HOME", "echo \"[${HOME-none}]\""], output: ["[none]"]),
        Case(name: "a function is lost", commands: ["f() { echo x; }", "f 2>/dev/null || echo $?"], output: ["127"]),
        Case(name: "the last status is known", commands: ["true", "echo $CODEBUILD_LAST_EXIT"], output: ["0"]),
        Case(name: "a trace ends with its command", commands: ["set -x; true"], output: ["+ true"]),
        Case(name: "a trailing backslash swallows nothing", commands: ["echo a \\", "echo b"], output: ["a", "b"]),
        Case(
            name: "a command starts on line 4 of its script", commands: ["nonesuch 2>&1 | sed 's/.*: 4:/4:/'"],
            output: ["4: nonesuch: not found"]),
        Case(name: "a syntax error keeps earlier state", commands: ["A=1", "if; then || true", "echo x"], output: []),
    ]

    @Test(arguments: cases) func followsCodeBuild(_ example: Case) async throws {
        var text = spec("true", version: example.version)
        let list = example.commands.map {
            "      - |-\n" + $0.split(separator: "\n").map { "        \($0)\n" }.joined()
        }
        text =
            "version: \(example.version)\nenv: {shell: \(example.shell)}\nphases:\n  build:\n    commands:\n"
            + list.joined()
        try await run(text) { result, build in
            guard !example.output.isEmpty else {
                #expect(result.failure?.exitStatus == 2)
                return
            }
            let output = try build.output()
            // The text of a command over several lines stands in the log as well.
            #expect(Array(output.suffix(example.output.count)) == example.output)
            #expect(result.status == .succeeded)
        }
    }

    @Test func theDirectoryIsKeptAcrossPhasesAndArtifactsAreNot() async throws {
        let text = """
            version: 0.2
            phases:
              pre_build: {commands: [mkdir sub, cd sub]}
              build: {commands: [pwd, echo x > ../root.txt]}
            artifacts: {files: [root.txt]}
            """
        try await run(text, configure: { $0.outputs = [.init(name: "Out")] }) { result, build in
            let output = try build.output()
            #expect(output == [path(build.source) + "/sub"])
            #expect(build.artifact("Out") == ["root.txt"])
            #expect(result.status == .succeeded)
        }
    }

    @Test func aMissingDirectoryIsReported() async throws {
        try await run(spec("mkdir gone && cd gone", "rmdir ../gone", "echo never")) { result, build in
            #expect(result.status == .failed)
            #expect(result.failure?.commandIndex == 3)
            let output = try build.output()
            #expect(!output.contains("never"))
        }
    }

    @Test func namesThatNoShellHoldsArePassedOn() async throws {
        try await run(
            "env: {shell: bash}\n" + spec("true", "/usr/bin/env | grep '^a.b='"),
            configure: { $0.environment["a.b"] = "c" }
        ) { _, build in
            let output = try build.output()
            #expect(output == ["a.b=c"])
        }
    }

    @Test func nothingIsInheritedFromTheRunner() async throws {
        try await run(spec("/usr/bin/env | grep -v '^CODEBUILD_' | sort")) { _, build in
            let names = try build.output().map { $0.prefix { $0 != "=" } }
            #expect(Set(names).subtracting(["PATH", "HOME", "PWD", "OLDPWD", "_", "SHLVL"]).isEmpty)
        }
    }
}
