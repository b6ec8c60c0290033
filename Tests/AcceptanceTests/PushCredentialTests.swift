import Foundation
import TestSupport
import Testing

@Suite(
    "A remote over HTTP demands credentials", .timeLimit(.minutes(10)),
    .enabled(if: GitServer.isInstalled, "no python3 to serve with"))
struct PushCredentialTests {
    private static let token = GitServer.token

    /// Answers what git would ask, with what opens the remote.
    private static func signIn(on terminal: PseudoTerminal) async throws {
        try await terminal.waitFor("User name")
        terminal.send("ann\r")
        try await terminal.waitFor("Password or token:")
        terminal.send(token + "\r")
    }

    @Test("A refused push asks in place, tries what it gets, and stores only what opens")
    func asking() async throws {
        try await Workplace.withDemandingRemote { place, server in
            let path = try await place.watchGit()
            try await place.shell(with: ["PATH": path]) { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("127.0.0.1 refuses access.")
                try await terminal.waitFor("User name:")
                terminal.send("ann\r")
                try await terminal.waitFor("Password or token:")
                terminal.send("wrong\r")
                try await terminal.waitFor("A passphrase for it:")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("Once more:")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("127.0.0.1 does not accept it. (2 more)")
                try await terminal.waitForQuestion("User name: ")
                #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
                terminal.send("ann\r")
                try await terminal.waitForQuestion("or token: ")
                terminal.send(Self.token + "\r")
                try await terminal.waitFor("kept the credential for \(server.host) (ann)")
                try await terminal.waitFor("verified: origin/main")
                terminal.send("push\r")
                try await terminal.waitFor("is up to date")
                #expect(!terminal.output.contains(Self.token))
            }
            #expect(try await place.sluice("credentials").output.contains(server.host))
            #expect(place.lines("git.log").contains { $0.contains("push --porcelain") })
            // Nor in what git was called with, nor in its environment.
            #expect(try place.filesThatContain(Self.token) == [])
        }
    }

    @Test("What has expired is named, with its end and what to do")
    func expired() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: "old-secret", "--expires", "2020-09-12")
            let refused = try await place.sluice("push", with: place.atHome)
            #expect(refused.exitCode == 1 && refused.errors.contains("(ann) have expired"), "\(refused.words)")
            #expect(refused.errors.contains("`credentials rotate \(server.host)`"), "\(refused.words)")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal)
                try await terminal.waitFor("what your store has for it was good until 2020-09-12")
                try await Self.signIn(on: terminal)
                try await terminal.waitFor("verified: origin/main")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("A token that was being tried is no git's any more once the terminal is closed")
    func closedTerminal() async throws {
        try await Workplace.withDemandingRemote { place, server in
            func waitForGit(toGet password: String) async throws {
                let request = "protocol=http\nhost=\(server.host.dropFirst("http://".count))\n"
                while try await !place.fill(request).output.contains("password=\(password)\n") {
                    try Task.checkCancellation()
                }
            }
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: "of-last-year")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal)
                try await terminal.waitFor("User name [ann]:")
                try await server.hang()
                terminal.send("ann\r")
                try await terminal.waitFor("Password or token:")
                terminal.send("mistyped\r")
                try await waitForGit(toGet: "mistyped")
                terminal.kill(with: SIGHUP)
                try await waitForGit(toGet: "of-last-year")
            }
        }
    }

    @Test("What the store has and the remote accepts no more is said to be that, and replaced by what opens")
    func outdated() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: "of-last-year")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal)
                try await terminal.waitFor("127.0.0.1 does not accept what your store has for it (ann).")
                try await terminal.waitForQuestion("User name [ann]: ")
                terminal.send("\r")
                try await terminal.waitForQuestion("or token: ")
                terminal.send(Self.token + "\r")
                try await terminal.waitFor("verified: origin/main")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(try await place.sluice("push", with: place.atHome).output.contains("is up to date"))
        }
    }

    @Test("Of two users at a host the one who was tried is named, and the other's credential is offered")
    func twoUsers() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            try await place.add(server.host, user: "bob", secret: "bobs-secret")
            let way = "`git remote set-url origin \(server.url.replacing("//", with: "//ann@"))`"
            let script = try await place.sluice("push", with: place.atHome)
            #expect(script.exitCode == 1 && script.errors.contains("your store has for it (bob)."), "\(script.words)")
            #expect(script.errors.contains("git gets that of ann each time after \(way)"), "\(script.words)")
            try await withPseudoTerminal(columns: 200, rows: 40) { terminal in
                try place.start(["push"], on: terminal)
                try await terminal.waitFor("Your store also has one of ann.")
                try await terminal.waitForQuestion("User name [ann]: ")
                terminal.send("\r")
                try await terminal.waitFor(way)
                try await terminal.waitFor("verified: origin/main")
                #expect(await terminal.waitForExit() == 0)
                #expect(!terminal.output.contains("Password or token"))
            }
        }
    }

    @Test("A word that was typed as a password by mistake is a word like any other once it was refused")
    func wordAsPassword() async throws {
        try await Workplace.withDemandingRemote { place, _ in
            try await place.unlock()
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitForQuestion("User name: ")
                terminal.send("ann\r")
                try await terminal.waitForQuestion("or token: ")
                terminal.send("credentials\r")
                try await terminal.waitFor("127.0.0.1 does not accept it. (2 more)")
                terminal.send("\u{3}")
                try await terminal.waitFor("Interrupted.")
                terminal.send("credentials list\r")
                try await terminal.waitFor("no credentials yet · `credentials add`")
            }
            #expect(place.lines("home/state/history").contains { $0.contains("credentials") })
        }
    }

    @Test("A token in the URL that push asks for is tried, kept if it opens, and stands in no configuration")
    func tokenInURL() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.git("remote", "remove", "origin")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal, with: place.machine)
                try await terminal.waitFor("The repository has no remote. Its URL:")
                terminal.send(server.url.replacing("//", with: "//ann:\(Self.token)@") + "\r")
                try await terminal.waitFor("Keep it in your store, for \(server.host) (ann)? [y/n]")
                terminal.send("y\r")
                try await terminal.waitFor("kept the credential for \(server.host) (ann)")
                try await terminal.waitFor("verified: origin/main")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(try await place.sluice("credentials").output.contains(server.host))
            #expect(try place.filesThatContain(Self.token) == [])
        }
    }

    @Test("A token in the URL that opens nothing is not kept, and another is asked for")
    func wrongTokenInURL() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.git("remote", "remove", "origin")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal, with: place.machine)
                try await terminal.waitFor("Its URL:")
                terminal.send(server.url.replacing("//", with: "//ann:wrong@") + "\r")
                try await terminal.waitFor("? [y/n]")
                terminal.send("y\r")
                try await terminal.waitFor("The token of the URL is not accepted, and not kept.")
                try await terminal.waitFor("Password or token of ann:")
                terminal.send("\u{3}")
                #expect(await terminal.waitForExit() == 130)
            }
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
        }
    }

    @Test("A token in the URL is tried for the question whether a named branch is there, and kept once it has pushed")
    func tokenInURLForNamedBranch() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.git("remote", "remove", "origin")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push", "release"], on: terminal, with: place.machine)
                try await terminal.waitFor("Its URL:")
                terminal.send(server.url.replacing("//", with: "//ann:\(Self.token)@") + "\r")
                try await terminal.waitFor("Keep it in your store")
                terminal.send("y\r")
                try await terminal.waitFor("origin has no branch release. Create it? [y/n]")
                #expect(!terminal.output.contains("kept the credential"))
                terminal.send("y\r")
                try await terminal.waitFor("kept the credential for \(server.host) (ann)")
                try await terminal.waitFor("verified: origin/release")
                #expect(await terminal.waitForExit() == 0)
                #expect(!terminal.output.contains("refuses access"))
            }
            #expect(try await place.sluice("credentials").output.contains(server.host))
        }
    }

    @Test("What is typed for the look at a named branch serves the push too")
    func askedOnceForNamedBranch() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push", "release"], on: terminal, with: place.machine)
                try await Self.signIn(on: terminal)
                try await terminal.waitFor("kept the credential for \(server.host) (ann)")
                try await terminal.waitFor("Create it? [y/n]")
                terminal.send("y\r")
                try await terminal.waitFor("verified: origin/release")
                #expect(await terminal.waitForExit() == 0)
            }
        }
    }

    @Test("A remote that breaks down proves nothing: the credential is not kept")
    func breakdown() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await server.breakDown()
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push"], on: terminal, with: place.machine)
                try await Self.signIn(on: terminal)
                try await terminal.waitFor("error: 503")
                #expect(await terminal.waitForExit() == 1)
            }
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
        }
    }

    @Test("Without a terminal it says what to do: add a credential, or unlock")
    func script() async throws {
        try await Workplace.withDemandingRemote { place, server in
            let none = try await place.sluice("push", with: place.atHome)
            #expect(none.exitCode == 3 && none.errors.contains("has none for \(server.host)."), "\(none.words)")
            #expect(none.errors.contains("`credentials add \(server.host)`"), "\(none.words)")
            try await place.git("remote", "set-url", "origin", server.url.replacing("//", with: "//eve@"))
            let eves = try await place.sluice("push", with: place.atHome)
            #expect(
                eves.exitCode == 3 && eves.errors.contains("`credentials add \(server.host) --user eve`"),
                "\(eves.words)")
            try await place.git("remote", "set-url", "origin", server.url)
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            try await place.sluice("credentials", "lock")
            let locked = try await place.sluice("push", with: place.atHome)
            #expect(locked.exitCode == 3 && locked.errors.contains("`credentials unlock`"), "\(locked.words)")
            let machine = try await place.sluice("push", with: place.machine)
            #expect(machine.exitCode == 0 && machine.output.contains("verified"), "\(machine.words)")
        }
    }

    @Test("What the vault gives reaches no other helper; what it has not, the user's own are asked for")
    func otherHelpers() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try place.put("user/.gitconfig", "[credential]\n\thelper = store\n")
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            #expect(try await place.sluice("push", with: place.atHome).exitCode == 0)
            let written = place.userHome.appending(path: ".git-credentials")
            #expect(!FileManager.default.fileExists(atPath: written.path))

            #expect(try await place.sluice("credentials", "remove", server.host, "--yes").exitCode == 0)
            try place.put("user/.git-credentials", server.host.replacing("//", with: "//ann:\(Self.token)@") + "\n")
            try place.write(["file": "three\n"])
            try await place.git("commit", "--all", "--quiet", "--message", "Third")
            let theirs = try await place.sluice("push", with: place.atHome)
            #expect(theirs.exitCode == 0, "\(theirs.words)")
            #expect(try await place.sluice("credentials").output.contains("no credentials yet"))
        }
    }

    @Test("The engine fetches with the vault's credential; locked, its action says so, and a retry goes on")
    func engine() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.deployUpToApproval(server)
            try await place.sluice("credentials", "lock")
            #expect(try await place.sluice("approve", "--yes").exitCode == 0)
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 1 && watch.words.contains("`credentials unlock`"), "\(watch.words)")
            try await place.unlock()
            let retry = try await place.sluice("retry", with: place.atHome)
            #expect(retry.exitCode == 0, "\(retry.words)")
        }
    }

    @Test("A secret of one's own store is found before it goes out, in base64 too; locked, it is said to be missed")
    func protection() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: "plain words, no pattern")
            let encoded = Data("x:plain words, no pattern".utf8).base64EncodedString()
            try place.write(["notes.txt": "hello\n\(encoded)\n"])
            let commit = try await place.sluice("commit", "-m", "Notes")
            #expect(commit.exitCode == 1, "\(commit.words)")
            #expect(commit.errors.contains("notes.txt:2  secret from your own store"), "\(commit.words)")
            #expect(!commit.words.contains("plain words"))
            try await place.sluice("credentials", "lock")
            let locked = try await place.sluice("commit", "-m", "Notes")
            #expect(locked.exitCode == 0, "\(locked.words)")
            #expect(locked.errors.contains("your own credentials were not looked for"), "\(locked.words)")
            try await place.unlock()
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("in commit"), "\(push.words)")
        }
    }
}

@Suite("What is locked is not passed over when something goes out", .timeLimit(.minutes(10)))
struct LockedPushTests {
    /// A commit with a secret of the store's, which is locked.
    private func withLeak(_ body: (Workplace) async throws -> Void) async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: #"{"user": "shop", "password": "plain words"}"#)
            try await place.sluice("credentials", "lock")
            try place.write(["notes.txt": "hello\nplain words\n"])
            try await place.commitAll("Notes")
            try await body(place)
        }
    }

    @Test("A script pushes nothing that could not be searched, unless it says so")
    func script() async throws {
        try await withLeak { place in
            let push = try await place.sluice("push")
            #expect(push.exitCode == 3 && push.errors.contains("Nothing was pushed"), "\(push.words)")
            #expect(push.errors.contains("`credentials unlock`, or `push --yes`"), "\(push.words)")
            let unlocked = try await place.sluice("push", with: place.machine)
            #expect(unlocked.exitCode == 1 && unlocked.errors.contains("notes.txt:2"), "\(unlocked.words)")
            try await place.sluice("credentials", "lock")
            let agreed = try await place.sluice("push", "--yes")
            #expect(agreed.exitCode == 0, "\(agreed.words)")
            #expect(agreed.errors.contains("your own credentials were not looked for"), "\(agreed.words)")
        }
    }

    @Test("At a terminal the passphrase is asked for, and what is found stops the push")
    func terminal() async throws {
        try await withLeak { place in
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("Your credentials are locked")
                try await terminal.waitForQuestion("credentials: ")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("notes.txt:2  secret from your own store")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("\r")
                try await terminal.waitFor("Nothing was done.")
            }
        }
    }

    @Test("Three wrong passphrases stop the push, and it says so in plain words")
    func wrongPassphrase() async throws {
        try await withLeak { place in
            try await place.shell { terminal in
                terminal.send("push\r")
                for left in ["(2 more)", "(1 more)", "the passphrase was wrong three times."] {
                    try await terminal.waitForQuestion("credentials: ")
                    terminal.send("a slip\r")
                    try await terminal.waitFor(left)
                }
                try await terminal.waitFor("`push` asks for it again")
            }
        }
    }

    @Test("An agent that breaks off stops the push")
    func noAgent() async throws {
        try await withLeak { place in
            try await place.unlock()
            var bytes = Array(try Data(contentsOf: place.vault))
            bytes[bytes.count - 20] ^= 1
            try Data(bytes).write(to: place.vault)
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("could not be looked for"), "\(push.words)")
        }
    }
}

extension Workplace {
    /// Has every call of git written down, with its arguments and its environment. Answers the PATH for that.
    fileprivate func watchGit() async throws -> String {
        let path = environment["PATH"] ?? "/usr/bin:/bin"
        let real = try await Command.run(
            URL(filePath: "/bin/sh"), ["-c", "command -v git"], in: folder, environment: environment)
        let log = folder.appending(path: "git.log").path
        let script =
            "#!/bin/sh\n{ echo \"$@\"; env; } >> '\(log)'\nexec \(real.output.trimmingCharacters(in: .newlines)) \"$@\"\n"
        // Written by a program of its own: one that other tests start meanwhile would hold our file open, and a file that
        // somebody may write can't be run.
        let written = try await Command.run(
            URL(filePath: "/bin/sh"), ["-c", "mkdir watch; cat > watch/git; chmod 700 watch/git"], in: folder,
            environment: environment, input: script)
        guard written.exitCode == 0 else { throw SetupFailure(words: written.words) }
        return "\(folder.path)/watch:\(path)"
    }
}
