import Foundation
import Glibc
import LineEditor

extension Console {
    /// The process's own terminal, or what stands in its place.
    public static func standard(environment: [String: String], allowsColor: Bool = true) -> Console {
        let isInput = isatty(STDIN_FILENO) == 1
        let isOutput = isatty(STDOUT_FILENO) == 1
        let hidden = TerminalInput(terminal: STDIN_FILENO)
        var console = Console(
            isInputTerminal: isInput, isOutputTerminal: isOutput,
            style: Style.fitting(environment, isTerminal: isOutput && allowsColor),
            columns: { isOutput ? terminalSize().columns : nil },
            writeOutput: StandardOutput.write, writeError: { writeWhole($0, to: STDERR_FILENO) },
            readAnswer: { question in
                // A question is answered by what is typed after it was seen.
                if isInput { tcflush(STDIN_FILENO, TCIFLUSH) }
                writeWhole(question, to: isOutput ? STDOUT_FILENO : STDERR_FILENO)
                return await lineFromInput()
            }, readHidden: { await hidden.secret($0) })
        console.rows = { isOutput ? terminalSize().rows : nil }
        console.hideTyping = { hidden.hideTyping() }
        return console
    }

    /// That of old terminals where it does not say its own.
    private static func terminalSize() -> (columns: Int, rows: Int) {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return (
            isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80, isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
        )
    }

    /// Reads a line byte by byte, on a thread of its own: what follows it belongs to the next reader.
    ///
    /// When the task is cancelled the answer is `nil` at once; the thread goes on waiting, for nobody.
    static func lineFromInput() async -> String? {
        let (answers, continuation) = AsyncStream.makeStream(of: String?.self, bufferingPolicy: .bufferingNewest(1))
        Thread.detachNewThread { continuation.yield(readLine()) }
        for await answer in answers { return answer }
        return nil
    }

    private static func readLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
