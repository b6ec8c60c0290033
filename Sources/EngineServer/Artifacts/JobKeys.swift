import Crypto
import Foundation
public import PipelineAPI
public import SigV4

/// The access keys of jobs: each follows from the engine's own and the job's id, so none has to be kept.
public struct JobKeys: Sendable {
    private let own: AccessKey

    public init(own: AccessKey) {
        self.own = own
    }

    private static let prefix = "SLUICEJOB-"

    /// What a worker gets for its job.
    public func credentials(of job: JobID) -> JobCredentials {
        let id = Self.prefix + job.rawValue
        return JobCredentials(accessKeyId: id, secretAccessKey: secret(of: id), sessionToken: job.rawValue)
    }

    /// The key of an id, if it is that of a job, be there such a job or not.
    func key(of id: String) -> AccessKey? {
        Self.job(of: id).map { _ in AccessKey(id: id, secret: secret(of: id)) }
    }

    /// The job that a key is for; `nil` for the engine's own.
    static func job(of keyID: String) -> JobID? {
        keyID.hasPrefix(prefix) ? JobID(String(keyID.dropFirst(prefix.count))) : nil
    }

    private func secret(of id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(id.utf8), using: SymmetricKey(data: Data(own.secret.utf8)))
        return Data(code).base64EncodedString()
    }
}
