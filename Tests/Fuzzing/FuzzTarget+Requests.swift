import Foundation
import PipelineAPI
import SigV4

extension FuzzTarget {
    /// The name of an operation on the first line, its request behind it.
    static let request = FuzzTarget("request", samples: Samples.requests) { bytes in
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
        guard parts.count == 2, let decode = requests[String(decoding: parts[0], as: UTF8.self)] else { return }
        decode(Data(parts[1]))
    }

    private static let requests: [String: @Sendable (Data) -> Void] = [
        "CreatePipeline": decode(CreatePipeline.self), "UpdatePipeline": decode(UpdatePipeline.self),
        "ListPipelineExecutions": decode(ListPipelineExecutions.self),
        "ListActionExecutions": decode(ListActionExecutions.self),
        "StartPipelineExecution": decode(StartPipelineExecution.self),
        "PutApprovalResult": decode(PutApprovalResult.self), "PutWebhook": decode(PutWebhook.self),
        "CreateCustomActionType": decode(CreateCustomActionType.self),
        "UpdateActionType": decode(UpdateActionType.self), "PutJobSuccessResult": decode(PutJobSuccessResult.self),
        "FilterLogEvents": decode(FilterLogEvents.self),
    ]

    /// What is taken can be written, and read again to the same.
    private static func decode<O: PipelineAPI.Operation>(_ operation: O.Type) -> @Sendable (Data) -> Void {
        { data in
            guard let input = try? WireFormat.decoder().decode(O.Input.self, from: data) else { return }
            try? (input as? any Validated)?.validate()
            let written = try? WireFormat.encoder(pretty: true).encode(input)
            let again = written.flatMap { try? WireFormat.decoder().decode(O.Input.self, from: $0) }
            precondition(
                written != nil && again.flatMap { try? WireFormat.encoder(pretty: true).encode($0) } == written,
                "what was taken cannot be written")
        }
    }

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
