import Foundation

/// The instants that a cron expression of six or seven fields names: seconds, minutes, hours, day of the month, month,
/// day of the week, and a year if there is a seventh ("DeploymentWindow" in CodePipeline's rule structure reference).
///
/// A field is `*` or `?`, a number, a name (`MON`, `JAN`), a range `a-b`, a step `a/n`, or a list of these.
struct CronSchedule {
    private let minutes: Set<Int>
    private let hours: Set<Int>
    private let days: Set<Int>
    private let months: Set<Int>
    /// 1 is Sunday.
    private let weekdays: Set<Int>
    private let years: Set<Int>?

    /// `nil` for what is no such expression. The seconds are read and not looked at: a window is as long as its minutes.
    init?(_ text: String) {
        let fields = text.split(separator: " ").map(String.init)
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        guard (6...7).contains(fields.count), Self.values(fields[0], 0...59) != nil,
            let minutes = Self.values(fields[1], 0...59), let hours = Self.values(fields[2], 0...23),
            let days = Self.values(fields[3], 1...31), let monthNumbers = Self.values(fields[4], 1...12, months),
            let weekdayNumbers = Self.values(fields[5], 1...7, weekdays)
        else { return nil }
        if fields.count == 7 {
            guard let years = Self.values(fields[6], 1970...2199) else { return nil }
            self.years = fields[6] == "*" ? nil : years
        } else {
            years = nil
        }
        (self.minutes, self.hours, self.days) = (minutes, hours, days)
        (self.months, self.weekdays) = (monthNumbers, weekdayNumbers)
    }

    private static func values(_ field: String, _ range: ClosedRange<Int>, _ names: [String] = []) -> Set<Int>? {
        func number(_ text: Substring) -> Int? {
            let value = names.firstIndex(of: text.uppercased()).map { $0 + range.lowerBound } ?? Int(text)
            return value.flatMap { range.contains($0) ? $0 : nil }
        }
        var values: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let steps = part.split(separator: "/", maxSplits: 1)
            guard let base = steps.first, let step = steps.count > 1 ? Int(steps[1]) : 1, step > 0 else { return nil }
            let ends = base.split(separator: "-", maxSplits: 1)
            if base == "*" || base == "?" {
                values.formUnion(stride(from: range.lowerBound, through: range.upperBound, by: step))
            } else if ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last {
                values.formUnion(stride(from: first, through: last, by: step))
            } else if ends.count == 1, let first = number(ends[0]) {
                values.formUnion(stride(from: first, through: steps.count > 1 ? range.upperBound : first, by: step))
            } else {
                return nil
            }
        }
        return values
    }

    /// Whether the minute that holds an instant is one of the schedule's.
    func contains(_ date: Date, in zone: TimeZone) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.minute, .hour, .day, .month, .weekday, .year], from: date)
        guard let minute = parts.minute, let hour = parts.hour, let day = parts.day, let month = parts.month,
            let weekday = parts.weekday, let year = parts.year
        else { return false }
        return minutes.contains(minute) && hours.contains(hour) && days.contains(day) && months.contains(month)
            && weekdays.contains(weekday) && years?.contains(year) ?? true
    }

    /// The first minute of the schedule from an instant on and before a deadline.
    func next(from date: Date, before deadline: Date, in zone: TimeZone) -> Date? {
        if contains(date, in: zone) { return date }
        var minute = Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60)
        while minute < deadline {
            if contains(minute, in: zone) { return minute }
            minute += 60
        }
        return nil
    }
}
