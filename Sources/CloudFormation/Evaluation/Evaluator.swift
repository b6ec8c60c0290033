/// Replaces functions by their values. `nil` as a value is `AWS::NoValue`: it removes the member or element it is for.
struct Evaluator {
    let template: Template
    let stack: StackContext
    private(set) var assumptions: [Assumption] = []
    private(set) var misuses: [Misuse] = []
    /// Names of conditions and resources under evaluation: one that asks for itself is not asked again.
    var underway: Set<String> = []
    private var conditions: [String: Bool] = [:]
    /// What `Fn::ForEach` binds.
    var bindings: [String: TemplateValue] = [:]
    /// Loops in loops multiply; beyond this the rest is left out.
    private var budget = 500_000

    init(template: Template, stack: StackContext) {
        self.template = template
        self.stack = stack
    }

    mutating func value(_ node: TemplateNode) -> TemplateValue? {
        budget -= 1
        guard budget > 0 else { return assume("the rest of the template", .null, "it grows too large") }
        if let function = node.function {
            if !function.takesItsArguments { note(function) }
            return call(function)
        }
        switch node.content {
        case .scalar(let value): return value
        case .list(let elements): return .list(elements.compactMap { value($0) })
        case .object(let members):
            return .object(
                expandLoops(members).reduce(into: [:]) { object, member in object[member.key] = value(member.value) })
        }
    }

    private mutating func call(_ function: TemplateNode.Member) -> TemplateValue? {
        let argument = function.value
        switch function.key {
        case "Ref": return argument.text.flatMap { reference($0) }
        case "Fn::GetAtt": return attribute(argument)
        case "Fn::Sub": return substitute(argument)
        case "Fn::If": return choose(argument)
        case "Fn::FindInMap": return lookUp(argument)
        case "Fn::ImportValue":
            let name = value(argument)?.text ?? ""
            if let exported = stack.exports[name] { return .string(exported) }
            return assume("ImportValue \(name)", .string(StandIn.name(name)), "another stack exports it")
        case "Fn::Transform":
            return assume("Transform", .null, "a macro makes it")
        case "Condition" where argument.text.map { isCondition($0) } != true:
            return .object(["Condition": value(argument) ?? .null])
        case "Condition", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not":
            return .bool(truth(TemplateNode(content: .object([function]), position: nil)))
        default:
            guard let argument = value(argument) else { return nil }
            if let result = PureFunction.call(function.key, argument, region: stack.region) { return result }
            note(function)
            return .object([function.key: argument])
        }
    }

    private mutating func choose(_ argument: TemplateNode) -> TemplateValue? {
        guard let parts = argument.elements, parts.count == 3, let condition = parts[0].text else { return .null }
        return value(holds(condition) ? parts[1] : parts[2])
    }

    /// Whether a named condition of the template is true.
    mutating func holds(_ name: String) -> Bool {
        if let known = conditions[name] { return known }
        guard let node = template.root["Conditions"]?[name], underway.insert("Condition \(name)").inserted else {
            _ = assume("Condition \(name)", .bool(false), "the template does not say")
            return false
        }
        let result = truth(node)
        underway.remove("Condition \(name)")
        conditions[name] = result
        return result
    }

    private func isCondition(_ name: String) -> Bool { template.root["Conditions"]?[name] != nil }

    private mutating func truth(_ node: TemplateNode) -> Bool {
        guard let function = node.function else { return value(node)?.text == "true" }
        let parts = function.value.elements ?? []
        switch function.key {
        case "Condition": return function.value.text.map { holds($0) } ?? false
        case "Fn::Equals":
            guard parts.count == 2 else { return false }
            let (left, right) = (value(parts[0]), value(parts[1]))
            return left?.text != nil ? left?.text == right?.text : left == right
        case "Fn::And": return parts.reduce(true) { truth($1) && $0 }
        case "Fn::Or": return parts.reduce(false) { truth($1) || $0 }
        case "Fn::Not": return !(parts.first.map { truth($0) } ?? false)
        default: return value(node)?.text == "true"
        }
    }

    private mutating func lookUp(_ argument: TemplateNode) -> TemplateValue? {
        let parts = argument.elements ?? []
        let keys = parts.prefix(3).map { value($0)?.text ?? "" }
        if keys.count == 3, let found = template.root["Mappings"]?[keys[0]]?[keys[1]]?[keys[2]] { return value(found) }
        if parts.count == 4, let fallback = parts[3]["DefaultValue"] { return value(fallback) }
        let path = keys.joined(separator: ".")
        return assume("FindInMap \(path)", .string(StandIn.name(path)), "the mapping has no such key")
    }

    private mutating func note(_ function: TemplateNode.Member) {
        let misuse = Misuse(function: function.key, position: function.value.position)
        if !misuses.contains(misuse) { misuses.append(misuse) }
    }

    mutating func assume(_ expression: String, _ value: TemplateValue, _ reason: String) -> TemplateValue {
        let assumption = Assumption(expression: expression, value: value.text ?? "", reason: reason)
        if !assumptions.contains(assumption) { assumptions.append(assumption) }
        return value
    }
}
