/// Tells the engine what was pushed to a repository, so that the pipelines whose source means it start.
///
/// On AWS a connection, a webhook or an event rule does this; here a repository's post-receive hook and the shell.
/// Part of sluice's extension.
public enum ReportPush: Operation {
    public static let target = Service.sluice.target("ReportPush")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// The names of the one repository: its path on this machine, its URLs.
        public var remotes: [String]
        public var updates: [Update]
        public var origin: Origin

        public init(remotes: [String], updates: [Update], origin: Origin) {
            self.remotes = remotes
            self.updates = updates
            self.origin = origin
        }
    }

    /// Who tells of it.
    public enum Origin: String, Codable, Sendable, Hashable {
        /// A hook that somebody has put into the repository: what AWS's webhook or event rule is there. It starts
        /// pipelines whose `PollForSourceChanges` is false too.
        case hook
        /// Whoever has pushed: only what a declaration asks for starts.
        case client
    }

    /// A branch or a tag that the push has moved.
    public struct Update: Codable, Sendable, Hashable {
        /// Its full name.
        public var reference: String
        /// What it was at; zeros, or nothing, for a new one.
        public var oldRevision: String?
        /// What it is at now; zeros for one that is gone.
        public var newRevision: String

        public init(reference: String, oldRevision: String?, newRevision: String) {
            self.reference = reference
            self.oldRevision = oldRevision
            self.newRevision = newRevision
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        /// The executions that carry pushed commits: started now, or already when the push was told.
        public var executions: [Started]
        /// What kept a pipeline that is meant from starting, in sentences.
        public var problems: [String]

        public init(executions: [Started] = [], problems: [String] = []) {
            self.executions = executions
            self.problems = problems
        }
    }

    /// An execution that carries a pushed commit.
    public struct Started: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var pipelineExecutionId: ExecutionID
        public var revisionId: String

        public init(pipelineName: PipelineName, pipelineExecutionId: ExecutionID, revisionId: String) {
            self.pipelineName = pipelineName
            self.pipelineExecutionId = pipelineExecutionId
            self.revisionId = revisionId
        }
    }
}
