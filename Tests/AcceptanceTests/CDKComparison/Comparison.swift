import CustomDump
import Foundation
import Testing

/// The two programs at work on one checkout.
final class Comparison {
    private let place: Workplace
    private var cdk: Rival
    private var sluice: Rival
    private let eachRuns: Bool

    private init(_ place: Workplace, cdk: Rival, sluice: Rival, eachRuns: Bool) {
        (self.place, self.cdk, self.sluice, self.eachRuns) = (place, cdk, sluice, eachRuns)
    }

    /// - Parameter eachRuns: whether each of them runs the app, which takes its time.
    static func of(
        _ app: RealApp, eachRuns: Bool = false, _ body: (Comparison) async throws -> Void
    ) async throws {
        try await Workplace.project(app.files) { place in
            let (theirs, ours) = (place.folder.appending(path: "cdk.log"), place.folder.appending(path: "sluice.log"))
            try await place.emulating(log: theirs) { forCDK in
                try await place.emulating(log: ours) { forSluice in
                    let comparison = Comparison(
                        place,
                        cdk: Rival(
                            place, try #require(CDKCLI.program), eachRuns ? CDKCLI.alone : CDKCLI.quiet,
                            forCDK.merging(CDKCLI.variables) { $1 }, log: theirs),
                        sluice: Rival(place, Workplace.executable, ["--endpoint", "aws"], forSluice, log: ours),
                        eachRuns: eachRuns)
                    try await comparison.synthesize()
                    try await body(comparison)
                }
            }
        }
    }

    /// Has the app deploy something else from now on.
    func change(to app: RealApp) async throws {
        try place.write(app.files)
        try await synthesize()
    }

    /// Once for both: it is what takes long.
    private func synthesize() async throws {
        if eachRuns { return }
        let synth = try await sluice.run(["synth"])
        guard synth.exitCode == 0 else { throw SetupFailure(words: synth.words) }
    }

    // MARK: Steps

    /// One command that nobody is asked about.
    func step(_ command: String, exits code: Int32 = 0) async throws {
        let words = command.split(separator: " ").map(String.init)
        let theirs = try await cdk.run(words + [words[0] == "destroy" ? "--force" : "--require-approval=never"])
        let ours = try await sluice.run(words + ["--yes"])
        #expect(theirs.exitCode == code, "\(command): \(theirs.words)")
        #expect(ours.exitCode == code, "\(command): \(ours.words)")
        try await expectSameState(after: command)
        try expectSameWrites(by: command)
    }

    /// A command that both refuse, with these words, having written nothing.
    func refusal(_ command: String, saying words: String) async throws {
        let line = command.split(separator: " ").map(String.init)
        let (theirs, ours) = (try await cdk.run(line), try await sluice.run(line))
        #expect(theirs.exitCode == 1 && theirs.words.contains(words), "\(command): \(theirs.words)")
        #expect(ours.exitCode == 1 && ours.words.contains(words), "\(command): \(ours.words)")
        let (there, here) = try calls(of: command)
        #expect((there + here).isEmpty)
    }

    /// What one has deployed, the other finds unchanged.
    func exchange(_ command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        let theirs = try await cdk.visiting(sluice).run(words + ["--require-approval=never"])
        let ours = try await sluice.visiting(cdk).run(words + ["--yes"])
        #expect(theirs.exitCode == 0 && theirs.words.contains("(no changes)"), "\(command): \(theirs.words)")
        #expect(ours.exitCode == 0 && ours.words.contains("(no changes)"), "\(command): \(ours.words)")
        // Each one's calls are in the other's log.
        let (there, here) = (try cdk.calls(), try sluice.calls())
        #expect((there.writes + here.writes).allSatisfy(PermittedDifference.isTidying))
    }

    /// `--outputs-file` of both has the same form.
    func outputs(_ command: String) async throws {
        let words = command.split(separator: " ").map(String.init) + ["--outputs-file"]
        let theirs = try await cdk.run(words + ["../theirs.json", "--require-approval=never"])
        let ours = try await sluice.run(words + ["../ours.json", "--yes"])
        #expect(theirs.exitCode == 0, "\(command): \(theirs.words)")
        #expect(ours.exitCode == 0, "\(command): \(ours.words)")
        func read(_ name: String) throws -> [String: [String: String]] {
            let file = place.folder.appending(path: name)
            var outputs = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
            // The emulators have made it up.
            for stack in outputs.keys where outputs[stack]?["Where"] != nil { outputs[stack]?["Where"] = "bucket" }
            return outputs
        }
        expectNoDifference(try read("ours.json"), try read("theirs.json"))
        let (there, here) = try calls(of: command)
        #expect(there.allSatisfy(PermittedDifference.isTidying))
        #expect(here.isEmpty)
    }

    /// Each has a template of its own for this; what it makes has the same names.
    func bootstrap() async throws {
        let (theirs, ours) = (try await cdk.run(["bootstrap"]), try await sluice.run(["bootstrap", "--yes"]))
        #expect(theirs.exitCode == 0, "\(theirs.words)")
        #expect(ours.exitCode == 0, "\(ours.words)")
        func made(_ state: [String: Any]) throws -> [String: String] {
            let stacks = state["stacks"] as? [String: [String: Any]]
            let toolkit = try #require(stacks?["CDKToolkit"])
            var facts = (toolkit["Resources"] as? [String: [String]] ?? [:]).mapValues { $0.joined(separator: " ") }
            facts.merge(toolkit["Outputs"] as? [String: String] ?? [:]) { $1 }
            // Each says the version of its template; the key's is a leftover that says nothing where there is no key.
            for name in ["BootstrapVersion", "FileAssetKeyArn"] { facts[name] = nil }
            return facts
        }
        let (here, there) = (try await sluice.state(), try await cdk.state())
        expectNoDifference(try made(here), try made(there), "bootstrap")
        func names(_ calls: [EmulatorCall]) -> [String] {
            calls.map { "\($0.who) \($0.name) \($0.parameters["ImportExistingResources"] ?? "")" }
        }
        let written = try calls(of: "bootstrap")
        #expect(!written.theirs.isEmpty, "bootstrap wrote nothing")
        expectNoDifference(names(written.ours), names(written.theirs), "bootstrap")
    }

    /// A command that is answered with n. The CDK CLI has published and made a change set by then, which it deletes again;
    /// sluice has done nothing.
    func refusal(_ command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        let theirs = try await cdk.run(words, answering: "n")
        let ours = try await sluice.run(words, answering: "n")
        #expect(theirs == 1)
        #expect(ours == 1)
        try await expectSameState(after: "\(command), n", of: ["stacks"])
        let (there, here) = try calls(of: "\(command), n")
        #expect(here.isEmpty)
        publishedEarly = there.filter(\.isUpload)
    }

    private var publishedEarly: [EmulatorCall] = []

    /// A command that is answered with y.
    func agreement(_ command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        #expect(try await cdk.run(words, answering: "y") == 0)
        #expect(try await sluice.run(words, answering: "y") == 0)
        try await expectSameState(after: "\(command), y")
        try expectSameWrites(by: "\(command), y", some: true)
    }

    // MARK: What has to be the same

    private func expectSameState(after step: String, of parts: [String] = ["stacks", "objects"]) async throws {
        func lines(_ state: [String: Any]) throws -> [Substring] {
            var state = state.filter { parts.contains($0.key) }
            // It was compared already, and is each one's own.
            if var stacks = state["stacks"] as? [String: Any] {
                stacks["CDKToolkit"] = nil
                state["stacks"] = stacks
            }
            let data = try JSONSerialization.data(withJSONObject: state, options: [.prettyPrinted, .sortedKeys])
            return String(decoding: data, as: UTF8.self).split(separator: "\n")
        }
        let (ours, theirs) = (try await sluice.state(), try await cdk.state())
        expectNoDifference(try lines(ours), try lines(theirs), "after \(step)")
    }

    /// Files are published in any order, as are stacks that do not need each other; of one stack everything is in the same one.
    ///
    /// - Parameter some: whether there has to be anything.
    private func expectSameWrites(by step: String, some: Bool = false) throws {
        func meant(_ calls: [EmulatorCall]) -> [String: [String]] {
            Dictionary(grouping: calls, by: \.subject).mapValues { calls in
                let meanings = calls.map(\.meaning)
                return calls[0].isUpload ? meanings.sorted() : meanings
            }
        }
        let written = try calls(of: step)
        let theirs = publishedEarly + written.theirs.filter { !PermittedDifference.isTidying($0) }
        publishedEarly = []
        #expect(!theirs.isEmpty || !some, "\(step) wrote nothing")
        expectNoDifference(meant(written.ours), meant(theirs), "written by \(step)")
    }

    /// What both have written since the last look. What sluice has read, the CLI has read too, or there is a reason.
    private func calls(of step: String) throws -> (theirs: [EmulatorCall], ours: [EmulatorCall]) {
        let (there, here) = (try cdk.calls(), try sluice.calls())
        let alone = here.reads.subtracting(there.reads).filter { PermittedDifference.reads[$0] == nil }
        #expect(alone.isEmpty, "\(step): only sluice reads \(alone.sorted().joined(separator: ", "))")
        return (there.writes, here.writes)
    }
}
