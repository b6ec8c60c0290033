public import PipelineAPI

/// An operation that answers in pages.
public protocol Paginated: Operation {
    associatedtype Element: Sendable

    /// The request for the page that `token` names.
    static func page(_ token: String, of input: Input) -> Input
    /// What a page holds.
    static func elements(of output: Output) -> [Element]
    /// Where the next page begins; `nil` on the last one.
    static func nextToken(of output: Output) -> String?
}

extension ServiceClient {
    /// Everything the operation lists, page after page, in the service's order.
    ///
    /// - Parameter limit: asks for no more pages than so many elements need; long histories have many.
    public func all<O: Paginated>(
        _ operation: O.Type, _ input: O.Input, limit: Int = .max
    ) async throws -> [O.Element] {
        var page = input
        var elements: [O.Element] = []
        while true {
            let output = try await self(O.self, page)
            elements += O.elements(of: output)
            guard elements.count < limit, let token = O.nextToken(of: output) else {
                return Array(elements.prefix(limit))
            }
            page = O.page(token, of: input)
        }
    }
}

extension ListPipelines: Paginated {
    public static func page(_ token: String, of input: Input) -> Input {
        Input(nextToken: token, maxResults: input.maxResults)
    }

    public static func elements(of output: Output) -> [PipelineSummary] { output.pipelines ?? [] }
    public static func nextToken(of output: Output) -> String? { output.nextToken }
}

extension ListPipelineExecutions: Paginated {
    public static func page(_ token: String, of input: Input) -> Input {
        var next = input
        next.nextToken = token
        return next
    }

    public static func elements(of output: Output) -> [PipelineExecutionSummary] {
        output.pipelineExecutionSummaries ?? []
    }

    public static func nextToken(of output: Output) -> String? { output.nextToken }
}

extension ListActionExecutions: Paginated {
    public static func page(_ token: String, of input: Input) -> Input {
        var next = input
        next.nextToken = token
        return next
    }

    public static func elements(of output: Output) -> [ActionExecutionDetail] { output.actionExecutionDetails ?? [] }
    public static func nextToken(of output: Output) -> String? { output.nextToken }
}
