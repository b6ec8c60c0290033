import Buildspec
import SystemPackage

/// What the buildspec calls the outputs whose names are wanted, as the shell has it when the last command has ended:
/// `site-$(date +%F)` ("artifacts/name" in the buildspec reference of CodeBuild's guide).
struct ArtifactNames {
    let phase: UploadPhase
    let state: ShellState
    let supervisor: ProcessSupervisor
    let record: BuildRecord

    /// - Parameter file: what the shell prints goes through it.
    func values(through file: FilePath) throws(RunnerError) -> [String: String] {
        var names: [String: String] = [:]
        for output in phase.outputs where output.wantsName ?? false {
            guard let text = try? phase.definition(of: output)?.name else { continue }
            let launch = try state.launchEvaluation(of: text, into: file)
            if case .exited(0) = try supervisor.run(launch), let name = try FileContent.read(file) {
                names[output.name] = record.masked(String(decoding: name, as: UTF8.self))
            } else {
                record.warn("artifacts: the shell cannot evaluate the name '\(text)'")
            }
        }
        return names
    }
}
