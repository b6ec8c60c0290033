/// A recipient that the program `age-plugin-NAME` wraps file keys for, `age1NAME1…`: a hardware key's, for instance
/// (C2SP, age-plugin.md). What it stands for, the plugin alone knows.
public struct PluginRecipient: Sendable, Hashable, CustomStringConvertible {
    /// The name in the middle, in lower case.
    public let plugin: String
    public let description: String

    /// - Throws: `AgeError.key` if `text` is not spelled as such a recipient.
    public init(_ text: String) throws(AgeError) {
        let (prefix, _) = try Bech32.decode(text)
        guard prefix.hasPrefix("age1"), text == text.lowercased() else { throw .key("it does not begin with 'age1'") }
        plugin = String(prefix.dropFirst("age1".count))
        // It becomes part of a program's name.
        guard !plugin.isEmpty, plugin.utf8.allSatisfy(Self.isAllowed) else { throw .key("it names no plugin") }
        description = text
    }

    private static func isAllowed(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "+-._".utf8.contains(character)
        }
    }
}
