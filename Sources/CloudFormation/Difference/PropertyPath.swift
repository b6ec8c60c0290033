/// Where a property is: `Stages[1].Name`.
public struct PropertyPath: Sendable, Hashable, CustomStringConvertible {
    /// A member of an object, or an element of a list.
    public enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
    }

    public var steps: [Step]

    public init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// The name of the outermost property.
    public var property: String? {
        if case .member(let name)? = steps.first { name } else { nil }
    }

    func appending(_ step: Step) -> PropertyPath { PropertyPath(steps + [step]) }

    public var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
    }
}
