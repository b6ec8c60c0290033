public import Foundation

/// Gives credentials, keeps them, and gets new ones before they end; many callers at once cause one look-up.
public actor CredentialSource {
    private let load: @Sendable () async throws -> AWSCredentials
    private let now: @Sendable () -> Date
    private var kept: AWSCredentials?
    private var loading: Task<AWSCredentials, any Error>?

    /// How long before their end credentials are renewed. A deployment makes many calls within this time.
    public static let renewalWindow: TimeInterval = 5 * 60

    public init(
        now: @escaping @Sendable () -> Date = { Date() }, load: @escaping @Sendable () async throws -> AWSCredentials
    ) {
        self.now = now
        self.load = load
    }

    /// Credentials that hold at this moment.
    public func credentials() async throws -> AWSCredentials {
        if let kept, !isDue(kept) { return kept }
        do {
            return try await loaded()
        } catch {
            // What still holds for a few minutes is better than nothing.
            if let kept, let end = kept.expiration, end > now() { return kept }
            throw error
        }
    }

    /// Forgets credentials that a service has refused, so that the next call looks for new ones.
    public func forget(_ refused: AWSCredentials) {
        if kept == refused { kept = nil }
    }

    private func isDue(_ credentials: AWSCredentials) -> Bool {
        credentials.expiration.map { $0.timeIntervalSince(now()) < Self.renewalWindow } ?? false
    }

    private func loaded() async throws -> AWSCredentials {
        let task = loading ?? Task { [load] in try await load() }
        loading = task
        defer { if loading == task { loading = nil } }
        let credentials = try await task.value
        kept = credentials
        return credentials
    }
}
