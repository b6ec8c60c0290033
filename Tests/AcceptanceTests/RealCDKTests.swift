import Foundation
import Testing

/// A CDK Pipelines app in Python, run with the packages of the environment that `SLUICE_CDK_PYTHON` names: the path of a
/// Python that has `aws-cdk-lib` and `constructs`, on a machine with Node. Nothing is installed.
@Suite("A real CDK Pipelines app", .timeLimit(.minutes(10)))
struct RealCDKTests {
    static let python = ProcessInfo.processInfo.environment["SLUICE_CDK_PYTHON"]

    @Test(
        "Two waves, file assets and a nested stack: deployed, self-mutated, published and rehearsed",
        .enabled(if: python != nil, "set SLUICE_CDK_PYTHON to a Python with aws-cdk-lib, on a machine with Node"))
    func story() async throws {
        try await Workplace.project(Self.files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            for stack in ["dev-Shop", "test-Shop", "prod-Shop"] {
                #expect(deploy.words.contains("rehearsed creating \(stack): resources"), "\(deploy.words)")
            }
            let bucket = "home/state/buckets/cdk-hnb659fds-assets-123456789012-us-east-1"
            let published = try FileManager.default.contentsOfDirectory(
                atPath: place.folder.appending(path: bucket).path)
            #expect(published.contains { $0.hasSuffix(".zip") } && published.contains { $0.hasSuffix(".json") })
            let log = try await place.sluice("logs", "UpdatePipeline/SelfMutate")
            #expect(log.output.contains("the pipeline is up to date (no changes)"), "\(log.words)")
            let stacks = try await place.sluice("stacks")
            #expect(stacks.exitCode == 0 && stacks.output.contains("prod (Prepare, Deploy)"), "\(stacks.words)")
            #expect(!stacks.errors.contains("synthesising"), "\(stacks.words)")
            let again = try await place.sluice("deploy", "--yes")
            #expect(again.output.contains("Nothing to deploy: "), "\(again.words)")
        }
    }

    static let files = RealApp().files
}

/// The app of the folder `CDKApp`, with the context that says what it deploys.
struct RealApp {
    /// More members of `cdk.json`, each with a comma behind it.
    var settings = ""
    var title = "Shop"
    /// The construct that the app has something against, or `rule` for what a plug-in has against the pipeline.
    var refused: String?
    /// A secret that the stack needs; nobody has made any.
    var secret: String?
    var words = "<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n"

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "CDKApp")

    var files: [String: String] {
        let app = try? String(contentsOf: Self.folder.appending(path: "app.py"), encoding: .utf8)
        let more = ["secret": secret, "refused": refused].compactMapValues(\.self)
        let context = #""title": "\#(title)""# + more.map { #", "\#($0.key)": "\#($0.value)""# }.sorted().joined()
        return [
            "cdk.json":
                #"{\#(settings)"app": "\#(RealCDKTests.python ?? "python3") app.py", "context": {\#(context)}}"#,
            ".gitignore": "cdk.out\n__pycache__\n", "app.py": app ?? "", "page/index.html": words,
        ]
    }
}
