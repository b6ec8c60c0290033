internal import Foundation

/// Our part of the second phase of `recipient-v1` (C2SP, age-plugin.md), for one file key and one recipient: the plugin
/// speaks, and each thing that it says is answered.
///
/// Nobody is at hand who could answer a question, so all are declined; the plugin decides whether it can do without.
package struct PluginConversation {
    /// Of all that a plugin says, in bytes.
    private static let longest = 1 << 18

    /// What the plugin wants a person to read, in one line that no terminal can be harmed by; `nil` where nobody reads.
    let show: ((String) -> Void)?
    private var unread: [UInt8] = []
    private var read = 0
    private var stanzas: [Stanza] = []
    private var complaints: [String] = []
    private var isDone = false

    package init(show: ((String) -> Void)? = nil) {
        self.show = show
    }

    /// The first phase: what is wanted.
    package static func request(_ fileKey: [UInt8], _ recipient: String) -> [UInt8] {
        bytes([
            Stanza(type: "add-recipient", arguments: [recipient], body: []),
            Stanza(type: "extension-labels", arguments: [], body: []),
            Stanza(type: "wrap-file-key", arguments: [], body: fileKey),
            Stanza(type: "done", arguments: [], body: []),
        ])
    }

    /// Takes what has come. Answers what to reply.
    ///
    /// - Throws: `PluginFailure`.
    package mutating func take(_ piece: [UInt8]) throws(PluginFailure) -> [UInt8] {
        unread += piece
        read += piece.count
        guard read <= Self.longest else { throw .nonsense("it says more than \(Self.longest) bytes") }
        var replies: [Stanza] = []
        while !isDone, let said = try next() {
            if let reply = try reply(to: said) { replies.append(reply) }
        }
        return Self.bytes(replies)
    }

    /// What was wrapped; `nil` while the plugin has not ended the conversation.
    ///
    /// - Throws: `PluginFailure` for what it complained of, or if it did not do as it was asked.
    package var result: Stanza? {
        get throws(PluginFailure) {
            guard isDone else { return nil }
            if !complaints.isEmpty { throw .refusal(complaints.joined(separator: "; ")) }
            guard stanzas.count == 1 else { throw .nonsense("it answers \(stanzas.count) stanzas for one recipient") }
            return stanzas[0]
        }
    }

    private mutating func reply(to said: Stanza) throws(PluginFailure) -> Stanza? {
        switch said.type {
        case "done":
            isDone = true
            return nil
        case "recipient-stanza":
            stanzas.append(try wrapped(said))
        case "error": complaints.append(PluginText.line(said.body))
        case "labels":
            // Its stanza may not stand beside others, and this machine's always does.
            guard said.arguments.isEmpty else { throw .refusal("its recipients stand beside no others") }
        case "msg":
            guard let show else { return Stanza(type: "fail", arguments: [], body: []) }
            show(PluginText.line(said.body))
        case "confirm", "request-public", "request-secret": return Stanza(type: "fail", arguments: [], body: [])
        default: return Stanza(type: "unsupported", arguments: [], body: [])
        }
        return Stanza(type: "ok", arguments: [], body: [])
    }

    /// A stanza as it will stand in the file. One of age's own kinds could make the file one that nobody opens.
    private func wrapped(_ said: Stanza) throws(PluginFailure) -> Stanza {
        guard said.arguments.count >= 2, said.arguments[0] == "0" else {
            throw .nonsense("its stanza is for another file")
        }
        let type = said.arguments[1]
        guard ![Passphrase.stanzaType, X25519Recipient.stanzaType].contains(type) else {
            throw .nonsense("its stanza says to be one of age's own, \(type)")
        }
        return Stanza(type: type, arguments: Array(said.arguments.dropFirst(2)), body: said.body)
    }

    /// The next whole stanza of what has come: its first line, and lines up to one that is not full.
    private mutating func next() throws(PluginFailure) -> Stanza? {
        var (start, isFirst) = (unread.startIndex, true)
        while let end = unread[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let isLast = !isFirst && end - start < Stanza.columns
            (start, isFirst) = (end + 1, false)
            guard isLast else { continue }
            defer { unread.removeFirst(start) }
            var reader = HeaderReader(Array(unread[..<start]))
            do { return try reader.stanza() } catch { throw .nonsense("it answers with no stanza") }
        }
        return nil
    }

    private static func bytes(_ stanzas: [Stanza]) -> [UInt8] {
        stanzas.flatMap(\.lines).flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }
}

/// Why a plugin wrapped no key.
package enum PluginFailure: Error, Hashable {
    /// Its own words.
    case refusal(String)
    /// It does not keep to the protocol; what it does.
    case nonsense(String)
}

/// What a plugin says to people.
enum PluginText {
    private static let longest = 300

    /// One line, of so many characters, without any that would change a terminal or the order of the text.
    static func line(_ bytes: [UInt8]) -> String {
        let scalars = String(decoding: bytes.prefix(4 * longest), as: UTF8.self).unicodeScalars
        let shown = scalars.map { CharacterSet.whitespacesAndNewlines.contains($0) ? " " : $0 }.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        return String(String(String.UnicodeScalarView(shown)).prefix(longest)).trimmingCharacters(in: .whitespaces)
    }
}
