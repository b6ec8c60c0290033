import CloudFormation
import Deployment
import Foundation
import Project

extension CommandContext {
    /// Where the results of syntheses are remembered.
    var synthesisMemory: URL? { cache?.appending(path: "synthesis", directoryHint: .isDirectory) }

    func synthesizer(of app: URL, for place: AWSEnvironment) -> Synthesizer {
        var synthesizer = Synthesizer(
            folder: app.deletingLastPathComponent(), environment: environment, account: place.account,
            region: place.region, memory: synthesisMemory)
        synthesizer.overrides.context = appContext
        return synthesizer
    }

    /// Of the app of this folder; `nil` where there is none.
    func appSynthesizer(for place: AWSEnvironment) -> Synthesizer? {
        (try? app()).map { synthesizer(of: $0, for: place) }
    }

    /// Notes which pipeline the app of this folder has, for those who cannot wait for a synthesis.
    func remember(pipeline: String) {
        appSynthesizer(for: place())?.remember(pipeline: pipeline)
    }

    /// What a CDK app deploys: remembered, or by running it, which is said with the reason.
    ///
    /// - Parameter place: the account and region that it is synthesised for.
    func synthesis(
        of app: URL, for place: AWSEnvironment, running: Bool = true, fresh: Bool = false
    ) async throws -> Synthesis {
        let synthesizer = synthesizer(of: app, for: place)
        guard running else {
            guard let last = synthesizer.lastResult() else {
                throw CommandFailure.failed("This app was not synthesised yet.", hint: "`synth` does that.")
            }
            return last
        }
        let console = console
        return try await synthesizer.synthesize(
            fresh: fresh, lookup: deploysOnAWS ? lookUp : nil,
            begin: { console.note("synthesising: \(Untrusted.line($0))") },
            report: { console.note("  " + Untrusted.shown($0)) })
    }

    /// Tells what the app, or a plug-in, says against stacks, and stops where nothing may be deployed with that.
    ///
    /// - Parameter stacks: those that are meant; as in `synth`, if nobody chose any.
    func check(_ synthesis: Synthesis, for stacks: [StackArtifact]? = nil) throws(SynthesisError) {
        try synthesis.check(stacks) { console.note(Untrusted.shown($0)) }
    }

    @Sendable private func lookUp(_ missing: [MissingContext]) async throws -> [String: ContextAnswer] {
        let answers = try await ContextLookup(roleSessions()).answers(to: missing)
        for (key, answer) in answers.sorted(by: { $0.key < $1.key }) {
            if case .failed(let reason) = answer {
                console.note("  " + Untrusted.line("\(key) was not found: \(reason)"))
            }
        }
        return answers
    }

    /// The app of this folder, synthesised.
    func synthesis(for place: AWSEnvironment? = nil, fresh: Bool = false) async throws -> Synthesis {
        let app = try app()
        if let place { return try await synthesis(of: app, for: place, fresh: fresh) }
        return try await synthesis(of: app, for: appPlace(), fresh: fresh)
    }

    /// The stacks of this folder's app as it was synthesised last, for those who cannot wait.
    func rememberedStacks() -> [StackArtifact] {
        appSynthesizer(for: place())?.lastResult()?.assembly.allStacks ?? []
    }

    /// The account and region that an app is synthesised for: on AWS those of whoever calls.
    func appPlace() async throws -> AWSEnvironment {
        guard endpointIsAWS, deploysOnAWS else { return place() }
        return try await RoleSessions.caller(of: awsSession())
    }

    private var endpointIsAWS: Bool { options.endpoint == "aws" || options.profile != nil }

    /// Whether this folder is that of a CDK app.
    var hasApp: Bool { (try? app()) != nil }

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
