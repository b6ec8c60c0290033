/// One rule that a declaration breaks, and where.
public struct Violation: Sendable, Hashable {
    /// The exception that CodePipeline answers for it.
    public var code: String
    /// CodePipeline's own sentence where it is known.
    public var message: String
    /// The member that breaks the rule, from the declaration down.
    public var path: DeclarationPath
    /// The artifact or namespace that is asked for and that nothing provides, where that is the fault.
    public var missing: String?

    public init(code: String, message: String, path: DeclarationPath, missing: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.missing = missing
    }

    /// As the service answers it alone.
    public var error: APIError { APIError(code: code, message: message) }

    static func structure(_ message: String, at path: DeclarationPath) -> Violation {
        Violation(code: "InvalidStructureException", message: message, path: path)
    }

    static func stage(_ message: String, at path: DeclarationPath) -> Violation {
        Violation(code: "InvalidStageDeclarationException", message: message, path: path)
    }

    static func action(_ message: String, at path: DeclarationPath, missing: String? = nil) -> Violation {
        Violation(code: "InvalidActionDeclarationException", message: message, path: path, missing: missing)
    }
}
