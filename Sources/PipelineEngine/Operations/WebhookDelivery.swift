public import Foundation
public import PipelineAPI
import PipelineCore

/// What somebody posted to a webhook's address.
public struct WebhookDelivery: Sendable {
    public var path: String
    public var headers: [String: String]
    public var body: Data
    /// The sender's IP address.
    public var sender: String?

    public init(path: String, headers: [String: String], body: Data, sender: String?) {
        self.path = path
        self.headers = headers
        self.body = body
        self.sender = sender
    }
}

/// What became of a delivery.
public enum WebhookReception: Sendable, Hashable {
    case started(ExecutionID?)
    /// It means another branch, event or the like.
    case ignored
    /// The sender has not proved itself.
    case refused
    /// There is no webhook at the address.
    case unknown
}

extension Engine {
    /// Whether a webhook has this path, so that its body is worth reading.
    public func hasWebhook(at path: String) throws -> Bool {
        try store.webhooks().contains { $0.url == path }
    }

    /// Starts the webhook's pipeline if the delivery is genuine and every filter matches.
    ///
    /// What keeps a genuine delivery from starting it, and that one was refused, `ListWebhooks` shows as the webhook's
    /// error until the next start.
    ///
    /// - Parameter hmac: makes the SHA-256 code of a message under a key.
    public func receive(
        _ delivery: WebhookDelivery, hmac: @Sendable (_ key: Data, _ message: Data) -> Data
    ) throws -> WebhookReception {
        guard let webhook = try store.webhooks().first(where: { $0.url == delivery.path }) else { return .unknown }
        do {
            return try receive(delivery, for: webhook, hmac)
        } catch let error as APIError {
            try note(error, on: webhook)
            throw error
        }
    }

    private func receive(
        _ delivery: WebhookDelivery, for webhook: ListWebhookItem, _ hmac: (Data, Data) -> Data
    ) throws -> WebhookReception {
        let definition = webhook.definition
        let configuration = try targetConfiguration(of: definition)
        let decision = try definition.decision(
            headers: delivery.headers, body: delivery.body, sender: delivery.sender, configuration: configuration,
            hmac: hmac)
        switch decision {
        case .refuse:
            try note(.unprovenSender, on: webhook)
            return .refused
        case .ignore: return .ignored
        case .start(let pipeline):
            let push = GitHubPush(delivery.body)
            if push?.isDeletion ?? false { return .ignored }
            let commit = definition.provesSender ? push?.commit(of: configuration) : nil
            return .started(try start(pipeline, webhook, at: commit))
        }
    }

    private func start(
        _ pipeline: PipelineName, _ webhook: ListWebhookItem, at commit: String?
    ) throws -> ExecutionID? {
        let revision = commit.map {
            SourceRevisionOverride(
                actionName: webhook.definition.targetAction, revisionType: .commitID, revisionValue: $0)
        }
        let before = try self.pipeline(pipeline)
        let after = try step(
            pipeline,
            .executionStarted(
                trigger: ExecutionTrigger(triggerType: .webhook, triggerDetail: webhook.arn), variables: [:],
                revisions: revision.map { [$0] } ?? []))
        var webhook = webhook
        webhook.lastTriggered = now()
        (webhook.errorCode, webhook.errorMessage) = (nil, nil)
        try store.save(webhook)
        return after.allExecutions.values.first { $0.number == before.nextNumber }?.id
    }

    private func targetConfiguration(of definition: WebhookDefinition) throws -> [String: String] {
        let actions = try pipeline(definition.targetPipeline).declaration.stages.flatMap(\.actions)
        return actions.first { $0.name == definition.targetAction }?.configuration ?? [:]
    }

    /// The same error again is not written again: what strangers send costs no disk.
    private func note(_ error: APIError, on webhook: ListWebhookItem) throws {
        var noted = webhook
        (noted.errorCode, noted.errorMessage) = (error.code, error.message)
        if noted != webhook { try store.save(noted) }
    }
}

extension WebhookDefinition {
    /// Whether a delivery says who sent it. A stranger may start the pipeline, but not choose what it builds.
    fileprivate var provesSender: Bool { authentication != .unauthenticated }
}

extension APIError {
    fileprivate static let unprovenSender = APIError(
        code: "AccessDeniedException", message: "The last delivery did not prove its sender (signature or address)")
}
