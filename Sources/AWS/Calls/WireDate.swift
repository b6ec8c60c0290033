import Foundation

/// Dates as AWS writes them as text: ISO 8601 in UTC, with or without a fraction of a second.
enum WireDate {
    static func parse(_ text: String) -> Date? {
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }

    static func text(_ date: Date) -> String { date.formatted(.iso8601) }

    /// The `Date` header of an answer, such as `Sat, 31 Jan 2026 12:00:00 GMT` (RFC 9110, 5.6.7).
    static func parseHTTP(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
