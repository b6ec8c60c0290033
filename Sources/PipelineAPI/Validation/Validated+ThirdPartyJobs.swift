extension ShapeCheck {
    fileprivate mutating func partnerJob(_ id: JobID, _ clientToken: String) {
        let root = DeclarationPath()
        text(id.rawValue, TextConstraint(length: 1...512), at: root.member("jobId"))
        text(clientToken, TextConstraint(length: 1...256), at: root.member("clientToken"))
    }
}

extension PollForThirdPartyJobs.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            let root = DeclarationPath()
            $0.actionType(
                provider: actionTypeId.provider, version: actionTypeId.version, in: root.member("actionTypeId"))
            $0.number(maxBatchSize, 1...Int.max, at: root.member("maxBatchSize"))
        }
    }
}

extension AcknowledgeThirdPartyJob.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.partnerJob(jobId, clientToken)
            $0.text(nonce, TextConstraint(length: 1...50), at: DeclarationPath().member("nonce"))
        }
    }
}

extension GetThirdPartyJobDetails.Input: Validated {
    public func validate() throws(APIError) { try check { $0.partnerJob(jobId, clientToken) } }
}

extension PutThirdPartyJobSuccessResult.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.partnerJob(jobId, clientToken)
            $0.success(currentRevision, continuationToken, executionDetails)
        }
    }
}

extension PutThirdPartyJobFailureResult.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.partnerJob(jobId, clientToken)
            $0.failure(failureDetails)
        }
    }
}
