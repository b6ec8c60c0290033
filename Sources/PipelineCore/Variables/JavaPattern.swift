import Foundation

/// A regular expression as Java writes it, which has to match a text as a whole.
///
/// It is ICU's, whose syntax is Java's in all but rare corners. A match takes a bounded number of steps.
///
/// Source: `java.util.regex.Pattern`, which the rule VariableCheck names for its operator MATCHES.
struct JavaPattern {
    private let expression: NSRegularExpression?

    /// Throws `PatternError` where the text is no expression.
    init(_ text: String) throws(PatternError) {
        // ICU takes no empty expression.
        guard !text.isEmpty else {
            expression = nil
            return
        }
        do {
            // Alone too, for `a)|(b` would find its parentheses in those around it.
            _ = try NSRegularExpression(pattern: text)
            expression = try NSRegularExpression(pattern: "(?:\(text))\\z")
        } catch {
            throw .unreadable
        }
    }

    /// How often ICU reports that it is still at it, about every ten thousand steps: well under a second.
    private static let mostReports = 500

    /// Throws `PatternError.tooManySteps` where the text cannot be judged in time.
    func matches(_ text: String) throws(PatternError) -> Bool {
        guard let expression else { return text.isEmpty }
        var (matches, reports, isBroken) = (false, 0, false)
        let range = NSRange(text.startIndex..., in: text)
        expression.enumerateMatches(in: text, options: [.anchored, .reportProgress, .reportCompletion], range: range) {
            match, flags, stop in
            if match != nil { matches = true }
            if flags.contains(.progress) { reports += 1 }
            isBroken = isBroken || flags.contains(.internalError) || reports > Self.mostReports
            stop.pointee = ObjCBool(matches || isBroken)
        }
        if isBroken { throw .tooManySteps }
        return matches
    }
}

/// Why a pattern cannot be used.
enum PatternError: Error {
    case unreadable
    case tooManySteps

    var words: String {
        switch self {
        case .unreadable: "cannot be read"
        case .tooManySteps: "takes too many steps on this value"
        }
    }
}
