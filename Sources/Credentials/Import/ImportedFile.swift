/// What was found in a file that keeps credentials in plain text.
public struct ImportedFile: Sendable, Hashable {
    public internal(set) var credentials: [Credential] = []
    public internal(set) var problems: [Problem] = []

    /// A line that was passed over. Never quotes it, since what is malformed may still be secret.
    public struct Problem: Sendable, Hashable {
        /// Counted from 1.
        public var line: Int
        public var reason: String
    }

    mutating func report(_ reason: String, line: Int) {
        problems.append(Problem(line: line, reason: reason))
    }
}
