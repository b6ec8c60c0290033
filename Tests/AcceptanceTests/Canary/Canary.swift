import Foundation

/// A secret that exists nowhere else, so that wherever it turns up it has leaked.
struct Canary {
    /// What no encoding of text changes.
    private let core: String
    let text: String

    init() {
        core = UUID().uuidString.replacing("-", with: "").lowercased()
        text = "cnry/\(core)&+7"
    }

    /// The core in plain, as URL-encoded text has it too, in hex, and in base64 however it stands to its groups of three
    /// bytes. Written here anew, since what is tested must not say what is looked for.
    var forms: [Data] {
        let hex = core.utf8.map { String($0, radix: 16) }.joined()
        let encoded = (0..<3).map { lead in
            let whole = Data((String(repeating: " ", count: lead) + core + "   ").utf8).base64EncodedString()
            return String(whole.dropFirst(4).prefix(36))
        }
        return ([core, hex, hex.uppercased()] + encoded).map { Data($0.utf8) }
    }

    func isIn(_ data: Data) -> Bool { forms.contains { data.range(of: $0) != nil } }
}
