internal import Foundation

/// Base64 as age has it (RFC 4648, section 4): one spelling for each value, no white space.
enum Base64 {
    static func encode(_ bytes: some Sequence<UInt8>, padded: Bool) -> String {
        let text = Data(bytes).base64EncodedString()
        return padded ? text : String(text.prefix { $0 != "=" })
    }

    /// Answers `nil` for anything but the one spelling that `encode` gives.
    static func decode(_ text: some Sequence<UInt8>, padded: Bool) -> [UInt8]? {
        let text = Array(text)
        let padding = padded ? [] : [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        guard let bytes = Data(base64Encoded: Data(text + padding)) else { return nil }
        return encode(bytes, padded: padded).utf8.elementsEqual(text) ? Array(bytes) : nil
    }
}
