import Credentials
import Foundation
import Testing

@testable import Shell

struct ConsoleTests {
    @Test func nothingIsShownUnmasked() async throws {
        let terminal = Terminal(["maybe", "y", "line", "hidden"])
        var console = terminal.console
        console.masking = { $0.replacing("hunter2", with: "***") }
        console.readHidden = { Secret(await terminal.console.readAnswer($0) ?? "") }
        console.show("a hunter2")
        console.show(rows: ["b hunter2"])
        console.show(verbatim: ["c hunter2"])
        console.note("d hunter2")
        console.complain(.failed("e hunter2", hint: "f hunter2"))
        try console.show(json: ["g": "hunter2"], encoder: JSONEncoder())
        #expect(await console.confirm("h hunter2?"))
        #expect(await console.ask("i hunter2: ") == "line")
        #expect(await console.readSecret("j hunter2: ") == Secret("hidden"))
        #expect(!terminal.screen.contains("hunter2"))
        #expect(terminal.screen.split(separator: "***", omittingEmptySubsequences: false).count > 10)
    }

    @Test func aNameIsAskedForUntilThereIsOne() async throws {
        let terminal = Terminal(["", " ", "ann "])
        #expect(try await terminal.console.askForName("User name") == "ann")
        #expect(try await Terminal([""]).console.askForName("User name", usual: "ada") == "ada")
        #expect(try await Terminal(["bob"]).console.askForName("User name", usual: "ada") == "bob")
        await #expect(throws: CommandFailure.interrupted(nil)) {
            try await Terminal(["", .end]).console.askForName("User name")
        }
    }

    @Test func aQuestionIsBrokenAtBlanksAndAnsweredBehindItsEnd() async throws {
        let terminal = Terminal(["y"])
        var console = terminal.console
        console.columns = { 20 }
        #expect(await console.confirm("Is this a question of several lines?"))
        #expect(terminal.screen == "Is this a question\nof several lines?\n[y/n] y\n")
    }
}
