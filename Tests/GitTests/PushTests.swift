import Foundation
import Synchronization
import Testing

@testable import Git

struct PushTests {
    @Test func createsThenPushesThenHasNothingToDo() async throws {
        try await Scene.with { scene in
            let (_, url) = try await scene.bare("remote with space.git")
            let repository = try await scene.startedRepository()
            try await repository.addRemote("origin", url: url)
            let first = try #require(try await repository.revParse("HEAD"))
            let created = try await repository.push(to: "origin", .branch("main"), setUpstream: true)
            #expect(created == .created(first))
            #expect(try await repository.status().upstream == "origin/main")
            try repository.write("two", to: "file")
            let second = try await repository.committed("Second").id
            #expect(try await repository.push(to: "origin", .branch("main")) == .pushed(from: first, to: second))
            #expect(try await repository.push(to: "origin", .branch("main")) == .upToDate(second))
            #expect(try await repository.remoteHead("origin", branch: "main") == second)
            #expect(try await repository.remoteHead("origin", branch: "absent") == nil)
            #expect(
                try await repository.push(to: "origin", .commit(first, toBranch: "deploy/älter")) == .created(first))
        }
    }

    @Test func tellsFetchFirstFromNonFastForward() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let other = try await scene.repository("other")
            try await other.addRemote("origin", url: url)
            try await other.fetch("origin")
            _ = try await other.hand("reset", "--quiet", "--hard", "origin/main").orThrow()
            try other.write("theirs", to: "theirs")
            try await other.committed("Theirs")
            _ = try await other.push(to: "origin", .branch("main"))
            try repository.write("ours", to: "ours")
            try await repository.committed("Ours")
            #expect(try await repository.push(to: "origin", .branch("main")) == .rejected(.fetchFirst))
            try await repository.fetch("origin", branch: "main")
            await #expect(throws: GitError.noSuchBranch("absent")) {
                try await repository.fetch("origin", branch: "absent")
            }
            await #expect(throws: GitError.invalidName("main:refs/heads/x")) {
                try await repository.fetch("origin", branch: "main:refs/heads/x")
            }
            #expect(try await repository.push(to: "origin", .branch("main")) == .rejected(.nonFastForward))
            let status = try await repository.status()
            #expect(status.ahead == 1 && status.behind == 1)
        }
    }

    @Test func toAMirrorGoesOneReferenceToo() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            _ = try await repository.hand("config", "remote.origin.mirror", "true").orThrow()
            _ = try await repository.hand("branch", "private").orThrow()
            try repository.write("two", to: "file")
            let second = try await repository.committed("Second").id
            guard case .pushed(from: _, to: second) = try await repository.push(to: "origin", .branch("main")) else {
                return #expect(Bool(false), "main did not go out")
            }
            let there = try await repository.hand("--git-dir", remote.path, "branch", "--list").orThrow().text
            #expect(!there.contains("private"), "\(there)")
        }
    }

    /// Of the two settings the later one counts, for git too.
    @Test(
        arguments: [("no", "true", false), ("check", "false", true), ("only", nil, false), (nil, "on", false)]
            as [(String?, String?, Bool)])
    func aSubmodulesCommitThatNobodyElseHasStopsThePush(_ push: String?, _ all: String?, _ goes: Bool) async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            let inner = try await scene.startedRepository("inner")
            _ = try await repository.hand(
                "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", inner.workTree.path, "sub"
            ).orThrow()
            _ = try await repository.hand("-C", "sub", "commit", "--quiet", "--allow-empty", "-m", "Mine").orThrow()
            _ = try await repository.hand("commit", "--quiet", "--all", "-m", "Submodule").orThrow()
            for (key, value) in [("push.recurseSubmodules", push), ("submodule.recurse", all)] {
                if let value { _ = try await repository.hand("config", key, value).orThrow() }
            }
            let outcome = try await repository.push(to: "origin", .branch("main"))
            if case .pushed = outcome { #expect(goes) } else { #expect(!goes, "\(outcome)") }
        }
    }

    @Test func bringsTheWordsOfAHook() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            try await repository.committed("Second")
            try installHook("pre-receive", in: remote, "echo 'Use a ticket:'; echo ' SHOP-1'; exit 1")
            let lines = Mutex<[String]>([])
            let outcome = try await repository.push(to: "origin", .branch("main")) { line in
                lines.withLock { $0.append(line) }
            }
            #expect(outcome == .rejected(.hook(output: "Use a ticket:\n SHOP-1")))
            #expect(lines.withLock { $0.contains { $0.hasPrefix("remote: Use a ticket:") } })
            try installHook("pre-push", in: repository.gitDirectory, "echo not on Fridays >&2; exit 1")
            guard case .rejected(.hook(let words)) = try await repository.push(to: "origin", .branch("main")) else {
                Issue.record("the pre-push hook was not seen")
                return
            }
            #expect(words.contains("not on Fridays"))
        }
    }

    @Test func tellsWhyTheRemoteFails() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            await #expect(throws: GitError.noSuchRemote("origin")) {
                try await repository.push(to: "origin", .branch("main"))
            }
            let nowhere = scene.directory.appending(path: "nowhere.git").path
            try await repository.addRemote("origin", url: RemoteURL(nowhere))
            let gone = RemoteFailure.repositoryNotFound(url: nowhere)
            #expect(try await repository.push(to: "origin", .branch("main")) == .failed(gone))
            await #expect(throws: GitError.remote(gone)) {
                try await repository.remoteHead("origin", branch: "main")
            }
            // Port 1 of this machine: nobody listens there.
            try await repository.setURL(RemoteURL("http://127.0.0.1:1/shop.git"), of: "origin")
            guard case .failed(.unreachable(let reason)) = try await repository.push(to: "origin", .branch("main"))
            else {
                Issue.record("expected an unreachable remote")
                return
            }
            #expect(reason.contains("127.0.0.1"))
        }
    }

    @Test(
        arguments: [
            ("fatal: Authentication failed for 'https://host/a/'", .authenticationFailed(host: "host")),
            (
                "fatal: could not read Username for 'https://host': terminal prompts disabled",
                .credentialsMissing(host: "host")
            ),
            (
                "git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                .unreachable(reason: "git@host: Permission denied (publickey).")
            ),
            (
                "remote: Repository not found.\nfatal: repository 'https://host/a/' not found",
                .repositoryNotFound(url: "https://host/a")
            ),
            ("fatal: repository 'https://host/a/' not found", .repositoryNotFound(url: "https://host/a")),
            (
                "ssh: Could not resolve hostname host: Name or service not known\nfatal: Could not read from remote repository.",
                .unreachable(reason: "ssh: Could not resolve hostname host: Name or service not known")
            ),
            (
                "Host key verification failed.\nfatal: Could not read from remote repository.",
                .unreachable(reason: "Host key verification failed.")
            ),
            (
                "kex_exchange_identification: x\nConnection closed by host port 22\nfatal: Could not read from remote repository.",
                .unreachable(reason: "Connection closed by host port 22")
            ),
            (
                "fatal: unable to access 'https://host/a/': The requested URL returned error: 503",
                .unreachable(reason: "unable to access 'https://host/a/': The requested URL returned error: 503")
            ),
        ] as [(String, RemoteFailure)])
    func readsWhatGitSaysOfARemote(message: String, failure: RemoteFailure) throws {
        #expect(RemoteFailure(message: message, url: try RemoteURL("https://host/a")) == failure)
    }

    /// Lines of ssh end with a carriage return too.
    @Test func saysWhatSSHSays() async throws {
        try await Scene.with { scene in
            let ssh = try scene.folder("programs").appending(path: "ssh")
            let words = "ssh: Could not resolve hostname host: no such name"
            try Data("#!/bin/sh\nprintf '\(words)\\r\\n' >&2\nexit 255\n".utf8).write(to: ssh)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ssh.path)
            var command = scene.command
            command.environment["GIT_SSH"] = ssh.path
            let repository = try await Repository.initialize(at: scene.folder("work"), command: command)
            try repository.write("one", to: "file")
            try await repository.committed("First")
            try await repository.addRemote("origin", url: RemoteURL("ssh://host/shop.git"))
            #expect(
                try await repository.push(to: "origin", .branch("main")) == .failed(.unreachable(reason: words)))
        }
    }

    @Test func readsProtectionOutOfAReport() throws {
        let line = "!\trefs/heads/main:refs/heads/main\t[remote rejected] (protected branch hook declined)"
        let report = try #require(PushReport(lines: ["To https://host/a", line, "Done"]))
        let message = "remote: error: GH006: Protected branch update failed for refs/heads/main.        "
        #expect(
            report.rejection(message: message)
                == .protected(output: "error: GH006: Protected branch update failed for refs/heads/main."))
    }

    @Test func cancellingEndsGitAndWhatItStarted() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            try await repository.committed("Second")
            // The hook says that it runs, would run for ever, and holds a pipe open while it does.
            let pipe = scene.directory.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            let end = open(pipe, O_RDONLY | O_NONBLOCK)
            defer { close(end) }
            try installHook("pre-receive", in: remote, "exec 3>'\(pipe)'; echo running; exec sleep 1000")
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            let push = Task {
                try await repository.push(to: "origin", .branch("main")) { line.yield($0) }
            }
            for await text in lines where text.contains("running") { break }
            push.cancel()
            await #expect(throws: CancellationError.self) { try await push.value }
            // Hangs up when the last process that held it has ended.
            var hangUp = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            #expect(poll(&hangUp, 1, 60_000) == 1)
        }
    }

    @Test func aTokenInTheURLIsNotStored() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let url = try RemoteURL("https://ada:s3cret@example.com/shop.git")
            try await repository.addRemote("origin", url: url)
            try await repository.setURL(url, of: "origin")
            let config = try String(contentsOf: repository.gitDirectory.appending(path: "config"), encoding: .utf8)
            #expect(!config.contains("s3cret"))
            _ = try await repository.hand("config", "remote.origin.url", "https://ada:s3cret@example.com/shop.git")
            let read = try #require(try await repository.remoteURL("origin"))
            #expect(read.embeddedCredential && !"\(read)".contains("s3cret"))
            _ = try await repository.hand("config", "remote.bad.url", "ext::sh -c true")
            #expect(try await repository.remotes().map(\.url) == [nil, read])
            await #expect(throws: GitError.refusedURL(.runsProgram(transport: "ext"))) {
                try await repository.push(to: "bad", .branch("main"))
            }
        }
    }

    @Test func ofSeveralPlacesTheOneThatFailsIsNamed() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            let missing = scene.directory.appending(path: "missing.git").path
            for place in [remote.path, missing] {
                _ = try await repository.hand("remote", "set-url", "--push", "--add", "origin", place).orThrow()
            }
            try repository.write("two", to: "file")
            try await repository.committed("Second")
            let outcome = try await repository.push(to: "origin", .branch("main"))
            #expect(outcome == .failed(.repositoryNotFound(url: missing)))
            await #expect(throws: GitError.remote(.repositoryNotFound(url: missing))) {
                try await repository.commitsAtPush(to: "origin")
            }
            let behind = try await scene.bare("behind.git")
            _ = try await repository.hand("push", behind.directory.path, "HEAD~1:refs/heads/main").orThrow()
            _ = try await repository.hand("remote", "set-url", "--push", "--delete", "origin", "missing").orThrow()
            _ = try await repository.hand("remote", "set-url", "--push", "--add", "origin", behind.directory.path)
                .orThrow()
            try installHook("pre-receive", in: behind.directory, "echo closed >&2; exit 1")
            guard case .rejected(.hook) = try await repository.push(to: "origin", .branch("main")) else {
                Issue.record("not rejected")
                return
            }
        }
    }

    @Test func sendsNoTagsWhateverTheConfigurationHas() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            _ = try await repository.hand("config", "push.followTags", "true").orThrow()
            try repository.write("two", to: "file")
            try await repository.committed("Second")
            _ = try await repository.hand("tag", "--annotate", "--message=not looked through", "v1").orThrow()
            guard case .pushed = try await repository.push(to: "origin", .branch("main")) else {
                Issue.record("not pushed")
                return
            }
            #expect(try await scene.command.run(["tag"], in: remote).text == "")
        }
    }
}
