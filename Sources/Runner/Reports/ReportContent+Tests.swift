package import Buildspec
import Foundation

extension ReportContent {
    /// Reads a file; throws where it is not of the format.
    package init(_ bytes: [UInt8], _ format: Buildspec.ReportGroup.Format) throws {
        switch format {
        case .junit: try self.init(junit: bytes)
        case .nunit, .nunit3: try self.init(nunit: bytes)
        case .testNG: try self.init(testNG: bytes)
        case .trx: try self.init(trx: bytes)
        case .cucumber: try self.init(cucumber: bytes)
        case .clover: try self.init(clover: bytes)
        case .cobertura: try self.init(cobertura: bytes)
        case .jacoco: try self.init(jacoco: bytes)
        case .simpleCov: try self.init(simpleCov: bytes)
        }
    }

    /// A case is failed, in error or skipped by an element in it.
    private init(junit bytes: [UInt8]) throws {
        var current: BuildReport.TestCase?
        var cases: [BuildReport.TestCase] = []
        try Self.walk(bytes, roots: ["testsuites", "testsuite"]) { tag, _ in
            switch tag {
            case .start("testcase", let values):
                current = .init(
                    [values["classname"], values["name"]].compactMap { $0 }.joined(separator: "."), .succeeded)
            case .start("failure", _): current?.status = .failed
            case .start("error", _): current?.status = .error
            case .start("skipped", _): current?.status = .skipped
            case .end("testcase"):
                if let current { cases.append(current) }
                current = nil
            default: break
            }
        }
        self.cases = cases
    }

    /// Versions 2 and 3 differ in their words for a result.
    private init(nunit bytes: [UInt8]) throws {
        cases = try Self.elements("test-case", in: bytes, roots: ["test-results", "test-run", "test-suite"]).map {
            values in
            let status: BuildReport.CaseStatus =
                switch (values["result"]?.lowercased(), values["label"]?.lowercased()) {
                case ("passed", _), ("success", _): .succeeded
                case ("failed", "error"), ("error", _): .error
                case ("failed", _), ("failure", _): .failed
                case ("skipped", _), ("ignored", _), ("notrunnable", _): .skipped
                default: .unknown
                }
            return .init(values["fullname"] ?? values["name"] ?? "", status)
        }
    }

    private init(testNG bytes: [UInt8]) throws {
        cases = try Self.elements("test-method", in: bytes, roots: ["testng-results"])
            .filter { $0["is-config"] != "true" }
            .map { values in
                let status: BuildReport.CaseStatus =
                    switch values["status"] {
                    case "PASS": .succeeded
                    case "FAIL": .failed
                    case "SKIP": .skipped
                    default: .unknown
                    }
                return .init(values["signature"] ?? values["name"] ?? "", status)
            }
    }

    private init(trx bytes: [UInt8]) throws {
        cases = try Self.elements("UnitTestResult", in: bytes, roots: ["TestRun"]).map { values in
            let status: BuildReport.CaseStatus =
                switch values["outcome"] {
                case "Passed", "PassedButRunAborted", "Completed", "Warning": .succeeded
                case "Failed", "Timeout", "Aborted": .failed
                case "Error": .error
                case "NotExecuted", "NotRunnable", "Inconclusive", "Pending", "Disconnected": .skipped
                default: .unknown
                }
            return .init(values["testName"] ?? "", status)
        }
    }

    /// A scenario is as its worst step.
    private init(cucumber bytes: [UInt8]) throws {
        struct Feature: Decodable {
            var name: String?
            var elements: [Element]?
        }
        struct Element: Decodable {
            var name: String?
            var type: String?
            var steps: [Step]?
        }
        struct Step: Decodable { var result: Result? }
        struct Result: Decodable { var status: String? }
        for feature in try JSONDecoder().decode([Feature].self, from: Data(bytes)) {
            for element in feature.elements ?? [] where element.type != "background" {
                let results = Set((element.steps ?? []).map { $0.result?.status?.lowercased() ?? "" })
                let status: BuildReport.CaseStatus =
                    results.contains("failed")
                    ? .failed
                    : results.isSubset(of: ["passed"])
                        ? .succeeded
                        : results.isDisjoint(with: ["skipped", "pending", "undefined"]) ? .unknown : .skipped
                let name = [feature.name, element.name].compactMap { $0 }.joined(separator: ": ")
                cases.append(.init(name, status))
            }
        }
    }
}

extension ReportContent {
    struct WrongFormat: Error {}

    /// Walks through a document whose outermost element must be one of some.
    static func walk(
        _ bytes: [UInt8], roots: Set<String>, _ body: (XMLScanner.Tag, [String]) -> Void
    ) throws {
        var scanner = XMLScanner(bytes)
        var isRight = false
        try scanner.walk { tag, path in
            if path.isEmpty, case .start(let name, _) = tag { isRight = roots.contains(name) }
            if isRight { body(tag, path) }
        }
        if !isRight { throw WrongFormat() }
    }

    /// The attributes of all elements of a name.
    private static func elements(
        _ wanted: String, in bytes: [UInt8], roots: Set<String>
    ) throws -> [[String: String]] {
        var found: [[String: String]] = []
        try walk(bytes, roots: roots) { tag, _ in
            if case .start(wanted, let values) = tag { found.append(values) }
        }
        return found
    }
}
