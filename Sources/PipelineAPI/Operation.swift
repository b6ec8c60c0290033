/// An operation of an API: its name on the wire, what goes in and what comes out.
///
/// The client's one call and the server's one table both use this declaration, so that adding an operation needs no
/// route and no second list.
public protocol Operation: SendableMetatype {
    associatedtype Input: Codable & Sendable
    associatedtype Output: Codable & Sendable

    /// The value of the `X-Amz-Target` header.
    static var target: String { get }
}

/// The services behind one endpoint, told apart by the prefix of the target.
public enum Service: String, Sendable, CaseIterable {
    case codePipeline = "CodePipeline_20150709"
    case codeBuild = "CodeBuild_20161006"
    case logs = "Logs_20140328"
    /// What AWS lacks: the handshake, registering a checkout, the event stream.
    case sluice = "Sluice_20260701"

    /// The `X-Amz-Target` of one of the service's operations.
    public func target(_ operation: String) -> String {
        "\(rawValue).\(operation)"
    }

    /// The name under which requests to the service are signed (Signature Version 4).
    public var signingName: String {
        switch self {
        case .codePipeline: "codepipeline"
        case .codeBuild: "codebuild"
        case .logs: "logs"
        case .sluice: "sluice"
        }
    }
}

extension Service {
    /// The service an operation belongs to, read from its target.
    public init?(target: String) {
        guard let prefix = target.split(separator: ".", maxSplits: 1).first else { return nil }
        self.init(rawValue: String(prefix))
    }
}

/// The answer of an operation that has none.
public struct Empty: Codable, Sendable, Hashable {
    public init() {}
}
