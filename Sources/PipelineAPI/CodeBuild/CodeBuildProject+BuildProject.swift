extension CodeBuildProject {
    /// A project that pipelines build, as CodeBuild describes it. Its image is a label: builds run on the machine.
    public init(_ project: BuildProject, arn: String) {
        self.init(
            name: project.name, arn: arn,
            source: ProjectSource(
                type: project.source?.type ?? Self.ofPipelines, location: project.source?.location,
                buildspec: project.buildspec))
        sourceVersion = project.source?.version
        secondarySources = project.secondarySources.map {
            ProjectSource(type: Self.ofPipelines, sourceIdentifier: $0)
        }
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
            artifacts: ([artifacts] + (secondaryArtifacts ?? [])).compactMap(\.self).filter { $0.type == "S3" })
    }

    private var ownSource: BuildProject.Source? {
        guard let source, source.type != Self.ofPipelines else { return nil }
        return BuildProject.Source(type: source.type, location: source.location, version: sourceVersion)
    }

    /// The type of source and artifacts that a pipeline brings.
    private static let ofPipelines = "CODEPIPELINE"

    /// Stands for the image of a project that names none; CodeBuild always has one.
    private static let noImage = "local"
}
