import Foundation

extension Workplace {
    /// A pipeline whose build says when it is reached and then waits at the gate.
    static func waiting(_ body: (Workplace, Fifo, Fifo) async throws -> Void) async throws {
        let files = [
            "pipeline.yml": """
            pipeline: shop
            source: main
            stages:
              Build:
                Wait: { buildspec: wait.yml }
              Ship:
                Ship: ["echo ship >> @HERE@/ran"]

            """,
            "wait.yml": """
            version: 0.2
            phases:
              build:
                commands:
                  - echo wait >> @HERE@/ran
                  - echo reached > @HERE@/reached; read line < @HERE@/gate

            """,
        ]
        try await project(files) { place in
            let reached = try Fifo(place.folder.appending(path: "reached"))
            let gate = try Fifo(place.folder.appending(path: "gate"))
            try await body(place, reached, gate)
        }
    }

    /// Deploys and waits until the build is under way.
    func startAndReach(_ reached: Fifo) async throws {
        let deploy = try await sluice("deploy", "--yes", "--no-follow")
        guard deploy.exitCode == 0 else { throw SetupFailure(words: deploy.words) }
        try await reached.waitForLine()
    }
}
