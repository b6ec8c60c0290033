import Foundation

extension Workplace {
    /// A self-made certificate and its key, as PEM files.
    ///
    /// - Parameter extensions: more of what the certificate says, as openssl writes it.
    func certificate(
        _ name: String, for names: String, extensions: [String] = []
    ) async throws -> (certificate: String, key: String) {
        let files = (folder.appending(path: "\(name).pem").path, folder.appending(path: "\(name).key").path)
        let made = try await Command.run(
            URL(filePath: "/usr/bin/env"),
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days",
                "1", "-subj", "/CN=engine", "-addext", "subjectAltName=\(names)", "-out", files.0, "-keyout", files.1,
            ] + extensions.flatMap { ["-addext", $0] }, in: folder, environment: environment)
        guard made.exitCode == 0 else { throw SetupFailure(words: made.words) }
        return files
    }
}
