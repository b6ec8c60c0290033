public import Foundation

/// A CloudFormation template as it is written. `evaluated(with:)` says what it means.
public struct Template: Sendable, Hashable {
    public let root: TemplateNode

    /// Without anything in it.
    public static let empty = Template(root: TemplateNode(content: .object([])))

    /// Reads a template from YAML, with short tags or without, or JSON.
    ///
    /// Throws `TemplateError` if the text is neither, is larger than 1 MB (CloudFormation's own limit), nests deeper
    /// than 100 levels, holds more than 200,000 values once its aliases are expanded, or has no resources.
    public init(_ text: String) throws(TemplateError) {
        let root = try TemplateReader.read(text)
        guard case .object = root["Resources"]?.content else {
            throw TemplateError(sentence: "has no Resources", position: root.position)
        }
        self.root = root
    }

    /// A template of any bytes, or `nil`: never a crash, however hostile they are.
    public static func decode(_ bytes: Data) -> Template? {
        String(data: bytes, encoding: .utf8).flatMap { try? Template($0) }
    }

    public var parameters: [TemplateNode.Member] { root["Parameters"]?.members ?? [] }
    public var resources: [TemplateNode.Member] { root["Resources"]?.members ?? [] }
}
