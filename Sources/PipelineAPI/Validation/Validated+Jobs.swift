extension ShapeCheck {
    mutating func job(_ id: JobID) {
        text(id.rawValue, .uuid, at: DeclarationPath().member("jobId"))
    }

    mutating func failure(_ details: FailureDetails) {
        let path = DeclarationPath().member("failureDetails")
        text(details.message, TextConstraint(length: 1...5000), at: path.member("message"))
        text(details.externalExecutionId, .revision, at: path.member("externalExecutionId"))
    }

    mutating func success(_ revision: CurrentRevision?, _ token: String?, _ details: JobExecutionDetails?) {
        let root = DeclarationPath()
        text(revision?.revision, .revision, at: root.member("currentRevision").member("revision"))
        text(
            revision?.changeIdentifier, TextConstraint(length: 1...100),
            at: root.member("currentRevision").member("changeIdentifier"))
        text(
            revision?.revisionSummary, TextConstraint(length: 1...2048),
            at: root.member("currentRevision").member("revisionSummary"))
        text(token, TextConstraint(length: 1...2048), at: root.member("continuationToken"))
        let path = root.member("executionDetails")
        text(details?.summary, TextConstraint(length: 1...2048), at: path.member("summary"))
        text(details?.externalExecutionId, .revision, at: path.member("externalExecutionId"))
        number(details?.percentComplete, 0...100, at: path.member("percentComplete"))
    }
}

extension PollForJobs.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.actionType(
            provider: actionTypeId.provider, version: actionTypeId.version, in: root.member("actionTypeId"))
        check.number(maxBatchSize, 1...Int.max, at: root.member("maxBatchSize"))
        check.count(queryParam?.count, 0...1, at: root.member("queryParam"))
        for (key, value) in queryParam ?? [:] {
            check.text(key, .configurationKey, at: root.member("queryParam"))
            check.text(value, .queryValue, at: root.member("queryParam"))
        }
    }
}

extension AcknowledgeJob.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.job(jobId)
        check.text(nonce, TextConstraint(length: 1...50), at: DeclarationPath().member("nonce"))
    }
}

extension GetJobDetails.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) { check.job(jobId) }
}

extension PutJobSuccessResult.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.job(jobId)
        check.success(currentRevision, continuationToken, executionDetails)
        for key in (outputVariables ?? [:]).keys.sorted() {
            check.text(key, .outputVariableName, at: DeclarationPath().member("outputVariables"))
        }
    }
}

extension PutJobFailureResult.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.job(jobId)
        check.failure(failureDetails)
    }
}

extension TextConstraint {
    fileprivate static let queryValue = TextConstraint(
        length: 1...50, pattern: .characters("[a-zA-Z0-9_-]+", besidesAlphanumerics: "_-"))
    fileprivate static let outputVariableName = TextConstraint(
        length: 1...Int.max, pattern: .characters("[A-Za-z0-9@\\-_]+", besidesAlphanumerics: "@-_"))
}
