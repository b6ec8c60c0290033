public import Foundation
import PipelineAPI

/// What goes back to a client, before it is put on a connection.
public struct Answer: Sendable, Hashable {
    public var status: Int
    public var headers: [String: String]
    public var body: Data

    /// An operation's output, already written as JSON.
    init(body: Data, requestID: String) {
        status = 200
        headers = ["content-type": WireFormat.contentType, "x-amzn-requestid": requestID]
        self.body = body
    }

    /// An error in AWS's form: the code stands in the body, where boto3 reads it, and in a header, where others do.
    init(_ error: APIError, requestID: String) {
        // Two strings always encode; an empty object would only hide the code, which the header still carries.
        self.init(
            body: (try? WireFormat.encoder().encode(APIErrorBody(error))) ?? Data("{}".utf8), requestID: requestID)
        status = error.status
        headers["x-amzn-errortype"] = error.code
    }
}
