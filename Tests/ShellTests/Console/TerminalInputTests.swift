import Credentials
import Foundation
import Glibc
import LineEditor
import TestSupport
import Testing

@testable import Shell

struct TerminalInputTests {
    @Test func whatIsTypedAfterTheAnswerIsNeitherShownNorKept() async throws {
        try await withPseudoTerminal { terminal in
            let input = TerminalInput(terminal: terminal.descriptor)
            let show = input.hideTyping()
            async let answer = input.secret("Passphrase: ")
            try await terminal.waitFor("Passphrase:")
            terminal.send("correct\r")
            #expect(await answer?.reveal() == "correct")
            terminal.send("typed ahead\r")
            await terminal.untilTyped()
            show()
            writeWhole("done", to: terminal.descriptor)
            try await terminal.waitFor("done")
            #expect(terminal.output == "Passphrase: \r\ndone")
            terminal.send("next")
            try await terminal.waitFor("next")
        }
    }
}

extension PseudoTerminal {
    /// Returns once something that was typed can be read.
    fileprivate func untilTyped() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [descriptor] in
                var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                while poll(&event, 1, -1) < 0, errno == EINTR {}
                continuation.resume()
            }
        }
    }
}
