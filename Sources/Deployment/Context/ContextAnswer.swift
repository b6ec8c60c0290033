public import CloudFormation

/// What AWS answers to something that an app asks for.
public enum ContextAnswer: Sendable, Hashable {
    case found(TemplateValue)
    /// The reason is told to the app, which knows the construct that asks, and kept nowhere.
    case failed(String)

    /// As the app takes it (cloud assembly, "context provider errors").
    var value: TemplateValue {
        switch self {
        case .found(let value): value
        case .failed(let reason):
            .object(["$providerError": .string(reason), "$dontSaveContext": .bool(true)])
        }
    }

    var isKept: Bool {
        guard case .found(let value) = self else { return false }
        return value["$dontSaveContext"] == nil
    }
}
