public import Foundation

/// What a commit says of itself.
public struct Commit: Hashable, Sendable, Identifiable {
    public let id: CommitID
    /// As short as git finds unambiguous here.
    public let shortID: String
    public let authorName: String
    public let authorEmail: String
    /// When it was written.
    public let date: Date
    /// When it became what it is, such as by a rebase.
    public let committerDate: Date
    /// The message's first paragraph in one line.
    public let subject: String
    /// The rest of the message, without the newline at its end; empty where there is none.
    public let body: String
}

extension Commit {
    /// All of its message.
    public var message: String { body.isEmpty ? subject : subject + "\n\n" + body }

    /// For `git log -z`: eight fields, each ended by a NUL.
    static let format = "--format=tformat:%H%x00%h%x00%an%x00%ae%x00%at%x00%ct%x00%s%x00%b"

    /// Reads what `format` made git print.
    static func list(from fields: [String]) -> [Commit] {
        stride(from: 0, to: fields.count - fields.count % 8, by: 8).compactMap { Commit(fields[$0..<($0 + 8)]) }
    }

    private init?(_ fields: ArraySlice<String>) {
        let fields = Array(fields)
        guard let id = CommitID(rawValue: fields[0]), let written = TimeInterval(fields[4]),
            let committed = TimeInterval(fields[5])
        else { return nil }
        self.init(
            id: id, shortID: fields[1], authorName: fields[2], authorEmail: fields[3],
            date: Date(timeIntervalSince1970: written), committerDate: Date(timeIntervalSince1970: committed),
            subject: fields[6], body: fields[7].trimmingSuffix(while: \.isNewline))
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !predicate($0) }) else { return "" }
        return String(self[...last])
    }
}
