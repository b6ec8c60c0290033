/// The full name of a commit: 40 hexadecimal digits (SHA-1) or 64 (SHA-256), in lower case.
public struct CommitID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        let isHexadecimal = rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard [40, 64].contains(rawValue.utf8.count), isHexadecimal else { return nil }
        self.rawValue = rawValue
    }

    /// The first 7 digits, for the screen.
    public var short: String { String(rawValue.prefix(7)) }

    public var description: String { rawValue }
}
