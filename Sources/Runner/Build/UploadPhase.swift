import Buildspec
import SystemPackage
import Zip

/// UPLOAD_ARTIFACTS: packing the selected files of each output into its archive.
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
            guard let definition = try definition(of: output) else { continue }
            let items = try FileSelection(
                definition: definition, sourceDirectory: sourceDirectory, variables: variables, record: record
            ).items()
            try deliver(items, output.name, definition.keepsSymlinks, isInterrupted)
            record.step("upload", "\(output.name): \(items.count) file(s)")
            if isInterrupted() { return }
        }
    }

    /// One output takes the top-level definition; several take the secondary one of their name.
    func definition(of output: BuildRequest.OutputArtifact) throws(PhaseFailure) -> Buildspec.Artifacts? {
        switch output.entry {
        case .main: return buildspec.artifacts.flatMap { $0.files.isEmpty ? nil : $0 }
        case .secondary(let identifier): return buildspec.secondaryArtifacts[identifier]
        case nil: break
        }
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
        guard outputs.count > 1, outputs.allSatisfy({ $0.entry == nil }) else { return }
        for identifier in Set(buildspec.secondaryArtifacts.keys).subtracting(outputs.map(\.name)).sorted() {
            record.warn("secondary-artifacts: '\(identifier)' is no output of this build, and is ignored")
        }
    }

    private func deliver(
        _ items: [FileSelection.Item], _ name: String, _ keepsSymlinks: Bool, _ isInterrupted: () -> Bool
    ) throws(PhaseFailure) {
        guard let folder = FilePath.Component(name), folder.kind == .regular else {
            throw .client("'\(name)' can't be an artifact's name")
        }
        do {
            try FileContent.makeDirectory(destination)
            var writer = try ZipWriter(destination.appending(name + ".zip"))
            for item in items where !isInterrupted() {
                try writer.add(FilePath(item.source), as: item.destination, followsLink: !keepsSymlinks)
            }
            try writer.finish()
        } catch {
            throw .client("Error in UPLOAD_ARTIFACTS phase: \(error)")
        }
    }
}
