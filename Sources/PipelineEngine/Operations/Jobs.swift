public import PipelineAPI

extension Engine {
    public func pollForJobs(_ input: PollForJobs.Input) async throws -> PollForJobs.Output {
        guard let type = try store.actionType(input.actionTypeId) else {
            throw APIError.actionTypeNotFound(input.actionTypeId)
        }
        try type.check(query: input.queryParam ?? [:])
        let jobs = try await jobs.poll(
            input.actionTypeId, limit: input.maxBatchSize ?? 1, where: input.queryParam ?? [:])
        return PollForJobs.Output(
            jobs: jobs.map { job in
                Job(
                    id: job.id, data: data(of: job), nonce: job.nonce,
                    accountId: settings.accountId)
            })
    }

    private func data(of job: WorkerJob) -> JobData {
        job.data(artifacts, settings: settings, credentials: jobCredentials?(job.id))
    }

    public func acknowledgeJob(_ input: AcknowledgeJob.Input) async throws -> AcknowledgeJob.Output {
        AcknowledgeJob.Output(status: try await jobs.acknowledge(input.jobId, nonce: input.nonce))
    }

    public func getJobDetails(_ input: GetJobDetails.Input) async throws -> GetJobDetails.Output {
        let job = try await jobs.job(input.jobId)
        return GetJobDetails.Output(
            jobDetails: JobDetails(
                id: job.id, data: data(of: job), accountId: settings.accountId))
    }

    public func putJobSuccessResult(_ input: PutJobSuccessResult.Input) async throws -> Empty {
        let variables = input.outputVariables ?? [:]
        let size = OutputVariables.size(variables)
        if size > OutputVariables.limit {
            throw APIError(code: "OutputVariablesSizeExceededException", message: OutputVariables.excess(size))
        }
        try await jobs.finish(input.jobId, continuation: input.continuationToken) { job in
            job.status = .succeeded
            job.details = input.executionDetails ?? job.details
            job.revision = input.currentRevision
            job.outputVariables = variables
        }
        return Empty()
    }

    public func putJobFailureResult(_ input: PutJobFailureResult.Input) async throws -> Empty {
        try await jobs.finish(input.jobId) { job in
            job.status = .failed
            job.failure = input.failureDetails
        }
        return Empty()
    }
}
