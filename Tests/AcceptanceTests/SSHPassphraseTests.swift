import Foundation
import TestSupport
import Testing

@Suite(
    "The store has the passphrases of ssh's keys", .timeLimit(.minutes(10)),
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/ssh-agent"), "no ssh"))
struct SSHPassphraseTests {
    private static let passphrase = "open sesame, 40 thieves"

    /// A key under the passphrase, which `ssh-add` must open.
    private func withKey(_ body: (Workplace, _ key: URL, _ publicKey: String) async throws -> Void) async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let key = place.userHome.appending(path: ".ssh/id_shop")
            try FileManager.default.createDirectory(
                at: key.deletingLastPathComponent(), withIntermediateDirectories: true)
            let made = try await Command.run(
                URL(filePath: "/usr/bin/env"),
                ["ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-C", "", "-N", Self.passphrase, "-f", key.path],
                in: place.folder, environment: place.environment)
            #expect(made.exitCode == 0, "\(made.words)")
            let text = try String(contentsOf: key.appendingPathExtension("pub"), encoding: .utf8)
            try await body(place, key, text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// What an agent of ssh's has after it was given the key.
    private static let opening = #"ssh-agent sh -c 'ssh-add -q "$0" && ssh-add -L'"#

    /// Without a terminal.
    private func publicKey(_ key: URL, in place: Workplace) async throws -> Command {
        let variables = ["SSH_ASKPASS": Workplace.executable.path, "SSH_ASKPASS_REQUIRE": "force"]
        return try await Command.run(
            URL(filePath: "/usr/bin/env"), ["setsid", "--wait", "sh", "-c", Self.opening + " \"$0\"", key.path],
            in: place.checkout,
            environment: place.environment.merging(place.atHome) { $1 }.merging(variables) { $1 })
    }

    @Test("By the key's path or its name, whoever asks for it by SSH_ASKPASS; locked, a word says so")
    func askpass() async throws {
        try await withKey { place, key, publicKey in
            #expect(try await self.publicKey(key, in: place).exitCode != 0)
            for name in [key.path, "id_shop", "~/.ssh/id_shop"] {
                try await place.add(name, secret: Self.passphrase, "--kind", "ssh-passphrase")
                let answer = try await self.publicKey(key, in: place)
                #expect(answer.output.hasPrefix(publicKey), "\(answer.words)")
                try await place.sluice("credentials", "remove", name, "--yes")
            }
            try await place.add("id_other", secret: Self.passphrase, "--kind", "ssh-passphrase")
            #expect(try await self.publicKey(key, in: place).exitCode != 0)
            // A key of that name elsewhere is another one.
            try await place.add("id_shop", secret: Self.passphrase, "--kind", "ssh-passphrase")
            let copy = place.folder.appending(path: "id_shop")
            try FileManager.default.copyItem(at: key, to: copy)
            #expect(try await self.publicKey(copy, in: place).exitCode != 0)
            try await place.sluice("credentials", "lock")
            let locked = try await self.publicKey(key, in: place)
            #expect(locked.exitCode != 0 && locked.errors.contains("credentials are locked"), "\(locked.words)")
        }
    }

    @Test("git over ssh gets it within sluice, and no argument or variable has it")
    func push() async throws {
        try await withKey { place, key, publicKey in
            try await place.add("id_shop", secret: Self.passphrase, "--kind", "ssh-passphrase")
            // Stands in for ssh: opens the key as ssh does, notes what it was called with, and serves the remote that is here.
            let log = place.folder.appending(path: "ssh.log").path
            let ssh = """
                #!/bin/sh
                { echo "$@"; env; \(Self.opening) '\(key.path)'; } >> '\(log)' 2>&1
                for command; do :; done
                case $command in
                    git-receive-pack*) exec git receive-pack '\(place.remote.path)';;
                    *) exec git upload-pack '\(place.remote.path)';;
                esac

                """
            try place.put("ssh", ssh)
            let path = place.folder.appending(path: "ssh").path
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            try await place.git("config", "core.sshCommand", path)
            try await place.git("config", "ssh.variant", "simple")
            try await place.git("remote", "set-url", "origin", "git@host.example:shop.git")
            try place.write(["file": "two\n"])
            try await place.git("commit", "--all", "--quiet", "--message", "Second")
            let push = try await place.sluice("push", with: place.atHome)
            #expect(push.exitCode == 0 && push.output.contains("verified"), "\(push.words)")
            let lines = place.lines("ssh.log")
            #expect(lines.contains { $0.hasPrefix(publicKey) } && !lines.contains { $0.contains("sesame") })
        }
    }

    @Test("What else ssh asks is asked at the terminal, and what has no entry too")
    func terminal() async throws {
        try await withKey { place, key, publicKey in
            try await withPseudoTerminal(columns: 120, rows: 30) { terminal in
                let variables = ["SSH_ASKPASS": Workplace.executable.path, "SSH_ASKPASS_REQUIRE": "force"]
                try terminal.spawn(
                    URL(filePath: "/bin/sh"), ["-c", Self.opening + " \"$0\"", key.path],
                    environment: place.environment.merging(variables) { $1 }, directory: place.checkout)
                try await terminal.waitFor("Enter passphrase for")
                terminal.send(Self.passphrase + "\r")
                try await terminal.waitFor(String(publicKey.prefix(30)))
                #expect(await terminal.waitForExit() == 0)
                #expect(!terminal.output.contains("sesame"))
            }
            try await withPseudoTerminal(columns: 120, rows: 30) { terminal in
                try place.start(
                    ["Really connect (yes/no/[fingerprint])? "], on: terminal,
                    with: ["SSH_ASKPASS": Workplace.executable.path])
                try await terminal.waitFor("Really connect")
                terminal.send("yes\r")
                // What it wrote last may reach the screen after its end.
                try await terminal.waitFor("question, echo and answer") {
                    $0.text.components(separatedBy: "yes").count == 4
                }
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }
}

extension SSHPassphraseTests {
    /// A terminal on which a script runs the askpass as `"$1" QUESTION`, with ssh's hint on what the question wants.
    private func withScript(
        _ script: String, _ words: [String], hint: String? = nil, _ body: (PseudoTerminal) async throws -> Void
    ) async throws {
        try await Workplace.withCredentials { place in
            try await withPseudoTerminal(columns: 120, rows: 30) { terminal in
                var environment = place.environment
                environment["SSH_ASKPASS"] = Workplace.executable.path
                environment["SSH_ASKPASS_PROMPT"] = hint
                try terminal.spawn(
                    URL(filePath: "/bin/sh"), ["-c", script, "sh", Workplace.executable.path] + words,
                    environment: environment, directory: place.checkout)
                try await body(terminal)
            }
        }
    }

    /// As OpenSSH has a security key touched (readpass.c, notify_start): the askpass shows it until it is ended.
    @Test("What only wants to be seen leaves the terminal alone, and stands until ssh ends it")
    func notice() async throws {
        let script = """
            before=$(stty -g); "$1" 'Confirm user presence for key ED25519-SK SHA256:abc' &
            read answer; kill -TERM $!; wait $!
            [ "$before" = "$(stty -g)" ] && echo "as before, typed: $answer"
            """
        try await withScript(script, [], hint: "none") { terminal in
            try await terminal.waitFor("Confirm user presence for key ED25519-SK SHA256:abc")
            terminal.send("words\r")
            try await terminal.waitFor("as before, typed: words")
            #expect(await terminal.waitForExit() == 0)
        }
    }

    @Test("What ssh's agent wants agreed to is a y/n", arguments: [("y", 0), ("n", 1)] as [(String, Int32)])
    func agreeing(answer: String, code: Int32) async throws {
        try await withScript(#"exec "$1" 'Allow use of key id_shop?'"#, [], hint: "confirm") { terminal in
            try await terminal.waitForQuestion("Allow use of key id_shop? [y/n] ")
            terminal.send(answer + "\r")
            #expect(await terminal.waitForExit() == code)
        }
    }

    @Test("Ended while it asks, it gives the terminal back as it was", arguments: ["TERM", "HUP"])
    func ended(signal: String) async throws {
        let script = """
            before=$(stty -g); "$1" "Enter PIN for key: " & read line <"$2"; kill -$3 $!; wait $!
            [ "$before" = "$(stty -g)" ] && echo 'as before' || stty -a
            """
        try await withScratchDirectory { directory in
            let told = try Fifo(directory.appending(path: "told"))
            try await withScript(script, [directory.appending(path: "told").path, signal]) { terminal in
                try await terminal.waitFor("Enter PIN for key:")
                told.sendLine()
                try await terminal.waitFor("as before")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }
}
