extension PipelineName {
    private static let preflightEnding = "-preflight"

    /// The throw-away pipeline that `preflight` runs in its place (CodePipeline's names have at most 100 characters).
    public var preflight: PipelineName {
        PipelineName(rawValue.prefix(100 - Self.preflightEnding.count) + Self.preflightEnding)
    }

    /// Whether this is such a pipeline: what it deploys is only rehearsed, and forgotten afterwards.
    public var isPreflight: Bool { rawValue.hasSuffix(Self.preflightEnding) }
}
