import Foundation
import Testing

@Suite("Pushes from elsewhere start pipelines", .timeLimit(.minutes(10)))
struct TriggerTests {
    /// A pipeline whose one command tells which commit it has, and then that it is done.
    private static func pipeline(_ source: String, triggers: String = "") -> [String: String] {
        [
            "pipeline.yml": """
            pipeline: shop
            source: \(source)
            \(triggers)
            stages:
              Ship:
                Say: ["echo $CODEBUILD_RESOLVED_SOURCE_VERSION >> @HERE@/ran; echo done > @HERE@/told"]

            """
        ]
    }

    /// A project that somebody else pushes to, and the pipe on which its pipeline tells that it ran.
    private func project(
        _ files: [String: String], settings: String? = nil, throughWorkTree: Bool = false,
        _ body: (Workplace, Fifo) async throws -> Void
    ) async throws {
        try await Workplace.project(files) { place in
            if throughWorkTree {
                let linked = place.folder.appending(path: "linked").path
                try await place.git("worktree", "add", "--quiet", "--detach", linked, "main", in: place.remote)
                try await place.git("remote", "set-url", "origin", linked)
            }
            if let settings { try place.configure(settings) }
            let told = try Fifo(place.folder.appending(path: "told"))
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            try await told.waitForLine()
            try await body(place, told)
        }
    }

    private func commit(_ path: String, in place: Workplace) async throws -> String {
        try place.write([path: path])
        try await place.commitAll("Change \(path)")
        return try await place.git("rev-parse", "HEAD").output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func trigger(_ place: Workplace) async throws -> [String: Any] {
        let history = try await place.sluice("history", "--json").json
        let newest = (history["pipelineExecutionSummaries"] as? [[String: Any]])?.first
        return try #require(newest?["trigger"] as? [String: Any])
    }

    /// What the kernel tells of needs no interval. Of a repository that it reads through a linked work tree it asks.
    @Test(
        "The engine follows a source that asks for it, also what was pushed while no engine ran, and stays for it",
        arguments: [(isWatched: true, interval: 86_400), (false, 1)])
    func following(isWatched: Bool, interval: Int) async throws {
        let settings = #"{ "polling": { "intervalInSeconds": \#(interval) }, "idleTimeoutInSeconds": 1 }"#
        let source = "{ branch: main, provider: CodeCommit, detectChanges: true }"
        try await project(Self.pipeline(source), settings: settings, throughWorkTree: !isWatched) { place, told in
            let first = try await commit("one", in: place)
            try await place.git("push", "--quiet", "origin", "main")
            try await told.waitForLine()
            #expect(place.lines("ran").last == first)
            #expect(try await trigger(place)["triggerType"] as? String == "PollForSourceChanges")
            let status = try await place.sluice("engine", "status")
            let remote = isWatched ? place.remote : place.folder.appending(path: "linked")
            #expect(status.output.contains("follows, and stays for that: \(remote.path)"), "\(status.words)")
            try await place.sluice("engine", "stop")
            let second = try await commit("two", in: place)
            try await place.git("push", "--quiet", "origin", "main")
            #expect(try await place.sluice("stages").exitCode == 0)
            try await told.waitForLine()
            #expect(place.lines("ran").last == second)
            #expect(place.lines("ran").count == 3)
        }
    }

    /// With a day between the looks, only the unlocking can have made it look again.
    @Test(
        "While the credentials are locked it says that it can't look at a source, and looks again once they are not",
        .enabled(if: GitServer.isInstalled, "no git-http-backend"))
    func locked() async throws {
        let files = Self.pipeline("{ branch: main, detectChanges: true }")
        try await Workplace.withCredentials(files) { place in
            try place.configure(#"{ "polling": { "intervalInSeconds": 86400 } }"#)
            try await place.git("config", "http.receivepack", "true", in: place.remote)
            let told = try Fifo(place.folder.appending(path: "told"))
            try await GitServer.with(place) { server in
                try await server.allow("ann", GitServer.token)
                try await place.git("remote", "set-url", "origin", server.url)
                try await place.unlock()
                try await place.add(server.host, user: "ann", secret: GitServer.token)
                let deploy = try await place.sluice("deploy", "--yes", with: place.atHome)
                #expect(deploy.exitCode == 0, "\(deploy.words)")
                try await told.waitForLine()
                try await place.sluice("engine", "stop")
                try await place.sluice("credentials", "lock")
                let commit = try await commit("one", in: place)
                try await place.git("push", "--quiet", place.remote.path, "main")
                var status = try await place.sluice("status", with: place.atHome)
                // The engine that it starts has yet to look.
                while !status.output.contains("the last look at") {
                    #expect(status.exitCode == 0, "\(status.words)")
                    status = try await place.sluice("status", with: place.atHome)
                }
                let words =
                    "\(server.url) failed: 127.0.0.1 wants credentials, and they are locked: `credentials unlock`."
                #expect(status.output.contains(words), "\(status.words)")
                #expect(try await place.sluice("engine", "status").output.contains(words))
                try await place.unlock()
                try await told.waitForLine()
                #expect(place.lines("ran").last == commit)
                let healthy = try await place.sluice("engine", "status")
                #expect(!healthy.output.contains("the last look at"), "\(healthy.words)")
            }
        }
    }

    @Test("The engine looks at an object of a bucket that asks for it, and starts only what has changed")
    func object() async throws {
        let files = [
            "pipeline.yml": """
            pipeline: shop
            stages:
              Source:
                actions:
                  - name: Fetch
                    actionTypeId: Source/S3
                    configuration: { S3Bucket: inbox, S3ObjectKey: site, PollForSourceChanges: "true" }
                    outputs: [Site]
              Ship:
                Say: { commands: ["cat page >> @HERE@/ran; echo done > @HERE@/told"], inputs: [Site] }

            """
        ]
        let settings = #"{ "polling": { "intervalInSeconds": 86400 }, "idleTimeoutInSeconds": 1 }"#
        try await Workplace.project(files) { place in
            try place.configure(settings)
            let told = try Fifo(place.folder.appending(path: "told"))
            let site = place.state.appending(path: "buckets/inbox/site")
            try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
            try Data("one\n".utf8).write(to: site.appending(path: "page"))
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            try await told.waitForLine()
            try Data("two\n".utf8).write(to: site.appending(path: "page"))
            try await told.waitForLine()
            #expect(try await trigger(place)["triggerType"] as? String == "PollForSourceChanges")
            let status = try await place.sluice("engine", "status")
            #expect(status.output.contains("s3://inbox/site"), "\(status.words)")
            try await place.sluice("engine", "stop")
            try Data("three\n".utf8).write(to: site.appending(path: "page"))
            #expect(try await place.sluice("stages").exitCode == 0)
            try await told.waitForLine()
            #expect(place.lines("ran") == ["one", "two", "three"])
        }
    }

    @Test("What a hook and builds' tools are told leads to all of sluice's folders")
    func folders() async throws {
        try await Workplace.project(["file": "one\n"]) { place in
            let folders = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]
            let variables = Dictionary(
                uniqueKeysWithValues: folders.map { ($0, place.folder.appending(path: "of-\($0)").path) })
            let install = try await place.sluice(
                "engine", "hook", "install", place.remote.path,
                with: variables.merging(["SLUICE_HOME": ""]) { $1 })
            #expect(install.exitCode == 0, "\(install.words)")
            let hook = place.lines("shop.git/hooks/post-receive").joined(separator: "\n")
            for folder in folders { #expect(hook.contains("/of-\(folder)"), "\(hook)") }
        }
    }

    @Test("A hook in the remote starts the pipelines whose source means it, with the pushed commit")
    func hook() async throws {
        try await project(Self.pipeline("main")) { place, told in
            let install = try await place.sluice("engine", "hook", "install", place.remote.path)
            #expect(install.exitCode == 0, "\(install.words)")
            let other = try await place.git("push", "origin", "main:refs/heads/other")
            #expect(!other.errors.contains("sluice:"), "\(other.words)")
            let first = try await commit("one", in: place)
            let push = try await place.git("push", "origin", "main")
            #expect(push.errors.contains("sluice: \(first.prefix(7)) starts shop: execution"), "\(push.words)")
            try await told.waitForLine()
            #expect(place.lines("ran").last == first)
            let trigger = try await trigger(place)
            #expect(trigger["triggerType"] as? String == "WebhookV2")
            let detail = try #require(trigger["triggerDetail"] as? String)
            #expect(detail.contains("\"BranchName\":\"main\"") && detail.contains(first), "\(detail)")
            let remove = try await place.sluice("engine", "hook", "remove", place.remote.path)
            #expect(remove.exitCode == 0 && remove.output.contains("removed"), "\(remove.words)")
            _ = try await commit("two", in: place)
            #expect(try await !place.git("push", "origin", "main").errors.contains("sluice:"))
        }
    }

    @Test("Each push goes out as it was, though the branch has moved on before the engine hears of it")
    func exactCommit() async throws {
        let (first, second) = ("first", "second")
        try await project(Self.pipeline("main")) { place, told in
            var commits: [String] = []
            for name in [first, second] {
                commits.append(try await commit(name, in: place))
                try await place.git("push", "--quiet", "origin", "main")
            }
            for (old, new) in [(String(repeating: "0", count: 40), commits[0]), (commits[0], commits[1])] {
                let report = try await place.sluice(
                    "engine", "hook", "report", input: "\(old) \(new) refs/heads/main\n",
                    with: ["GIT_DIR": place.remote.path])
                #expect(report.errors.contains("\(new.prefix(7)) starts shop"), "\(report.words)")
                try await told.waitForLine()
            }
            #expect(place.lines("ran").suffix(2) == commits[...])
        }
    }

    @Test("A push is done even where no engine can be told of it")
    func deadEngine() async throws {
        try await project(Self.pipeline("main")) { place, _ in
            try await place.sluice("engine", "hook", "install", place.remote.path)
            try await place.sluice("engine", "stop")
            try place.configure("{")
            let commit = try await commit("one", in: place)
            let push = try await place.git("push", "origin", "main")
            #expect(push.errors.contains("sluice: the engine was not told of this push"), "\(push.words)")
            let head = try await place.git("ls-remote", "origin", "refs/heads/main").output
            #expect(head.hasPrefix(commit))
        }
    }

    @Test("Filters on tags and paths decide, whoever tells of the push")
    func filters() async throws {
        let triggers = """
            triggers:
              - providerType: CodeStarSourceConnection
                gitConfiguration:
                  sourceActionName: Source
                  push:
                    - { branches: { includes: [main] }, filePaths: { includes: ["pages/**"] } }
                    - { tags: { includes: ["v*"] } }
            """
        try await project(Self.pipeline("main", triggers: triggers)) { place, told in
            try await place.sluice("engine", "hook", "install", place.remote.path)
            _ = try await commit("notes", in: place)
            #expect(try await !place.git("push", "origin", "main").errors.contains("sluice:"))
            let page = try await commit("pages/a", in: place)
            // Both the remote's hook and the shell tell the engine of it: that is one start.
            let push = try await place.sluice("push")
            #expect(push.exitCode == 0 && push.errors.contains("its trigger starts shop"), "\(push.words)")
            try await told.waitForLine()
            let release = try await commit("notes2", in: place)
            try await place.git("tag", "--annotate", "--message", "One", "v1")
            #expect(try await place.git("push", "origin", "v1").errors.contains("starts shop"))
            try await told.waitForLine()
            #expect(place.lines("ran").suffix(2) == [page, release] && place.lines("ran").count == 3)
            let source = try await place.sluice("action", "Source/Source").output
            #expect(source.contains(#/TagName +v1/#) && source.contains(#/BranchName +main/#), "\(source)")
            #expect(try await trigger(place)["triggerDetail"].map { "\($0)" }?.contains("\"TagName\":\"v1\"") == true)
        }
    }

    @Test("What cannot take a hook is told why")
    func noHook() async throws {
        try await Workplace.project(Self.pipeline("main")) { place in
            let nowhere = try await place.sluice("engine", "hook", "install", place.folder.path)
            #expect(nowhere.exitCode == 1 && nowhere.errors.contains("not in a git repository"), "\(nowhere.words)")
            let bad = try await place.sluice(
                "engine", "hook", "install", place.remote.path, "--remote", "ext::sh -c true")
            #expect(bad.exitCode == 2 && bad.errors.contains("asks to run a program"), "\(bad.words)")
        }
    }
}
