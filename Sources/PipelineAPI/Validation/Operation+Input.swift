public import Foundation

extension Operation {
    /// Reads a request and checks it.
    ///
    /// Throws `SerializationException` for what is not the JSON of the input; for members that are missing or break a
    /// constraint one exception of the service, which counts and names them all (CodePipeline API, common errors); then
    /// what the request's `validateWhole` throws.
    ///
    /// - Parameter body: A JSON object; nothing counts as an empty one.
    public static func input(from body: Data) throws(APIError) -> Input {
        do throws(APIError) {
            let input = try read(body.isEmpty ? Data("{}".utf8) : body)
            try (input as? any Validated)?.validate()
            return input
        } catch {
            throw Service(target: target)?.ownForm(of: error) ?? error
        }
    }

    private static func read(_ body: Data) throws(APIError) -> Input {
        do {
            return try WireFormat.decoder().decode(Input.self, from: body)
        } catch {
            throw RequestMending.faults(of: Input.self, in: body, after: error)
        }
    }
}

extension Service {
    /// Each service has an exception of its own for constraints that a request breaks.
    fileprivate func ownForm(of error: APIError) -> APIError {
        guard error.code == "ValidationException" else { return error }
        switch self {
        case .codePipeline, .sluice: return error
        case .codeBuild: return APIError(code: "InvalidInputException", message: error.message)
        case .logs: return APIError(code: "InvalidParameterException", message: error.message)
        }
    }
}
