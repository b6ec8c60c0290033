import Foundation
import SigV4
import Testing

/// A server lets in what was signed with a key it knows, a short while ago, and nothing else.
@Suite struct VerificationTests {
    private static let key = AccessKey(id: "AKIDEXAMPLE", secret: "secret")
    private static let noon = Date(timeIntervalSince1970: 1_800_000_000)
    private let verification = Verification { $0 == Self.key.id ? Self.key : nil }

    private func signed(
        with key: AccessKey = key, at date: Date = noon, change: (inout SignableRequest) -> Void = { _ in }
    ) -> SignableRequest {
        var request = SignableRequest(
            method: "POST", target: "/",
            headers: [("Host", "127.0.0.1:8080"), ("X-Amz-Target", "CodePipeline_20150709.ListPipelines")],
            body: Data("{}".utf8))
        request.headers += Signer(key: key, region: "us-east-1", service: "codepipeline")
            .headers(for: request, at: date)
        change(&request)
        return request
    }

    @Test func aSignedRequestIsLetIn() throws {
        let signature = try verification.check(signed(), now: Self.noon)
        #expect(signature.keyID == Self.key.id)
        #expect(signature.scope == CredentialScope(day: "20270115", region: "us-east-1", service: "codepipeline"))
        try verification.check(signed(), now: Self.noon.addingTimeInterval(299))
        try verification.check(signed(), now: Self.noon.addingTimeInterval(-299))
    }

    @Test func theClockMayBeOffByFiveMinutes() {
        #expect(throws: SignatureRefusal.expired("20270115T080000Z", now: "20270115T080501Z")) {
            try verification.check(signed(), now: Self.noon.addingTimeInterval(301))
        }
        #expect(throws: SignatureRefusal.notYetValid("20270115T080000Z", now: "20270115T075459Z")) {
            try verification.check(signed(), now: Self.noon.addingTimeInterval(-301))
        }
    }

    @Test func aChangedRequestIsRefused() {
        let changes: [(inout SignableRequest) -> Void] = [
            { $0.body = Data("{ }".utf8) }, { $0.method = "PUT" }, { $0.target = "/?a=b" }, { $0.target = "/x" },
            { $0.headers[0].value = "elsewhere" }, { $0.headers[1].value = "CodePipeline_20150709.DeletePipeline" },
            { $0.headers.append(("X-Amz-Target", "another")) },
        ]
        for change in changes {
            #expect(throws: SignatureRefusal.mismatch) {
                try verification.check(signed(change: change), now: Self.noon)
            }
        }
    }

    @Test func whatDecidesOnARequestHasToBeSigned() throws {
        let hash = String(repeating: "0", count: 64)
        for added in [("X-Amz-Content-Sha256", hash), ("x-amz-security-token", "x")] {
            let refusal = #expect(throws: SignatureRefusal.self) {
                try verification.check(signed { $0.headers.append(added) }, now: Self.noon)
            }
            guard case .malformed(let what) = refusal else { Issue.record("\(added)"); continue }
            #expect(what.hasSuffix("not signed: \(added.0.lowercased())"))
        }
        var request = SignableRequest(method: "POST", target: "/", headers: [("Host", "here")], body: Data("{}".utf8))
        request.headers += Signer(key: Self.key, region: "us-east-1", service: "codepipeline")
            .headers(for: request, at: Self.noon)
        try verification.check(request, now: Self.noon)
        request.headers.append(("X-Amz-Target", "CodePipeline_20150709.DeletePipeline"))
        #expect(throws: SignatureRefusal.self) { try verification.check(request, now: Self.noon) }
    }

    @Test func anotherSecretOrKeyIsRefused() {
        #expect(throws: SignatureRefusal.mismatch) {
            try verification.check(signed(with: AccessKey(id: "AKIDEXAMPLE", secret: "other")), now: Self.noon)
        }
        #expect(throws: SignatureRefusal.unknownKey) {
            try verification.check(signed(with: AccessKey(id: "AKIDOTHER", secret: "secret")), now: Self.noon)
        }
    }

    @Test(arguments: [
        "", "AWS4-HMAC-SHA256", "Bearer abc", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/codepipeline/aws4_request, Signature=0",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/codepipeline/other, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270114/us-east-1/codepipeline/aws4_request, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270115/us-east-1/codepipeline/aws4_request, SignedHeaders=x, Signature=0",
    ])
    func whatIsNoSignatureIsRefused(_ header: String) {
        let request = signed { $0.headers[$0.headers.count - 1].value = header }
        #expect(throws: SignatureRefusal.self) { try verification.check(request, now: Self.noon) }
        let unsigned = signed { $0.headers.removeLast() }
        #expect(throws: SignatureRefusal.unsigned) { try verification.check(unsigned, now: Self.noon) }
    }
}
