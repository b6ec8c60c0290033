import Foundation
import SigV4
import Subprocess
import SystemPackage

extension CredentialChain {
    /// `credential_process`: a program that prints credentials.
    ///
    /// Source: AWS SDKs and Tools Reference Guide, "Process credential provider". It is run without a shell, as the AWS
    /// CLI runs it; nothing that it prints is shown.
    static let process: CredentialProvider = { lookup in
        guard let command = lookup.text("credential_process") else { return nil }
        let words = ShellWords.split(command)
        guard let program = words.first else {
            throw CredentialError.failed("credential_process of \(lookup.place) is no command.")
        }
        let output = try await output(of: program, Array(words.dropFirst()), lookup)
        guard let printed = try? JSONDecoder().decode(PrintedCredentials.self, from: output) else {
            throw CredentialError.failed(
                "credential_process of \(lookup.place): \(program) did not print credentials in AWS's form.")
        }
        guard printed.Version == 1 else {
            throw CredentialError.failed(
                "credential_process of \(lookup.place): \(program) printed a version other than 1.")
        }
        return AWSCredentials(
            key: AccessKey(
                id: printed.AccessKeyId, secret: printed.SecretAccessKey, sessionToken: printed.SessionToken),
            expiration: printed.Expiration.flatMap(WireDate.parse), origin: "credential_process of \(lookup.place)")
    }

    private static func output(
        of program: String, _ arguments: [String], _ lookup: CredentialLookup
    ) async throws -> Data {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in lookup.configuration.environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        do {
            let result = try await run(
                program.contains("/") ? .path(.init(program)) : .name(program), arguments: .init(arguments),
                environment: .custom(variables), output: .bytes(limit: 1 << 20), error: .discarded)
            if result.terminationStatus.isSuccess { return Data(result.standardOutput) }
        } catch is SubprocessError {
            throw CredentialError.failed("credential_process of \(lookup.place): \(program) can't be run.")
        }
        throw CredentialError.failed("credential_process of \(lookup.place): \(program) failed.")
    }
}

/// What a `credential_process` prints; the names are AWS's.
private struct PrintedCredentials: Decodable {
    var Version: Int
    var AccessKeyId: String
    var SecretAccessKey: String
    var SessionToken: String?
    var Expiration: String?
}
