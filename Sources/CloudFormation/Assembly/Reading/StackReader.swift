/// Makes the stacks of one assembly from its artifacts.
struct StackReader {
    let reader: AssemblyReader
    let artifacts: [String: Manifest.Artifact]

    /// The stacks, each after those it depends on.
    func stacks() throws(AssemblyError) -> [StackArtifact] {
        var stacks: [String: StackArtifact] = [:]
        for (id, artifact) in artifacts.sorted(by: { $0.key < $1.key }) {
            guard case .stack(let written) = artifact.kind else { continue }
            stacks[id] = try stack(id, artifact, written)
        }
        do {
            return try DependencyOrder.of(stacks.keys.sorted()) { stacks[$0]?.dependencies ?? [] }
                .compactMap { stacks[$0] }
        } catch {
            throw .circularDependency(path: error.path)
        }
    }

    private func stack(
        _ id: String, _ artifact: Manifest.Artifact, _ written: Manifest.Stack
    ) throws(AssemblyError) -> StackArtifact {
        let constructs = try constructs(of: artifact)
        return StackArtifact(
            id: id, directory: reader.directory, displayName: artifact.displayName ?? id,
            stackName: written.stackName ?? id, environment: try environment(artifact, id),
            templateFile: try reader.inside(written.templateFile), templateObject: written.stackTemplateAssetObjectUrl,
            parameters: written.parameters ?? [:], tags: written.tags ?? constructs.tags,
            notificationARNs: written.notificationArns, terminationProtection: written.terminationProtection,
            roles: StackRoles(written),
            bootstrap: BootstrapRequirement(
                version: written.requiresBootstrapStackVersion,
                parameterName: written.bootstrapStackVersionSsmParameter),
            assets: try assets(of: artifact), dependencies: dependencies(of: artifact), constructs: constructs,
            isValidatedOnSynth: written.validateOnSynth ?? false)
    }

    private func environment(_ artifact: Manifest.Artifact, _ id: String) throws(AssemblyError) -> StackEnvironment {
        guard let written = artifact.environment else { return .agnostic }
        guard let environment = StackEnvironment(written) else {
            throw .malformed(
                try reader.manifestFile,
                reason: "the environment '\(written)' of stack '\(id)' is not of the form aws://ACCOUNT/REGION")
        }
        return environment
    }

    private func dependencies(of artifact: Manifest.Artifact) -> [String] {
        (artifact.dependencies ?? []).filter { id in
            if case .stack? = artifacts[id]?.kind { true } else { false }
        }
    }

    private func assets(of artifact: Manifest.Artifact) throws(AssemblyError) -> AssetManifest {
        var all = AssetManifest.empty
        for id in artifact.dependencies ?? [] {
            guard case .assets(let written)? = artifacts[id]?.kind else { continue }
            let file = try reader.inside(written.file)
            let required = BootstrapRequirement(
                version: written.requiresBootstrapStackVersion,
                parameterName: written.bootstrapStackVersionSsmParameter)
            let manifest = try AssetManifestReader(file: file, directory: reader.directory)
                .manifest(reader.files(file), bootstrap: required)
            all.files += manifest.files
            all.images += manifest.images
            all.bootstrap = [all.bootstrap, manifest.bootstrap].compactMap(\.self).max { $0.version < $1.version }
        }
        return all
    }

    private func constructs(of artifact: Manifest.Artifact) throws(AssemblyError) -> ConstructMetadata {
        var entries = artifact.metadata ?? [:]
        if let written = artifact.additionalMetadataFile {
            let file = try reader.inside(written)
            let more = try AssemblyReader.decode(
                [String: [ConstructMetadata.Entry]].self, reader.files(file), from: file)
            entries.merge(more) { $0 + $1 }
        }
        return ConstructMetadata(entries)
    }
}

extension StackRoles {
    fileprivate init(_ written: Manifest.Stack) {
        deploy = AssumedRole(
            arn: written.assumeRoleArn, externalID: written.assumeRoleExternalId,
            options: written.assumeRoleAdditionalOptions)
        executionARN = written.cloudFormationExecutionRoleArn
        lookup = written.lookupRole.map { lookup in
            LookupRole(
                role: AssumedRole(
                    arn: lookup.arn, externalID: lookup.assumeRoleExternalId,
                    options: lookup.assumeRoleAdditionalOptions ?? [:]),
                bootstrap: BootstrapRequirement(
                    version: lookup.requiresBootstrapStackVersion,
                    parameterName: lookup.bootstrapStackVersionSsmParameter))
        }
    }
}
