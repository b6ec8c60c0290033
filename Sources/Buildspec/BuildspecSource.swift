/// Where a buildspec comes from, told from the value that a project or an action carries.
public enum BuildspecSource: Sendable, Equatable {
    /// `buildspec.yml` in the root of the primary source.
    case defaultFile
    /// The text is the document itself.
    case inline(String)
    /// An object in S3, by ARN.
    case object(arn: String)
    /// A file, relative to the primary source.
    case file(path: String)

    /// The name that is tried where none is given; no other spelling is.
    public static let defaultFileName = "buildspec.yml"

    /// Reads the value as CodeBuild does: a text with a newline, or one that starts with `{`, is a document.
    public init(_ value: String?) {
        let trimmed = value.map { $0.drop { $0.isWhitespace } } ?? ""
        if trimmed.isEmpty {
            self = .defaultFile
        } else if let value, trimmed.hasPrefix("{") || value.contains(where: \.isNewline) {
            self = .inline(value)
        } else if trimmed.hasPrefix("arn:"), trimmed.contains(":s3:::") {
            self = .object(arn: String(trimmed))
        } else {
            self = .file(path: String(trimmed))
        }
    }
}
