import Foundation
import PipelineAPI
import XML

extension APIError {
    /// The error in an answer, whichever of AWS's protocols wrote it.
    init(_ answer: AWSAnswer, call: String) {
        let found = Self.json(answer) ?? Self.xml(answer.body)
        // An answer without a body, as to HEAD, has only its status.
        self.init(
            code: found?.code ?? Self.codes[answer.status] ?? "\(answer.status)", message: found?.message ?? "",
            status: answer.status)
        self.call = call
    }

    private static let codes = [
        301: "PermanentRedirect", 307: "TemporaryRedirect", 400: "BadRequest", 403: "Forbidden", 404: "NotFound",
        503: "ServiceUnavailable",
    ]

    private static func json(_ answer: AWSAnswer) -> (code: String, message: String)? {
        guard
            let body = try? JSONDecoder().decode(Body.self, from: answer.body.isEmpty ? Data("{}".utf8) : answer.body),
            let type = answer.header("x-amzn-errortype") ?? body.__type ?? body.code
        else { return nil }
        return (APIErrorBody.code(of: type), body.message ?? body.Message ?? body.error_description ?? "")
    }

    private static func xml(_ body: Data) -> (code: String, message: String)? {
        guard let root = try? XMLNode(parsing: body) else { return nil }
        let error = root.name == "Error" ? root : root.child("Error") ?? root.child("Errors")?.child("Error")
        guard let code = error?.child("Code")?.text else { return nil }
        return (code, error?.child("Message")?.text ?? "")
    }

    /// Services differ in how they spell it.
    private struct Body: Decodable {
        var __type: String?
        var code: String?
        var message: String?
        var Message: String?
        var error_description: String?
    }
}
