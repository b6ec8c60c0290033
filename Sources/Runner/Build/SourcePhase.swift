import Buildspec
import Glibc
import SystemPackage
import Zip

/// What DOWNLOAD_SOURCE finds out: everything that must be known before the first command.
struct SourcePhase {
    let request: BuildRequest
    let secrets: BuildSecrets
    let startTime: Int64
    let record: BuildRecord
    let openSources: OpenSources

    /// A build that may begin.
    struct Outcome {
        /// With the directories as they are.
        var request: BuildRequest
        var buildspec: Buildspec
        /// Who runs the commands of a phase, if not the user of this process.
        var users: [Phase.Name: OtherUser]
        var environment: [String: String]
        var shell: String
    }

    func run(_ supervisor: ProcessSupervisor, capture: FilePath) throws(PhaseFailure) -> Outcome {
        for line in ["Waiting for agent ping", "Waiting for DOWNLOAD_SOURCE", "Phase is DOWNLOAD_SOURCE"] {
            record.note(line)
        }
        record.note("CODEBUILD_SRC_DIR=\(request.sourceDirectory)")
        for source in request.secondarySources { record.note("CODEBUILD_SRC_DIR_\(source.name)=\(source.directory)") }
        try unpackSources { supervisor.interruption != nil }
        let document = try document()
        record.note("YAML location is \(document.place ?? "inline")")
        let (buildspec, warnings) = try parse(document.text)
        noteMissingCommands(buildspec)
        let users = try Feasibility(buildspec: buildspec, environment: request.environment).users()
        let request = users.isEmpty ? request : try openSources.moving(request, supervisor)
        if !users.isEmpty { record.note("run-as: CODEBUILD_SRC_DIR=\(request.sourceDirectory)") }
        record.note("Processing environment variables")
        let environment = try InitialEnvironment(request, buildspec.environment, startTime: startTime)
            .variables(with: secrets)
        let shell = try Feasibility(buildspec: buildspec, environment: environment).shell()
        try RuntimeVersions(environment: environment, supervisor: supervisor, capture: capture)
            .check(buildspec.phases[.install]?.runtimeVersions ?? [], record)
        record.note("Moving to directory \(request.sourceDirectory)")
        record.note("Registering with agent")
        notePhases(buildspec)
        let prefix = document.place ?? "buildspec"
        for warning in warnings {
            record.warn(prefix + (warning.position.map { ":\($0.line)" } ?? "") + ": \(warning.message)")
        }
        Feasibility(buildspec: buildspec, environment: environment).warnings().forEach(record.warn)
        return Outcome(
            request: request, buildspec: buildspec, users: users, environment: environment, shell: shell)
    }

    private func unpackSources(isInterrupted: () -> Bool) throws(PhaseFailure) {
        let primary = [(archive: request.sourceArchive, directory: request.sourceDirectory)]
        for source in primary + request.secondarySources.map({ ($0.archive, $0.directory) }) {
            guard let archive = source.archive else { continue }
            do {
                try ZipArchive(FilePath(archive)).unpack(
                    into: FilePath(source.directory), isInterrupted: isInterrupted)
            } catch {
                throw .client("error while downloading \(archive), error: \(error)")
            }
        }
    }

    private func document() throws(PhaseFailure) -> BuildspecDocument {
        do {
            return try BuildspecDocument(request.buildspec, in: .directory(request.sourceDirectory))
        } catch {
            throw PhaseFailure(code: error.code, message: error.message)
        }
    }

    private func parse(_ text: String) throws(PhaseFailure) -> (Buildspec, [BuildspecWarning]) {
        do {
            return try Buildspec.parse(text)
        } catch {
            throw PhaseFailure(code: BuildspecError.code, message: error.message)
        }
    }

    private func noteMissingCommands(_ buildspec: Buildspec) {
        for name in Phase.Name.allCases where buildspec.phases[name]?.commands.isEmpty == true {
            record.note("No commands found for phase name: \(name.rawValue)")
        }
    }

    private func notePhases(_ buildspec: Buildspec) {
        record.note("Phases found in YAML: \(buildspec.phases.count)")
        for name in Phase.Name.allCases {
            guard let phase = buildspec.phases[name] else { continue }
            record.note(" \(PhaseType(name).rawValue): \(phase.commands.count) commands")
        }
    }
}

extension PhaseType {
    init(_ name: Phase.Name) {
        switch name {
        case .install: self = .install
        case .preBuild: self = .preBuild
        case .build: self = .build
        case .postBuild: self = .postBuild
        }
    }
}
