import Foundation
import Testing

@testable import ActionProviders

/// When a deployment window is open.
@Suite struct CronScheduleTests {
    private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        ("0 0 9-17 ? * MON-FRI *", "2026-11-23T09:00:00Z", true),
        ("0 0 9-17 ? * MON-FRI *", "2026-11-23T09:01:00Z", false),
        ("0 * 9-17 ? * MON-FRI", "2026-11-23T12:34:56Z", true),
        ("0 * 9-17 ? * MON-FRI", "2026-11-22T12:34:56Z", false),
        ("0 */15 * * * ?", "2026-11-23T08:45:10Z", true), ("0 */15 * * * ?", "2026-11-23T08:46:10Z", false),
        ("0 5/20 * * * ?", "2026-11-23T08:25:00Z", true), ("0 0,30 8 23 NOV ?", "2026-11-23T08:30:00Z", true),
        ("0 * * 1 1 ? 2027", "2027-01-01T00:00:00Z", true), ("0 * * 1 1 ? 2027", "2028-01-01T00:00:00Z", false),
    ])
    func aMinuteIsInsideOrNot(_ text: String, _ time: String, _ isInside: Bool) throws {
        let schedule = try #require(CronSchedule(text))
        #expect(schedule.contains(try date(time), in: .gmt) == isInside)
    }

    @Test(arguments: [
        "", "* * * * *", "0 60 * * * ?", "0 * 24 * * ?", "0 * * 0 * ?", "0 * * * FOO ?", "0 a-b * * * ?",
        "0 5/0 * * * ?",
    ])
    func whatIsNoScheduleIsRefused(_ text: String) {
        #expect(CronSchedule(text) == nil)
    }

    @Test func theNextOpeningIsFoundInTheZone() throws {
        let schedule = try #require(CronSchedule("0 0 9 ? * MON-FRI"))
        let saturday = try date("2026-11-21T12:00:30Z")
        let opening = schedule.next(from: saturday, before: saturday + 3 * 86400, in: Self.berlin)
        #expect(opening == (try date("2026-11-23T08:00:00Z")))
        #expect(schedule.next(from: saturday, before: saturday + 86400, in: Self.berlin) == nil)
    }
}
