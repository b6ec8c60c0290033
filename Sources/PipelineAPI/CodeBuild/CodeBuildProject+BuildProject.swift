extension CodeBuildProject {
    /// A project that pipelines build, as CodeBuild describes it. Its image is a label: builds run on the machine.
    public init(_ project: BuildProject, arn: String) {
        self.init(
            name: project.name, arn: arn, source: ProjectSource(type: "CODEPIPELINE", buildspec: project.buildspec))
        secondarySources = project.secondarySources.map {
            ProjectSource(type: "CODEPIPELINE", sourceIdentifier: $0)
        }
        artifacts = ProjectArtifacts(type: "CODEPIPELINE")
        secondaryArtifacts = project.secondaryArtifacts.map {
            ProjectArtifacts(type: "CODEPIPELINE", artifactIdentifier: $0)
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
            secondaryArtifacts: secondaryArtifacts?.compactMap(\.artifactIdentifier) ?? [])
    }

    /// Stands for the image of a project that names none; CodeBuild always has one.
    private static let noImage = "local"
}
