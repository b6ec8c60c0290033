import Foundation

/// ministack in place of AWS, started by the launcher beside these tests. Nothing is installed.
enum Emulator {
    /// A Python that has ministack of the version that the launcher knows: `SLUICE_TEST_PYTHON`, else the machine's.
    static let python: String? = {
        let path = ProcessInfo.processInfo.environment["SLUICE_TEST_PYTHON"] ?? "python3"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let check = "import importlib.metadata as m, sys; sys.exit(m.version('ministack') != '1.5.33')"
        process.arguments = [path, "-c", check]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? path : nil
    }()

    static let launcher = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Emulator/emulator.py")
}

extension Workplace {
    /// Runs `body` with an emulator that nobody else uses, and the variables that point at it.
    ///
    /// - Parameters:
    ///   - engine: what an engine exports that runs the pipelines of stacks.
    ///   - log: gets a line for each call.
    ///   - settings: the emulator's own.
    func emulating(
        engine: [String: String] = [:], log: URL? = nil, settings: [String: String] = [:],
        _ body: ([String: String]) async throws -> Void
    ) async throws {
        var variables = settings
        variables["REQUEST_LOG"] = log?.path
        variables["TMPDIR"] = folder.path
        for name in ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "REGION"] {
            variables["ENGINE_\(name)"] = engine["AWS_\(name)"]
        }
        variables["ENGINE_URL"] = engine["AWS_ENDPOINT_URL_CODEPIPELINE"]
        let (emulator, said) = try await start(
            URL(filePath: "/usr/bin/env"), [Emulator.python ?? "python3", Emulator.launcher.path],
            untilItSays: "(CTRL", in: folder, with: variables)
        defer {
            // It keeps nothing, and would wait for connections that nobody uses any more.
            kill(emulator.processIdentifier, SIGKILL)
            emulator.waitUntilExit()
        }
        guard let address = said.firstMatch(of: #/(https?)://[0-9.]+:([0-9]+)/#) else {
            throw SetupFailure(words: said)
        }
        try await body([
            "AWS_ENDPOINT_URL": "\(address.1)://localhost:\(address.2)", "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1", "HOME": folder.path,
            "AWS_EC2_METADATA_DISABLED": "true",
        ])
    }
}
