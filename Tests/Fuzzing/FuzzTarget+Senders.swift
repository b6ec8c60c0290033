import Foundation
import PipelineAPI
import SigV4

/// What comes with a request, from whoever can reach the engine's port.
extension FuzzTarget {
    /// A filter and what it is to equal on the first two lines, the payload behind them.
    static let webhook = FuzzTarget(
        "webhook",
        samples: ["$.ref\nrefs/heads/{Branch}\n{\"ref\":\"refs/heads/main\",\"commits\":[{\"id\":\"4d1b\"}]}"]
    ) { bytes in
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return }
        let rule = WebhookFilterRule(
            jsonPath: String(decoding: parts[0], as: UTF8.self), matchEquals: String(decoding: parts[1], as: UTF8.self))
        let definition = WebhookDefinition(
            name: "hook", targetPipeline: "shop", targetAction: "Source", filters: [rule],
            authentication: .githubHMAC, authenticationConfiguration: .init(secretToken: "secret"))
        _ = try? definition.decision(
            headers: ["X-Hub-Signature-256": "sha256=00"], body: Data(parts[2]), sender: nil,
            configuration: ["Branch": "main"], hmac: { _, _ in Data([0]) })
    }

    /// A trigger's pattern on the first line, the branch that was pushed behind it.
    static let pattern = FuzzTarget("pattern", samples: ["{dev,v[0-9]}/**/x-?\\*\ndev/a/b/x-1*", "{,a}{,a}{,a}\naaa"]) {
        bytes in
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1).map(String.init)
        // No declaration with a longer one is taken.
        guard let pattern = parts.first, pattern.count <= 255, let branch = parts.last else { return }
        let filter = GitPushFilter(branches: GitPatterns(includes: [pattern]))
        _ = filter.accepts(GitPush(.branch(branch), paths: []))
    }

    /// Headers, one a line, as they come with a request.
    static let signature = FuzzTarget("signature", samples: [Samples.signedHeaders]) { bytes in
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let headers = lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: String(parts.first ?? ""), value: parts.count == 2 ? String(parts[1]) : "")
        }
        let request = SignableRequest(method: "POST", target: "/?a=%2f&b", headers: headers, body: Data())
        let verification = Verification { $0 == "AKID" ? AccessKey(id: $0, secret: "secret") : nil }
        let isLetIn = (try? verification.check(request, now: Date(timeIntervalSince1970: 1_800_000_000))) != nil
        precondition(!isLetIn, "nobody signed that")
    }
}
