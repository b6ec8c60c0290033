/// Why an age file or key is refused.
public enum AgeError: Error, Sendable, Hashable {
    /// More bytes than we hold in memory.
    case tooLarge(bytes: Int, limit: Int)
    /// The file is not of the version `age-encryption.org/v1`, or no age file at all.
    case unsupportedVersion
    /// The armor around the file is not as the format has it; what is wrong.
    case armor(String)
    /// The header is not as the format has it; what is wrong.
    case header(String)
    /// The passphrase's work factor (a power of two) is one we don't spend the memory on.
    case workFactor(Int, limit: Int)
    /// None of the identities opens the file.
    case noMatch
    /// The header was changed after it had been written.
    case headerAuthentication
    /// The content is damaged, cut short or followed by something; what is wrong.
    case payload(String)
    /// Text that should be a recipient or an identity is not; what is wrong. Never quotes the text.
    case key(String)
    /// The program that wraps keys for this recipient is not there, or not where the agent looks.
    case pluginMissing(String, recipient: String, byAgent: Bool)
    /// It did not wrap the key; why.
    case plugin(String, String)
    /// A file for nobody can't be opened again.
    case noRecipients
}

extension AgeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let bytes, let limit): "The age file has \(bytes) bytes; the limit is \(limit)."
        case .unsupportedVersion: "This is not a file of the version age-encryption.org/v1."
        case .armor(let what): "The armor of the age file is damaged: \(what)."
        case .header(let what): "The header of the age file is damaged: \(what)."
        case .workFactor(let factor, let limit):
            "The passphrase's work factor is 2^\(factor); the limit is 2^\(limit)."
        case .noMatch: "No identity or passphrase given opens this age file."
        case .headerAuthentication: "The header of the age file was changed after it had been written."
        case .payload(let what): "The content of the age file is damaged: \(what)."
        case .key(let what): "This is no age key: \(what)."
        case .pluginMissing(let program, let recipient, byAgent: true):
            "Nothing was written: \(program), which encrypts to \(recipient), is not on the PATH that the agent was started "
                + "with. Where it is on yours, `credentials lock` and try again: the next agent has that one."
        case .pluginMissing(let program, let recipient, byAgent: false):
            "Nothing was written: there is no \(program) on the PATH, which encrypts to \(recipient). Install it, or take "
                + "that recipient away."
        case .plugin(let program, let what):
            "Nothing was written: \(program) did not encrypt to its recipient; \(what)."
        case .noRecipients: "An age file needs at least one recipient."
        }
    }
}
