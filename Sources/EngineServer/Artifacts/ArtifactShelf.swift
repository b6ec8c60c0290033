public import Foundation
public import PipelineEngine

/// Where job workers fetch and bring artifacts.
public struct ArtifactShelf: Sendable {
    let engine: Engine
    /// Holds what is on its way, on the artifacts' volume.
    let drafts: URL
    let keys: JobKeys

    public init(engine: Engine, drafts: URL, keys: JobKeys) {
        self.engine = engine
        self.drafts = drafts
        self.keys = keys
    }

    /// Has the engine's jobs bear the keys of their artifacts from now on.
    public func announce() async {
        await engine.setJobCredentials(keys.credentials(of:))
    }
}
