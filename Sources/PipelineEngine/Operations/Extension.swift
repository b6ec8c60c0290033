import Foundation
public import PipelineAPI

extension Engine {
    /// The version of sluice's extension that this engine speaks.
    public static let extensionVersion = 1

    public nonisolated func describeEngine(version: String) -> DescribeEngine.Output {
        DescribeEngine.Output(
            engineVersion: version, extensionVersion: Self.extensionVersion, accountId: settings.accountId,
            region: settings.region, processId: ProcessInfo.processInfo.processIdentifier)
    }

    public func registerCheckout(_ input: RegisterCheckout.Input) throws -> Empty {
        try store.register(pipeline: input.pipelineName, repository: input.repository, remoteURL: input.remoteURL)
        return Empty()
    }
}
