import AWS
import Foundation
import PipelineAPI
import Synchronization
import Testing

@testable import Shell

/// What a person types when asked, and what happens while they think.
struct Reply: Sendable, ExpressibleByStringLiteral {
    var text: String?
    var meanwhile: @Sendable () async throws -> Void = {}

    init(_ text: String?, meanwhile: @escaping @Sendable () async throws -> Void = {}) {
        self.text = text
        self.meanwhile = meanwhile
    }

    init(stringLiteral text: String) { self.text = text }

    /// The end of the input.
    static let end = Reply(nil)
}

/// A terminal, or two pipes, that remember what was written.
final class Terminal: Sendable {
    private struct Record {
        var screen = ""
        var output = ""
        var errors = ""
        var replies: [Reply]
    }

    private let record: Mutex<Record>
    let isTerminal: Bool
    let style: Style

    /// - Parameter replies: what is typed; `nil` where nobody sits at a terminal.
    init(_ replies: [Reply]?, style: Style = .plain) {
        record = Mutex(Record(replies: replies ?? []))
        isTerminal = replies != nil
        self.style = style
    }

    /// Everything, in its order, as a person sees it.
    var screen: String { record.withLock(\.screen) }
    var output: String { record.withLock(\.output) }
    var errors: String { record.withLock(\.errors) }

    var console: Console {
        Console(
            isInputTerminal: isTerminal, isOutputTerminal: isTerminal, style: style,
            writeOutput: { [self] text in
                record.withLock {
                    $0.screen += text
                    $0.output += text
                }
            },
            writeError: { [self] text in
                record.withLock {
                    $0.screen += text
                    $0.errors += text
                }
            }, readAnswer: { [self] in await ask($0) })
    }

    private func ask(_ question: String) async -> String? {
        let reply = record.withLock { record in
            let reply = record.replies.isEmpty ? nil : record.replies.removeFirst()
            record.screen += question + (reply?.text ?? "") + "\n"
            return reply
        }
        guard let reply else {
            Issue.record("nobody expected the question \(question)")
            return nil
        }
        await #expect(throws: Never.self) { try await reply.meanwhile() }
        return reply.text
    }

    /// A context in a folder with an endpoint, five minutes after the scene's commits.
    func context(
        in folder: URL, _ environment: [String: String] = [:], socket: String? = nil,
        options: GlobalOptions = .none
    ) -> CommandContext {
        CommandContext(
            console: console, options: options, environment: environment, workspace: Workspace(folder), now: { noon }
        ) { _ in
            socket.map { ServiceClient(endpoint: .unixSocket($0)) }
        }
    }
}
