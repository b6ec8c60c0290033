public import Foundation

/// The tree of an app's constructs, for display.
public struct ConstructTree: Sendable, Hashable {
    /// The class of each construct by its path, such as `aws-cdk-lib.aws_s3.Bucket`.
    public var classes: [String: String]

    /// Reads `tree.json`. Throws a `DecodingError` if it is none.
    public init(json: Data) throws {
        classes = [:]
        add(try JSONDecoder().decode(File.self, from: json).tree)
    }

    /// The paths of the constructs of a class, in their order.
    public func paths(of constructClass: String) -> [String] {
        classes.filter { $0.value == constructClass }.keys.sorted()
    }

    private mutating func add(_ node: File.Node) {
        classes[node.path] = node.constructInfo?.fqn
        for child in node.children?.values ?? [:].values { add(child) }
    }

    private struct File: Decodable {
        var tree: Node

        struct Node: Decodable {
            var path: String
            var children: [String: Node]?
            var constructInfo: ConstructInfo?
        }

        struct ConstructInfo: Decodable {
            var fqn: String
        }
    }
}
