import Foundation
import PipelineAPI
import PipelineCore
import Testing

@testable import PipelineEngine

@Suite("The states in memory")
struct PipelineShelfTests {
    private static func state(_ name: PipelineName) -> PipelineState {
        PipelineState(declaration: .shop(name), time: Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test("What was put there is at hand, until it is taken away")
    func atHand() {
        var shelf = PipelineShelf()
        #expect(shelf.state(of: "a") == nil)
        shelf.put(Self.state("a"))
        #expect(shelf.state(of: "a") == Self.state("a"))
        shelf.remove("a")
        #expect(shelf.state(of: "a") == nil)
    }

    @Test("Past the capacity the one that was not used for longest is put away")
    func leastRecentlyUsed() {
        var shelf = PipelineShelf(capacity: 2)
        shelf.put(Self.state("a"))
        shelf.put(Self.state("b"))
        _ = shelf.state(of: "a")
        shelf.put(Self.state("c"))
        for name: PipelineName in ["a", "c"] { #expect(shelf.state(of: name) != nil) }
        #expect(shelf.state(of: "b") == nil)
    }
}
