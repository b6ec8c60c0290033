extension RandomExpression {
    /// As JSON, functions in their long form.
    var json: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .parameter(let name): #"{"Ref": "\#(name)"}"#
        case .noValue: #"{"Ref": "AWS::NoValue"}"#
        case .mapped(let by, let key):
            #"{"Fn::FindInMap": ["Sizes", \#(by.map { "\"\($0)\"" } ?? #"{"Ref": "Stage"}"#), "\#(key)"]}"#
        case .imported(let name): #"{"Fn::ImportValue": "\#(name)"}"#
        case .resource(let id): #"{"Ref": "\#(id)"}"#
        case .attribute(let id): #"{"Fn::GetAtt": ["\#(id)", "Arn"]}"#
        case .substitution(let text, let own):
            "{\"Fn::Sub\": [\"\(text)${Stage}${Own}${!kept}\", {\"Own\": \(own.json)}]}"
        case .base64(let own): #"{"Fn::Base64": \#(own.json)}"#
        case .join(let parts): "{\"Fn::Join\": [\"-\", [\(Self.list(parts, \.json))]]}"
        case .split(let index, let parts):
            "{\"Fn::Select\": [\(index), {\"Fn::Split\": [\"|\", {\"Fn::Join\": [\"|\", [\(Self.list(parts, \.json))]]}]}]}"
        case .select(let index, let parts): "{\"Fn::Select\": [\(index), [\(Self.list(parts, \.json))]]}"
        case .length(let parts): #"{"Fn::Length": [\#(Self.list(parts, \.json))]}"#
        case .choice(let name, let yes, let no): "{\"Fn::If\": [\"\(name)\", \(yes.json), \(no.json)]}"
        case .list(let parts): "[\(Self.list(parts, \.json))]"
        case .object(let parts):
            "{\(parts.enumerated().map { "\"k\($0.offset)\": \($0.element.json)" }.joined(separator: ", "))}"
        }
    }

    /// As YAML, functions with their short tags.
    var yaml: String {
        switch self {
        case .text(let text): "'\(text)'"
        case .parameter(let name), .resource(let name): "!Ref \(name)"
        case .noValue: "!Ref 'AWS::NoValue'"
        case .mapped(let by, let key): "!FindInMap [Sizes, \(by ?? "!Ref Stage"), \(key)]"
        case .imported(let name): "!ImportValue \(name)"
        case .attribute(let id): "!GetAtt \(id).Arn"
        case .substitution(let text, let own): "!Sub ['\(text)${Stage}${Own}${!kept}', {Own: \(own.yaml)}]"
        // A value has one tag at most.
        case .base64(let own): "{'Fn::Base64': \(own.yaml)}"
        case .join(let parts): "!Join ['-', [\(Self.list(parts, \.yaml))]]"
        case .split(let index, let parts):
            "!Select [\(index), !Split ['|', !Join ['|', [\(Self.list(parts, \.yaml))]]]]"
        case .select(let index, let parts): "!Select [\(index), [\(Self.list(parts, \.yaml))]]"
        case .length(let parts): "!Length [\(Self.list(parts, \.yaml))]"
        case .choice(let name, let yes, let no): "!If [\(name), \(yes.yaml), \(no.yaml)]"
        case .list(let parts): "[\(Self.list(parts, \.yaml))]"
        case .object(let parts):
            "{\(parts.enumerated().map { "k\($0.offset): \($0.element.yaml)" }.joined(separator: ", "))}"
        }
    }

    private static func list(_ parts: [RandomExpression], _ form: (RandomExpression) -> String) -> String {
        parts.map(form).joined(separator: ", ")
    }
}
