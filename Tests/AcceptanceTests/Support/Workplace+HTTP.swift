import Foundation
import Testing

extension GitServer {
    /// What lets ann in.
    static let token = "tok-9f8e7d6c5b4a"
}

extension Workplace {
    /// A project whose remote is reached over HTTP, by ann with her token and by nobody else. A commit waits to be pushed.
    static func withDemandingRemote(_ body: (Workplace, GitServer) async throws -> Void) async throws {
        let pipeline = "pipeline: shop\nsource: main\nstages:\n  Work:\n    Say: [\"true\"]\n"
        try await withCredentials(["pipeline.yml": pipeline]) { place in
            try await place.git("config", "http.receivepack", "true", in: place.remote)
            try await GitServer.with(place) { server in
                try await server.allow("ann", GitServer.token)
                try await place.git("remote", "set-url", "origin", server.url)
                try place.write(["file": "two\n"])
                try await place.commitAll("Second")
                try await body(place, server)
            }
        }
    }

    /// Deploys a build of a clone, up to the approval before it. What the build fetches the engine has to ask for anew.
    func deployUpToApproval(_ server: GitServer) async throws {
        let pipeline = """
            pipeline: shop
            source: { branch: main, clone: true }
            stages:
              Release:
                Approve: approval
              Work:
                Say: { buildspec: say.yml }

            """
        let say = "version: 0.2\nphases:\n  build:\n    commands: [git log --format=%s -1]\n"
        try write(["pipeline.yml": pipeline, "say.yml": say])
        try await commitAll("Third")
        try await unlock()
        try await add(server.host, user: "ann", secret: GitServer.token)
        #expect(try await sluice("push", with: atHome).exitCode == 0)
        let deploy = try await sluice("deploy", "--yes", "--no-follow", with: atHome)
        #expect(deploy.exitCode == 0, "\(deploy.words)")
        try await waitForApproval()
        try FileManager.default.removeItem(at: home.appending(path: "cache/mirrors"))
    }

    /// A hook of the remote's.
    func putHook(_ name: String, _ script: String) throws {
        let path = "shop.git/hooks/\(name)"
        try put(path, "#!/bin/sh\n\(script)\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: folder.appending(path: path).path)
    }

    /// Every file below the folder that has these words in it.
    func filesThatContain(_ words: String) throws -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: [String] = []
        while let file = files?.nextObject() as? URL {
            if let data = try? Data(contentsOf: file), data.range(of: Data(words.utf8)) != nil {
                found.append(file.path)
            }
        }
        return found
    }
}
