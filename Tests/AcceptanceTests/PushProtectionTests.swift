import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A credential is about to leave", .timeLimit(.minutes(10)))
struct PushProtectionTests {
    /// Put together here, so that no scanner takes this file for a leak.
    private static let key = "AKIA" + "Q3EGRIPHVZ7BM5XT"
    private static let pipeline = "pipeline: shop\nsource: main\nstages:\n  Work:\n    Say: [\"true\"]\n"

    @Test("A commit with one is refused in a script, says where, and shows none of it")
    func commit() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["config/dev.env": "A=1\nAWS_ACCESS_KEY_ID=\(Self.key)\n"])
            let commit = try await place.sluice("commit", "-m", "Settings")
            #expect(commit.exitCode == 1, "\(commit.words)")
            #expect(commit.errors.contains("config/dev.env:2"), "\(commit.words)")
            #expect(!commit.words.contains(Self.key))
            #expect(try await place.git("log", "--format=%s").output == "First\n")
        }
    }

    @Test("A push is stopped by a commit that a later one has cleaned up; a reason lets it pass")
    func push() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Leak")
            try await place.git("rm", "--quiet", "dev.env")
            try await place.git("commit", "--quiet", "--message", "Clean")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1, "\(push.words)")
            #expect(push.errors.contains("dev.env:1") && push.errors.contains("in commit"), "\(push.words)")
            let there = try await place.git("ls-remote", place.remote.path, "refs/heads/main").output
            #expect(try await place.git("rev-parse", "HEAD~2").output.hasPrefix(there.prefix(40)))

            let line = push.errors.split(separator: "\n").compactMap { line in
                line.firstMatch(of: #/([0-9a-f]{32})  # why/#).map { String($0.1) }
            }
            let fingerprint = try #require(line.first)
            try place.write([".sluiceignore": "\(fingerprint)  # a key of the manual's, never used\n"])
            for isStaged in [false, true] {
                if isStaged { try await place.git("add", "--all") }
                let unseen = try await place.sluice("push")
                #expect(unseen.exitCode == 1, "\(unseen.words)")
                #expect(
                    unseen.errors.contains(
                        "1 finding is in .sluiceignore, which does not count before it is committed"),
                    "\(unseen.words)")
            }
            try await place.commitAll("Reason")
            let again = try await place.sluice("push")
            #expect(again.exitCode == 0, "\(again.words)")
            #expect(again.errors.contains("1 finding is ignored by .sluiceignore\n"), "\(again.words)")
        }
    }

    @Test("A commit of some files does not go by a reason that is not among them")
    func pathsOfCommit() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["fixtures/dev.env": "ID=\(Self.key)\n", ".sluiceignore": "fixtures/**  # examples\n"])
            let alone = try await place.sluice("commit", "-m", "Fixtures", "fixtures")
            #expect(alone.exitCode == 1 && alone.errors.contains("does not count before"), "\(alone.words)")
            let both = try await place.sluice("commit", "-m", "Fixtures", "fixtures", ".sluiceignore")
            #expect(both.exitCode == 0 && both.errors.contains("1 finding is ignored by"), "\(both.words)")
            try await place.git("reset", "--quiet", "HEAD~1")
            let all = try await place.sluice("commit", "-m", "Fixtures")
            #expect(all.exitCode == 0, "\(all.words)")
        }
    }

    @Test("A path lets examples pass, and never a secret of one's own: that takes its fingerprint")
    func ownSecretInIgnoredPath() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: "of-my-own-0815")
            try place.write([".sluiceignore": "**  # all of it\n", "dev.env": "of-my-own-0815\n"])
            try await place.commitAll("Leak")
            let push = try await place.sluice("push")
            #expect(
                push.exitCode == 1 && push.errors.contains("dev.env:1  secret from your own store"), "\(push.words)")
            let fingerprint = try #require(push.errors.firstMatch(of: #/([0-9a-f]{32})  # why/#)).1
            try place.write([".sluiceignore": "\(fingerprint)  # revoked\n"])
            try await place.commitAll("Reason")
            let again = try await place.sluice("push")
            #expect(again.exitCode == 0, "\(again.words)")
        }
    }

    @Test(
        "What is recorded while it is pushed goes out in a commit of its own, also if its reason was there before",
        arguments: [false, true])
    func recordedAtPush(hasReason: Bool) async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Settings")
            try place.write(["pipeline.yml": Self.pipeline + "# not yet committed\n"])
            if hasReason {
                let push = try await place.sluice("push")
                let fingerprint = try #require(push.errors.firstMatch(of: #/([0-9a-f]{32})  # why/#)).1
                try place.write([".sluiceignore": "\(fingerprint)  # an example\n"])
            }
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("[2] it is none")
                terminal.send("2\r")
                if !hasReason {
                    try await terminal.waitFor("Why is it none?")
                    terminal.send("an example\r")
                }
                try await terminal.waitFor("committed .sluiceignore as")
                try await terminal.waitFor("verified")
            }
            let ignored = try await place.git("show", "main:.sluiceignore", in: place.remote).output
            #expect(ignored.hasSuffix("  # an example\n"))
            let subjects = try await place.git("log", "--format=%s", "main", in: place.remote).output
            #expect(subjects == "Record findings that are no credentials\nSettings\nFirst\n")
            #expect(try await place.git("diff", "--name-only").output == "pipeline.yml\n")
        }
    }

    @Test("At a terminal a finding can be recorded with its reason, and goes out then")
    func recorded() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.shell { terminal in
                terminal.send("commit -m Settings\r")
                try await terminal.waitFor("[3] commit it all the same")
                terminal.send("2\r")
                try await terminal.waitFor("Why is it none?")
                terminal.send("an example\r")
                try await terminal.waitFor("\"Settings\" (2 files)")
            }
            #expect(place.lines("shop/.sluiceignore").first?.hasSuffix("  # an example") == true)
        }
    }

    @Test("A credential in the last commit is taken out and the commit amended, before it goes out")
    func amended() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Settings")
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("[1] take it out")
                terminal.send("1\r")
                try await terminal.waitFor("Take it out of dev.env")
                try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\n"])
                terminal.send("\r")
                try await terminal.waitFor("amended")
                try await terminal.waitFor("verified")
            }
            #expect(try await place.git("show", "main:dev.env", in: place.remote).output == "AWS_ACCESS_KEY_ID=\n")
            #expect(try await place.git("log", "--format=%s", "main", in: place.remote).output == "Settings\nFirst\n")
        }
    }

    @Test("It goes out all the same once that is typed out, and not for a mere 3")
    func confirmed() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Settings")
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("[3] push it all the same")
                terminal.send("3\r")
                try await terminal.waitFor("Type `push secrets` if that is meant:")
                terminal.send("yes\r")
                try await terminal.waitFor("asked again") { $0.text.components(separatedBy: "[3] push").count > 2 }
                terminal.send("3\r")
                try await terminal.waitFor("asked for the words again") {
                    $0.text.components(separatedBy: "Type `push").count > 2
                }
                terminal.send("push secrets\r")
                try await terminal.waitFor("verified")
            }
            #expect(try await place.git("log", "-1", "--format=%s", "main", in: place.remote).output == "Settings\n")
        }
    }

    @Test("What was not taken out is asked about again, and no commit is made anew for nothing")
    func nothingTakenOut() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Settings")
            let commit = try await place.git("rev-parse", "HEAD").output
            try await place.shell { terminal in
                terminal.send("push\r")
                try await terminal.waitFor("[1] take it out")
                terminal.send("1\r")
                try await terminal.waitFor("Take it out of dev.env")
                terminal.send("\r")
                try await terminal.waitFor("nothing has changed in dev.env")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("\r")
                try await terminal.waitFor("Nothing was done.")
            }
            #expect(try await place.git("rev-parse", "HEAD").output == commit)
        }
    }

    @Test("A key is found though its first line was pushed before")
    func keyInItsPlace() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            func key(_ body: String) -> String {
                "-----BEGIN RSA PRIVATE KEY-----\n\(body)\n-----END RSA PRIVATE KEY-----\n"
            }
            try place.write(["k.pem": key("REPLACE_ME")])
            let empty = try await place.sluice("commit", "-m", "Its place")
            #expect(empty.exitCode == 0, "\(empty.words)")
            let body = Data((0..<900).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 / 7) })
                .base64EncodedString(options: .lineLength64Characters).replacing("\r\n", with: "\n")
            try place.write(["k.pem": key(body)])
            let commit = try await place.sluice("commit", "-m", "Key")
            #expect(commit.exitCode == 1 && commit.errors.contains("k.pem:1  private key"), "\(commit.words)")
            try await place.commitAll("Key")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("k.pem:1  private key"), "\(push.words)")
        }
    }

    @Test("What was staged is taken out of what git tracks while it is asked about")
    func ignoredMeanwhile() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "ID=\(Self.key)\n", "notes.txt": "hello\n"])
            try await place.shell { terminal in
                terminal.send("commit -m Settings\r")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("1\r")
                try await terminal.waitFor("Take it out of dev.env")
                try place.write([".gitignore": "dev.env\n"])
                try await place.git("rm", "--quiet", "--cached", "dev.env")
                terminal.send("\r")
                try await terminal.waitFor("committed")
            }
            #expect(try await place.git("show", "--format=", "--name-only", "HEAD").output == "notes.txt\n")
        }
    }

    @Test("Many findings come in turns, and none is let pass before it was shown")
    func manyFindings() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            for number in 10..<33 { try place.write(["\(number).env": "ID=\(Self.key)\n"]) }
            try await place.shell { terminal in
                terminal.send("commit -m Settings\r")
                try await terminal.waitFor("… and 3 more, which come after these")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("2\r")
                try await terminal.waitFor("Which?")
                terminal.send("\r")
                try await terminal.waitForQuestion("Enter to stop? ")
                #expect(place.lines("shop/.sluiceignore").isEmpty)
                terminal.send("2\r")
                try await terminal.waitForQuestion("none of them: ")
                terminal.send("all\r")
                try await terminal.waitFor("Why is it none?")
                terminal.send("examples\r")
                try await terminal.waitFor("3 32.env:1")
                try await terminal.waitForQuestion("Enter to stop? ")
                #expect(place.lines("shop/.sluiceignore").count == 20)
                terminal.send("\r")
                try await terminal.waitFor("Nothing was done.")
            }
            #expect(try await place.git("diff", "--cached", "--name-only").output == "")
        }
    }

    @Test("More findings than anybody looks at let nothing pass, and a path says that they may")
    func tooManyFindings() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            let lines = String(repeating: "ID=\(Self.key)\n", count: 10_001)
            try place.write(["fixtures/keys": lines])
            let refused = try await place.sluice("commit", "-m", "Keys")
            #expect(refused.exitCode == 1, "\(refused.words)")
            #expect(refused.errors.contains("more than 10000 places look like credentials"), "\(refused.words)")
            try place.write([".sluiceignore": "fixtures/**  # of the manual\n"])
            let commit = try await place.sluice("commit", "-m", "Keys")
            #expect(commit.exitCode == 0, "\(commit.words)")
        }
    }

    @Test("Of several findings each is decided on by itself")
    func severalFindings() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["a.env": "ID=\(Self.key)\n", "b.env": "ID=\(Self.key)\n"])
            try await place.shell { terminal in
                terminal.send("commit -m Settings\r")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("2\r")
                try await terminal.waitFor("Which?")
                terminal.send("2\r")
                try await terminal.waitFor("Why is it none?")
                terminal.send("an example\r")
                try await terminal.waitForQuestion("Enter to stop? ")
                terminal.send("1\r")
                try await terminal.waitFor("Take it out of a.env")
                try place.write(["a.env": "ID=\n"])
                terminal.send("\r")
                try await terminal.waitFor("committed")
            }
            #expect(place.lines("shop/.sluiceignore").count == 1)
            #expect(try await place.git("show", "HEAD:.sluiceignore").output.hasSuffix("  # an example\n"))
            #expect(try await place.git("show", "HEAD:a.env").output == "ID=\n")
        }
    }

    @Test("Of a shallow clone what goes out is looked through, and goes out")
    func shallow() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            for text in ["one", "two"] {
                try place.write(["file": text])
                try await place.git("commit", "--all", "--quiet", "--allow-empty", "--message", text)
            }
            try await place.git("push", "--quiet")
            let clone = place.folder.appending(path: "shallow")
            try await place.git(
                "clone", "--quiet", "--depth", "1", "file://\(place.remote.path)", clone.path, in: place.folder)
            try Data("ID=\(Self.key)\n".utf8).write(to: clone.appending(path: "dev.env"))
            try await place.commitAll("Leak", in: clone)
            let push = try await place.sluice("push", in: clone)
            #expect(push.exitCode == 1 && push.errors.contains("dev.env:1"), "\(push.words)")
            try Data("ID=\n".utf8).write(to: clone.appending(path: "dev.env"))
            try await place.git("commit", "--all", "--quiet", "--amend", "--message", "No leak", in: clone)
            let again = try await place.sluice("push", in: clone)
            #expect(again.exitCode == 0 && again.output.contains("verified"), "\(again.words)")
        }
    }

    @Test("A credential at the end of a huge file is found, in one line of it and in many")
    func huge() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            let line = String(repeating: "words without meaning ", count: 5)
            let many = String(repeating: line + "\n", count: 30_000)
            try place.write([
                "many.txt": many + "ID=\(Self.key)\n", "one.txt": many.replacing("\n", with: " ") + Self.key,
            ])
            try await place.commitAll("Huge")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1, "\(push.words)")
            #expect(push.errors.contains("many.txt:30001") && push.errors.contains("one.txt:1"), "\(push.words)")
        }
    }

    @Test("What GitHub takes for too large is said before anything is sent")
    func tooLarge() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            // GitHub is played by the remote that is here.
            try await place.git("remote", "set-url", "origin", "git@github.com:acme/shop.git")
            let answer = "f() { exec git-upload-pack '\(place.remote.path)'; }; f"
            try await place.git("config", "core.sshCommand", answer)
            try await place.git("config", "ssh.variant", "simple")
            let file = place.checkout.appending(path: "a folder/big.bin")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: file)
            #expect(truncate(file.path, (100 << 20) + 1) == 0)
            try await place.commitAll("Big")
            try await place.git("rm", "--quiet", file.path)
            try await place.git("commit", "--quiet", "--message", "Gone again")
            let push = try await place.sluice("push", with: place.atHome)
            #expect(push.exitCode == 1, "\(push.words)")
            #expect(push.errors.contains("takes no file of more than 100 MB: a folder/big.bin\n"), "\(push.words)")
        }
    }

    @Test("To a place that had nothing yet all goes out, and is looked through, whatever went elsewhere before")
    func anotherPlace() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["dev.env": "AWS_ACCESS_KEY_ID=\(Self.key)\n"])
            try await place.commitAll("Leak")
            try await place.git("push", "--quiet", "origin", "main")
            let other = place.folder.appending(path: "other.git").path
            try await place.git("init", "--quiet", "--bare", other)
            try await place.git("config", "remote.origin.pushurl", other)
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("dev.env:1"), "\(push.words)")
            try await place.git("push", "--quiet", other, "main")
            let again = try await place.sluice("push")
            #expect(again.exitCode == 0 && again.output.contains("verified"), "\(again.words)")
        }
    }

    @Test("A secret of one's own hides no other one on the same line")
    func sameLine() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: "of-my-own-0815")
            try place.write(["dev.env": "of-my-own-0815 \(Self.key)\n"])
            let commit = try await place.sluice("commit", "-m", "Settings")
            #expect(commit.exitCode == 1, "\(commit.words)")
            #expect(commit.errors.components(separatedBy: "dev.env:1  ").count == 3, "\(commit.words)")
        }
    }

    @Test("A credential in a commit's message is one too")
    func message() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["a": "b"])
            let commit = try await place.sluice("commit", "-m", "Use \(Self.key) for now")
            #expect(commit.exitCode == 1 && commit.errors.contains("commit message:1"), "\(commit.words)")
            try await place.commitAll("One\n\nwith \(Self.key)")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("commit message:3"), "\(push.words)")
        }
    }

    @Test("So is one in the name of a file or of who made the commit, which is not shown")
    func names() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["backup-\(Self.key)": ""])
            let commit = try await place.sluice("commit", "-m", "Backup")
            #expect(commit.exitCode == 1 && commit.errors.contains("(its name)  AWS"), "\(commit.words)")
            try await place.git("config", "user.name", Self.key)
            try await place.git("add", "--all")
            try await place.git("commit", "--quiet", "--message", "Backup", with: ["GIT_AUTHOR_NAME": Self.key])
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("author and committer:1  AWS"), "\(push.words)")
            #expect(push.errors.contains("(its name)") && !push.words.contains(Self.key), "\(push.words)")
        }
    }

    @Test("A commit looks at who would have made it", arguments: ["GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL"])
    func people(variable: String) async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.write(["a": "b"])
            let commit = try await place.sluice("commit", "-m", "One", with: [variable: Self.key])
            #expect(commit.exitCode == 1 && commit.errors.contains("author and committer:1  AWS"), "\(commit.words)")
            #expect(commit.errors.contains("`git config`") && !commit.words.contains(Self.key), "\(commit.words)")
            #expect(try await place.git("log", "--format=%s").output == "First\n")
        }
    }

    @Test("A push looks at the name that its branch gets there")
    func branch() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try await place.git("switch", "--quiet", "--create", "fix/\(Self.key)")
            let push = try await place.sluice("push")
            #expect(push.exitCode == 1 && push.errors.contains("name of the branch:1  AWS"), "\(push.words)")
            #expect(push.errors.contains("Give the branch another name") && !push.words.contains(Self.key))
            let elsewhere = try await place.sluice("push", "main")
            #expect(elsewhere.exitCode == 0, "\(elsewhere.words)")
        }
    }
}
