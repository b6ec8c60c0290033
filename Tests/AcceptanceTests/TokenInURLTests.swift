import Foundation
import TestSupport
import Testing

@Suite(
    // Each of them looks at all processes over and over, which takes a whole core.
    "A token stands in the URL of the remote", .timeLimit(.minutes(10)), .serialized,
    .enabled(if: GitServer.isInstalled, "no python3 to serve with"))
struct TokenInURLTests {
    private let canary = Canary()
    private var search: CanarySearch { CanarySearch(canaries: [canary]) }

    /// A remote whose URL holds what the server demands.
    private func withToken(_ body: (Workplace, GitServer) async throws -> Void) async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await server.allow("ann", canary.text)
            try await place.git("remote", "set-url", "origin", try url(server))
            try await body(place, server)
        }
    }

    private func url(_ server: GitServer) throws -> String {
        let password = try #require(canary.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        return server.url.replacing("//", with: "//ann:\(password)@")
    }

    private func commitThere(_ place: Workplace) async throws -> String {
        try await place.git("rev-parse", "main", in: place.remote).output
    }

    @Test("git itself shows it to everybody, which the search sees")
    func searchCanFail() async throws {
        try await withToken { place, _ in
            var seen: [String] = []
            // A process that is gone between two looks is missed: the next push shows another.
            for _ in 0..<50 where !seen.contains(where: { $0.contains("remote-http") }) {
                seen += try await search.watchingProcesses {
                    try await place.git("push", "--quiet", "origin", "main", with: place.atHome)
                }
            }
            #expect(seen.contains { $0.contains("remote-http") })
        }
    }

    @Test("Agreed to, it is moved into the store and pushed with from there: no program has it as an argument")
    func moved() async throws {
        try await withToken { place, server in
            let seen = try await search.watchingProcesses {
                try await withPseudoTerminal(columns: 150, rows: 40) { terminal in
                    try place.start(["push"], on: terminal, with: place.machine)
                    try await terminal.waitFor(
                        "The URL of origin holds a token, which others could see while git runs.")
                    try await terminal.waitFor("config: a token stands in remote.origin.url")
                    try await terminal.waitFor("Move it into the credential store, for \(server.host) (ann)? [y/n]")
                    terminal.send("y\r")
                    try await terminal.waitFor("moved: the URL is")
                    try await terminal.waitFor("verified: origin/main")
                    #expect(await terminal.waitForExit() == 0)
                    #expect(!canary.isIn(Data(terminal.output.utf8)))
                }
            }
            #expect(seen == [])
            #expect(try search.files(below: place.folder) == [])
            let clean = server.url.replacing("//", with: "//ann@")
            #expect(try await place.git("remote", "get-url", "origin").output == clean + "\n")
        }
    }

    @Test("Where the store has another secret, that is tried first, and the URL's replaces it only if it alone opens")
    func stored() async throws {
        try await withToken { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: "of-last-year")
            let replaced = try await place.sluice("push", "--yes", with: place.atHome)
            #expect(replaced.exitCode == 0 && replaced.words.contains("kept the credential for"), "\(replaced.words)")

            let stale = server.url.replacing("//", with: "//ann:of-last-year@")
            try await place.git("remote", "set-url", "origin", stale)
            try place.write(["file": "three\n"])
            try await place.commitAll("Third")
            try await withPseudoTerminal(columns: 200, rows: 40) { terminal in
                try place.start(["push"], on: terminal)
                try await terminal.waitForQuestion("(ann)? [y/n] ")
                terminal.send("y\r")
                try await terminal.waitFor(
                    "The store has another secret for \(server.host) (ann), which is tried first")
                try await terminal.waitFor("taken out: the URL is")
                try await terminal.waitFor("verified: origin/main")
                #expect(await terminal.waitForExit() == 0)
                #expect(!terminal.output.contains("kept the credential"))
            }
            #expect(try await place.git("remote", "get-url", "origin").output.contains("//ann@"))
            #expect(try await place.fill("url=\(server.host)\n").output.contains("password=\(canary.text)\n"))
        }
    }

    @Test("The doctor asks which of two is to stay, and drops none unasked")
    func doctor() async throws {
        try await withToken { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: "in-the-store")
            let script = try await place.sluice("credentials", "doctor", "--yes", with: place.atHome)
            #expect(script.exitCode == 1 && script.errors.contains("Both stay"), "\(script.words)")
            try await withPseudoTerminal(columns: 200, rows: 40) { terminal in
                try place.start(["credentials", "doctor"], on: terminal)
                try await terminal.waitForQuestion("(ann)? [y/n] ")
                terminal.send("y\r")
                try await terminal.waitForQuestion("or Enter to leave both? ")
                terminal.send("1\r")
                try await terminal.waitFor("taken out: the URL is")
                #expect(await terminal.waitForExit() == 0)
            }
            #expect(try await place.fill("url=\(server.host)\n").output.contains("password=in-the-store\n"))
        }
    }

    @Test("Not agreed to, nothing is pushed, and it stays where it is")
    func refused() async throws {
        try await withToken { place, server in
            let before = try await commitThere(place)
            let seen = try await search.watchingProcesses {
                try await withPseudoTerminal(columns: 150, rows: 40) { terminal in
                    try place.start(["push"], on: terminal, with: place.machine)
                    try await terminal.waitFor("? [y/n]")
                    terminal.send("n\r")
                    try await terminal.waitFor("Nothing was pushed: the URL of origin holds a token.")
                    try await terminal.waitFor("`credentials doctor` finds it")
                    #expect(await terminal.waitForExit() == 1)
                }
            }
            #expect(seen == [])
            #expect(try await commitThere(place) == before)
            #expect(try await place.git("remote", "get-url", "origin").output == url(server) + "\n")
        }
    }

    @Test("A deployment asks no remote with it either")
    func deploy() async throws {
        try await withToken { place, _ in
            let seen = try await search.watchingProcesses {
                let deploy = try await place.sluice("deploy", "--yes", with: place.machine)
                #expect(deploy.exitCode == 1, "\(deploy.words)")
                #expect(deploy.errors.contains("Nothing was done: the URL of origin holds a token."), "\(deploy.words)")
            }
            #expect(seen == [])
        }
    }

    @Test(
        "The engine's action fails where a rule of git's configuration puts one into the address, and says what to do")
    func engine() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.deployUpToApproval(server)
            let base = try url(server).replacing("shop.git", with: "")
            let seen = try await search.watchingProcesses {
                try place.put("user/.gitconfig", "[url \"\(base)\"]\n\tinsteadOf = \(server.host)/\n")
                #expect(try await place.sluice("approve", "--yes").exitCode == 0)
                let watch = try await place.sluice("watch")
                #expect(watch.exitCode == 1 && watch.words.contains("`credentials doctor` moves it"), "\(watch.words)")
            }
            #expect(seen == [])
            try place.put("user/.gitconfig", "")
            #expect(try await place.sluice("retry", with: place.atHome).exitCode == 0)
        }
    }

    /// Where else git's configuration may have it. `URL` stands for the URL with it, `BASE` for its beginning.
    private static let places = [
        "config remote.origin.pushurl URL", "config --add remote.origin.url URL",
        "config --add remote.origin.pushurl OTHER && git config --add remote.origin.pushurl URL",
        "config --global url.BASE.insteadOf shop: && git remote set-url origin shop:shop.git",
        "config --global url.BASE.pushInsteadOf shop: && git remote set-url origin shop:shop.git",
    ]

    @Test("Wherever it stands, a script is refused, and the doctor clears the way", arguments: places)
    func elsewhere(command: String) async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await server.allow("ann", canary.text)
            let other = place.folder.appending(path: "other.git").path
            try await place.git("clone", "--quiet", "--bare", place.remote.path, other, in: place.folder)
            let url = try url(server)
            let words = ["OTHER": other, "URL": url, "BASE": url.replacing("shop.git", with: "")]
            let script = words.reduce("git " + command) { $0.replacing($1.key, with: "'\($1.value)'") }
                .replacing("url.'", with: "'url.").replacing("'.", with: ".").replacing("nsteadOf", with: "nsteadOf'")
            let set = try await Command.run(
                URL(filePath: "/bin/sh"), ["-c", script], in: place.checkout,
                environment: place.environment.merging(place.atHome) { $1 })
            #expect(set.exitCode == 0, "\(script) \(set.words)")
            let before = try await commitThere(place)
            let seen = try await search.watchingProcesses {
                let push = try await place.sluice("push", with: place.machine)
                #expect(push.exitCode == 1, "\(push.words)")
                #expect(push.errors.contains("Nothing was pushed: the URL of origin holds a token."), "\(push.words)")
                #expect(try await commitThere(place) == before)
                try await place.sluice("credentials", "doctor", "--yes", with: place.machine)
                let again = try await place.sluice("push", with: place.machine)
                #expect(again.exitCode == 0 && again.output.contains("verified"), "\(again.words)")
            }
            #expect(seen == [])
            #expect(try await commitThere(place) != before)
            #expect(try search.files(below: place.folder) == [])
        }
    }
}
