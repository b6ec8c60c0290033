import Foundation

extension ReportContent {
    private typealias Coverage = BuildReport.Coverage

    /// The counts of the project as a whole stand in the `metrics` right below it.
    init(clover bytes: [UInt8]) throws {
        var coverage = Coverage()
        try Self.walk(bytes, roots: ["coverage"]) { tag, path in
            guard case .start("metrics", let values) = tag, path == ["coverage", "project"] else { return }
            coverage.add(
                Coverage(
                    lines: values["statements"], covered: values["coveredstatements"],
                    branches: values["conditionals"], covered: values["coveredconditionals"]))
        }
        self.coverage = coverage
    }

    init(cobertura bytes: [UInt8]) throws {
        var coverage = Coverage()
        try Self.walk(bytes, roots: ["coverage"]) { tag, path in
            guard path.isEmpty, case .start(_, let values) = tag else { return }
            coverage = Coverage(
                lines: values["lines-valid"], covered: values["lines-covered"],
                branches: values["branches-valid"], covered: values["branches-covered"])
        }
        self.coverage = coverage
    }

    /// The counters of the report as a whole stand right below its root.
    init(jacoco bytes: [UInt8]) throws {
        var coverage = Coverage()
        try Self.walk(bytes, roots: ["report"]) { tag, path in
            guard path == ["report"], case .start("counter", let values) = tag else { return }
            let (covered, missed) = (Coverage.count(values["covered"]), Coverage.count(values["missed"]))
            switch values["type"] {
            case "LINE": (coverage.linesCovered, coverage.linesMissed) = (covered, missed)
            case "BRANCH": (coverage.branchesCovered, coverage.branchesMissed) = (covered, missed)
            default: break
            }
        }
        self.coverage = coverage
    }

    /// Ruby's `.resultset.json`: for each file the times that each line ran, `null` for lines that cannot.
    init(simpleCov bytes: [UInt8]) throws {
        struct Run: Decodable { var coverage: [String: File] }
        struct File: Decodable {
            var lines: [Int?]

            private enum Key: CodingKey {
                case lines
            }

            init(from decoder: any Decoder) throws {
                if let lines = try? decoder.singleValueContainer().decode([Int?].self) {
                    self.lines = lines
                } else {
                    lines = try decoder.container(keyedBy: Key.self).decode([Int?].self, forKey: .lines)
                }
            }
        }
        var coverage = Coverage()
        for run in try JSONDecoder().decode([String: Run].self, from: Data(bytes)).values {
            for line in run.coverage.values.flatMap(\.lines) {
                guard let times = line else { continue }
                if times > 0 { coverage.linesCovered += 1 } else { coverage.linesMissed += 1 }
            }
        }
        self.coverage = coverage
    }
}

extension BuildReport.Coverage {
    /// Counts as a report writes them: of all, and of those that are covered.
    fileprivate init(
        lines: String?, covered linesCovered: String?, branches: String?, covered branchesCovered: String?
    ) {
        self.linesCovered = Self.count(linesCovered)
        linesMissed = max(0, Self.count(lines) - self.linesCovered)
        self.branchesCovered = Self.count(branchesCovered)
        branchesMissed = max(0, Self.count(branches) - self.branchesCovered)
    }

    /// What is no count, or one that no program has, counts as little or as much as one can.
    fileprivate static func count(_ text: String?) -> Int { min(max(0, Int(text ?? "") ?? 0), largestCount) }
}
