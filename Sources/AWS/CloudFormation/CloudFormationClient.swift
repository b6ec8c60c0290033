/// A client of AWS CloudFormation (API version 2010-05-15).
///
/// Shapes hold what deploying, following and comparing stacks needs; members that we don't know are ignored.
public struct CloudFormationClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }
}

/// What every operation of the service has in common.
protocol CloudFormationOperation: QueryOperation {}

extension CloudFormationOperation {
    static var version: String { "2010-05-15" }
}

/// The answer of an operation that has none.
public struct NoOutput: Decodable, Sendable, Hashable {}
