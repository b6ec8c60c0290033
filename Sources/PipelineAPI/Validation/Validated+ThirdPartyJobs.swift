extension ShapeCheck {
    fileprivate mutating func partnerJob(_ id: JobID, _ clientToken: String) {
        let root = DeclarationPath()
        text(id.rawValue, TextConstraint(length: 1...512), at: root.member("jobId"))
        text(clientToken, TextConstraint(length: 1...256), at: root.member("clientToken"))
    }
}

extension PollForThirdPartyJobs.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.actionType(
            provider: actionTypeId.provider, version: actionTypeId.version, in: root.member("actionTypeId"))
        check.number(maxBatchSize, 1...Int.max, at: root.member("maxBatchSize"))
    }
}

extension AcknowledgeThirdPartyJob.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.partnerJob(jobId, clientToken)
        check.text(nonce, TextConstraint(length: 1...50), at: DeclarationPath().member("nonce"))
    }
}

extension GetThirdPartyJobDetails.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.partnerJob(jobId, clientToken) }
}

extension PutThirdPartyJobSuccessResult.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.partnerJob(jobId, clientToken)
        check.success(currentRevision, continuationToken, executionDetails)
    }
}

extension PutThirdPartyJobFailureResult.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.partnerJob(jobId, clientToken)
        check.failure(failureDetails)
    }
}
