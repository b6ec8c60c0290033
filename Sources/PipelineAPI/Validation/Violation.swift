/// One rule that a declaration breaks, and where.
public struct Violation: Sendable, Hashable {
    /// The exception that CodePipeline answers for it.
    public var code: String
    /// CodePipeline's own sentence where it is known.
    public var message: String
    /// The member that breaks the rule, from the declaration down.
    public var path: DeclarationPath

    public init(code: String, message: String, path: DeclarationPath) {
        self.code = code
        self.message = message
        self.path = path
    }

    var error: APIError { APIError(code: code, message: message) }

    static func structure(_ message: String, at path: DeclarationPath) -> Violation {
        Violation(code: "InvalidStructureException", message: message, path: path)
    }

    static func stage(_ message: String, at path: DeclarationPath) -> Violation {
        Violation(code: "InvalidStageDeclarationException", message: message, path: path)
    }

    static func action(_ message: String, at path: DeclarationPath) -> Violation {
        Violation(code: "InvalidActionDeclarationException", message: message, path: path)
    }

    static func shape(_ constraint: String, value: String, at path: DeclarationPath) -> Violation {
        Violation(
            code: "ValidationException",
            message: "Value '\(value)' at '\(path.memberPath)' failed to satisfy constraint: \(constraint)", path: path)
    }
}

/// The way from a pipeline declaration to one of its members.
public struct DeclarationPath: Sendable, Hashable {
    public enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
        case key(String)
    }

    public var steps: [Step]

    public init(_ steps: [Step] = []) {
        self.steps = steps
    }

    public func member(_ name: String) -> DeclarationPath { DeclarationPath(steps + [.member(name)]) }
    public func element(_ index: Int) -> DeclarationPath { DeclarationPath(steps + [.element(index)]) }
    public func key(_ key: String) -> DeclarationPath { DeclarationPath(steps + [.key(key)]) }

    /// As AWS's messages write it: `pipeline.stages.1.member.actions.1.member.name`, counted from 1.
    public var memberPath: String {
        steps.reduce("pipeline") { path, step in
            switch step {
            case .member(let name): "\(path).\(name)"
            case .element(let index): "\(path).\(index + 1).member"
            case .key(let key): "\(path).\(key)"
            }
        }
    }
}
