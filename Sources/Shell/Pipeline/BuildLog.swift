import AWS
import Foundation
import PipelineAPI

/// The phases and commands of a build, read from the lines that CodeBuild (and the embedded runner) writes between
/// their output: no API lists single commands.
struct BuildLog: Equatable {
    struct Command: Equatable {
        var text: String
        var start: Int64
        var end: Int64?
        /// `nil` while it runs.
        var exitStatus: Int?
    }

    struct Phase: Equatable {
        var name: String
        var start: Int64
        var end: Int64?
        var state: String?
        var context: String?
        var commands: [Command] = []
    }

    private(set) var phases: [Phase] = []
    /// What the reports of the build came to: `unit: FAILED, 12 tests: …`.
    private(set) var reports: [String] = []
    /// How many commands a phase has, as announced before it began.
    private(set) var announced: [String: Int] = [:]
    private var isInsideFailure = false

    init(_ events: [OutputLogEvent]) {
        for event in events { add(time: event.timestamp ?? 0, event.message ?? "") }
    }

    /// What the log of a build says of phases and commands, as far as it exists.
    ///
    /// The lines are searched for where the log is, which may be hundreds of megabytes long.
    static func fetch(_ client: ServiceClient, _ build: String) async throws -> BuildLog {
        let logs = try await client(BatchGetBuilds.self, .init(ids: [BuildID(build)])).builds?.first?.logs
        var log = BuildLog([])
        guard let group = logs?.groupName, let stream = logs?.streamName else { return log }
        var token: String?
        repeat {
            let page = try await client(
                FilterLogEvents.self,
                .init(
                    logGroupName: group, logStreamNames: [stream], filterPattern: Self.linePattern, nextToken: token))
            for event in page.events ?? [] { log.add(time: event.timestamp ?? 0, event.message ?? "") }
            token = page.nextToken
        } while token != nil
        return log
    }

    /// CodeBuild's lines, and those on which the text of a failed command of several lines may end.
    private static let linePattern = #"?"[Container]" ?"exit status""#

    /// ` (BUILD, command 2 of 3)`, or nothing where no command failed.
    var failedCommandPlace: String {
        for phase in phases {
            guard let index = phase.commands.firstIndex(where: { $0.exitStatus ?? 0 != 0 }) else { continue }
            let count = max(announced[phase.name] ?? 0, phase.commands.count)
            return " (\(phase.name), command \(index + 1) of \(count))"
        }
        return ""
    }

    private mutating func add(time: Int64, _ message: String) {
        guard let line = Self.containerLine(message) else { return addRest(message) }
        if let match = line.wholeMatch(of: #/ ?(\w+): (\d+) commands?/#) {
            announced[String(match.1)] = Int(match.2)
        } else if let match = line.wholeMatch(of: #/Entering phase (\w+)/#) {
            phases.append(Phase(name: String(match.1), start: time))
        } else if let match = line.wholeMatch(of: #/Running command (?s)(.*)/#) {
            endCommand(at: time, status: 0)
            change { $0.commands.append(Command(text: String(match.1), start: time)) }
        } else if let match = line.wholeMatch(of: #/Report (\S+: [A-Z]+, .*)/#) {
            reports.append(String(match.1))
        } else if line.hasPrefix("Command did not exit successfully ") {
            let status = line.firstMatch(of: #/ exit status (\d+)$/#).flatMap { Int($0.1) }
            endCommand(at: time, status: status ?? 1)
            isInsideFailure = status == nil
        } else if let match = line.wholeMatch(of: #/Phase complete: (\w+) State: (\w+)/#) {
            endCommand(at: time, status: 0)
            endPhase(String(match.1), at: time, state: String(match.2))
        } else if let match = line.wholeMatch(of: #/Phase context status code: (.*) Message: (?s)(.*)/#) {
            let text = "\(match.1): \(match.2)".trimmingCharacters(in: .whitespacesAndNewlines)
            change { $0.context = text == ":" ? nil : text }
        }
    }

    /// A command of several lines makes several lines of the log, the last of them with the exit status.
    private mutating func addRest(_ line: String) {
        guard isInsideFailure, let match = line.firstMatch(of: #/ exit status (\d+)\s*$/#) else { return }
        isInsideFailure = false
        change { phase in
            guard let last = phase.commands.indices.last else { return }
            phase.commands[last].exitStatus = Int(match.1)
        }
    }

    private mutating func endPhase(_ name: String, at time: Int64, state: String) {
        if phases.last?.name != name { phases.append(Phase(name: name, start: time)) }
        change {
            $0.end = time
            $0.state = state
        }
    }

    private mutating func endCommand(at time: Int64, status: Int) {
        change { phase in
            guard let last = phase.commands.indices.last, phase.commands[last].exitStatus == nil else { return }
            phase.commands[last].exitStatus = status
            phase.commands[last].end = time
        }
    }

    private mutating func change(_ body: (inout Phase) -> Void) {
        guard let last = phases.indices.last else { return }
        body(&phases[last])
    }

    /// What stands behind `[Container] 2026/01/31 12:00:00.000000 `; older logs have no fraction.
    static func containerLine(_ message: String) -> Substring? {
        guard message.hasPrefix("[Container] ") else { return nil }
        let pattern = #/\[Container\] \d{4}/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d+)? /#
        guard let match = message.prefixMatch(of: pattern) else { return nil }
        let line = message[match.range.upperBound...]
        return line.last == "\n" ? line.dropLast() : line
    }
}
