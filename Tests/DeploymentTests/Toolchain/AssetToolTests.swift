import AWS
import Foundation
import PipelineAPI
import SigV4
import Synchronization
import TestSupport
import Testing

@testable import Deployment

@Suite("cdk-assets in builds")
struct AssetToolTests {
    @Test("A file and a folder go into their bucket's folder, once")
    func publish() async throws {
        try await withAssets { place in
            #expect(try await place.run("--path", "stages/a.assets.json", "publish", "page:here", "code:here") == 0)
            let bucket = place.folder.appending(path: "buckets/assets-111122223333-eu-west-1")
            #expect(try String(contentsOf: bucket.appending(path: "page.html"), encoding: .utf8) == "<h1>Shop</h1>")
            let archive = try Data(contentsOf: bucket.appending(path: "code.zip"))
            #expect(archive.prefix(2) == Data("PK".utf8))
            try FileManager.default.removeItem(at: bucket.appending(path: "code.zip"))
            try FileManager.default.removeItem(at: place.folder.appending(path: "build/.cache"))
            #expect(try await place.run("--path", "stages/a.assets.json", "publish", "page", "code") == 0)
            #expect(place.said.contains { $0.hasPrefix("found Page at ") })
            // The same files make the same archive.
            #expect(try Data(contentsOf: bucket.appending(path: "code.zip")) == archive)
        }
    }

    @Test("What a command makes is published: the file that it names, from the folder of the manifest")
    func command() async throws {
        try await withAssets { place in
            let code = try await place.run("--path", "stages/a.assets.json", "publish", "made")
            #expect(code == 0)
            let bucket = place.folder.appending(path: "buckets/assets-111122223333-eu-west-1")
            let text = try String(contentsOf: bucket.appending(path: "made.zip"), encoding: .utf8)
            #expect(text == "made\n")
            for (asset, reason) in [("broken", "no sources"), ("silent", "its command printed no path")] {
                let error = await #expect(throws: StackError.self) {
                    try await place.run("--path", "stages/a.assets.json", "publish", asset)
                }
                #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
            }
        }
    }

    @Test("A bucket that the settings place elsewhere is published there")
    func placed() async throws {
        try await withAssets(placed: "assets-111122223333-eu-west-1") { place in
            let code = try await place.run("--path", "stages/a.assets.json", "publish", "page")
            #expect(code == 0)
            #expect(FileManager.default.fileExists(atPath: place.folder.appending(path: "elsewhere/page.html").path))
        }
    }

    @Test("An image is looked at and not built; without a Dockerfile that fails")
    func images() async throws {
        try await withAssets { place in
            #expect(try await place.run("--path", "stages/a.assets.json", "publish", "image:here") == 0)
            #expect(
                place.said.last == "rehearsed Server: Dockerfile is there; the image is neither built nor pushed here")
            try FileManager.default.removeItem(at: place.folder.appending(path: "build/server/Dockerfile"))
            await #expect(throws: AssetTool.Problem.self) {
                try await place.run("--path", "stages/a.assets.json", "publish", "image")
            }
        }
    }

    @Test("Where the pipeline deploys, assets are published by the roles of their destinations, in the roles' accounts")
    func target() async throws {
        @Sendable func answer(_ operation: String, _ result: String) -> RecordingServer.Answer {
            .init(
                body: "<\(operation)Response><\(operation)Result>\(result)</\(operation)Result></\(operation)Response>")
        }
        let keys =
            "<AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
            + "<Expiration>2999-01-01T00:00:00Z</Expiration>"
        try await RecordingServer.with({ request in
            switch request.form["Action"] {
            case "GetCallerIdentity":
                answer(
                    "GetCallerIdentity", "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/a</Arn>")
            case "AssumeRole": answer("AssumeRole", "<Credentials>\(keys)</Credentials>")
            default: .init(body: request.method == "GET" ? "<ListBucketResult/>" : "")
            }
        }) { server in
            try await withAssets(deploysAt: server.url) { place in
                let code = try await place.run("--path", "stages/a.assets.json", "publish", "page", "far", "made")
                #expect(code == 0)
                #expect(
                    place.said.first == "[sluice] cdk-assets: done by sluice, at \(server.url), with profile 'default'")
                let puts = server.requests.filter { $0.method == "PUT" }
                let own = "/assets-111122223333-eu-west-1"
                #expect(puts.map(\.target).sorted() == ["\(own)/made.zip", "\(own)/page.html", "/far/page.html"])
                #expect(puts.first { $0.target.hasSuffix("made.zip") }?.body == "made\n")
                let far = puts.first { $0.target.hasPrefix("/far/") }
                #expect(far?.headers["authorization"]?.contains("Credential=ROLE/") == true, "\(far?.headers ?? [:])")
                let owners = server.requests.compactMap { $0.headers["x-amz-expected-bucket-owner"] }
                #expect(Set(owners) == ["111122223333", "210987654321"])
            }
        }
    }

    @Test(
        "What is not there, or leads elsewhere, is refused in words",
        arguments: [
            (["--path", "stages/a.assets.json", "publish", "nothing:here"], "has no asset nothing:here"),
            (["--path", "../outside.json", "publish"], "is not below the folder"), (["ls"], "publish is provided"),
            (["--path", "stages/a.assets.json", "publish", "escape"], "has a destination that is none"),
        ])
    func refusals(_ words: [String], _ reason: String) async throws {
        try await withAssets { place in
            let error = await #expect(throws: AssetTool.Problem.self) { try await place.run(words) }
            #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        }
    }
}

private final class AssetPlace: Sendable {
    let folder: URL
    private let tools: BuildTools
    private let lines = Mutex<[String]>([])

    init(_ folder: URL, placed: String?, address: String?) {
        self.folder = folder
        let elsewhere = folder.appending(path: "elsewhere").path
        tools = BuildTools(
            folder: "/nowhere", socket: "/nowhere", pipeline: "shop", execution: "e", build: "b:1",
            account: "111122223333", region: "eu-west-1", buckets: folder.appending(path: "buckets").path,
            placedBuckets: placed.map { [$0: elsewhere] } ?? [:],
            deployment: address.map {
                .init(
                    target: .init(endpoint: $0, profile: "default", deploys: true), environment: ["HOME": folder.path])
            })
    }

    var said: [String] { lines.withLock { $0 } }

    func run(_ words: String...) async throws -> Int32 { try await run(words) }

    func run(_ words: [String]) async throws -> Int32 {
        let tool = AssetTool(
            tools: tools, environment: ["PATH": "/usr/bin:/bin"],
            directory: folder.appending(path: "build", directoryHint: .isDirectory),
            keys: { _ in
                { _ in AWSCredentials(key: AccessKey(id: "AKIAEXAMPLE", secret: "example"), origin: "the test") }
            },
            say: { line in self.lines.withLock { $0.append(line) } })
        return try await tool.run(ToolWords(words))
    }
}

/// A build's folder with an asset manifest in a nested assembly.
private func withAssets(
    placed: String? = nil, deploysAt address: String? = nil, _ body: (AssetPlace) async throws -> Void
) async throws {
    func file(
        _ name: String, _ path: String, _ packaging: String, key: String,
        bucket: String = "assets-${AWS::AccountId}-${AWS::Region}", role: String = ""
    ) -> String {
        #"{"displayName": "\#(name)", "source": {"path": "\#(path)", "packaging": "\#(packaging)"}, "destinations": "#
            + #"{"here": {"bucketName": "\#(bucket)", "objectKey": "\#(key)"\#(role)}}}"#
    }
    func made(_ name: String, by script: String) -> String {
        #"{"displayName": "\#(name)", "source": {"executable": ["sh", "-c", "\#(script)"]}, "destinations": "#
            + #"{"here": {"bucketName": "assets-${AWS::AccountId}-${AWS::Region}", "objectKey": "\#(name).zip"}}}"#
    }
    let role = #", "assumeRoleArn": "arn:aws:iam::210987654321:role/publish""#
    let manifest = """
        {"version": "55.0.0", "files": {
          "page": \(file("Page", "../page.html", "file", key: "page.html")),
          "far": \(file("Far", "../page.html", "file", key: "page.html", bucket: "far", role: role)),
          "code": \(file("Code", "../code", "zip", key: "code.zip")),
          "made": \(made("made", by: "echo made > out.zip; echo out.zip")),
          "broken": \(made("broken", by: "echo no sources >&2; exit 1")), "silent": \(made("silent", by: "true")),
          "escape": \(file("Escape", "../page.html", "file", key: "../../escape"))},
         "dockerImages": {"image": {"displayName": "Server", "source": {"directory": "../server"},
          "destinations": {"here": {"repositoryName": "r", "imageTag": "t"}}}}}
        """
    try await withScratchDirectory { folder in
        let files = [
            "stages/a.assets.json": manifest, "page.html": "<h1>Shop</h1>", "code/index.js": "exports.x = 1",
            "server/Dockerfile": "FROM scratch",
        ]
        for (path, text) in files {
            let file = folder.appending(path: "build/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try await body(AssetPlace(folder, placed: placed, address: address))
    }
}
