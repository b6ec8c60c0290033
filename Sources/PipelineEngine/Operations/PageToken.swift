import Foundation
import PipelineAPI

/// The `nextToken` of a list: the position of the last item shown, so that new items at the head do no harm.
enum PageToken {
    private static let prefix = "sluice-1/"

    static func token(position: Int64) -> String { encode("position:\(position)") }
    static func token(name: String) -> String { encode("name:\(name)") }

    static func position(_ token: String) throws(APIError) -> Int64 {
        guard let position = Int64(try decode(token, kind: "position:")) else { throw invalid }
        return position
    }

    static func name(_ token: String) throws(APIError) -> String {
        try decode(token, kind: "name:")
    }

    private static let invalid = APIError(
        code: "InvalidNextTokenException", message: "The next token was specified in an invalid format")

    private static func encode(_ text: String) -> String {
        Data((prefix + text).utf8).base64EncodedString()
    }

    private static func decode(_ token: String, kind: String) throws(APIError) -> String {
        guard let data = Data(base64Encoded: token), let text = String(data: data, encoding: .utf8),
            text.hasPrefix(prefix + kind)
        else { throw invalid }
        return String(text.dropFirst(prefix.count + kind.count))
    }
}
