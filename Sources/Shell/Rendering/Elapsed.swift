import Foundation

/// Times as people say them.
enum Elapsed {
    /// `0.4 s`, `14 s`, `3 min 20 s`, `2 h 5 min`.
    static func text(_ seconds: Double) -> String {
        let seconds = max(0, seconds)
        let tenths = Int((min(seconds, 1e9) * 10).rounded(.toNearestOrEven))
        if tenths < 100 { return "\(tenths / 10).\(tenths % 10) s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// `just now`, `5 min ago`, `3 days ago`.
    static func age(_ date: Date, now: Date) -> String {
        let seconds = Int(max(0, now.timeIntervalSince(date)))
        switch seconds {
        case ..<60: return "just now"
        case ..<3600: return "\(seconds / 60) min ago"
        case ..<86400: return "\(seconds / 3600) h ago"
        default: return "\(seconds / 86400) day\(seconds / 86400 == 1 ? "" : "s") ago"
        }
    }
}
