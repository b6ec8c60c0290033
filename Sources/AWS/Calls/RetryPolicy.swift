import PipelineAPI

/// What is tried again, and when: the AWS SDKs' standard mode.
///
/// Source: AWS SDKs and Tools Reference Guide, "Retry behavior".
struct RetryPolicy: Sendable, Hashable {
    static let standardAttempts = 3
    /// No wait is longer.
    static let longestDelay = Duration.seconds(20)

    /// How often a call is tried in all.
    var maxAttempts = standardAttempts

    /// Why a call is worth another try.
    enum Reason: Sendable, Hashable {
        case throttled, transient, timedOut
        /// The service's clock and ours are too far apart.
        case skewed
        /// The credentials are no longer good; others may be.
        case expiredCredentials
    }

    /// Why a refusal is worth another try; `nil` if it is final.
    static func reason(for error: APIError) -> Reason? {
        if throttlingCodes.contains(error.code) { return .throttled }
        if skewCodes.contains(error.code) { return .skewed }
        if expiryCodes.contains(error.code) { return .expiredCredentials }
        if transientCodes.contains(error.code) { return .transient }
        // A service that is not there at all (501) stays away.
        return [500, 502, 503, 504].contains(error.status) ? .transient : nil
    }

    /// How long to wait before the next try.
    ///
    /// - Parameters:
    ///   - attempts: how many have been made.
    ///   - jitter: from 0 to 1.
    static func delay(after attempts: Int, jitter: Double) -> Duration {
        let longest = min(Double(longestDelay.components.seconds), Double(1 << min(max(attempts - 1, 0), 10)))
        return .milliseconds(Int(longest * jitter * 1000))
    }

    private static let throttlingCodes: Set = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete",
        "EC2ThrottledException",
    ]
    private static let transientCodes: Set = ["RequestTimeout", "RequestTimeoutException", "InternalFailure"]
    private static let skewCodes: Set = [
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
        "SignatureDoesNotMatch", "AuthFailure",
    ]
    private static let expiryCodes: Set = ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]
}

/// A stock that tries draw from, so that a service in trouble is not run down by everybody's repetitions.
struct RetryQuota: Sendable {
    private(set) var stock = 500

    /// Takes what another try costs. Answers whether there was enough.
    mutating func take(for reason: RetryPolicy.Reason) -> Bool {
        let cost = reason == .timedOut ? 10 : 5
        guard stock >= cost else { return false }
        stock -= cost
        return true
    }

    /// A success gives something back.
    mutating func giveBack(_ amount: Int = 1) { stock = min(500, stock + amount) }
}
