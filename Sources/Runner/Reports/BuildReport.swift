/// What one report group of a build found (CodeBuild API, Report, TestReportSummary and CodeCoverageReportSummary).
public struct BuildReport: Codable, Sendable, Equatable {
    /// The group's name as the buildspec has it.
    public var group: String
    /// Whether anything could be read.
    public var status: Status
    /// The files that were found.
    public var files: Int
    /// How many test cases there are of each status.
    public var counts: [String: Int] = [:]
    /// At most 500, those that failed first; CodeBuild keeps as many.
    public var cases: [TestCase] = []
    /// Lines and branches, for a report of coverage.
    public var coverage: Coverage?

    /// How collecting it went (CodeBuild API, ReportStatusType).
    public enum Status: String, Codable, Sendable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        /// No file was found, or none could be read.
        case incomplete = "INCOMPLETE"
    }

    /// One test.
    public struct TestCase: Codable, Sendable, Equatable {
        /// With what it belongs to, where the file says so.
        public var name: String
        /// How it ended.
        public var status: CaseStatus

        init(_ name: String, _ status: CaseStatus) {
            self.name = String(name.prefix(Self.longestName))
            self.status = status
        }

        private static let longestName = 500
    }

    /// How a test ended (CodeBuild API, TestCase).
    public enum CaseStatus: String, Codable, Sendable, CaseIterable {
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case error = "ERROR"
        case skipped = "SKIPPED"
        case unknown = "UNKNOWN"

        var isFailure: Bool { self == .failed || self == .error }
    }

    /// What of a program its tests have run.
    public struct Coverage: Codable, Sendable, Equatable {
        public var linesCovered = 0
        public var linesMissed = 0
        public var branchesCovered = 0
        public var branchesMissed = 0
    }
}

extension BuildReport {
    private static let casesLimit = 500

    package init(group: String, files: Int, contents: [ReportContent]) {
        self.group = group
        self.files = files
        let cases = contents.flatMap(\.cases)
        counts = Dictionary(cases.map { ($0.status.rawValue, 1) }, uniquingKeysWith: +)
        self.cases = Array(
            (cases.filter(\.status.isFailure) + cases.filter { !$0.status.isFailure }).prefix(Self.casesLimit))
        coverage = contents.compactMap(\.coverage).reduce(into: nil) { sum, next in
            sum = sum ?? Coverage()
            sum?.add(next)
        }
        status = contents.isEmpty ? .incomplete : cases.contains { $0.status.isFailure } ? .failed : .succeeded
    }

    /// `12 tests: 10 succeeded, 1 failed, 1 skipped`, or what is covered.
    public var summary: String {
        if status == .incomplete { return files == 0 ? "no file was found" : "nothing could be read" }
        if let coverage { return coverage.summary }
        let total = counts.values.reduce(0, +)
        let parts = CaseStatus.allCases.compactMap { status in
            counts[status.rawValue].map { "\($0) \(status.rawValue.lowercased())" }
        }
        return "\(total) test\(total == 1 ? "" : "s")" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }
}

extension BuildReport.Coverage {
    /// More lines than any program has. A report may say anything; its sums still have to fit.
    static let largestCount = 1 << 40

    mutating func add(_ other: BuildReport.Coverage) {
        for count in [\Self.linesCovered, \.linesMissed, \.branchesCovered, \.branchesMissed] {
            self[keyPath: count] = min(self[keyPath: count] + other[keyPath: count], Self.largestCount)
        }
    }

    fileprivate var summary: String {
        func share(_ covered: Int, _ missed: Int) -> String {
            covered + missed == 0 ? "none" : "\(covered * 100 / (covered + missed)) %"
        }
        return "covered are \(share(linesCovered, linesMissed)) of \(linesCovered + linesMissed) lines, "
            + "\(share(branchesCovered, branchesMissed)) of \(branchesCovered + branchesMissed) branches"
    }
}

/// What one file of a report says.
package struct ReportContent: Equatable {
    package var cases: [BuildReport.TestCase] = []
    package var coverage: BuildReport.Coverage?
}
