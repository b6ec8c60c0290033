/// When two values of templates mean the same to CloudFormation.
struct TemplateComparison {
    /// Whether differences that come from reading a deployed template count as well.
    var isStrict = false

    func isEqual(_ old: TemplateValue?, _ new: TemplateValue?) -> Bool {
        switch (old, new) {
        case (nil, nil): return true
        case (.list(let old), .list(let new)):
            return old.count == new.count && zip(old, new).allSatisfy { isEqual($0, $1) }
        case (.object(let old), .object(let new)):
            return old.count == new.count && old.allSatisfy { key, value in isEqual(value, new[key]) }
        case (.number(let old), .number(let new)), (.number(let old), .string(let new)),
            (.string(let old), .number(let new)):
            return old == new || Self.areEqualNumbers(old, new)
        case (let old?, let new?):
            guard let oldText = old.text, let newText = new.text else { return old == new }
            return oldText == newText || (!isStrict && oldText == newText.asGetTemplateAnswers)
        default: return false
        }
    }

    /// `1` is `1.0`, but an account id with a leading zero is no number.
    private static func areEqualNumbers(_ old: String, _ new: String) -> Bool {
        guard ![old, new].contains(where: { $0.count > 1 && $0.first == "0" && $0.dropFirst().first != "." }) else {
            return false
        }
        return Double(old).map { $0 == Double(new) } == true
    }
}

extension String {
    /// GetTemplate answers a question mark for each character that is not ASCII.
    fileprivate var asGetTemplateAnswers: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: unicodeScalars.map { $0.isASCII ? $0 : "?" })
        return String(text)
    }
}
