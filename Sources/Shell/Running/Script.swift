import Foundation
import Glibc

/// Commands on a standard input that is no terminal: no prompt, and the first failure ends it, or `exit`.
struct Script {
    let runner: CommandRunner

    func run() async -> Int32 {
        var number = 0
        var pending = ""
        while let line = Self.nextLine() {
            number += 1
            pending += line
            // A quote may hold a line break.
            if (try? LineParser.commands(pending)) == nil {
                pending += "\n"
                continue
            }
            let code = await runner.run(line: pending)
            if code != 0 { return stopped(number, code) }
            if Exit.isIn(pending) { return 0 }
            pending = ""
        }
        if !pending.isEmpty { return stopped(number, await runner.run(line: pending)) }
        return 0
    }

    private func stopped(_ line: Int, _ code: Int32) -> Int32 {
        runner.context.console.writeError("Stopped at line \(line) (exit code \(code)).\n")
        return code
    }

    /// The next line, read byte by byte: commands may read the rest of the input themselves.
    private static func nextLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
