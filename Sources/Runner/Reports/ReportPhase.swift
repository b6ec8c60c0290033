import Buildspec
import SystemPackage

/// Collecting the reports of a build, which never fails it (CodeBuild User Guide, "Test reports").
struct ReportPhase {
    let groups: [Buildspec.ReportGroup]
    let sourceDirectory: String
    let variables: [String: String]
    let record: BuildRecord

    func run() -> [BuildReport] {
        if groups.count > Self.groupsLimit {
            record.warn("reports: only \(Self.groupsLimit) of \(groups.count) groups are collected")
        }
        return groups.prefix(Self.groupsLimit).map { group in
            let report = collect(group)
            record.note("Report \(group.name): \(report.status.rawValue), \(report.summary)")
            for test in report.cases.filter(\.status.isFailure).prefix(Self.namesInLog) {
                record.note("Report \(group.name): \(test.status.rawValue) \(test.name)")
            }
            return report
        }
    }

    private func collect(_ group: Buildspec.ReportGroup) -> BuildReport {
        guard let format = group.format else {
            record.warn("reports: the file-format of '\(group.name)' is none of CodeBuild's")
            return BuildReport(group: group.name, files: 0, contents: [])
        }
        var definition = Buildspec.Artifacts()
        (definition.files, definition.baseDirectory) = (group.files, group.baseDirectory)
        let selection = FileSelection(
            definition: definition, sourceDirectory: sourceDirectory, variables: variables, record: record)
        let files = (try? selection.items()) ?? []
        var contents = files.compactMap { read($0.source, format) }
        for content in contents.indices {
            for test in contents[content].cases.indices {
                contents[content].cases[test].name = record.masked(contents[content].cases[test].name)
            }
        }
        return BuildReport(group: group.name, files: files.count, contents: contents)
    }

    private func read(_ file: String, _ format: Buildspec.ReportGroup.Format) -> ReportContent? {
        do {
            guard let bytes = try FileContent.read(FilePath(file), limit: Self.sizeLimit) else { return nil }
            return try ReportContent(bytes, format)
        } catch {
            record.warn("reports: \(file) can't be read as \(format.rawValue)")
            return nil
        }
    }

    /// CodeBuild's limit of report groups in a project.
    private static let groupsLimit = 5
    private static let namesInLog = 10
    private static let sizeLimit = 64 << 20
}
