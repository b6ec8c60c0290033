public import Foundation
public import PipelineAPI
public import PipelineCore

/// A piece of work that waits for a job worker, is done by one, or has ended.
public struct WorkerJob: Codable, Sendable, Equatable {
    public let id: JobID
    let nonce: String
    public let start: ActionStart
    /// When it ends without a word; `nil` where its type sets no time for single jobs.
    public let deadline: Date?
    public internal(set) var status: JobStatus = .queued
    /// What the job before this one of the same run handed on.
    var continuationToken: String?
    public internal(set) var details: JobExecutionDetails?
    public internal(set) var revision: CurrentRevision?
    public internal(set) var outputVariables: [String: String] = [:]
    public internal(set) var failure: FailureDetails?

    init(_ start: ActionStart, deadline: Date? = nil, continuationToken: String? = nil) {
        id = JobID(UUID().uuidString.lowercased())
        nonce = UUID().uuidString.lowercased()
        self.start = start
        self.deadline = deadline
        self.continuationToken = continuationToken
    }

    /// Whether no worker has taken it yet.
    var isOffered: Bool { status == .queued || status == .dispatched }

    var hasEnded: Bool { status == .succeeded || status == .failed || status == .timedOut }
}
