extension CodeBuildProject {
    /// A project that pipelines build, as CodeBuild describes it. Its image is a label: builds run on the machine.
    public init(_ project: BuildProject, arn: String) {
        self.init(
            name: project.name, arn: arn,
            source: ProjectSource(
                type: project.source?.type ?? Self.ofPipelines, location: project.source?.location,
                buildspec: project.buildspec))
        sourceVersion = project.source?.version
        let ownSources = project.ownSecondarySources ?? []
        secondarySources = project.secondarySources.map { identifier in
            let own = ownSources.first { $0.identifier == identifier }
            return ProjectSource(
                type: own?.type ?? Self.ofPipelines, location: own?.location, sourceIdentifier: identifier)
        }
        secondarySourceVersions = ownSources.compactMap(ProjectSourceVersion.init)
        let own = project.artifacts ?? []
        artifacts =
            own.first { $0.artifactIdentifier == nil }
            ?? ProjectArtifacts(type: project.source == nil ? Self.ofPipelines : "NO_ARTIFACTS")
        secondaryArtifacts = project.secondaryArtifacts.map { identifier in
            own.first { $0.artifactIdentifier == identifier }
                ?? ProjectArtifacts(type: Self.ofPipelines, artifactIdentifier: identifier)
        }
        environment = ProjectEnvironment(
            image: project.image ?? Self.noImage, environmentVariables: project.environmentVariables)
        timeoutInMinutes = project.timeoutInMinutes
    }

    /// What a pipeline's builds take of the project; `nil` for a project without a name.
    public var buildProject: BuildProject? {
        guard let name else { return nil }
        return BuildProject(
            name: name, buildspec: source?.buildspec, environmentVariables: environment?.environmentVariables ?? [],
            image: environment?.image == Self.noImage ? nil : environment?.image, timeoutInMinutes: timeoutInMinutes,
            secondarySources: secondarySources?.compactMap(\.sourceIdentifier) ?? [],
            secondaryArtifacts: secondaryArtifacts?.compactMap(\.artifactIdentifier) ?? [], source: ownSource,
            ownSecondarySources: (secondarySources ?? []).compactMap { source in
                source.ownSource(version: secondarySourceVersions?.version(of: source.sourceIdentifier))
            },
            artifacts: ([artifacts] + (secondaryArtifacts ?? [])).compactMap(\.self).filter { $0.type == "S3" })
    }

    private var ownSource: BuildProject.Source? { source?.ownSource(version: sourceVersion) }

    /// The type of source and artifacts that a pipeline brings.
    fileprivate static let ofPipelines = "CODEPIPELINE"

    /// Stands for the image of a project that names none; CodeBuild always has one.
    private static let noImage = "local"
}

extension ProjectSource {
    /// As a build by itself takes it; `nil` for what only a pipeline brings.
    public func ownSource(version: String?) -> BuildProject.Source? {
        if type == CodeBuildProject.ofPipelines { return nil }
        return BuildProject.Source(type: type, identifier: sourceIdentifier, location: location, version: version)
    }
}

extension ProjectSourceVersion {
    fileprivate init?(_ source: BuildProject.Source) {
        guard let identifier = source.identifier, let version = source.version else { return nil }
        self.init(sourceIdentifier: identifier, sourceVersion: version)
    }
}

extension [ProjectSourceVersion] {
    /// What is asked for of a secondary source.
    public func version(of identifier: String?) -> String? {
        first { $0.sourceIdentifier == identifier }?.sourceVersion
    }
}
