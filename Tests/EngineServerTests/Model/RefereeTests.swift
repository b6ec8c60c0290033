import ActionProviders
import EngineServer
import Foundation
import PipelineEngine
import SigV4
import TestSupport
import Testing

/// The scripts in `Referee`, each with an engine of its own: real boto3 asks, and judges the answers.
@Suite(
    "boto3 as the judge", .timeLimit(.minutes(10)),
    .enabled(if: Python.hasBoto3, "no python3 with boto3"))
struct RefereeTests {
    @Test(
        "What it finds wrong it says, and to the end it comes",
        arguments: ["story", "errors", "pages", "catalog", "artifacts"])
    func script(name: String) async throws {
        try await withScratchDirectory { try await judge(name, in: $0, tls: nil) }
    }

    @Test("Artifacts come and go over TLS too", .enabled(if: Python.hasOpenSSL, "no openssl"))
    func artifactsOverTLS() async throws {
        try await withScratchDirectory { folder in
            let files = NetworkServer.TLSFiles(
                certificate: folder.appending(path: "engine.pem"), key: folder.appending(path: "engine.key"))
            let said = try Python.openssl(
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                    "-subj", "/CN=engine", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files.certificate.path,
                    "-keyout", files.key.path,
                ])
            try #require(FileManager.default.fileExists(atPath: files.key.path), "\(said)")
            try await judge("artifacts", in: folder, tls: files)
        }
    }

    private func judge(_ name: String, in folder: URL, tls: NetworkServer.TLSFiles?) async throws {
        let bucket = folder.appending(path: "store")
        try FileManager.default.createDirectory(at: bucket, withIntermediateDirectories: true)
        try Data("app".utf8).write(to: bucket.appending(path: "app.zip"))
        let buckets = Buckets(folder: folder, drafts: folder.appending(path: "drafts"))
        let providers: [any ActionProvider] = [
            S3Source(buckets: buckets), ManualApproval(), JobWorkerProvider(), DeploymentWindow(),
        ]
        try await withNetworkServer(providers: providers, tls: tls) { server in
            let key = RunningNetworkServer.key
            let endpoint = "\(tls == nil ? "http" : "https")://127.0.0.1:\(server.port)"
            var environment = [
                "AWS_ENDPOINT_URL_CODEPIPELINE": endpoint, "AWS_ENDPOINT_URL_S3": endpoint,
                "AWS_ACCESS_KEY_ID": key.id, "AWS_SECRET_ACCESS_KEY": key.secret, "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_EC2_METADATA_DISABLED": "true", "PYTHONDONTWRITEBYTECODE": "1",
            ]
            environment["AWS_CA_BUNDLE"] = tls?.certificate.path
            let said = try await Python.script(name, environment)
            #expect(said == "done\n")
        }
    }

    @Test("It is awake: an answer that is not of the model's shape is told")
    func awake() throws {
        let check = """
            import referee
            shape = referee.model.operation_model("PollForJobs").output_shape
            referee.walk(shape, {"jobs": [{"id": 5}], "more": 1}, "PollForJobs")
            """
        let said = try Python.run(["-c", check], ["AWS_DEFAULT_REGION": "us-east-1"])
        #expect(said == "PollForJobs.jobs[].id is no text\nPollForJobs.more is unknown\n")
    }
}

/// Python beside this file.
enum Python {
    static let hasBoto3 = (try? run(["-c", "import boto3"])) == ""

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Referee")

    /// Runs a script of the folder on a thread of its own and answers what it says, errors included.
    static func script(_ name: String, _ environment: [String: String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try run([folder.appending(path: "\(name).py").path], environment) })
            }
        }
    }

    static let hasOpenSSL = (try? openssl(["version"]))?.hasPrefix("OpenSSL") ?? false

    static func openssl(_ arguments: [String]) throws -> String { try said(by: "openssl", arguments) }

    static func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
        try said(by: "python3", arguments, environment)
    }

    private static func said(
        by program: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
