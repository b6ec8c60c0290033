public import Foundation

/// Approves or rejects what waits at an approval action.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`, `ActionNotFoundException`, `InvalidApprovalTokenException`,
/// `ApprovalAlreadyCompletedException`.
public enum PutApprovalResult: Operation {
    public static let target = Service.codePipeline.target("PutApprovalResult")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var actionName: ActionName
        public var result: ApprovalResult
        public var token: String

        public init(
            pipelineName: PipelineName, stageName: StageName, actionName: ActionName, result: ApprovalResult,
            token: String
        ) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.actionName = actionName
            self.result = result
            self.token = token
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var approvedAt: Date?

        public init(approvedAt: Date? = nil) {
            self.approvedAt = approvedAt
        }
    }
}

/// The decision and the approver's comment.
public struct ApprovalResult: Codable, Sendable, Hashable {
    /// 0 to 512 characters.
    public var summary: String
    public var status: ApprovalStatus

    public init(summary: String, status: ApprovalStatus) {
        self.summary = summary
        self.status = status
    }
}

/// The decision on an approval.
public enum ApprovalStatus: String, Choice {
    case approved = "Approved"
    case rejected = "Rejected"
}
