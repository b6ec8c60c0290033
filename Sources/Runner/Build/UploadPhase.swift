import Buildspec
import SystemPackage

/// UPLOAD_ARTIFACTS: putting the selected files of each output into its folder.
struct UploadPhase {
    let outputs: [BuildRequest.OutputArtifact]
    let buildspec: Buildspec
    let sourceDirectory: String
    let destination: FilePath
    let variables: [String: String]
    let record: BuildRecord

    /// - Parameter isInterrupted: whether to give up between two files.
    func run(isInterrupted: () -> Bool) throws(PhaseFailure) {
        warnOfUnusedIdentifiers()
        for output in outputs {
            let definition = try definition(of: output)
            let items = try FileSelection(
                definition: definition, sourceDirectory: sourceDirectory, variables: variables, record: record
            ).items()
            try deliver(items, output.name, definition.keepsSymlinks, isInterrupted)
            record.step("upload", "\(output.name): \(items.count) file(s)")
            if isInterrupted() { return }
        }
    }

    /// One output takes the top-level definition; several take the secondary one of their name.
    private func definition(of output: BuildRequest.OutputArtifact) throws(PhaseFailure) -> Buildspec.Artifacts {
        if let files = output.files {
            var definition = Buildspec.Artifacts()
            definition.files = files
            return definition
        }
        if outputs.count == 1, let artifacts = buildspec.artifacts, !artifacts.files.isEmpty { return artifacts }
        if let secondary = buildspec.secondaryArtifacts[output.name] { return secondary }
        guard outputs.count > 1 else { throw .client("no matching artifact paths found") }
        let known = buildspec.secondaryArtifacts.keys.sorted().joined(separator: ", ")
        throw .client(
            "output artifact '\(output.name)' has no entry under secondary-artifacts, which has: "
                + (known.isEmpty ? "nothing" : known))
    }

    private func warnOfUnusedIdentifiers() {
        guard outputs.count > 1 else { return }
        for identifier in Set(buildspec.secondaryArtifacts.keys).subtracting(outputs.map(\.name)).sorted() {
            record.warn("secondary-artifacts: '\(identifier)' is no output of this build, and is ignored")
        }
    }

    private func deliver(
        _ items: [FileSelection.Item], _ name: String, _ keepsSymlinks: Bool, _ isInterrupted: () -> Bool
    ) throws(PhaseFailure) {
        do {
            guard let folder = FilePath.Component(name), folder.kind == .regular else {
                throw PhaseFailure.client("'\(name)' can't be an artifact's name")
            }
            let root = destination.appending(folder)
            try FileContent.makeDirectory(destination)
            try FileContent.makeDirectory(root)
            for item in items where !isInterrupted() {
                try ArtifactCopy.copy(item, to: root, keepsSymlinks: keepsSymlinks)
            }
        } catch let failure as PhaseFailure {
            throw failure
        } catch {
            throw .client("Error in UPLOAD_ARTIFACTS phase: \(error)")
        }
    }
}
