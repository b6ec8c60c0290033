/// Why a text is no template.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    public var sentence: String
    public var position: TemplateNode.Position?

    public var description: String {
        position.map { "line \($0.line), column \($0.column): \(sentence)" } ?? sentence
    }
}
