public import PipelineAPI

/// A partner's workers know their jobs by client tokens that AWS gives to partners. An engine on this machine has no
/// partners: there never is a job, and every question for one says so in AWS's words.
extension Engine {
    public nonisolated func pollForThirdPartyJobs(
        _ input: PollForThirdPartyJobs.Input
    ) throws -> PollForThirdPartyJobs.Output {
        guard input.actionTypeId.owner == .thirdParty, ActionType.find(input.actionTypeId) != nil else {
            throw APIError.actionTypeNotFound(input.actionTypeId)
        }
        return PollForThirdPartyJobs.Output(jobs: [])
    }

    public nonisolated func acknowledgeThirdPartyJob(
        _ input: AcknowledgeThirdPartyJob.Input
    ) throws -> AcknowledgeThirdPartyJob.Output {
        throw APIError.jobNotFound(input.jobId)
    }

    public nonisolated func getThirdPartyJobDetails(
        _ input: GetThirdPartyJobDetails.Input
    ) throws -> GetThirdPartyJobDetails.Output {
        throw APIError.jobNotFound(input.jobId)
    }

    public nonisolated func putThirdPartyJobSuccessResult(
        _ input: PutThirdPartyJobSuccessResult.Input
    ) throws -> Empty {
        throw APIError.jobNotFound(input.jobId)
    }

    public nonisolated func putThirdPartyJobFailureResult(
        _ input: PutThirdPartyJobFailureResult.Input
    ) throws -> Empty {
        throw APIError.jobNotFound(input.jobId)
    }
}
