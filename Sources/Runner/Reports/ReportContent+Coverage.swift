import Foundation

extension ReportContent {
    /// The counts of the project as a whole stand in the `metrics` right below it.
    init(clover bytes: [UInt8]) throws {
        var coverage = BuildReport.Coverage()
        try Self.walk(bytes, roots: ["coverage"]) { tag, path in
            guard case .start("metrics", let values) = tag, path == ["coverage", "project"] else { return }
            let number = { (key: String) in Int(values[key] ?? "") ?? 0 }
            coverage.linesCovered += number("coveredstatements")
            coverage.linesMissed += max(0, number("statements") - number("coveredstatements"))
            coverage.branchesCovered += number("coveredconditionals")
            coverage.branchesMissed += max(0, number("conditionals") - number("coveredconditionals"))
        }
        self.coverage = coverage
    }

    init(cobertura bytes: [UInt8]) throws {
        var coverage = BuildReport.Coverage()
        try Self.walk(bytes, roots: ["coverage"]) { tag, path in
            guard path.isEmpty, case .start(_, let values) = tag else { return }
            let number = { (key: String) in Int(values[key] ?? "") ?? 0 }
            coverage.linesCovered = number("lines-covered")
            coverage.linesMissed = max(0, number("lines-valid") - number("lines-covered"))
            coverage.branchesCovered = number("branches-covered")
            coverage.branchesMissed = max(0, number("branches-valid") - number("branches-covered"))
        }
        self.coverage = coverage
    }

    /// The counters of the report as a whole stand right below its root.
    init(jacoco bytes: [UInt8]) throws {
        var coverage = BuildReport.Coverage()
        try Self.walk(bytes, roots: ["report"]) { tag, path in
            guard path == ["report"], case .start("counter", let values) = tag else { return }
            let (covered, missed) = (Int(values["covered"] ?? "") ?? 0, Int(values["missed"] ?? "") ?? 0)
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
        var coverage = BuildReport.Coverage()
        for run in try JSONDecoder().decode([String: Run].self, from: Data(bytes)).values {
            for line in run.coverage.values.flatMap(\.lines) {
                guard let times = line else { continue }
                if times > 0 { coverage.linesCovered += 1 } else { coverage.linesMissed += 1 }
            }
        }
        self.coverage = coverage
    }
}
