public import Foundation

/// One request to a service, before it is signed.
struct AWSRequest: Sendable {
    /// The operation as people know it, such as `DescribeStacks`.
    var operation: String
    var method = "POST"
    /// Percent-encoded as it is sent.
    var path = "/"
    /// Not yet encoded.
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body = Data()
    /// Whether doing it twice does no more than doing it once, so that it may be sent again after an answer was lost.
    var isRepeatable: Bool

    /// - Parameter isRepeatable: by default whether the name says that it only reads.
    init(operation: String, method: String = "POST", path: String = "/", isRepeatable: Bool? = nil) {
        self.operation = operation
        self.method = method
        self.path = path
        self.isRepeatable = isRepeatable ?? AWSRequest.onlyReads(operation)
    }

    /// Names of AWS's operations begin with what they do.
    private static func onlyReads(_ operation: String) -> Bool {
        ["Get", "List", "Describe", "Batch", "Head", "Filter", "AssumeRole", "Detect"].contains(
            where: operation.hasPrefix)
    }
}

/// What a service answered, whatever it says.
public struct AWSAnswer: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: Data

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
