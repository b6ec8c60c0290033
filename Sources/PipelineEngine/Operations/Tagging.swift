public import PipelineAPI
import PipelineCore

extension Engine {
    public func listTagsForResource(_ input: ListTagsForResource.Input) throws -> ListTagsForResource.Output {
        try requireResource(input.resourceArn)
        let tokens = PageToken(ListTagsForResource.self, of: input.resourceArn)
        let after = try input.nextToken.map(tokens.name)
        let rest = try store.tags(of: input.resourceArn).filter { tag in after.map { tag.key > $0 } ?? true }
        let page = rest.prefix(input.maxResults ?? 100)
        return ListTagsForResource.Output(
            tags: Array(page),
            nextToken: page.count < rest.count ? page.last.map { tokens.token(name: $0.key) } : nil)
    }

    public func tagResource(_ input: TagResource.Input) throws -> Empty {
        try requireResource(input.resourceArn)
        try Tag.check(input.tags, besides: try store.tags(of: input.resourceArn))
        try store.add(input.tags, to: input.resourceArn)
        return Empty()
    }

    public func untagResource(_ input: UntagResource.Input) throws -> Empty {
        try requireResource(input.resourceArn)
        for key in input.tagKeys { try Tag.check(key: key) }
        try store.removeTags(input.tagKeys, from: input.resourceArn)
        return Empty()
    }

    /// Throws `InvalidArnException`, `ResourceNotFoundException`.
    private func requireResource(_ arn: String) throws {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "codepipeline", parts[4].count == 12,
            parts[4].allSatisfy(\.isNumber), !parts[5].isEmpty
        else { throw APIError(code: "InvalidArnException", message: "'\(arn)' is no ARN of CodePipeline") }
        if let pipeline = try find(PipelineName(String(parts[5]))), self.arn(of: pipeline.name) == arn { return }
        if try store.webhooks().contains(where: { $0.arn == arn }) { return }
        if try store.actionTypes().contains(where: { self.arn(of: $0.listing.id) == arn }) { return }
        throw APIError(code: "ResourceNotFoundException", message: "There is no resource '\(arn)'")
    }
}
