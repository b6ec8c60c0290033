/// The findings that people have looked at and let pass: what `.sluiceignore` says.
///
/// A line is a fingerprint or a pattern of paths, and after `#` the reason. Lines that are empty or begin with `#` say
/// nothing.
public struct Ignores: Sendable {
    private var fingerprints: Set<Fingerprint> = []
    private var patterns: [PathPattern] = []
    /// What is wrong with the file; the lines concerned let nothing pass.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Something wrong with a line.
    public struct Diagnostic: Hashable, Sendable {
        /// From 1.
        public let line: Int
        public let message: String
    }

    /// - Parameter text: the file's content.
    public init(_ text: String = "") {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            read(line.trimmed, number: index + 1)
        }
    }

    /// Whether `finding` is to pass. What was found because it is somebody's own is no example, whatever its path: that
    /// passes by its fingerprint alone.
    public func covers(_ finding: PatchFinding) -> Bool {
        fingerprints.contains(finding.fingerprint)
            || finding.kind != KnownSecrets.kind && patterns.contains { $0.matches(finding.path) }
    }

    /// Whether a line is this fingerprint.
    public func names(_ fingerprint: Fingerprint) -> Bool { fingerprints.contains(fingerprint) }

    private mutating func read(_ line: Substring, number: Int) {
        guard let first = line.first, first != "#" else { return }
        // A path may have a '#' in it; a reason has a blank before.
        let parts = line.split(separator: " #", maxSplits: 1)
        let subject = parts[0].trimmed
        guard parts.count == 2, !parts[1].trimmed.isEmpty else {
            diagnostics.append(Diagnostic(line: number, message: "give the reason: '\(subject)  # why this may pass'"))
            return
        }
        if let fingerprint = Fingerprint(subject) {
            fingerprints.insert(fingerprint)
        } else if subject.utf8.count >= 16, subject.utf8.allSatisfy(ByteSet.hex.contains) {
            let message = "'\(subject)' is no fingerprint: those have \(Fingerprint.length) hexadecimal digits"
            diagnostics.append(Diagnostic(line: number, message: message))
        } else if subject.hasPrefix("!") {
            let message = "'\(subject)' takes nothing back: only what is to pass can be said"
            diagnostics.append(Diagnostic(line: number, message: message))
        } else if subject.count(of: "[") != subject.count(of: "]") {
            let message = "'\(subject)' is no pattern: '*', '**' and '?' are all there are, and a bracket means itself"
            diagnostics.append(Diagnostic(line: number, message: message))
        } else {
            patterns.append(PathPattern(String(subject)))
        }
    }
}

extension Ignores {
    /// `text`, the file's content, with a line that lets `fingerprint` pass.
    /// - Parameter reason: why; its line ends become blanks, so that it stays one line.
    public static func adding(_ fingerprint: Fingerprint, reason: String, to text: String) -> String {
        let reason = reason.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
        let start = text.isEmpty || text.last?.isNewline == true ? text : text + "\n"
        return start + "\(fingerprint)  # \(reason)\n"
    }
}

extension Substring {
    fileprivate func count(of character: Character) -> Int { filter { $0 == character }.count }

    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}
