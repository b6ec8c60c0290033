import Foundation

/// A pipeline's target: an emulator of AWS, for which this machine has a profile.
struct Target {
    let place: Workplace
    let address: String
    /// What a shell has that speaks to the emulator by itself.
    let aws: [String: String]
    /// Each call that the emulator got, by its name, in order.
    let log: URL

    /// What a shell has that only finds the profile.
    var home: [String: String] { ["HOME": place.folder.path, "AWS_EC2_METADATA_DISABLED": "true"] }

    @discardableResult
    func sluice(_ words: String...) async throws -> Command { try await place.sluice(words, with: home) }

    /// As somebody who works with the emulator's stacks directly.
    @discardableResult
    func onAWS(_ words: String...) async throws -> Command {
        try await place.sluice(["--endpoint", "aws"] + words, with: aws)
    }

    /// A call that the emulator got: the role or `caller` who made it, and the form's fields where it has a form.
    struct Call: Decodable {
        var who: String
        var call: String
        var form: [String: String]

        enum CodingKeys: String, CodingKey { case who, call, with }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            who = try values.decode(String.self, forKey: .who)
            call = try values.decode(String.self, forKey: .call)
            form = (try? values.decode([String: String].self, forKey: .with)) ?? [:]
        }
    }

    func calls() throws -> [Call] {
        let text = try String(contentsOf: log, encoding: .utf8)
        // The last line may just be written.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return try lines.map { try JSONDecoder().decode(Call.self, from: Data($0.utf8)) }
    }

    /// Says where the pipeline's stacks are, and ends an engine that does not know.
    func configure(_ pipeline: String, deploys: Bool, profile: String = "shop") async throws {
        try place.configure(
            """
            {"deployments": {"\(pipeline)": {"endpoint": "\(address)", "profile": "\(profile)", "deploys": \(deploys)}}}
            """)
        try await sluice("engine", "stop")
    }

    /// Commits and pushes other files.
    func push(_ files: [String: String]) async throws {
        try place.write(files.mapValues { $0.replacing("@HERE@", with: place.folder.path) })
        try await place.git("commit", "--quiet", "--all", "--message", "Next")
        try await place.git("push", "--quiet")
    }

    /// Runs lines of Python that have clients of the emulator by `client(SERVICE)`.
    @discardableResult
    func python(_ lines: String) async throws -> Command {
        let script = """
            import botocore.session
            def client(service): return botocore.session.get_session().create_client(service, region_name="us-east-1")
            \(lines)
            """
        let made = try await Command.run(
            URL(filePath: "/usr/bin/env"), [Emulator.python ?? "python3", "-c", script], in: place.folder,
            environment: place.environment.merging(aws) { $1 })
        guard made.exitCode == 0 else { throw SetupFailure(words: made.words) }
        return made
    }
}

extension Workplace {
    /// A small project, and an emulator that nobody else uses.
    static func deploying(
        _ files: [String: String], settings: [String: String] = [:], _ body: (Target) async throws -> Void
    ) async throws {
        try await project(files) { place in
            let folder = place.folder.appending(path: ".aws")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let keys = "[shop]\naws_access_key_id = test\naws_secret_access_key = test\n"
            try Data(keys.utf8).write(to: folder.appending(path: "credentials"))
            let log = place.folder.appending(path: "calls.jsonl")
            try await place.emulating(log: log, settings: settings) { aws in
                try await body(Target(place: place, address: aws["AWS_ENDPOINT_URL"] ?? "", aws: aws, log: log))
            }
        }
    }
}
