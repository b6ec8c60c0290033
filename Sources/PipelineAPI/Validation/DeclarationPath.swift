/// The way from a pipeline declaration to one of its members.
public struct DeclarationPath: Sendable, Hashable, CustomStringConvertible {
    /// One step down.
    public enum Step: Sendable, Hashable {
        case member(String)
        /// Counted from 0.
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

    /// Whether the other path leads to the same member or on from it.
    public func leads(to other: DeclarationPath) -> Bool { other.steps.starts(with: steps) }

    /// The way on from the member at the end of this path.
    public func appending(_ path: DeclarationPath) -> DeclarationPath { DeclarationPath(steps + path.steps) }

    /// `stages[1].actions[0].configuration.ProjectName`, counted from 0.
    public var description: String {
        steps.reduce(into: "") { path, step in
            switch step {
            case .member(let name), .key(let name): path += path.isEmpty ? name : "." + name
            case .element(let index): path += "[\(index)]"
            }
        }
    }

    /// As AWS's messages write it: `stages.1.member.actions.1.member.name`, counted from 1.
    public var memberPath: String {
        steps.map { step in
            switch step {
            case .member(let name), .key(let name): name
            case .element(let index): "\(index + 1).member"
            }
        }.joined(separator: ".")
    }
}

extension DeclarationPath {
    /// A stage, counted from 0.
    public static func stage(_ index: Int) -> DeclarationPath {
        DeclarationPath().member("stages").element(index)
    }

    /// An action of a stage, both counted from 0.
    public static func action(_ index: Int, ofStage stage: Int) -> DeclarationPath {
        .stage(stage).member("actions").element(index)
    }
}
