public import Foundation
import SigV4

/// Credentials of a role for a while (STS API, AssumeRole).
public enum AssumeRole: STSOperation {
    public struct Input: Encodable, Sendable, Hashable {
        public var roleArn: String
        public var roleSessionName: String
        public var durationSeconds: Int?
        public var externalId: String?
        public var serialNumber: String?
        public var tokenCode: String?
        public var tags: [STSTag]?
        public var transitiveTagKeys: [String]?

        public init(
            roleArn: String, roleSessionName: String, durationSeconds: Int? = nil, externalId: String? = nil,
            serialNumber: String? = nil, tokenCode: String? = nil, tags: [STSTag]? = nil,
            transitiveTagKeys: [String]? = nil
        ) {
            self.roleArn = roleArn
            self.roleSessionName = roleSessionName
            self.durationSeconds = durationSeconds
            self.externalId = externalId
            self.serialNumber = serialNumber
            self.tokenCode = tokenCode
            self.tags = tags
            self.transitiveTagKeys = transitiveTagKeys
        }
    }

    public struct Output: Decodable, Sendable, Hashable {
        public var credentials: STSCredentials
        public var assumedRoleUser: AssumedRoleUser?
    }
}

public struct STSTag: Encodable, Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// The keys of a session. Prints without its secrets.
public struct STSCredentials: Decodable, Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    var accessKeyId: String
    var secretAccessKey: String
    var sessionToken: String
    public var expiration: Date

    public var description: String { "\(accessKeyId) ••••" }
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyId": accessKeyId]) }

    /// - Parameter origin: where they come from, for people.
    func credentials(origin: String) -> AWSCredentials {
        AWSCredentials(
            key: AccessKey(id: accessKeyId, secret: secretAccessKey, sessionToken: sessionToken),
            expiration: expiration, origin: origin)
    }
}

public struct AssumedRoleUser: Decodable, Sendable, Hashable {
    public var assumedRoleId: String?
    public var arn: String?
}

extension AssumeRole.Output {
    /// The session as what requests are signed with.
    public func credentials(origin: String) -> AWSCredentials { credentials.credentials(origin: origin) }
}

extension STSClient {
    public func assumeRole(_ input: AssumeRole.Input) async throws -> AssumeRole.Output {
        try await connection.query(AssumeRole.self, input)
    }
}
