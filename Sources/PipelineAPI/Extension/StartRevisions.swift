/// `StartPipelineExecution` of revisions that the caller names, of pipelines of the type V1 too, which take none there.
///
/// Part of sluice's extension: the shell deploys a commit, whatever the type of its pipeline.
///
/// Errors: those of `StartPipelineExecution`.
public enum StartRevisions: Operation {
    public static let target = Service.sluice.target("StartRevisions")

    public typealias Input = StartPipelineExecution.Input
    public typealias Output = StartPipelineExecution.Output
}
