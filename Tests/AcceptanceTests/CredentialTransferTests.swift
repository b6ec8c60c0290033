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

    @Test("An export is an age file for its recipient alone; nothing is overwritten", .enabled(if: hasAge, "no age"))
    func exporting() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("https://example.com", user: "ann", secret: Self.token)
            let key = try await Self.age("age-keygen", ["-o", "key"], place)
            let recipient = try #require(key.errors.split(separator: " ").last?.trimmingCharacters(in: .newlines))
            let refused = try await place.sluice("credentials", "export", "all.age", "--to", recipient)
            #expect(refused.exitCode == 3, "the passphrase is asked for each time: \(refused.words)")
            let export = try await place.sluice(
                "credentials", "export", "all.age", "--to", recipient, with: place.machine)
            #expect(export.exitCode == 0, "\(export.words)")
            let opened = try await Self.age("age", ["-d", "-i", "key", "shop/all.age"], place)
            #expect(opened.output.contains(Self.token), "\(opened.words)")
            let again = try await place.sluice(
                "credentials", "export", "all.age", "--to", recipient, with: place.machine)
            #expect(again.exitCode == 1 && again.errors.contains("all.age"), "\(again.words)")
            let wrong = try await place.sluice(
                "credentials", "export", "x.age", "--to", "age1nonsense", with: place.machine)
            #expect(wrong.exitCode == 2, "\(wrong.words)")
        }
    }

    @Test(
        "Another key opens the vault once it is a recipient, and no more when it is none",
        .enabled(if: hasAge, "no age"))
    func recipients() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let key = try await Self.age("age-keygen", ["-o", "key"], place)
            let recipient = try #require(key.errors.split(separator: " ").last?.trimmingCharacters(in: .newlines))
            let decrypt = ["-d", "-i", "key", place.vault.path]
            #expect(try await Self.age("age", decrypt, place).exitCode != 0)
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 0, "\(add.words)")
            #expect(try await Self.age("age", decrypt, place).output.contains(Self.token))
            let list = try await place.sluice("credentials", "recipients", with: place.machine).output
            #expect(list.contains(recipient) && list.contains("this machine"), "\(list)")
            #expect(
                try await place.sluice("credentials", "recipients", "remove", recipient, with: place.machine).exitCode
                    == 0)
            #expect(try await Self.age("age", decrypt, place).exitCode != 0)
        }
    }

    @Test("A second machine opens a copy of the vault with its own passphrase, once it is a recipient")
    func secondMachine() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let other = place.folder.appending(path: "other")
            try place.put("other/config/credentials.json", #"{ "workFactor": 4 }"#)
            try place.put("other-passphrase", "of the other machine\n")
            let machine = ["SLUICE_PASSPHRASE_FILE": place.folder.appending(path: "other-passphrase").path]
            func sluice(_ words: String...) async throws -> Command {
                try await place.sluice(words, home: other, with: machine)
            }
            let own = try await sluice("credentials", "recipients")
            let recipient = try #require(own.output.split(separator: " ").first.map(String.init), "\(own.words)")
            let copy = other.appending(path: "credentials/vault.age")
            func carryOver() throws {
                try? FileManager.default.removeItem(at: copy)
                try FileManager.default.copyItem(at: place.vault, to: copy)
            }
            try carryOver()
            let early = try await sluice("credentials")
            #expect(early.exitCode == 1 && early.errors.contains("not encrypted to this machine"), "\(early.words)")
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 0, "\(add.words)")
            try carryOver()
            #expect(try await sluice("credentials").output.contains("db"))
            try await place.sluice(["credentials", "lock"], home: other)
        }
    }

    @Test(
        "Recipients of plugins and post-quantum keys are refused in words",
        arguments: ["age1yubikey1q", "age1pq1q", "ssh-ed25519 AAAA"])
    func foreignRecipient(recipient: String) async throws {
        try await Workplace.withCredentials { place in
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 2 && add.errors.contains("It takes age's X25519 recipients"), "\(add.words)")
            #expect(!FileManager.default.fileExists(atPath: place.identity.path))
        }
    }

    @Test("An export under a passphrase is opened with it by age alone", .enabled(if: hasAge, "no age"))
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

    @Test("A recovery key is shown once, and opens the vault", .enabled(if: hasAge, "no age"))
    func paper() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try await withPseudoTerminal(columns: 120, rows: 30) { terminal in
                try place.start(["credentials", "recipients", "add", "--paper"], on: terminal)
                try await terminal.waitFor("Passphrase, to let another key open the vault:")
                terminal.send(Workplace.passphrase + "\r")
                let screen = try await terminal.waitFor("Enter clears it.")
                let key = screen.text.split(separator: "\n").first { $0.hasPrefix("AGE-SECRET-KEY-1") }
                try place.put("key", String(try #require(key)) + "\n")
                terminal.send("\r")
                try await terminal.waitFor("can open the vault now")
                #expect(!terminal.screen.text.contains("AGE-SECRET-KEY"))
                #expect(await terminal.waitForExit() == 0)
            }
            let opened = try await Self.age("age", ["-d", "-i", "key", place.vault.path], place)
            #expect(opened.output.contains(Self.token), "\(opened.words)")
        }
    }

    @Test("The doctor finds what lies around, tells no secret, and mends what it is let")
    func doctor() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let url = "https://ann:\(Self.token)@example.com/shop.git"
            try await place.git("remote", "set-url", "origin", url)
            try await place.git("config", "http.https://example.com/.extraHeader", "Authorization: Basic \(Self.token)")
            try await place.git(
                "config", "http.https://git.example/.extraHeader", "Authorization: Bearer \(Self.token)")
            try await place.git("config", "http.extraHeader", "Authorization: Bearer \(Self.token)")
            let basic = Data("bob:header-\(Self.token)".utf8).base64EncodedString()
            try await place.git("config", "http.https://other.example/.extraHeader", "AUTHORIZATION: basic \(basic)")
            let name = "https://eve:name-\(Self.token)@third.example/"
            try place.put(
                "user/.gitconfig",
                "[credential]\n\thelper = cache\n\thelper = store\n[url \"\(name)\"]\n\tinsteadOf = third:\n"
                    + "\tpushInsteadOf = 3:\n")
            try place.put("user/.netrc", "machine host login ann password pw-of-ann\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: place.userHome.appending(path: ".netrc").path)
            try await place.add("old", secret: "old-secret", "--expires", "2020-01-31")

            let look = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(look.exitCode == 1 && !look.words.contains(Self.token), "\(look.words)")
            for words in [
                "a token stands in remote.origin.url", "other.example/.extraheader\n",
                "a token stands in the name of url.https://eve@third.example/.insteadof\n",
                "helper = store writes passwords",
                ".netrc: others than you may read it (mode 644)", ".netrc: 1 credential in plain text",
                "http.https://git.example/.extraheader; `credentials add https://git.example --user NAME` keeps it, then",
                "http.extraheader; git sends it to every host: `credentials add https://HOST` keeps it for its own, then",
                "old has expired",
            ] { #expect(look.output.contains(words), "\(words): \(look.output)") }

            let mend = try await place.sluice("credentials", "doctor", "--yes", with: place.atHome)
            #expect(mend.exitCode == 1 && !mend.words.contains(Self.token), "\(mend.words)")
            #expect(try await place.git("remote", "get-url", "origin").output == "https://ann@example.com/shop.git\n")
            #expect(place.lines("user/.gitconfig").contains("\thelper = cache"))
            #expect(!place.lines("user/.gitconfig").contains("\thelper = store"))
            #expect(place.lines("user/.gitconfig").contains("[url \"https://eve@third.example/\"]"))
            for (host, password) in [("other", "bob\npassword=header"), ("third", "eve\npassword=name")] {
                let fill = try await place.fill("protocol=https\nhost=\(host).example\n")
                #expect(fill.output.contains("username=\(password)-\(Self.token)\n"), "\(fill.words)")
            }
            let fill = try await place.fill("protocol=https\nhost=example.com\n")
            #expect(fill.output.contains("password=\(Self.token)"), "\(fill.words)")

            for section in ["https://example.com/.", "https://git.example/.", ""] {
                try await place.git("config", "--unset", "http.\(section)extraHeader")
            }
            let well = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(well.exitCode == 0 && well.output == "nothing lies around\n", "\(well.words)")
        }
    }

    @Test("Files that others may read are found, also one's own and keys of SSH, and closed")
    func openFiles() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try place.put("user/.ssh/id_ed25519", "key\n")
            try place.put("user/.ssh/id_ed25519.pub", "public\n")
            let key = place.userHome.appending(path: ".ssh/id_ed25519")
            let files = [key, place.vault, place.identity, place.folder.appending(path: "passphrase")]
            for file in files + [key.appendingPathExtension("pub")] {
                try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
            }
            let look = try await place.sluice("credentials", "doctor", with: place.machine)
            for file in files {
                #expect(look.output.contains("\(file.path): others than you may read it (mode 640)"), "\(look.words)")
            }
            #expect(look.exitCode == 1 && !look.output.contains(".pub"), "\(look.words)")
            #expect(try await place.sluice("credentials", "doctor", "--yes", with: place.machine).exitCode == 0)
            for file in files {
                let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file.path)")
            }
        }
    }

    static let hasAge = isProgram("age")

    private static func age(_ program: String, _ arguments: [String], _ place: Workplace) async throws -> Command {
        try await Command.run(
            URL(filePath: "/usr/bin/env"), [program] + arguments, in: place.folder, environment: place.environment)
    }
}
