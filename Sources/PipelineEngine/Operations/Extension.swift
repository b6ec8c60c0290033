import Foundation
public import PipelineAPI

extension Engine {
    /// The version of sluice's extension that this engine speaks.
    public static let extensionVersion = 1

    public func describeEngine(version: String) -> DescribeEngine.Output {
        DescribeEngine.Output(
            engineVersion: version, extensionVersion: Self.extensionVersion, accountId: settings.accountId,
            region: settings.region, processId: ProcessInfo.processInfo.processIdentifier,
            polledRemotes: Set(polledSources().map(\.remote)).sorted(),
            polledObjects: Set(polledObjects().map(\.address)).sorted(), deployments: settings.deployments)
    }

    public func registerCheckout(_ input: RegisterCheckout.Input) throws -> Empty {
        if let repository = input.repository, let remoteURL = input.remoteURL {
            try store.register(pipeline: input.pipelineName, repository: repository, remoteURL: remoteURL)
        }
        sourcesChanged()
        if let projects = input.buildProjects { try store.save(projects, of: input.pipelineName) }
        return Empty()
    }

    public func describeCheckout(_ input: DescribeCheckout.Input) throws -> DescribeCheckout.Output {
        .init(remoteURL: try store.remoteURL(pipeline: input.pipelineName, repository: input.repository))
    }

    /// Counts the builds of a project, from 1.
    public func nextBuildNumber(of project: String) throws -> Int {
        try store.nextBuildNumber(project: project)
    }

    /// The registered projects of some names. Where pipelines have projects of the same name, the one that was
    /// registered last is meant: in CodeBuild there is only one.
    public func buildProjects(named names: [String]) throws -> [BuildProject] {
        try store.buildProjects(named: names)
    }
}
