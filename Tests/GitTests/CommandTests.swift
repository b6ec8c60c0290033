import Foundation
import Testing

@testable import Git

struct CommandTests {
    @Test func aPasswordInGitsConfigurationStaysOutOfMessages() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            // Port 1 of this machine: nobody listens there.
            let secretive = "http://ada:s3cret@127.0.0.1:1/shop.git"
            _ = try await repository.hand("config", "remote.origin.url", secretive).orThrow()
            guard case .failed(let failure) = try await repository.push(to: "origin", .branch("main")) else {
                Issue.record("expected a failure")
                return
            }
            #expect(!failure.description.contains("s3cret"))
        }
    }

    @Test func linesComeAsATerminalWouldShowThem() {
        var collector = LineCollector(onLine: nil)
        collector.append(Array("Writing 10%\rWriting 100%\rWriting 100%, done.\nremote: né".utf8))
        #expect(collector.finish() == "Writing 100%, done.\nremote: né")
    }
}
