import CustomDump
import Testing

/// Fails with the difference, line by line, where two values are not equal.
///
/// `expectNoDifference` reports nothing to Swift Testing unless a support library of its own is linked.
func expectSame<Value: Equatable>(
    _ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
    if value == expected { return }
    let difference = diff(value, expected) ?? "\(value) is not \(expected)"
    Issue.record(Comment(rawValue: "\n" + difference), sourceLocation: sourceLocation)
}
