import Foundation
import PipelineAPI

/// The `nextToken`s of one list: each the position of the last item shown, so that new items at the head do no harm.
///
/// A token of another list, or of another pipeline's, is refused.
struct PageToken {
    private let prefix: String

    /// - Parameters:
    ///   - operation: the list's operation.
    ///   - resource: what it lists the items of, where there are several such.
    init<O: PipelineAPI.Operation>(_ operation: O.Type, of resource: String = "") {
        prefix = "sluice-2/\(O.target)/\(resource)/"
    }

    func token(position: Int64) -> String { token(name: String(position)) }
    func token(name: String) -> String { Data((prefix + name).utf8).base64EncodedString() }

    func position(_ token: String) throws(APIError) -> Int64 {
        guard let position = Int64(try name(token)) else { throw Self.invalid }
        return position
    }

    func name(_ token: String) throws(APIError) -> String {
        guard let data = Data(base64Encoded: token), let text = String(data: data, encoding: .utf8),
            text.hasPrefix(prefix)
        else { throw Self.invalid }
        return String(text.dropFirst(prefix.count))
    }

    private static let invalid = APIError(
        code: "InvalidNextTokenException", message: "The next token was specified in an invalid format")
}
