import Foundation
import TestSupport
import Testing

/// Secrets that exist nowhere else go through everything that handles secrets, and are then looked for everywhere.
@Suite(
    "No secret gets out", .timeLimit(.minutes(10)),
    .enabled(if: GitServer.isInstalled, "no python3 or git http-backend to serve with"))
struct CanaryTests {
    private static let files = [
        "pipeline.yml": """
        pipeline: shop
        source: main
        stages:
          Print:
            Use: { buildspec: use.yml, namespace: Use }
            Fail: { buildspec: fail.yml }
          Wait:
            Hold: { buildspec: hold.yml }
            Show: ["echo 'url #{Use.URL}'"]

        """,
        "use.yml": """
        version: 0.2
        env:
          secrets-manager: {TOKEN: shop/token, KEY: shop/key}
          exported-variables: [URL]
        phases:
          build:
            commands:
              - echo "$TOKEN"; echo "$KEY"; set
              - printf %s "$TOKEN" | base64; printf 'user:%s' "$TOKEN" | base64 -w 0; echo
              - printf %s "$TOKEN" | od -An -v -tx1 | tr -d ' \\n'; echo
              - printf %s "$TOKEN" | sed 's,/,%2F,g; s,&,%26,g; s,+,%2B,g'; echo
              - printf %s "$TOKEN" | cut -c1-11 | tr -d '\\n'; printf %s "$TOKEN" | cut -c12-
              - set -x; test -n "$TOKEN"; set +x
              - URL="https://ann:$TOKEN@host/"

        """,
        "fail.yml": """
        version: 0.2
        env: {secrets-manager: {TOKEN: shop/token}}
        phases:
          build:
            commands: ['echo "no way in with $TOKEN" >&2; test -e @HERE@/pass']

        """,
        "hold.yml": """
        version: 0.2
        env: {secrets-manager: {TOKEN: shop/token, KEY: shop/key}}
        phases:
          build:
            commands: ['echo "$TOKEN"; echo reached > @HERE@/reached; read line < @HERE@/gate']

        """,
    ]

    /// Ends a process with a core dump as a fault of its own does, and is none that Swift's runtime handles.
    private static let fault = SIGXCPU

    private let password = Canary()
    private let token = Canary()
    private let lines = [Canary(), Canary()]
    private var search: CanarySearch { CanarySearch(canaries: [password, token] + lines) }

    @Test("Through adding, pushing, building, failing and crashing none is written or shown anywhere")
    func everyPath() async throws {
        try await Workplace.withCredentials(Self.files) { place in
            try await GitServer.with(place) { remote in
                try await remote.allow("ann", password.text)
                try await everyPath(in: place, remote)
            }
        }
    }

    private func everyPath(in place: Workplace, _ remote: GitServer) async throws {
        let gate = try Fifo(place.folder.appending(path: "gate"))
        let reached = try Fifo(place.folder.appending(path: "reached"))
        var said: [Command] = []
        let seen = try await search.watchingProcesses {
            said += try await keep(for: remote, in: place)
            said += try await pushAndFail(to: remote, in: place)
            said += try await build(in: place)
            try await lookAround(in: place)
            said += try await crash(reached, in: place)
        }
        withExtendedLifetime(gate) {}
        #expect(seen == [], "among arguments or in an environment")
        for command in said { #expect(!isHit(command.words), "\(command.words)") }
        for folder in [place.folder, URL(filePath: "/dev/shm")] {
            let found = try search.files(below: folder)
            #expect(found == [])
        }
        for repository in [place.checkout, place.remote] {
            #expect(try !search.isInObjects(of: repository))
        }
    }

    @Test("The search finds what is planted: in files, archives, objects, arguments and environments")
    func searchCanFail() async throws {
        try await Workplace.project(["a": "b"]) { place in
            let encoded = Data("user:\(token.text)".utf8).base64EncodedString()
            try place.write(["notes/plain": "x\n\(password.text)\n", "encoded": encoded])
            let found = try search.files(below: place.folder).map { URL(filePath: $0).lastPathComponent }
            #expect(Set(found) == ["plain", "encoded"])
            #expect(try !search.isInObjects(of: place.checkout))
            try await place.git("add", "--all")
            #expect(try search.isInObjects(of: place.checkout))
            let fifo = try Fifo(place.folder.appending(path: "gate"))
            for (arguments, environment) in [
                (["-c", "read line < gate", lines[0].text], [:]), (["-c", "read line < gate"], ["A": lines[1].text]),
            ] {
                let process = Process()
                process.executableURL = URL(filePath: "/bin/sh")
                process.arguments = arguments
                process.environment = environment
                process.currentDirectoryURL = place.folder
                try process.run()
                #expect(search.processes().map { $0.hasPrefix("\(process.processIdentifier) ") } == [true])
                fifo.sendLine()
                process.waitUntilExit()
            }
        }
    }

    private func isHit(_ text: String) -> Bool { search.canaries.contains { $0.isIn(Data(text.utf8)) } }
}

// MARK: - The paths

extension CanaryTests {
    /// Runs sluice with core dumps allowed, and all that it starts.
    private func sluice(_ words: String..., in place: Workplace, input: String = "") async throws -> Command {
        var environment = place.environment.merging(place.atHome) { $1 }
        // What is left in the home or among temporary files is searched too.
        environment["TMPDIR"] = place.folder.path
        if words.starts(with: ["credentials", "unlock"]) { environment.merge(place.machine) { $1 } }
        return try await Command.run(
            URL(filePath: "/bin/sh"),
            ["-c", #"ulimit -c unlimited 2>/dev/null; exec "$0" "$@""#, Workplace.executable.path] + words,
            in: place.checkout, environment: environment, input: input)
    }

    private func keep(for remote: GitServer, in place: Workplace) async throws -> [Command] {
        let key = "-----BEGIN KEY-----\n\(lines[0].text)\n  \(lines[1].text)\n-----END KEY-----\n"
        let said = [
            try await sluice("credentials", "unlock", in: place),
            try await sluice(
                "credentials", "add", remote.host, "--user", "ann", "--stdin", in: place, input: password.text),
            try await sluice("credentials", "add", "shop/token", "--stdin", in: place, input: token.text),
            try await sluice("credentials", "add", "shop/key", "--stdin", in: place, input: key),
            try await sluice("credentials", in: place),
        ]
        for command in said { #expect(command.exitCode == 0, "\(command.words)") }
        return said
    }

    private func pushAndFail(to remote: GitServer, in place: Workplace) async throws -> [Command] {
        try await place.git("config", "http.receivepack", "true", in: place.remote)
        try await place.git("remote", "set-url", "origin", remote.url)
        try place.write(["page": "one\n"])
        let commit = try await sluice("commit", "-m", "Page", in: place)
        let push = try await sluice("push", in: place)
        #expect(push.exitCode == 0 && push.output.contains("verified"), "\(push.words)")
        try place.write(["page": "two\n"])
        let next = try await sluice("commit", "-m", "Next", in: place)
        try await remote.close()
        let refused = try await sluice("push", in: place)
        #expect(refused.exitCode != 0, "\(refused.words)")
        try await remote.open()
        return [commit, push, next, refused, try await sluice("push", in: place)]
    }

    private func build(in place: Workplace) async throws -> [Command] {
        let deploy = try await sluice("deploy", "--yes", in: place)
        #expect(deploy.exitCode == 1, "\(deploy.words)")
        let logs = try await sluice("logs", "Print/Use", in: place)
        #expect(logs.output.contains("***") && logs.output.contains("Phase complete: BUILD State: SUCCEEDED"))
        var said = [deploy, logs]
        for words in [["stages"], ["history"], ["action", "Print/Use"], ["action", "Print/Fail"]] {
            said.append(
                try await Command.run(
                    Workplace.executable, words + (words == ["history"] ? ["--json"] : []), in: place.checkout,
                    environment: place.environment))
        }
        return said
    }

    /// At a terminal, where lines are kept in a history.
    private func lookAround(in place: Workplace) async throws {
        try await place.shell(columns: 150, rows: 50) { terminal in
            terminal.send("logs Print/Fail\r")
            try await terminal.waitFor("no way in with ***")
            terminal.send("help https://ann:\(token.text)@host/\r")
        }
    }

    /// Ends shell, agent, engine and runner as a fault of their own would, while a build has secrets.
    private func crash(_ reached: Fifo, in place: Workplace) async throws -> [Command] {
        try Data().write(to: place.folder.appending(path: "pass"))
        let retry = Task { try await sluice("retry", in: place) }
        try await reached.waitForLine()
        for process in place.ownProcesses { kill(process, Self.fault) }
        let cut = try await retry.value
        #expect(cut.exitCode == 128 + Self.fault, "\(cut.words)")
        await place.runnersEnd()
        let watch = try await sluice("watch", in: place)
        #expect(watch.words.contains("the runner of this build died"), "\(watch.words)")
        let again = try await sluice("retry", in: place)
        #expect(again.words.contains("credentials unlock"), "\(again.words)")
        return [cut, watch, again]
    }
}

extension Workplace {
    /// The shell that follows a retry, the agent, the engine and what runs builds.
    fileprivate var ownProcesses: [pid_t] {
        processes().filter { $0.words.last == "retry" }.map(\.id) + [agent, engine].compactMap(\.self) + runners
    }
}
