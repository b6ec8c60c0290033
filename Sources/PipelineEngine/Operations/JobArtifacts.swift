public import Foundation
public import PipelineAPI
import PipelineCore

/// Artifacts for whoever is no part of the engine.
extension Engine {
    /// The file of an artifact; nobody may write to it.
    ///
    /// - Parameter job: whose credentials are shown: it may read its own artifacts while it is in progress. Without one
    ///   the engine's own key is.
    ///
    /// Throws S3's errors.
    public func artifact(at location: S3Location, for job: JobID?) async throws -> URL {
        if let job {
            let job = try await openJob(job)
            guard job.inputs.contains(location) || outputs(of: job).contains(location) else {
                throw APIError.foreignArtifact(location)
            }
        }
        guard artifacts.contains(location) else {
            throw APIError(code: "NoSuchKey", message: "The specified key does not exist.", status: 404)
        }
        return try artifacts.url(of: location)
    }

    /// Throws S3's errors unless an artifact is one that a job in progress is to make.
    public func checkIsMade(_ location: S3Location, by job: JobID?) async throws {
        guard let job, try await outputs(of: openJob(job)).contains(location) else {
            throw APIError.foreignArtifact(location)
        }
    }

    /// Takes a file as an artifact that a job makes; the last one stays. The file must be on the artifacts' volume.
    public func keep(_ file: URL, at location: S3Location, by job: JobID?) async throws {
        try await checkIsMade(location, by: job)
        try artifacts.remove(location)
        try artifacts.keep(file, at: location)
    }

    private func openJob(_ id: JobID) async throws -> WorkerJob {
        let job = try await jobs.job(id)
        if job.hasEnded {
            throw APIError(code: "ExpiredToken", message: "The job of these credentials has ended", status: 400)
        }
        return job
    }

    private func outputs(of job: WorkerJob) -> [S3Location] {
        (job.start.action.outputArtifacts ?? []).map { job.location(of: $0.name, in: artifacts) }
    }
}

extension WorkerJob {
    fileprivate var inputs: [S3Location] { start.run.inputArtifacts.compactMap(\.s3location) }
}

extension APIError {
    fileprivate static func foreignArtifact(_ location: S3Location) -> APIError {
        APIError(
            code: "AccessDenied",
            message: "'\(location.key ?? "")' is no artifact of the job whose artifactCredentials are to be shown",
            status: 403)
    }
}
