import Glibc

/// Microseconds since the epoch: the runner's log lines show them, its files keep milliseconds.
struct Timestamp: Sendable {
    var microseconds: Int64

    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    var milliseconds: Int64 { microseconds / 1000 }

    /// `YYYY/MM/DD HH:MM:SS.ffffff` in UTC, as CodeBuild writes it.
    var codeBuildText: String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        let time = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
        let fraction = Self.padded(Int(microseconds % 1_000_000), to: 6)
        return date.map { Self.padded($0, to: 2) }.joined(separator: "/") + " "
            + time.map { Self.padded($0, to: 2) }.joined(separator: ":") + "." + fraction
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A moment on the clock that never jumps, for timeouts.
struct Deadline: Sendable {
    private let milliseconds: Int64

    init(secondsFromNow seconds: Double) {
        milliseconds = Self.now() + Int64(seconds * 1000)
    }

    /// Milliseconds that are left, for poll(2); 0 when the moment has passed.
    var millisecondsLeft: Int32 {
        Int32(clamping: max(0, milliseconds - Self.now()))
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
