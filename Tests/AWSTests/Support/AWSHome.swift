import Foundation
import TestSupport

@testable import AWS

/// A home folder with AWS's files in it, and an environment that knows nothing else.
struct AWSHome {
    let folder: URL
    var environment: [String: String]

    static func with(
        config: String = "", credentials: String = "", environment: [String: String] = [:],
        _ body: (AWSHome) async throws -> Void
    ) async throws {
        try await withScratchDirectory { folder in
            let aws = folder.appending(path: ".aws")
            try FileManager.default.createDirectory(at: aws, withIntermediateDirectories: true)
            try Data(config.replacing("HOME_FOLDER", with: folder.path).utf8).write(to: aws.appending(path: "config"))
            try Data(credentials.utf8).write(to: aws.appending(path: "credentials"))
            let usual = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
            let text = environment.mapValues { $0.replacing("HOME_FOLDER", with: folder.path) }
            try await body(AWSHome(folder: folder, environment: usual.merging(text) { $1 }))
        }
    }

    func session(profile: String? = nil) throws -> AWSSession {
        try AWSSession(environment: environment, profile: profile, region: "eu-west-1")
    }
}
