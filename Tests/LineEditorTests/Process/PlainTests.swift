import Foundation
import LineEditor
import TestSupport
import Testing

@Suite struct PlainTests {
    @Test func aDumbTerminalGetsNoEscapeSequences() async throws {
        try await withScene(term: "dumb") { scene async throws in
            let prompt = Prompt([.init("main ", style: "1;32"), .init("> ")])
            async let signal = scene.editor.readLine(prompt: prompt)
            try await scene.terminal.waitFor("main >")
            scene.editor.notify("a notice")
            try await scene.terminal.waitFor("main >\na notice\nmain >")
            scene.terminal.send("deploy 日本\r")
            #expect(await signal == .line("deploy 日本"))
            #expect(!scene.terminal.output.contains("\u{1B}"))
        }
    }

    @Test func anInterruptDropsTheLineOfADumbTerminal() async throws {
        try await withScene(term: "dumb") { scene async throws in
            async let signal = scene.editor.readLine(prompt: Prompt("main > "))
            try await scene.terminal.waitFor("main >")
            scene.terminal.send("half a li")
            try await scene.terminal.waitFor("half a li")
            scene.editor.interrupt()
            #expect(await signal == .interrupted)
        }
    }

    @Test func aPipeIsReadLineByLineWithoutAPrompt() async throws {
        let (input, output) = (Pipe(), Pipe())
        let editor = LineEditor(
            .init(
                program: "sluice", input: input.fileHandleForReading.fileDescriptor,
                output: output.fileHandleForWriting.fileDescriptor, environment: ["TERM": "xterm-256color"]))
        try input.fileHandleForWriting.write(contentsOf: Data("one\r\ntwo 日本\n\nlast".utf8))
        try input.fileHandleForWriting.close()
        var signals: [Signal] = []
        for _ in 0..<5 { signals.append(await editor.readLine(prompt: Prompt("> "))) }
        #expect(signals == [.line("one"), .line("two 日本"), .line(""), .line("last"), .endOfInput])
        // Its end need not come: what other tests start meanwhile may hold the pipe open.
        let written = output.fileHandleForReading.fileDescriptor
        _ = fcntl(written, F_SETFL, O_NONBLOCK)
        var byte: UInt8 = 0
        #expect(read(written, &byte, 1) < 1)
    }
}
