import Foundation
public import PipelineAPI
public import PipelineCore

/// Where the jobs of custom actions hang: offered to workers, taken by one, and ended.
///
/// Every change is durable before anyone hears of it, so jobs outlive the engine.
public actor JobBoard {
    private let store: Store
    private let now: @Sendable () -> Date
    private var watchers: [ActionExecutionID: AsyncStream<WorkerJob>.Continuation] = [:]

    init(store: Store, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.now = now
    }

    /// Offers a run as a job, unless it was offered already or is wanted no longer. `false` if its action type was never
    /// made.
    public func offer(_ start: ActionStart) throws -> Bool {
        if try store.job(of: start.run.id) != nil { return true }
        guard let type = try store.actionType(start.action.actionTypeId) else { return false }
        try store.offer(WorkerJob(start, deadline: deadline(of: type)))
        return true
    }

    /// The time for a single job begins when it is offered (`ActionTypeExecutor`, `jobTimeout`).
    private func deadline(of type: CustomActionType?) -> Date? {
        type?.executor.jobTimeout.map { now().addingTimeInterval(TimeInterval($0)) }
    }

    /// The newest job of a run as it stands now and after each change.
    public func changes(of run: ActionExecutionID) -> AsyncStream<WorkerJob> {
        let (stream, continuation) = AsyncStream.makeStream(of: WorkerJob.self)
        watchers.updateValue(continuation, forKey: run)?.finish()
        if let job = try? store.job(of: run) { continuation.yield(job) }
        return stream
    }

    /// Ends the job of a run that is waited for no longer; answers the job as it stands then.
    public func withdraw(_ run: ActionExecutionID, as status: JobStatus) throws -> WorkerJob? {
        guard var job = try store.job(of: run) else { return nil }
        if job.hasEnded { return job }
        job.status = status
        try save(job)
        return job
    }

    /// Ends a job whose time is over, unless it has ended.
    public func expire(_ id: JobID) throws {
        var job = try job(id)
        if job.hasEnded { return }
        job.status = .timedOut
        try save(job)
    }

    /// Jobs of a type that no worker has taken, oldest first, marked as handed out.
    func poll(_ type: ActionTypeID, limit: Int, where query: [String: String]) throws -> [WorkerJob] {
        let fitting = try store.offeredJobs().filter { job in
            job.start.action.actionTypeId == type
                && query.allSatisfy { job.start.action.configuration?[$0.key] == $0.value }
        }
        let jobs = fitting.prefix(limit).map { job in
            var job = job
            job.status = .dispatched
            return job
        }
        try store.save(jobs)
        return jobs
    }

    /// Gives a job to the first worker that shows its nonce.
    func acknowledge(_ id: JobID, nonce: String) throws -> JobStatus {
        var job = try job(id)
        guard job.nonce == nonce, job.isOffered else {
            throw APIError(code: "InvalidNonceException", message: "The nonce of job '\(id)' is not valid or was used")
        }
        job.status = .inProgress
        try save(job)
        return job.status
    }

    /// Changes a job that a worker has in hand; a job that follows it is offered in the same moment.
    func finish(_ id: JobID, continuation token: String? = nil, _ change: (inout WorkerJob) -> Void) throws {
        var job = try job(id)
        guard job.status == .inProgress else {
            throw APIError(
                code: "InvalidJobStateException",
                message: "Job '\(id)' is \(job.status.rawValue); only a job InProgress can be ended")
        }
        change(&job)
        let type = try store.actionType(job.start.action.actionTypeId)
        var next = token.map { WorkerJob(job.start, deadline: deadline(of: type), continuationToken: $0) }
        next?.details = job.details
        try save(job, next)
    }

    func job(_ id: JobID) throws -> WorkerJob {
        guard let job = try store.job(id) else { throw APIError.jobNotFound(id) }
        return job
    }

    private func save(_ job: WorkerJob, _ next: WorkerJob? = nil) throws {
        try store.save([job] + (next.map { [$0] } ?? []))
        let run = job.start.run.id
        watchers[run]?.yield(next ?? job)
        if job.hasEnded, next == nil { watchers.removeValue(forKey: run)?.finish() }
    }
}

extension APIError {
    static func jobNotFound(_ id: JobID) -> APIError {
        APIError(code: "JobNotFoundException", message: "There is no job with the id '\(id)'")
    }
}
