/// A client of AWS Security Token Service (API version 2011-06-15).
public struct STSClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }
}

/// What every operation of the service has in common.
protocol STSOperation: QueryOperation {}

extension STSOperation {
    static var version: String { "2011-06-15" }
    /// A second session does no harm.
    static var isRepeatable: Bool? { true }
}
