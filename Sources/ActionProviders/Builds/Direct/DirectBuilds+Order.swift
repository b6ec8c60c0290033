import PipelineAPI
import PipelineEngine

extension DirectBuilds {
    /// What a caller asks for, with what its project says.
    func order(_ input: StartBuild.Input, _ project: BuildProject, _ uuid: String) async throws -> BuildOrder {
        let settings = engine.settings
        let deliveries = try Self.artifacts(input, project).compactMap {
            try Delivery($0, project: project.name, uuid: uuid)
        }
        let plan = try BuildPlan(input, project, timeoutInMinutes: settings.builds.timeoutInMinutes)
        let primary = try await find(source(input, project), input.sourceVersion)
        var sources = [
            BuildOrder.Source(
                name: "Source", place: primary.place, version: input.sourceVersion ?? project.source?.version)
        ]
        for (identifier, source) in try Self.secondarySources(input, project) {
            sources.append(
                .init(
                    name: ArtifactName(identifier), place: try await find(source).place, version: source.version))
        }
        return BuildOrder(
            plan: plan, identity: BuildIdentity(plan: plan, uuid: uuid, pipeline: nil, settings: settings),
            sources: sources, outputs: deliveries.map(\.output), deliveries: deliveries, initiator: "root",
            resolvedSourceVersion: primary.resolvedVersion, repositoryURL: primary.repositoryURL, isPatient: true)
    }

    private func find(
        _ source: BuildProject.Source, _ version: String? = nil
    ) async throws -> ProjectSourceLocation.Found {
        try await ProjectSourceLocation(
            source: source, version: version, settings: engine.settings, mirrors: host.mirrors, buckets: buckets
        ).find()
    }

    /// By identifier (CodeBuild API, ProjectSource: letters, digits and underscores, each once).
    private static func secondarySources(
        _ input: StartBuild.Input, _ project: BuildProject
    ) throws -> [(identifier: String, source: BuildProject.Source)] {
        let own = project.ownSecondarySources ?? []
        let given = try input.secondarySourcesOverride.map { try $0.map(Self.source) } ?? own
        var seen: Set<String> = []
        return try given.map { source in
            let identifier = source.identifier ?? ""
            guard identifier.wholeMatch(of: /[A-Za-z0-9_]{1,128}/) != nil, seen.insert(identifier).inserted else {
                throw APIError.invalidInput(
                    "The sourceIdentifier '\(identifier)' of a secondary source must be letters, digits and underscores, "
                        + "and no other's")
            }
            var source = source
            let versions = input.secondarySourcesVersionOverride
            source.version = versions?.version(of: identifier) ?? source.version
            return (identifier, source)
        }
    }

    private static func source(_ override: ProjectSource) throws -> BuildProject.Source {
        if let source = override.ownSource(version: nil) { return source }
        throw APIError.invalidInput("A secondary source of the type CODEPIPELINE comes from a pipeline only")
    }

    private static func artifacts(_ input: StartBuild.Input, _ project: BuildProject) -> [ProjectArtifacts] {
        let own = project.artifacts ?? []
        return (input.artifactsOverride.map { [$0] } ?? own.filter { $0.artifactIdentifier == nil })
            + (input.secondaryArtifactsOverride ?? own.filter { $0.artifactIdentifier != nil })
    }

    /// The sentence for a project of pipelines is CodeBuild's own.
    private func source(_ input: StartBuild.Input, _ project: BuildProject) throws -> BuildProject.Source {
        let type = input.sourceTypeOverride ?? project.source?.type ?? "CODEPIPELINE"
        if input.artifactsOverride == nil, project.source == nil {
            throw APIError.invalidInput("ArtifactsOverride must be set when using artifacts type CodePipelines")
        }
        if type == "CODEPIPELINE" {
            throw APIError.invalidInput(
                "Project '\(project.name)' gets its source from a pipeline: start the pipeline, or give "
                    + "sourceTypeOverride and sourceLocationOverride")
        }
        return BuildProject.Source(
            type: type, location: input.sourceLocationOverride ?? project.source?.location,
            version: input.sourceTypeOverride == nil ? project.source?.version : nil)
    }
}

extension StartBuild.Input {
    fileprivate var variables: [BuildProject.EnvironmentVariable] {
        (environmentVariablesOverride ?? []).map { .init(name: $0.name, value: $0.value, type: $0.type ?? "PLAINTEXT") }
    }
}

extension BuildPlan {
    /// The build of a project as a caller of `StartBuild` wants it.
    ///
    /// Throws `InvalidInputException`.
    init(_ input: StartBuild.Input, _ project: BuildProject, timeoutInMinutes: Int) throws {
        let minutes = input.timeoutInMinutesOverride ?? project.timeoutInMinutes ?? timeoutInMinutes
        guard (5...2160).contains(minutes) else {
            throw APIError.invalidInput("timeoutInMinutesOverride must be 5 to 2160")
        }
        do {
            self.init(
                project: project.name, buildspec: input.buildspecOverride ?? project.buildspec,
                projectVariables: try Self.variables(project.environmentVariables, of: project.name),
                variables: try Self.variables(input.variables, of: project.name),
                timeoutInSeconds: minutes * 60, isCodeBuild: true)
        } catch let problem as Problem {
            throw APIError.invalidInput(problem.sentence)
        }
    }
}
