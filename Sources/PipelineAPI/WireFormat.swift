public import Foundation

/// How requests and answers are written as JSON (`application/x-amz-json-1.1`).
public enum WireFormat {
    public static let contentType = "application/x-amz-json-1.1"

    /// Writes dates as seconds since the epoch with a fraction; absent members are left out.
    public static func encoder(pretty: Bool = false) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
            try container.encode(milliseconds.isFinite ? milliseconds / 1000 : date.timeIntervalSince1970)
        }
        encoder.outputFormatting = pretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : []
        return encoder
    }

    /// Reads what `encoder` writes.
    public static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        return decoder
    }
}
