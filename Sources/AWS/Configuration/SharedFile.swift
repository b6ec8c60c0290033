/// One of AWS's shared files, `config` or `credentials`: sections of keys and values.
///
/// Read as the AWS CLI reads them, which is Python's RawConfigParser: `=` or `:` part key and value, keys are compared
/// in lower case, indented lines go on with the value above, and a value of indented lines alone may be a table.
struct SharedFile: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        case text(String)
        case table([String: String])
    }

    typealias Section = [String: Value]

    private(set) var sections: [String: Section] = [:]

    /// - Parameter path: for the error's sentence.
    init(_ text: String, path: String) throws(AWSConfigurationError) {
        var reader = Reader(path: path)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            try reader.read(line)
        }
        sections = try reader.finish()
    }
}

extension SharedFile.Value {
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var table: [String: String]? { if case .table(let table) = self { table } else { nil } }
}

/// Puts sections together line by line.
private struct Reader {
    let path: String
    private var number = 0
    private var sections: [String: [String: (lines: [Substring], number: Int)]] = [:]
    private var section: String?
    private var key: String?
    /// How far the line in which a value began is indented.
    private var indent = 0

    init(path: String) { self.path = path }

    mutating func read(_ line: Substring) throws(AWSConfigurationError) {
        number += 1
        let content = line.drop(while: \.isWhitespace)
        if content.hasPrefix("#") || content.hasPrefix(";") { return }
        guard !content.isEmpty else { return continueValue(with: "") }
        let depth = line.count - content.count
        let trimmed = content.trimmingSuffix(while: \.isWhitespace)
        if key != nil, depth > indent { return continueValue(with: trimmed) }
        indent = depth
        if trimmed.hasPrefix("["), let end = trimmed.lastIndex(of: "]"), end > trimmed.index(after: trimmed.startIndex)
        {
            try begin(String(trimmed[trimmed.index(after: trimmed.startIndex)..<end]))
        } else {
            try beginValue(trimmed)
        }
    }

    private mutating func continueValue(with line: Substring) {
        guard let section, let key else { return }
        sections[section]?[key]?.lines.append(line)
    }

    private mutating func begin(_ name: String) throws(AWSConfigurationError) {
        if sections[name] != nil { throw error("the section [\(name)] is there twice") }
        sections[name] = [:]
        section = name
        key = nil
    }

    private mutating func beginValue(_ line: Substring) throws(AWSConfigurationError) {
        guard let section else { throw error("there is no [section] above this line") }
        guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }), mark > line.startIndex else {
            throw error("this is neither a [section] nor KEY = VALUE")
        }
        let name = line[..<mark].trimmingSuffix(while: \.isWhitespace).lowercased()
        if sections[section]?[name] != nil { throw error("[\(section)] has the key \(name) twice") }
        sections[section]?[name] = ([line[line.index(after: mark)...].drop(while: \.isWhitespace)], number)
        key = name
    }

    func finish() throws(AWSConfigurationError) -> [String: SharedFile.Section] {
        var finished: [String: SharedFile.Section] = [:]
        for (name, entries) in sections where name != "DEFAULT" {
            var values: SharedFile.Section = [:]
            for (key, entry) in entries { values[key] = try value(of: entry.lines, at: entry.number) }
            for (key, entry) in sections["DEFAULT"] ?? [:] where values[key] == nil {
                values[key] = try value(of: entry.lines, at: entry.number)
            }
            finished[name] = values
        }
        return finished
    }

    private func value(of lines: [Substring], at number: Int) throws(AWSConfigurationError) -> SharedFile.Value {
        let text = lines.joined(separator: "\n").trimmingSuffix(while: \.isWhitespace)
        guard text.hasPrefix("\n") else { return .text(String(text)) }
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw .unreadable(path: path, line: number, reason: "the indented lines below are not KEY = VALUE")
            }
            table[parts[0].trimmed] = parts[1].trimmed
        }
        return .table(table)
    }

    /// The line is named, never quoted: it may hold a secret.
    private func error(_ reason: String) -> AWSConfigurationError {
        .unreadable(path: path, line: number, reason: reason)
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace)).trimmingSuffix(while: \.isWhitespace)
    }
}

extension BidirectionalCollection where SubSequence == Substring, Element == Character {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return self[startIndex..<end]
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        String(self[...].trimmingSuffix(while: predicate))
    }
}
