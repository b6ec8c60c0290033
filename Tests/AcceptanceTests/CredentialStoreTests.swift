import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Credentials are kept", .timeLimit(.minutes(10)))
struct CredentialStoreTests {
    private static let token = "tok-5up3rs3cr3t"

    @Test("The first command that needs a store makes it, with a passphrase that shows nowhere")
    func making() async throws {
        try await Workplace.withCredentials { place in
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "add", "db", "--kind", "secret"], on: terminal)
                try await terminal.waitFor("Secret:")
                terminal.send(Self.token + "\r")
                try await terminal.waitFor("A passphrase for it:")
                terminal.send("hors\u{7F}se one\r")
                try await terminal.waitFor("Once more:")
                terminal.send("horse two\r")
                try await terminal.waitFor("These were not the same.")
                try await terminal.waitFor("asked again") { $0.text.components(separatedBy: "for it:").count > 2 }
                terminal.send("horse two\r")
                try await terminal.waitFor("asked for again") { $0.text.components(separatedBy: "Once more").count > 2 }
                terminal.send("horse two\r")
                try await terminal.waitFor("added db")
                #expect(await terminal.waitForExit() == 0)
                #expect(!terminal.output.contains("horse") && !terminal.output.contains(Self.token))
            }
            let files = FileManager.default
            for (path, mode) in [(place.vault.path, 0o600), (place.vault.deletingLastPathComponent().path, 0o700)] {
                #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
            }
        }
    }

    @Test("Locked, a script is told so with code 3; a terminal asks, three times")
    func locked() async throws {
        try await Workplace.withCredentials { place in
            #expect(try await place.sluice("credentials", "add", "x", "--stdin", input: "y").exitCode == 3)
            try await place.unlock()
            try await place.add("db", secret: Self.token, "--note", "of the shop")
            let list = try await place.sluice("credentials")
            #expect(list.output.contains("of the shop") && !list.words.contains(Self.token), "\(list.words)")
            #expect(try await place.sluice("credentials", "lock").output == "locked\n")
            let refused = try await place.sluice("credentials")
            #expect(refused.exitCode == 3 && refused.errors.contains("`credentials unlock`"), "\(refused.words)")
            try await place.shell(columns: 100, rows: 30) { terminal in
                terminal.send("credentials unlock\r")
                try await terminal.waitFor("Passphrase of your credentials:")
                terminal.send("wrong\r")
                try await terminal.waitFor("This is not the passphrase. (2 more)")
                try await terminal.waitForQuestion("credentials: ")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("unlocked until")
                terminal.send("credentials list\r")
                try await terminal.waitFor("of the shop")
                #expect(!terminal.output.contains(Workplace.passphrase))
            }
        }
    }

    @Test("Ctrl-C at the passphrase leaves the shell in order, and what is typed then shows")
    func interrupted() async throws {
        try await Workplace.withCredentials { place in
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start([], on: terminal)
                try await terminal.waitFor("›")
                terminal.send("credentials unlock\r")
                try await terminal.waitFor("A passphrase for it:")
                terminal.send("half\u{3}")
                try await terminal.waitFor("a prompt") { $0.textBeforeCursor.hasSuffix(" › ") }
                terminal.send("exit")
                try await terminal.waitFor("› exit")
                terminal.send("\r")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(!FileManager.default.fileExists(atPath: place.identity.path))
        }
    }

    @Test("A secret is shown on a terminal after y, and cleared with Enter")
    func show() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let piped = try await place.sluice("credentials", "show", "db", "--kind", "secret")
            #expect(piped.exitCode == 1 && !piped.words.contains(Self.token), "\(piped.words)")
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "show", "db"], on: terminal)
                try await terminal.waitFor("Show the secret of db on this screen? [y/n]")
                terminal.send("y\r")
                try await terminal.waitFor("Enter clears it.")
                #expect(terminal.screen.text.contains(Self.token))
                terminal.send("\r")
                #expect(await terminal.waitForExit() == 0)
                // What it wrote last may reach the screen after its end.
                try await terminal.waitFor("no secret any more") { !$0.text.contains(Self.token) }
            }
        }
    }

    @Test("A secret that is taller than the screen is shown page by page, and none of it scrolls off")
    func showTallOne() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let lines = (1...70).map { "line-\($0)-of-it" } + [String(repeating: "wide-one", count: 100)]
            try await place.add("key", secret: lines.joined(separator: "\n") + "\n")
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "show", "key"], on: terminal)
                try await terminal.waitForQuestion("[y/n] ")
                terminal.send("y\r")
                for page in ["Enter shows more (1 of 3). ", "Enter shows more (2 of 3). ", "Enter clears it. "] {
                    let screen = try await terminal.waitForQuestion(page)
                    #expect(page.contains("1 of") == screen.text.contains("line-1-of-it"))
                    terminal.send("\r")
                }
                #expect(await terminal.waitForExit() == 0)
                try await terminal.waitFor("no secret any more") { !$0.text.contains("wide") }
                let transcript = terminal.screen.transcript
                #expect(!transcript.contains("of-it") && !transcript.contains("wide"), "\(transcript)")
                #expect(lines.allSatisfy { terminal.output.contains($0) })
            }
        }
    }

    @Test("Names and users that could not be used are refused, and what has expired already is said to")
    func impossible() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let long = String(repeating: "n", count: 257)
            for words in [[""], [" "], [long], ["https://example.com", "--user", "a:b"]] {
                let add = try await place.sluice(["credentials", "add", "--stdin"] + words, input: Self.token)
                #expect(add.exitCode == 2, "\(add.words)")
            }
            let past = try await place.add(
                "https://example.com", user: "ann", secret: Self.token, "--expires", "2020-01-31")
            #expect(past.errors.contains("it has expired already"), "\(past.words)")
            let edit = try await place.sluice("credentials", "edit", "https://example.com", "--new-user", "a:b")
            #expect(edit.exitCode == 2, "\(edit.words)")
            let other = try await place.sluice("credentials", "remove", "https://example.com", "--user", "ada", "--yes")
            #expect(other.exitCode == 2 && other.errors.contains("https://example.com (ann)"), "\(other.words)")
        }
    }

    @Test("What would not come out as it went in, or be a file, is refused")
    func noText() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            for (make, reason) in [
                ("printf 'a\\377bcdefg'", "no text (UTF-8)"), ("head -c 70000 /dev/zero", "at most 64 KiB"),
            ] {
                let add = try await Command.run(
                    URL(filePath: "/bin/sh"),
                    ["-c", "\(make) | \"$0\" credentials add db --stdin", Workplace.executable.path],
                    in: place.checkout, environment: place.environment.merging(place.atHome) { $1 })
                #expect(add.exitCode == 2 && add.errors.contains(reason), "\(add.words)")
            }
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
        }
    }

    @Test("Without a y nothing is shown")
    func notShown() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "show", "db"], on: terminal)
                try await terminal.waitFor("[y/n]")
                terminal.send("n\r")
                try await terminal.waitFor("Nothing was shown.")
                #expect(await terminal.waitForExit() == 1)
                #expect(!terminal.output.contains(Self.token))
            }
        }
    }

    @Test("Entries are edited, rotated and removed; what is meant must be clear")
    func changes() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://git.example.com", user: "ann", secret: "old-secret", "--expires", "2020-01-31")
            try await place.add("https://git.example.com", user: "bob", secret: "bobs-secret")
            #expect(try await place.sluice("credentials").output.contains("expired"))
            let unclear = try await place.sluice("credentials", "edit", "example", "--note", "x")
            #expect(unclear.exitCode == 2 && unclear.errors.contains("--user"), "\(unclear.words)")
            let edit = try await place.sluice(
                "credentials", "edit", "example", "--user", "ann", "--note", "mine", "--new-user", "amy")
            #expect(edit.exitCode == 0, "\(edit.words)")
            let rotate = try await place.sluice(
                "credentials", "rotate", "example", "--user", "amy", "--stdin", input: "new-secret\n")
            #expect(rotate.exitCode == 0, "\(rotate.words)")
            let fill = try await place.fill("protocol=https\nhost=git.example.com\nusername=amy\n")
            #expect(fill.output.contains("password=new-secret\n"), "\(fill.words)")
            let asked = try await place.sluice("credentials", "remove", "example", "--user", "bob")
            #expect(asked.exitCode == 3, "\(asked.words)")
            #expect(try await place.sluice("credentials", "remove", "example", "--user", "bob", "--yes").exitCode == 0)
            let list = try await place.sluice("credentials").output
            #expect(list.contains("amy") && list.contains("mine") && !list.contains("bob"), "\(list)")
        }
    }

    @Test("What is rotated while git drops it is said to be gone, and not to be rotated")
    func rotatingWhatGoes() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://git.example.com", user: "ann", secret: "old-secret")
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "rotate", "example"], on: terminal)
                try await terminal.waitFor("New ")
                _ = try await place.credential(
                    "reject", "protocol=https\nhost=git.example.com\nusername=ann\npassword=old-secret\n")
                terminal.send("new-secret\r")
                try await terminal.waitFor("no entry for https://git.example.com of ann any more")
                #expect(await terminal.waitForExit() == 1)
                #expect(!terminal.screen.text.contains("rotated"))
            }
        }
    }

    @Test("A script replaces no secret by another unless it says so")
    func adding() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let other = try await place.sluice("credentials", "add", "db", "--stdin", input: "another")
            #expect(other.exitCode == 3 && other.errors.contains("`--yes`"), "\(other.words)")
            try await place.add("db", secret: Self.token, "--note", "the same")
            #expect(try await place.sluice("credentials").output.contains("the same"))
            let yes = try await place.sluice("credentials", "add", "db", "--stdin", "--yes", input: "another")
            #expect(yes.output == "replaced db\n", "\(yes.words)")
        }
    }

    @Test("Entries that differ in the scheme they are sent under are told apart")
    func schemes() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://example.com", user: "ann", secret: "the-password")
            let bearer = "capability[]=authtype\nprotocol=https\nhost=example.com\nusername=ann\n"
            _ = try await place.speak("store", bearer + "authtype=Bearer\ncredential=the-bearer\n")
            let list = try await place.sluice("credentials").output
            #expect(list.contains("ann, Bearer"), "\(list)")
            let unclear = try await place.sluice("credentials", "edit", "example", "--note", "x")
            #expect(unclear.exitCode == 2 && unclear.errors.contains("--authtype"), "\(unclear.words)")
            for (scheme, secret) in [("Bearer", "the-bearer"), ("none", "the-password")] {
                try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                    try place.start(["credentials", "show", "example", "--authtype", scheme], on: terminal)
                    try await terminal.waitFor("[y/n]")
                    terminal.send("y\r")
                    try await terminal.waitFor(secret)
                    // What is typed before the question is thrown away.
                    try await terminal.waitFor("Enter clears it.")
                    terminal.send("\r")
                    #expect(await terminal.waitForExit() == 0)
                }
            }
        }
    }

    @Test("A host of git that everybody knows is meant by its name alone; another name is a secret's")
    func hostByName() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("github.com", secret: Self.token)
            try await place.add("git.example.com/shop", user: "ann", secret: Self.token, "--kind", "git")
            try await place.add("example.com", secret: Self.token)
            let list = try await place.sluice("credentials").output
            #expect(list.contains("git     https://github.com            x-access-token"), "\(list)")
            #expect(list.contains("git     https://git.example.com/shop  ann"), "\(list)")
            #expect(list.contains("secret  example.com"), "\(list)")
        }
    }

    @Test("A token in the URL of what is added is refused and told nowhere")
    func tokenInURL() async throws {
        try await Workplace.withCredentials { place in
            let add = try await place.sluice(
                "credentials", "add", "https://ann:\(Self.token)@host", "--stdin", input: "x")
            #expect(add.exitCode == 2 && !add.words.contains(Self.token), "\(add.words)")
        }
    }
}
