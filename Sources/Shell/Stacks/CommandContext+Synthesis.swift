import CloudFormation
import Deployment
import Foundation
import Project

extension CommandContext {
    /// Where the results of syntheses are remembered.
    var synthesisMemory: URL? { cache?.appending(path: "synthesis", directoryHint: .isDirectory) }

    func synthesizer(of app: URL) -> Synthesizer {
        let place = place()
        return Synthesizer(
            folder: app.deletingLastPathComponent(), environment: environment, account: place.account,
            region: place.region, memory: synthesisMemory)
    }

    /// What a CDK app deploys: remembered, or by running it, which is said with the reason.
    func synthesis(of app: URL, running: Bool = true, fresh: Bool = false) async throws -> Synthesis {
        let synthesizer = synthesizer(of: app)
        guard running else {
            guard let last = synthesizer.lastResult() else {
                throw CommandFailure.failed("This app was not synthesised yet.", hint: "`synth` does that.")
            }
            return last
        }
        let console = console
        return try await synthesizer.synthesize(
            fresh: fresh, begin: { console.note("synthesising: \(Untrusted.line($0))") },
            report: { console.note("  " + Untrusted.shown($0)) })
    }

    /// The app of this folder, synthesised.
    func synthesis(fresh: Bool = false) async throws -> Synthesis {
        try await synthesis(of: app(), fresh: fresh)
    }

    private func app() throws -> URL {
        let file = try projectFile()
        guard Project.isApp(file) else {
            throw CommandFailure.usage(
                "\(file.lastPathComponent) is no CDK app, which alone has stacks",
                hint: "`pipeline` shows what it declares.")
        }
        return file
    }
}
