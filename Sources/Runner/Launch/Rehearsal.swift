import Buildspec
import Foundation

/// What every runner does first, done once in memory, so that the runners forked afterwards find types looked up and
/// code paged in. It leaves nothing behind.
enum Rehearsal {
    static func perform() {
        let request = BuildRequest(
            buildID: "rehearsal:0", buildARN: "", buildNumber: 1, initiator: "", buildspec: nil,
            sourceDirectory: "/", environment: ["PATH": "/"])
        let phase = PhaseResult(phaseType: .build, startTime: 0)
        let result = BuildResult(status: .succeeded, startTime: 0, endTime: 0, phases: [phase])
        coded(request)
        coded(result)
        coded(JournalEntry(.buildStarted, at: 0))
        coded(RunnerOrder.Attachment(secrets: ["NAME": "value"]))
        _ = try? Buildspec.parse("version: 0.2\nphases:\n  build:\n    commands:\n      - 'true'\n")
        _ = try? Buildspec.parse(#"{"version":"0.2","phases":{"build":{"commands":["true"]}}}"#)
    }

    private static func coded<Value: Codable>(_ value: Value) {
        guard let bytes = try? ContractCoding.encode(value) else { return }
        _ = try? JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
