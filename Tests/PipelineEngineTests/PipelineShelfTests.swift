import Foundation
import PipelineAPI
import PipelineCore
import Testing

@testable import PipelineEngine

@Suite("The states in memory")
struct PipelineShelfTests {
    private struct Unreadable: Error {}

    private static func state(_ name: PipelineName) -> PipelineState {
        PipelineState(declaration: .shop(name), time: Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test("What was asked for is at hand the next time")
    func atHand() throws {
        var shelf = PipelineShelf()
        let first = shelf.state(of: "a") { Self.state($0) }
        let second = try shelf.state(of: "a") { _ in throw Unreadable() }
        #expect(first == Self.state("a") && second == first)
    }

    @Test("Past the capacity the one that was not used for longest is read again")
    func leastRecentlyUsed() throws {
        var shelf = PipelineShelf(capacity: 2)
        shelf.put(Self.state("a"))
        shelf.put(Self.state("b"))
        _ = try shelf.state(of: "a") { _ in throw Unreadable() }
        shelf.put(Self.state("c"))
        for name: PipelineName in ["a", "c"] { _ = try shelf.state(of: name) { _ in throw Unreadable() } }
        #expect(throws: Unreadable.self) { try shelf.state(of: "b") { _ in throw Unreadable() } }
    }

    @Test("A pipeline that is not there is looked for again each time")
    func missing() {
        var shelf = PipelineShelf()
        #expect(shelf.state(of: "a") { _ in nil } == nil)
        #expect(shelf.state(of: "a") { Self.state($0) } != nil)
        shelf.remove("a")
        #expect(shelf.state(of: "a") { _ in nil } == nil)
    }
}
