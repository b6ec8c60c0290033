import Foundation
import SigV4
import Synchronization
import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(10))) struct CredentialSourceTests {
    /// A source that counts how often it was asked, at a time that tests set.
    private final class Bench: Sendable {
        let time = Mutex(Date(timeIntervalSince1970: 1_000_000))
        let loads = Mutex(0)
        let fails = Mutex(false)

        func source(lasting seconds: TimeInterval?) -> CredentialSource {
            CredentialSource(now: { self.time.withLock { $0 } }) {
                if self.fails.withLock({ $0 }) { throw CredentialError.failed("away") }
                let number = self.loads.withLock { count in
                    count += 1
                    return count
                }
                let end = seconds.map { self.time.withLock { $0 }.addingTimeInterval($0) }
                return AWSCredentials(key: .init(id: "K\(number)", secret: "s"), expiration: end, origin: "a test")
            }
        }

        func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    @Test func manyCallersCauseOneLookUp() async throws {
        let bench = Bench()
        let source = bench.source(lasting: nil)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await source.credentials().key.id } }
            for try await id in group { #expect(id == "K1") }
        }
        #expect(bench.loads.withLock { $0 } == 1)
    }

    @Test func credentialsAreRenewedBeforeTheyEnd() async throws {
        let bench = Bench()
        let source = bench.source(lasting: 3600)
        let found = try await source.credentials().key.id
        #expect(found == "K1")
        bench.pass(3600 - CredentialSource.renewalWindow - 1)
        let other = try await source.credentials().key.id
        #expect(other == "K1")
        bench.pass(2)
        let third = try await source.credentials().key.id
        #expect(third == "K2")
    }

    @Test func credentialsThatStillHoldAreUsedWhenNoneCanBeHad() async throws {
        let bench = Bench()
        let source = bench.source(lasting: 3600)
        _ = try await source.credentials()
        bench.pass(3600 - 60)
        bench.fails.withLock { $0 = true }
        let found = try await source.credentials().key.id
        #expect(found == "K1")
        bench.pass(61)
        await #expect(throws: CredentialError.failed("away")) { try await source.credentials() }
    }

    @Test func onlyTheRefusedCredentialsAreForgotten() async throws {
        let bench = Bench()
        let source = bench.source(lasting: nil)
        let first = try await source.credentials()
        await source.forget(first)
        let found = try await source.credentials().key.id
        #expect(found == "K2")
        await source.forget(first)
        let other = try await source.credentials().key.id
        #expect(other == "K2")
    }
}
