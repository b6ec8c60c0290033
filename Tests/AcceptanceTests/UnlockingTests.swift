import Foundation
import TestSupport
import Testing

@Suite("What has the passphrase unlocks", .timeLimit(.minutes(10)))
struct UnlockingTests {
    @Test("The passphrase is changed, and only the new one opens then")
    func passphrase() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "passphrase"], on: terminal)
                try await terminal.waitFor("Passphrase as it is now:")
                terminal.send("a slip\r")
                try await terminal.waitFor("This is not the passphrase. (2 more)")
                try await terminal.waitForQuestion("as it is now: ")
                terminal.send(Workplace.passphrase + "\r")
                for question in ["New passphrase:", "Once more:"] {
                    try await terminal.waitFor(question)
                    terminal.send("brand new\r")
                }
                try await terminal.waitFor("changed the passphrase")
                #expect(await terminal.waitForExit() == 0)
            }
            try await place.sluice("credentials", "lock")
            let old = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(old.exitCode == 1 && old.errors.contains("SLUICE_PASSPHRASE_FILE"), "\(old.words)")
            try place.put("passphrase", "brand new")
            #expect(try await place.sluice("credentials", "unlock", with: place.machine).exitCode == 0)
        }
    }

    @Test(
        "A file with the passphrase that others can read or change is refused, and says what to do",
        arguments: [0o640, 0o602])
    func openFile(mode: Int) async throws {
        try await Workplace.withCredentials { place in
            let file = place.folder.appending(path: "passphrase").path
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
            let refused = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(refused.exitCode == 1, "\(refused.words)")
            #expect(refused.errors.contains("others may read or change it: `chmod 600` it"), "\(refused.words)")
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file)
            try await place.unlock()
        }
    }

    @Test("A folder or an empty file in the place of the file with the passphrase is called that")
    func noFile() async throws {
        try await Workplace.withCredentials { place in
            let file = place.folder.appending(path: "passphrase")
            try place.put("passphrase", "")
            let empty = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(empty.exitCode == 1 && empty.errors.contains("it is empty"), "\(empty.words)")
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
            let folder = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(folder.exitCode == 1 && folder.errors.contains("it is a folder"), "\(folder.words)")
        }
    }

    @Test("That a secret is too short to be looked for is said where it is added and rotated")
    func shortSecret() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let note = "note: so short a secret stands in too much text"
            #expect(try await place.add("pin", secret: "12345").errors.contains(note))
            let rotated = try await place.sluice("credentials", "rotate", "pin", "--stdin", input: "1234")
            #expect(rotated.errors.contains(note), "\(rotated.words)")
            let long = try await place.sluice("credentials", "rotate", "pin", "--stdin", input: "123456")
            #expect(long.exitCode == 0 && long.errors.isEmpty, "\(long.words)")
        }
    }

    @Test("What is typed while a passphrase is looked at shows nowhere, and what was one gets into no history")
    func typedAhead() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.sluice("credentials", "lock")
            try await place.shell { terminal in
                terminal.send("credentials unlock\r")
                for (typed, words) in [("a slip of mine", "(2 more)"), ("again a slip", "(1 more)")] {
                    try await terminal.waitForQuestion("credentials: ")
                    terminal.send(typed + "\rtyped ahead\r")
                    try await terminal.waitFor(words)
                }
                try await terminal.waitForQuestion("credentials: ")
                terminal.send(Workplace.passphrase + "\rtyped ahead\r")
                try await terminal.waitFor("unlocked until")
                try await terminal.waitFor("a prompt") { $0.textBeforeCursor.hasSuffix(" › ") }
                terminal.send("a slip of mine\r")
                try await terminal.waitFor("an answer") { $0.text.contains("'a'") }
                #expect(!terminal.output.contains("ahead"))
            }
            let history = place.lines("home/state/history")
            #expect(history.contains("credentials unlock") && !history.contains { $0.contains("slip") }, "\(history)")
        }
    }

    @Test(
        "What asks for a passphrase leaves no core dump", .enabled(if: dumpsLieInTheFolder, "core dumps go elsewhere"))
    func coreDump() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.sluice("credentials", "lock")
            for (command, leavesDump) in [
                ("sleep 600", true), ("\(Workplace.executable.path) credentials unlock", false),
            ] {
                let folder = place.folder.appending(path: leavesDump ? "dumped" : "asked", directoryHint: .isDirectory)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                    try terminal.spawn(
                        URL(filePath: "/bin/sh"), ["-c", "ulimit -c unlimited; echo started; exec \(command)"],
                        environment: place.environment.merging(place.atHome) { $1 }, directory: folder)
                    try await terminal.waitFor(leavesDump ? "started" : "Passphrase")
                    terminal.kill(with: SIGXCPU)
                    #expect(await terminal.waitForExit() != 0)
                }
                let dumps = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(dumps.contains { $0.hasPrefix("core") } == leavesDump, "\(dumps)")
            }
        }
    }

    private static let dumpsLieInTheFolder =
        (try? String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8))?.hasPrefix("core") ?? false

    @Test("A keyring that is wanted keeps the passphrase, and gives it back")
    func keyring() async throws {
        try await Workplace.withCredentials { place in
            // Stands in for libsecret's secret-tool: one secret, whatever its attributes.
            try place.put(
                "bin/secret-tool",
                "#!/bin/sh\ncase $1 in store) cat > \"\(place.folder.path)/ring\";; lookup) cat \"\(place.folder.path)/ring\";; esac\n"
            )
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: place.folder.appending(path: "bin/secret-tool").path)
            try await place.unlock()
            try await place.sluice("credentials", "lock")
            try place.put("home/config/credentials.json", #"{ "workFactor": 4, "keyring": true }"#)
            let path = "\(place.folder.path)/bin:\(place.environment["PATH"] ?? "/usr/bin:/bin")"
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                try place.start(["credentials", "unlock"], on: terminal, with: ["PATH": path])
                try await terminal.waitFor("Passphrase of your credentials:")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("weaker")
                #expect(await terminal.waitForExit() == 0)
            }
            try await place.sluice("credentials", "lock")
            let again = try await place.sluice("credentials", "unlock", with: ["PATH": path])
            #expect(again.exitCode == 0, "\(again.words)")
        }
    }

    @Test("A file that should have the passphrase and has none is named, and nobody is asked")
    func passphraseFile() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.sluice("credentials", "lock")
            for (text, words) in [
                ("\n", "its first line is empty"), (nil, "there is no such file"), ("no", "does not open"),
            ] {
                let file = place.folder.appending(path: "passphrase")
                if let text {
                    try place.put("passphrase", text)
                } else {
                    try FileManager.default.removeItem(at: file)
                }
                let list = try await place.sluice("credentials", with: place.machine)
                #expect(list.exitCode == 1 && list.errors.contains(words), "\(list.words)")
                #expect(list.errors.contains("\(file.path) (SLUICE_PASSPHRASE_FILE)"), "\(list.words)")
            }
        }
    }

    @Test("systemd's credentials unlock a service")
    func systemd() async throws {
        try await Workplace.withCredentials { place in
            try place.put("handed/sluice-passphrase", Workplace.passphrase)
            let folder = place.folder.appending(path: "handed").path
            let add = try await place.sluice(
                "credentials", "add", "db", "--stdin", input: "x", with: ["CREDENTIALS_DIRECTORY": folder])
            #expect(add.exitCode == 0, "\(add.words)")
        }
    }
}
