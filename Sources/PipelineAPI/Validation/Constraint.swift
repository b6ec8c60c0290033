/// What the service model says of a text: its length and its characters.
struct TextConstraint {
    var length: ClosedRange<Int>
    /// A regular expression for the whole text, as the model writes it.
    var pattern: String?

    static let name = TextConstraint(length: 1...100, pattern: "[A-Za-z0-9.@\\-_]+")
    static let artifactName = TextConstraint(length: 1...100, pattern: "[a-zA-Z0-9_\\-]+")
    static let namespace = TextConstraint(length: 1...100, pattern: "[A-Za-z0-9@\\-_]+")
    static let provider = TextConstraint(length: 1...35, pattern: "[0-9A-Za-z_-]+")
    static let version = TextConstraint(length: 1...9, pattern: "[0-9A-Za-z_-]+")
    static let roleArn = TextConstraint(length: 1...1024, pattern: "arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*")
    static let bucket = TextConstraint(length: 3...63, pattern: "[a-zA-Z0-9\\-\\.]+")
    static let region = TextConstraint(length: 4...30)
    static let variableName = TextConstraint(length: 1...128, pattern: "[A-Za-z0-9@\\-_]+")
    static let environmentVariableName = TextConstraint(length: 1...128, pattern: "[A-Za-z0-9_]+")
    static let disabledReason = TextConstraint(length: 1...300, pattern: "[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+")

    /// What of it the text breaks, in the words of AWS's validation.
    func broken(by text: String) -> [String] {
        var broken: [String] = []
        if text.count > length.upperBound {
            broken.append("Member must have length less than or equal to \(length.upperBound)")
        }
        if text.count < length.lowerBound {
            broken.append("Member must have length greater than or equal to \(length.lowerBound)")
        }
        if let pattern, let expression = try? Regex(pattern), text.wholeMatch(of: expression) == nil {
            broken.append("Member must satisfy regular expression pattern: \(pattern)")
        }
        return broken
    }
}

/// Collects the faults of a request's shape; AWS reports them all in one message.
struct ShapeCheck {
    private(set) var violations: [Violation] = []

    mutating func text(_ value: String?, _ constraint: TextConstraint, at path: DeclarationPath) {
        guard let value else { return }
        for fault in constraint.broken(by: value) { violations.append(.shape(fault, value: value, at: path)) }
    }

    mutating func number(_ value: Int?, _ range: ClosedRange<Int>, at path: DeclarationPath) {
        guard let value, !range.contains(value) else { return }
        let fault =
            value < range.lowerBound
            ? "Member must have value greater than or equal to \(range.lowerBound)"
            : "Member must have value less than or equal to \(range.upperBound)"
        violations.append(.shape(fault, value: String(value), at: path))
    }

    mutating func count(_ count: Int?, _ range: ClosedRange<Int>, at path: DeclarationPath) {
        guard let count, !range.contains(count) else { return }
        let fault =
            count < range.lowerBound
            ? "Member must have length greater than or equal to \(range.lowerBound)"
            : "Member must have length less than or equal to \(range.upperBound)"
        violations.append(.shape(fault, value: "[\(count) members]", at: path))
    }

    mutating func choice(_ value: String?, _ choices: [String], at path: DeclarationPath) {
        guard let value, !choices.contains(value) else { return }
        violations.append(
            .shape(
                "Member must satisfy enum value set: [\(choices.joined(separator: ", "))]", value: value, at: path))
    }

    /// All faults as the one exception that AWS answers; `nil` if there are none.
    static func error(_ violations: [Violation]) -> APIError? {
        if violations.isEmpty { return nil }
        let count = "\(violations.count) validation error\(violations.count == 1 ? "" : "s") detected: "
        return .validation(count + violations.map(\.message).joined(separator: "; "))
    }
}
