import Foundation
import Testing

@testable import Shell

/// Times as people say them.
@Suite struct ElapsedTests {
    @Test(arguments: [
        (-3, "0.0 s"), (0, "0.0 s"), (0.04, "0.0 s"), (0.44, "0.4 s"), (9.94, "9.9 s"), (9.96, "10 s"),
        (14.4, "14 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (3599.4, "59 min 59 s"),
        (3599.6, "1 h 0 min"), (7500, "2 h 5 min"), (90_000, "25 h 0 min"),
    ])
    func aDurationIsRoundedToWhatMatters(seconds: Double, text: String) {
        expectSame(Elapsed.text(seconds), text)
    }

    @Test(arguments: [
        (-60, "just now"), (0, "just now"), (59, "just now"), (60, "1 min ago"), (3599, "59 min ago"),
        (3600, "1 h ago"), (86_399, "23 h ago"), (86_400, "1 day ago"), (3 * 86_400, "3 days ago"),
    ])
    func anAgeIsToldInItsLargestUnit(seconds: Double, text: String) {
        let now = Date(timeIntervalSince1970: 1_000_000)
        expectSame(Elapsed.age(now.addingTimeInterval(-seconds), now: now), text)
    }
}
