import Foundation
import TestSupport
import Testing

/// What git's own tests ask of a helper (t0303 in its source), in words of ours, and what they don't.
@Suite("git asks git-credential-sluice", .timeLimit(.minutes(10)))
struct GitHelperTests {
    private static let target = "protocol=https\nhost=example.com\n"

    @Test("What was stored is found for its protocol, host and user, and for no other")
    func matching() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            for (user, password) in [("amy", "one"), ("bob", "two")] {
                let store = try await place.credential(
                    "approve", Self.target + "username=\(user)\npassword=\(password)\n")
                #expect(store.exitCode == 0 && store.words == "exit code 0\n", "\(store.words)")
            }
            let first = try await place.fill(Self.target + "username=amy\n")
            #expect(first.output == Self.target + "username=amy\npassword=one\n", "\(first.words)")
            #expect(try await place.fill(Self.target).output.contains("password=two\n"))
            for other in [
                "protocol=http\nhost=example.com\n", "protocol=https\nhost=other\n", Self.target + "username=eve\n",
            ] {
                #expect(try await place.fill(other).exitCode == 128, "\(other)")
            }
            let long = "wwwauth[]=basic realm=\(String(repeating: "a", count: 1001))host=example.com\n"
            #expect(try await place.fill("protocol=https\nhost=bad.example\n" + long).exitCode == 128)
        }
    }

    @Test("Using an entry takes nothing away from it, and makes no other of it")
    func using() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add(
                "https://example.com/org/repo", user: "amy", secret: "one-secret", "--expires", "2999-12-31")
            func lines() async throws -> [Substring] {
                try await place.sluice("credentials", "list").output.split(separator: "\n")
            }
            let before = try await lines()
            let answer = try await place.fill(Self.target)
            #expect(answer.output.contains("password=one-secret\n"), "\(answer.words)")
            _ = try await place.credential("approve", answer.output)
            let after = try await lines()
            #expect(after.count == before.count && after.contains { $0.contains("2999-12-31") }, "\(after)")
        }
    }

    @Test("What is refused is erased, but not a password that is another by now")
    func erasing() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let whole = Self.target + "username=amy\npassword=one\n"
            _ = try await place.credential("approve", whole)
            _ = try await place.credential("reject", Self.target + "username=amy\npassword=older\n")
            #expect(try await place.fill(Self.target).output == whole)
            _ = try await place.credential("reject", whole)
            #expect(try await place.fill(Self.target).exitCode == 128)
        }
    }

    @Test("Names and passwords may be empty; paths count where they are given")
    func emptyAndPath() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let empty = "protocol=https\nhost=sso\nusername=\npassword=\n"
            _ = try await place.credential("approve", empty)
            #expect(try await place.fill("protocol=https\nhost=sso\n").output == empty)
            try await place.git("config", "credential.useHttpPath", "true")
            let foo = "protocol=http\nhost=path\npath=foo.git\n"
            _ = try await place.credential("approve", foo + "username=u\npassword=p\n")
            #expect(try await place.fill(foo).output.contains("password=p\n"))
            #expect(try await place.fill("protocol=http\nhost=path\npath=bar.git\n").exitCode == 128)
        }
    }

    /// As git speaks to a helper, whatever of it the git at hand knows.
    @Test("Expiry, refresh token and schemes of their own are kept and given back; the ephemeral is not kept")
    func attributes() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let later = "username=u\npassword=p\npassword_expiry_utc=9999999999\noauth_refresh_token=xyzzy\n"
            _ = try await place.speak("store", Self.target + later)
            #expect(try await place.speak("get", Self.target).output == later)
            let bearer = "capability[]=authtype\nprotocol=https\nhost=bearer\n"
            _ = try await place.speak("store", bearer + "authtype=Bearer\ncredential=random\nstate[]=sluice.x=1\n")
            let answer = try await place.speak("get", bearer + "wwwauth[]=Bearer realm=x\n").output
            #expect(answer == "capability[]=authtype\nauthtype=Bearer\ncredential=random\n")
            #expect(try await place.speak("get", "protocol=https\nhost=bearer\n").output == "")
            _ = try await place.speak("store", "protocol=https\nhost=brief\nusername=u\npassword=p\nephemeral=1\n")
            #expect(try await place.speak("get", "protocol=https\nhost=brief\n").output == "")
            #expect(try await place.speak("capability", "").words == "exit code 0\n")
            let past = "protocol=https\nhost=past\n"
            _ = try await place.speak("store", past + "username=u\npassword=p\npassword_expiry_utc=1\n")
            #expect(try await place.speak("get", past).output == "")
            _ = try await place.speak("store", past + "username=u\npassword=p\n", "--timeout=0")
            #expect(try await place.speak("get", past).output == "")
        }
    }

    @Test(
        "Within sluice what has expired is renewed by the helper that can, as git has it, and stays in the store",
        .enabled(if: GitSource.folder != nil, "SLUICE_GIT_SOURCE names no git that tells helpers of refresh tokens"))
    func renewal() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            let old = "username=u\npassword=p\npassword_expiry_utc=1\noauth_refresh_token=xyzzy\n"
            _ = try await place.speak("store", Self.target + old)
            let none = try await place.withOthers("get", Self.target)
            #expect(none.output == "" && none.errors.contains("https://example.com (u)"), "\(none.words)")
            // Stands in for a helper that gets new tokens for old ones.
            let file = place.folder.appending(path: "renew").path
            try place.put(
                "renew",
                "#!/bin/sh\n[ $1 = get ] || exec cat >> '\(file).told'\n"
                    + "grep -q '^oauth_refresh_token=xyzzy$' && printf 'username=u\\npassword=new\\noauth_refresh_token=r2\\n'\n"
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file)
            try place.put("user/.gitconfig", "[credential]\n\thelper = \(file)\n")
            let fresh = try await place.withOthers("get", Self.target)
            #expect(fresh.output.contains("password=new\n"), "\(fresh.words)")
            _ = try await place.withOthers("store", fresh.output)
            let kept = "username=u\npassword=new\noauth_refresh_token=r2\n"
            #expect(try await place.speak("get", Self.target).output == kept)
            #expect(!FileManager.default.fileExists(atPath: file + ".told"))
        }
    }

    @Test("Locked, it says a word on standard error and gives nothing; a machine's passphrase unlocks")
    func locked() async throws {
        try await Workplace.withCredentials { place in
            let none = try await place.speak("get", Self.target)
            #expect(none.words == "exit code 0\n", "\(none.words)")
            try await place.unlock()
            _ = try await place.credential("approve", Self.target + "username=amy\npassword=one\n")
            try await place.sluice("credentials", "lock")
            let locked = try await place.fill(Self.target)
            #expect(locked.exitCode == 128 && locked.errors.contains("`sluice credentials unlock`"), "\(locked.words)")
            let machine = try await place.credential("fill", Self.target, with: place.machine)
            #expect(machine.output.contains("password=one\n"), "\(machine.words)")
        }
    }

    @Test("Locked, at a terminal it asks for the passphrase there")
    func lockedAtTerminal() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            _ = try await place.credential("approve", Self.target + "username=amy\npassword=one\n")
            try await place.sluice("credentials", "lock")
            try place.makeHelper()
            let script =
                "printf 'protocol=https\\nhost=example.com\\n' | git -c credential.helper= -c "
                + "credential.helper='\(place.helper.path)' credential fill"
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                let environment = place.environment.merging(place.atHome) { $1 }
                try terminal.spawn(
                    URL(filePath: "/bin/sh"), ["-c", script], environment: environment, directory: place.checkout)
                try await terminal.waitFor("Passphrase of sluice's credentials:")
                terminal.send("nonsense\r")
                try await terminal.waitFor("this is not the passphrase")
                try await terminal.waitForQuestion("credentials: ")
                terminal.send(Workplace.passphrase + "\r")
                try await terminal.waitFor("password=one")
                #expect(await terminal.waitForExit() == 0)
            }
            try await place.sluice("credentials", "lock")
            try await withPseudoTerminal(columns: 100, rows: 30) { terminal in
                let environment = place.environment.merging(place.atHome) { $1 }
                try terminal.spawn(
                    URL(filePath: "/bin/sh"), ["-c", script], environment: environment, directory: place.checkout)
                for attempt in 1...3 {
                    try await terminal.waitFor("question \(attempt)") {
                        $0.text.components(separatedBy: "Passphrase of").count == attempt + 1
                            && $0.textBeforeCursor.hasSuffix("credentials: ")
                    }
                    terminal.send("nonsense\r")
                }
                // git does not ask in its turn: what is typed there would go to the host.
                #expect(await terminal.waitForExit() != 0)
                #expect(!terminal.screen.text.contains("Password for"))
                #expect(!terminal.screen.text.contains("Username for"))
            }
        }
    }

    @Test("The helper alone serves what is unlocked; for all else it needs sluice beside it, and says so")
    func alone() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            _ = try await place.credential("approve", Self.target + "username=amy\npassword=one\n")
            let real = place.helper.resolvingSymlinksInPath()
            try FileManager.default.removeItem(at: place.helper)
            try FileManager.default.copyItem(at: real, to: place.helper)
            #expect(try await place.speak("get", Self.target).output == "username=amy\npassword=one\n")
            try await place.sluice("credentials", "lock")
            let locked = try await place.speak("get", Self.target)
            #expect(locked.exitCode == 1 && locked.errors.contains("there is no"), "\(locked.words)")
        }
    }

    @Test("What makes no sense is refused and told nowhere")
    func nonsense() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            for request in ["hunter2", "host=\r\nx=hunter2\n", "username=hunter2\n"] {
                let answer = try await place.speak("get", request)
                #expect(answer.exitCode == 1 && !answer.words.contains("hunter2"), "\(answer.words)")
            }
        }
    }

    @Test("Installed, git asks sluice and no other; uninstalled, all is as before")
    func install() async throws {
        try await Workplace.withCredentials { place in
            try place.put("user/.gitconfig", "[credential]\n\thelper = store\n")
            try await place.unlock()
            try await place.add("https://example.com", user: "amy", secret: "one-secret")
            let install = try await place.sluice("credentials", "install", with: place.atHome)
            #expect(
                install.exitCode == 0 && install.words.contains("git does not ask these any more: store"),
                "\(install.words)")
            #expect(try await place.sluice("credentials", "install", with: place.atHome).output.contains("already"))
            let environment = place.environment.merging(place.atHome) { $1 }
            let whole = Self.target + "username=amy\npassword=one-secret\n"
            for (verb, input) in [("fill", Self.target), ("approve", whole)] {
                let git = try await Command.run(
                    URL(filePath: "/usr/bin/env"), ["git", "credential", verb], in: place.checkout,
                    environment: environment, input: input)
                #expect(git.output == (verb == "fill" ? whole : ""), "\(git.words)")
            }
            #expect(!FileManager.default.fileExists(atPath: place.userHome.appending(path: ".git-credentials").path))
            #expect(try await place.sluice("credentials", "uninstall", with: place.atHome).exitCode == 0)
            let left = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["git", "config", "--global", "--list"], in: place.checkout,
                environment: environment)
            #expect(left.output == "credential.helper=store\n", "\(left.words)")
        }
    }
}

extension GitHelperTests {
    @Test("What git asks for one host or in one repository in its place is named when it is installed")
    func shadowed() async throws {
        try await Workplace.withCredentials { place in
            try place.put(
                "user/.gitconfig",
                "[credential \"https://github.com\"]\n\thelper =\n\thelper = !gh auth git-credential\n")
            try await place.git("config", "credential.helper", "cache")
            let install = try await place.sluice("credentials", "install", with: place.atHome)
            #expect(install.exitCode == 0, "\(install.words)")
            for words in [
                "git asks !gh auth git-credential there, by credential.https://github.com.helper of",
                "git asks no helper there, by credential.https://github.com.helper",
                "git asks cache there, by credential.helper of",
            ] { #expect(install.words.contains(words), "\(install.words)") }
        }
    }
}

extension Workplace {
    /// The helper of the git that sluice calls.
    fileprivate func withOthers(_ operation: String, _ request: String) async throws -> Command {
        let git = GitSource.folder?.appending(path: "bin-wrappers").path ?? ""
        let variables = atHome.merging(["PATH": "\(git):\(environment["PATH"] ?? "")"]) { $1 }
        return try await sluice("git-credential", "--with-others", operation, input: request, with: variables)
    }

    /// The helper itself, without git in front of it.
    func speak(_ operation: String, _ request: String, _ options: String...) async throws -> Command {
        try makeHelper()
        let environment = environment.merging(atHome) { $1 }.merging(["GIT_TERMINAL_PROMPT": "0"]) { $1 }
        return try await Command.run(
            helper, options + [operation], in: checkout, environment: environment, input: request)
    }
}
