/// Collects the faults of a request's shape; AWS reports them all in one message.
public struct ShapeCheck: Sendable {
    /// The member of the request in which the paths begin; `nil` for the request itself.
    var root: String?
    private(set) var violations: [Violation] = []
    /// Members in which nothing more is looked for: what stands there was put in for what can't be read.
    private var closed: [String] = []

    init() {}

    /// Reports a fault and no others of the member and what is in it.
    mutating func close(_ fault: String, value: String?, at path: DeclarationPath) {
        report(fault, value: value, at: path)
        closed.append(path.memberPath)
    }

    mutating func text(_ value: String?, _ constraint: TextConstraint, at path: DeclarationPath) {
        guard let value else { return }
        for fault in constraint.broken(by: value) { report(fault, value: value, at: path) }
    }

    /// A text that no message shows.
    mutating func secret(_ value: String?, _ constraint: TextConstraint, at path: DeclarationPath) {
        for fault in value.map(constraint.broken) ?? [] { report(fault, value: "****", at: path) }
    }

    mutating func required(_ value: String?, _ constraint: TextConstraint, at path: DeclarationPath) {
        if value == nil { report(Self.missing, value: nil, at: path) }
        text(value, constraint, at: path)
    }

    mutating func number(_ value: Int?, _ range: ClosedRange<Int>, at path: DeclarationPath) {
        guard let value, !range.contains(value) else { return }
        report(Self.outside(range, value, "value"), value: String(value), at: path)
    }

    mutating func count(_ count: Int?, _ range: ClosedRange<Int>, at path: DeclarationPath) {
        guard let count, !range.contains(count) else { return }
        report(Self.outside(range, count, "length"), value: "[\(count) members]", at: path)
    }

    mutating func choice(_ value: String?, _ choices: [String], at path: DeclarationPath) {
        guard let value, !choices.contains(value) else { return }
        report(Self.outside(choices), value: value, at: path)
    }

    mutating func texts(
        _ values: [String]?, _ count: ClosedRange<Int>, _ constraint: TextConstraint, at path: DeclarationPath
    ) {
        self.count(values?.count, count, at: path)
        for (index, value) in (values ?? []).enumerated() { text(value, constraint, at: path.element(index)) }
    }

    /// A configuration: AWS names the map as the faulty member. Its message shows no value, which may be a secret.
    mutating func configuration(
        _ map: [String: String]?, count: ClosedRange<Int>? = nil, value: TextConstraint, at path: DeclarationPath
    ) {
        if let count { self.count(map?.count, count, at: path) }
        for (key, text) in (map ?? [:]).sorted(by: { $0.key < $1.key }) {
            if !TextConstraint.configurationKey.broken(by: key).isEmpty {
                entry("keys", TextConstraint.configurationKey, of: key, at: path)
            }
            if !value.broken(by: text).isEmpty { entry("value", value, of: key, at: path) }
        }
    }

    private mutating func entry(_ part: String, _ constraint: TextConstraint, of key: String, at path: DeclarationPath)
    {
        let fault =
            "Map \(part) must satisfy constraint: "
            + "[Member must have length less than or equal to \(constraint.length.upperBound), "
            + "Member must have length greater than or equal to \(constraint.length.lowerBound)]"
        report(fault, value: "{\(key)=…}", at: path, in: path.key(key))
    }

    private static func outside(_ range: ClosedRange<Int>, _ value: Int, _ what: String) -> String {
        value < range.lowerBound
            ? "Member must have \(what) greater than or equal to \(range.lowerBound)"
            : "Member must have \(what) less than or equal to \(range.upperBound)"
    }

    static let missing = "Member must not be null"

    static func outside(_ choices: [String]) -> String {
        "Member must satisfy enum value set: [\(choices.joined(separator: ", "))]"
    }

    /// - Parameter value: `nil` for a member that is not there.
    mutating func report(
        _ fault: String, value: String?, at path: DeclarationPath, in place: DeclarationPath? = nil
    ) {
        let member = [root, path.memberPath].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ".")
        if closed.contains(where: { member == $0 || member.hasPrefix($0 + ".") }) { return }
        let value = value.map { "'\($0)'" } ?? "null"
        violations.append(
            Violation(
                code: "ValidationException",
                message: "Value \(value) at '\(member)' failed to satisfy constraint: \(fault)",
                path: place ?? path))
    }

    /// All faults as the one exception that AWS answers; `nil` if there are none.
    static func error(_ violations: [Violation]) -> APIError? {
        if violations.isEmpty { return nil }
        let count = "\(violations.count) validation error\(violations.count == 1 ? "" : "s") detected: "
        return .validation(count + violations.map(\.message).joined(separator: "; "))
    }
}
