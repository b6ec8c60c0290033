import CloudFormation
import Deployment
import Foundation
import TestSupport
import Testing

@Suite("Running a CDK app")
struct SynthesizerTests {
    /// An app that writes what it was told beside an assembly without stacks.
    static let app = """
        mkdir -p "$CDK_OUTDIR"
        printf '%s' '{"version": "55.0.0", "artifacts": {}}' > "$CDK_OUTDIR/manifest.json"
        env > "$CDK_OUTDIR/told"

        """

    @Test("The app is told what the CDK CLI tells: folder, context by precedence, account and region")
    func environment() async throws {
        try await withApp { place in
            try place.write([
                "cdk.json": #"{"app": ["sh", "app.sh"], "context": {"who": "project", "deep": {"a": [1, true]}}}"#,
                "cdk.context.json": #"{"who": "looked up", "zones": ["a", "b"]}"#,
                "../home/.cdk.json": #"{"context": {"who": "user", "mine": "yes"}, "versionReporting": false}"#,
            ])
            _ = try await place.synthesizer().synthesize()
            let told = try place.told()
            #expect(told["CDK_OUTDIR"] == "cdk.out" && told["CDK_DEFAULT_ACCOUNT"] == "111122223333")
            #expect(told["CDK_DEFAULT_REGION"] == "eu-west-1" && told["PYTHONIOENCODING"] == "utf-8")
            #expect(told["SLUICE_HOME"] == nil)
            let context = try JSONDecoder().decode(
                TemplateValue.self, from: Data((told["CDK_CONTEXT_JSON"] ?? "").utf8))
            #expect(context["who"] == .string("project") && context["mine"] == .string("yes"))
            #expect(context["zones"] == .list([.string("a"), .string("b")]))
            #expect(context["deep"]?["a"] == .list([.number("1"), .bool(true)]))
            #expect(context["aws:cdk:disable-version-reporting"] == .bool(true))
        }
    }

    @Test(
        "What an app can read is remembered, and what differs is the reason for the next run",
        arguments: [
            (Change.write("app.sh", SynthesizerTests.app + "# more\n"), "app.sh changed"),
            (.write("lib/new.py", "x = 1"), "lib/new.py is new"),
            (.remove("data.txt"), "data.txt is gone"), (.write("package-lock.json", "{}"), "package-lock.json is new"),
            (.write("cdk.context.json", #"{"zone": "a"}"#), "cdk.context.json is new"),
            (.write("cdk.out/manifest.json", #"{"version": "1.0.0"}"#), "in cdk.out, manifest.json changed"),
            (.remove("cdk.out"), "cdk.out is gone"),
            (.write("node_modules/left-pad/index.js", ""), "node_modules is new"),
        ])
    func reasons(_ change: Change, _ reason: String) async throws {
        try await withApp { place in
            #expect(try await place.synthesizer().synthesize().reason == "it was not synthesised here yet")
            #expect(try await place.synthesizer().synthesize().reason == nil)
            try place.apply(change)
            #expect(try await place.synthesizer().synthesize().reason == reason)
            #expect(try await place.synthesizer().synthesize().reason == nil)
        }
    }

    @Test(
        "What lies around the app in its git work tree may be read too",
        arguments: [
            (Change.write("../service/index.html", "longer"), String?.some("../service/ changed")),
            (.write("../service/deep/new.html", ""), "../service/ changed"),
            (.write("../settings.ini", ""), "../ changed"),
            (.remove("../service"), "../ changed"),
            (.write("../service/node_modules/left-pad/a.js", ""), "../service/ changed"),
            (.write("../other/cdk.out/template.json", "{}"), nil), (.write("../.git/index", ""), nil),
        ])
    func surroundings(_ change: Change, _ reason: String?) async throws {
        try await withApp { place in
            try place.write([
                "../.git/HEAD": "", "../service/index.html": "1", "../other/cdk.out/cdk.out": "{}",
                "../other/cdk.out/manifest.json": "{}",
            ])
            _ = try await place.synthesizer().synthesize()
            #expect(try await place.synthesizer().synthesize().reason == nil)
            try place.apply(change)
            #expect(try await place.synthesizer().synthesize().reason == reason)
            #expect(try await place.synthesizer().synthesize().reason == nil)
        }
    }

    @Test("A variable, an account and the wish for it are reasons; a terminal's size is none")
    func environmentsThatDiffer() async throws {
        try await withApp { place in
            _ = try await place.synthesizer().synthesize()
            #expect(try await place.synthesizer(with: ["COLUMNS": "132"]).synthesize().reason == nil)
            let changed = try await place.synthesizer(with: ["STAGE": "prod"]).synthesize()
            #expect(changed.reason == "the variable STAGE changed")
            let other = try await place.synthesizer(account: "444455556666", with: ["STAGE": "prod"]).synthesize()
            #expect(other.reason == "the variable CDK_DEFAULT_ACCOUNT changed")
            #expect(try await place.synthesizer().synthesize(fresh: true).reason == "it was asked for")
        }
    }

    @Test("What is made from an assembly for publishing, by whichever tool, is no reason")
    func archives() async throws {
        try await withApp { place in
            _ = try await place.synthesizer().synthesize()
            try place.write([
                "cdk.out/.cache/a.zip": "a", "cdk.out/assembly-dev/.cache/b.zip": "b",
                "cdk.out/assembly-dev/assembly-dev-eu/.cache/c.zip": "c",
            ])
            #expect(try await place.synthesizer().synthesize().reason == nil)
        }
    }

    @Test("A failing app is named with how it ended, and what only AWS knows is asked for by its key")
    func failures() async throws {
        try await withApp { place in
            try place.write(["app.sh": "echo before; echo Boom >&2; exit 4\n"])
            let failed = await #expect(throws: SynthesisError.self) { try await place.synthesizer().synthesize() }
            #expect(failed?.description == "the app ended with exit code 4: sh app.sh")
            let manifest = """
                {"version": "55.0.0", "artifacts": {}, "missing": [{"key": "vpc:shop", "provider": "vpc-provider", \
                "props": {"account": "111122223333", "region": "eu-west-1"}}]}
                """
            try place.write(["app.sh": "mkdir -p cdk.out; echo '\(manifest)' > cdk.out/manifest.json\n"])
            let missing = await #expect(throws: SynthesisError.self) { try await place.synthesizer().synthesize() }
            #expect(missing?.description.contains("vpc:shop (vpc-provider, 111122223333/eu-west-1)") == true)
        }
    }

    @Test("A living process that writes the same output is named; what a dead one left is no hindrance")
    func lock() async throws {
        try await withApp { place in
            try place.write(["cdk.out/synth.lock": "\(ProcessInfo.processInfo.processIdentifier)"])
            let locked = await #expect(throws: SynthesisError.self) { try await place.synthesizer().synthesize() }
            #expect(locked?.description.contains("is synthesising into") == true)
            try place.write(["cdk.out/synth.lock": "2147483646"])
            _ = try await place.synthesizer().synthesize()
        }
    }

    @Test("Nothing is rewritten that a living process works with; that a dead one did is no hindrance")
    func readers() async throws {
        try await withApp { place in
            let first = try await place.synthesizer().synthesize()
            try await first.held {
                let again = try await place.synthesizer().synthesize()
                #expect(again.reason == nil)
                let refused = await #expect(throws: SynthesisError.self) {
                    try await place.synthesizer().synthesize(fresh: true)
                }
                let words = "Other CLIs (PID=\(ProcessInfo.processInfo.processIdentifier)) are currently reading from "
                #expect(refused?.description.hasPrefix(words) == true, "\(refused?.description ?? "")")
            }
            try place.write(["cdk.out/read.2147483646.1.lock": ""])
            _ = try await place.synthesizer().synthesize(fresh: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: first.folder.path)
            #expect(!names.contains { $0.hasSuffix(".lock") }, "\(names)")
            try place.write(["cdk.out/synth.lock": "\(ProcessInfo.processInfo.processIdentifier)"])
            await #expect(throws: SynthesisError.self) { try await first.held {} }
        }
    }

    @Test("Settings that the app is told reach it")
    func settings() async throws {
        try await withApp { place in
            try place.write(["cdk.json": #"{"app": "sh app.sh", "validation": false, "bundlingStacks": ["shop"]}"#])
            _ = try await place.synthesizer().synthesize()
            let told = try place.told()
            #expect(told["CDK_VALIDATION"] == "false")
            #expect(told["CDK_CONTEXT_JSON"]?.contains(#""aws:cdk:bundling-stacks":["shop"]"#) == true)
        }
    }

    @Test(
        "Files that are wrong are named with what is wrong",
        arguments: [
            ("{}", "has no \"app\""), ("[1]", "cdk.json is not a JSON object"),
            ("{", "cdk.json cannot be read as JSON"),
            (#"{"app": "sh app.sh", "context": {"default-account": "1"}}"#, "the context key 'default-account'"),
        ])
    func badFiles(_ content: String, _ words: String) async throws {
        try await withApp { place in
            try place.write(["cdk.json": content])
            let error = await #expect(throws: SynthesisError.self) { try await place.synthesizer().synthesize() }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
    }
}

/// Something that happens between two syntheses.
enum Change: Sendable, CustomTestStringConvertible {
    case write(String, String)
    case remove(String)

    var testDescription: String {
        switch self {
        case .write(let path, _): "write \(path)"
        case .remove(let path): "remove \(path)"
        }
    }
}

/// An app in a folder of its own.
struct AppPlace {
    let root: URL
    var app: URL { root.appending(path: "app", directoryHint: .isDirectory) }

    func synthesizer(account: String = "111122223333", with variables: [String: String] = [:]) -> Synthesizer {
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": root.appending(path: "home").path, "SLUICE_HOME": "/nowhere",
        ]
        return Synthesizer(
            folder: app, environment: environment.merging(variables) { $1 }, account: account, region: "eu-west-1",
            memory: root.appending(path: "memory"))
    }

    func write(_ files: [String: String]) throws {
        for (path, text) in files {
            let file = app.appending(path: path).standardizedFileURL
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    func apply(_ change: Change) throws {
        switch change {
        case .write(let path, let text): try write([path: text])
        case .remove(let path): try FileManager.default.removeItem(at: app.appending(path: path))
        }
    }

    /// The environment that the app saw.
    func told() throws -> [String: String] {
        let text = try String(contentsOf: app.appending(path: "cdk.out/told"), encoding: .utf8)
        return Dictionary(
            text.split(separator: "\n").map { line in
                let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { _, last in last })
    }
}

func withApp(_ body: (AppPlace) async throws -> Void) async throws {
    try await withScratchDirectory { root in
        let place = AppPlace(root: root)
        try place.write([
            "cdk.json": #"{"app": "sh app.sh"}"#, "app.sh": SynthesizerTests.app, "data.txt": "1", "../home/empty": "",
        ])
        try await body(place)
    }
}
