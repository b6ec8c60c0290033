import Foundation
import TestSupport
import Testing

@Suite("Credentials come in, go out, and are looked for", .timeLimit(.minutes(10)))
struct CredentialTransferTests {
    private static let token = "tok-0a1b2c3d4e5f"

    @Test("Files in plain text are imported, and removed if that is wanted and all of them was taken")
    func importing() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try place.put("user/.git-credentials", "https://ann:\(Self.token)@example.com\n")
            try place.put(
                "user/.aws/credentials", "[shop]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = sec-ret\n")
            try place.put("user/.netrc", "machine host login ann password pw-of-ann\nnonsense here\n")
            let asked = try await place.sluice("credentials", "import", with: place.atHome)
            #expect(asked.exitCode == 3, "\(asked.words)")
            let done = try await place.sluice("credentials", "import", "--yes", with: place.atHome)
            #expect(done.exitCode == 0 && !done.words.contains(Self.token), "\(done.words)")
            let files = FileManager.default
            #expect(!files.fileExists(atPath: place.userHome.appending(path: ".git-credentials").path))
            #expect(!files.fileExists(atPath: place.userHome.appending(path: ".aws/credentials").path))
            // A line of it was passed over.
            #expect(files.fileExists(atPath: place.userHome.appending(path: ".netrc").path))
            let list = try await place.sluice("credentials").output
            #expect(
                list.contains("https://example.com") && list.contains("AKIDEXAMPLE") && list.contains("https://host"))
            #expect(
                try await place.fill("protocol=https\nhost=example.com\n").output.contains("password=\(Self.token)"))
            #expect(try await place.sluice("credentials", "import", "aws", with: place.atHome).exitCode == 1)
        }
    }

    @Test("What is kept already under another secret stays, and so does the file that has the other one")
    func importingWhatIsOlder() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://example.com", user: "ann", secret: Self.token)
            try place.put("user/.git-credentials", "https://ann:stale@example.com\nhttps://bob:new@example.com\n")
            let url = "https://ann:stale@example.com/shop.git"
            try await place.git("remote", "set-url", "origin", url)
            try await place.git("config", "credential.useHttpPath", "false")
            let done = try await place.sluice("credentials", "import", "--yes", with: place.atHome)
            #expect(done.exitCode == 0 && done.errors.contains("kept what the store has for"), "\(done.words)")
            #expect(done.output.contains("imported 1 credential from"), "\(done.words)")
            #expect(place.lines("user/.git-credentials").count == 2)
            let fill = try await place.fill("protocol=https\nhost=example.com\nusername=ann\n")
            #expect(fill.output.contains("password=\(Self.token)"), "\(fill.words)")
        }
    }

    @Test("Of two secrets for the same user the first is imported, the other named, and the file stays")
    func importingTwoForOne() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try place.put("user/.git-credentials", "https://ann:\(Self.token)@h\nhttps://ann:another-one@h\n")
            let done = try await place.sluice("credentials", "import", "--yes", with: place.atHome)
            #expect(done.exitCode == 0 && done.output.contains("imported 1 credential from"), "\(done.words)")
            #expect(done.errors.contains(".git-credentials:2: passed over: another secret"), "\(done.words)")
            #expect(place.lines("user/.git-credentials").count == 2)
            let again = try await place.sluice("credentials", "import", "--yes", with: place.atHome)
            #expect(again.output.contains("nothing is new in"), "\(again.words)")
            #expect(try await place.fill("protocol=https\nhost=h\n").output.contains("password=\(Self.token)"))
        }
    }

    @Test(
        "An export is an age file for its recipient alone; nothing is overwritten",
        .enabled(if: Workplace.hasAge, "no age"))
    func exporting() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://example.com", user: "ann", secret: Self.token)
            let key = try await place.age("age-keygen", ["-o", "key"])
            let recipient = try #require(key.errors.split(separator: " ").last?.trimmingCharacters(in: .newlines))
            let refused = try await place.sluice("credentials", "export", "all.age", "--to", recipient)
            #expect(refused.exitCode == 3, "the passphrase is asked for each time: \(refused.words)")
            #expect(refused.errors.contains("SLUICE_PASSPHRASE_FILE") && !refused.errors.contains("are locked"))
            try place.write(["all.age.new": "somebody's\n"])
            let export = try await place.sluice(
                "credentials", "export", "all.age", "--to", recipient, with: place.machine)
            #expect(export.exitCode == 0, "\(export.words)")
            #expect(place.lines("shop/all.age.new") == ["somebody's"])
            let opened = try await place.age("age", ["-d", "-i", "key", "shop/all.age"])
            #expect(opened.output.contains(Self.token), "\(opened.words)")
            let again = try await place.sluice(
                "credentials", "export", "all.age", "--to", recipient, with: place.machine)
            #expect(again.exitCode == 1 && again.errors.contains("all.age"), "\(again.words)")
            let wrong = try await place.sluice(
                "credentials", "export", "x.age", "--to", "age1nonsense", with: place.machine)
            #expect(wrong.exitCode == 2, "\(wrong.words)")
        }
    }

    @Test("An export under a passphrase is opened with it by age alone", .enabled(if: Workplace.hasAge, "no age"))
    func exportingUnderAPassphrase() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(
                    ["credentials", "export", "all.age", "--passphrase", "--armor"], on: terminal, with: place.machine)
                for question in ["Passphrase of the file:", "Once more:"] {
                    try await terminal.waitFor(question)
                    terminal.send("another one\r")
                }
                try await terminal.waitFor("wrote 1 credential to")
                #expect(await terminal.waitForExit() == 0)
            }
            let file = place.checkout.appending(path: "all.age")
            #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("-----BEGIN AGE ENCRYPTED FILE-----\n"))
            try await withPseudoTerminal { terminal in
                let arguments = ["-d", "-o", place.folder.appending(path: "opened").path, file.path]
                try terminal.spawn(
                    URL(filePath: "/usr/bin/env"), ["age"] + arguments, environment: place.environment)
                try await terminal.waitFor("Enter passphrase")
                terminal.send("another one\r")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(place.lines("opened").contains { $0.contains(Self.token) })
        }
    }
}
