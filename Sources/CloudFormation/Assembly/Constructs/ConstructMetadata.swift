/// What the app says about the constructs of a stack.
public struct ConstructMetadata: Sendable, Hashable {
    /// The construct path of each logical id, such as `Shop/Network/Vpc/Resource`.
    public var paths: [String: String] = [:]
    /// In the order of their constructs' paths.
    public var annotations: [Annotation] = []
    /// Stack tags where older frameworks left them.
    var tags: [String: String] = [:]

    public init() {}

    /// The path to show for a logical id: without the leaf that every construct of a resource has.
    public func shownPath(of logicalID: String) -> String? {
        guard let path = paths[logicalID] else { return nil }
        for leaf in ["/Resource", "/Default"] where path.hasSuffix(leaf) { return String(path.dropLast(leaf.count)) }
        return path
    }
}

/// A remark of the app about a construct.
public struct Annotation: Sendable, Hashable {
    /// An error stops the command that synthesised.
    public enum Level: String, Sendable, Hashable {
        case info, warning, error
    }

    public var level: Level
    public var constructPath: String
    public var message: String
}

extension ConstructMetadata {
    /// An entry as the manifest or a metadata file has it.
    struct Entry: Decodable {
        var type: String
        var data: TemplateValue?
    }

    init(_ entries: [String: [Entry]]) {
        for (written, entries) in entries.sorted(by: { $0.key < $1.key }) {
            let path = String(written.drop { $0 == "/" })
            for entry in entries { add(entry, at: path) }
        }
    }

    private mutating func add(_ entry: Entry, at path: String) {
        guard entry.type != "aws:cdk:logicalId" else {
            if let id = entry.data?.text { paths[id] = path }
            return
        }
        if entry.type == "aws:cdk:stack-tags" {
            for tag in entry.data?.list ?? [] {
                let key = tag["key"]?.text ?? tag["Key"]?.text
                if let key { tags[key] = tag["value"]?.text ?? tag["Value"]?.text }
            }
        }
        let word = entry.type.hasPrefix("aws:cdk:") ? entry.type.dropFirst("aws:cdk:".count) : ""
        if let level = Annotation.Level(rawValue: String(word)), let message = entry.data?.text {
            annotations.append(Annotation(level: level, constructPath: path, message: message))
        }
    }
}
