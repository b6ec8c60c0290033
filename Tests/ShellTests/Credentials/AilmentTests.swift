import Foundation
import TestSupport
import Testing

@testable import Shell

struct AilmentTests {
    @Test func aRemedyThatFailsLeavesItAndSaysWhy() async throws {
        let terminal = Terminal(["y"])
        try await withScratchDirectory { folder in
            let ailment = Ailment(
                text: "secret: others than you may read it",
                remedy: Ailment.Remedy(question: "Make it yours alone?") {
                    throw POSIXError(.EPERM)
                })
            let isMended = try await ailment.mend(in: terminal.context(in: folder), .notGiven())
            #expect(!isMended)
        }
        #expect(terminal.screen.contains("others than you may read it"), "\(terminal.screen)")
        #expect(terminal.screen.contains("not permitted"), "\(terminal.screen)")
    }
}
