public import Foundation

/// CloudFormation's shapes as JSON, as `aws cloudformation` prints them: members begin with a capital, times are ISO 8601.
public enum CloudFormationJSON {
    public static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .custom { WireKey(WireName.capitalized($0.last?.stringValue)) }
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(
                date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)) + "Z")
        }
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
