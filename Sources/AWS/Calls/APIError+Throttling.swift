public import PipelineAPI

extension APIError {
    /// Whether the service refused only because there were too many calls.
    public var isThrottling: Bool { RetryPolicy.reason(for: self) == .throttled }
}
