public import ArgumentParser
public import Credentials
import Foundation
import SecretScan

/// Which entry of the vault is meant.
struct EntryArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "What it is for, such as https://github.com; a part that only one has will do.", valueName: "credential"))
    var pattern: String

    @Option(help: ArgumentHelp("Whose, where there are several.", valueName: "user"))
    var user: String?

    @Option(help: "git, aws, secret or ssh-passphrase, where there are several.")
    var kind: Credential.Kind?

    @Option(help: ArgumentHelp("The scheme it is sent under, such as Bearer, or none.", valueName: "scheme"))
    var authtype: String?

    /// The one entry that is meant: by its whole pattern, else by a part of it.
    ///
    /// - Throws: `CommandFailure.usage` if there is none, or several.
    func find(in all: [CredentialSummary]) throws -> CredentialSummary {
        let fitting = all.filter { entry in
            (user == nil || entry.username == user) && (kind == nil || entry.kind == kind)
                && (authtype == nil || (entry.authtype ?? "none").lowercased() == authtype?.lowercased())
        }
        let whole = fitting.filter { $0.pattern == pattern }
        let found = whole.isEmpty ? fitting.filter { $0.pattern.contains(pattern) } : whole
        guard let first = found.first else {
            let others = all.filter { $0.pattern == pattern }.map(\.label)
            throw CommandFailure.usage(
                "there is no credential for '\(Untrusted.line(pattern))'\(user.map { " of \(Untrusted.line($0))" } ?? "")",
                hint: others.isEmpty
                    ? "`credentials` lists them."
                    : "There is what belongs to others: \(others.joined(separator: ", ")).")
        }
        if found.count > 1 {
            throw CommandFailure.usage(
                "several are meant: \(found.map(\.label).joined(separator: ", "))",
                hint: "--user, --kind or --authtype tells which.")
        }
        return first
    }
}

extension CredentialSummary {
    /// `https://github.com (ada)`.
    public var label: String { Untrusted.line(pattern) + (user.map { " (\($0))" } ?? "") }

    /// Whose it is, and the scheme that it is sent under if that is one of its own: `ada, Bearer`.
    var user: String? {
        let words = [username, authtype].compactMap(\.self)
        return words.isEmpty ? nil : words.map(Untrusted.line).joined(separator: ", ")
    }
}

extension CredentialSummary {
    /// The last day of which it is good for a part at least, as `--expires` takes it; `nil` if it never expires.
    var lastGoodDay: String? { expires.map { Moment.day($0 - 1) } }
}

/// What may be said about a secret.
struct AboutArguments: ParsableArguments {
    @Option(help: ArgumentHelp("When it expires: 2027-01-31, 90d from now, or never.", valueName: "date"))
    var expires: ExpiryArgument?

    @Option(help: ArgumentHelp("A word on it, for yourself.", valueName: "text"))
    var note: String?
}

/// A secret's way in: typed, or through a pipe, but never as an argument, which others can see and histories keep.
struct SecretInput: ParsableArguments {
    @Flag(help: "Read the secret from standard input, up to its end.")
    var stdin = false

    /// - Throws: `CommandFailure.needsPerson` where nobody can type it, `.usage` for what is no text or too long.
    func read(_ question: String, _ context: CommandContext) async throws -> Secret {
        let secret: Secret
        if stdin {
            let data = try FileHandle.standardInput.readToEnd() ?? Data()
            // A shell's echo ends it with a line feed, which no secret of one line has.
            let isOneLine = data.last == UInt8(ascii: "\n") && !data.dropLast().contains(UInt8(ascii: "\n"))
            secret = Secret(bytes: Array(isOneLine ? data.dropLast() : data))
        } else {
            guard context.console.isInputTerminal else {
                throw CommandFailure.needsPerson(question.trimmingCharacters(in: .whitespaces), flag: "`--stdin`")
            }
            guard let answer = await context.console.readSecret(question) else {
                throw CommandFailure.interrupted(nil)
            }
            secret = answer
        }
        if secret.isEmpty { throw CommandFailure.usage("an empty secret is none") }
        try check(secret)
        if secret.withBytes(\.count) < KnownSecrets.shortestSecret {
            context.console.note(
                "note: so short a secret stands in too much text: it is not looked for in what you push, and hidden at most "
                    + "in builds that ask for it (from \(KnownSecrets.shortestSecret) bytes on it would be)")
        }
        return secret
    }

    /// Bytes: a key of 16384 bits takes a fifth of it. What is longer is a file, and costs whoever looks for it or hides it.
    private static let longest = 64 << 10

    /// The vault, git and builds know text only.
    private func check(_ secret: Secret) throws {
        // A terminal's bytes have been replaced already where they were none.
        let (count, isText) = secret.withBytes { bytes in
            (bytes.count, String(validating: bytes, as: UTF8.self).map { !$0.contains("\u{FFFD}") } ?? false)
        }
        if count > Self.longest {
            throw CommandFailure.usage("a secret has at most \(Self.longest >> 10) KiB, and this has \(count) bytes")
        }
        guard isText else {
            throw CommandFailure.usage(
                "these bytes are no text (UTF-8), and would not come out as they went in",
                hint: "`base64` makes text of them.")
        }
    }
}

/// `2027-01-31`, `90d`, `never`.
enum ExpiryArgument: ExpressibleByArgument, Equatable {
    case never
    /// The last day on which it is good, by its beginning where the machine is.
    case day(Date)
    case days(Int)

    init?(argument: String) {
        if argument == "never" {
            self = .never
        } else if argument.hasSuffix("d"), let days = Int(argument.dropLast()),
            (1...36_500).contains(days)
        {
            self = .days(days)
        } else if argument.wholeMatch(of: #/\d{4}-\d{2}-\d{2}/#) != nil,
            let date = try? Date(
                argument,
                strategy: Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
        {
            self = .day(date)
        } else {
            return nil
        }
    }

    /// `nil` for never.
    func date(from now: Date) -> Date? {
        let day: TimeInterval = 24 * 60 * 60
        return switch self {
        case .never: nil
        case .day(let date): date + day
        case .days(let count): now + Double(count) * day
        }
    }
}

extension Credential.Kind: ExpressibleByArgument {
    public init?(argument: String) {
        guard let kind = Self.allCases.first(where: { $0.word == argument }) else { return nil }
        self = kind
    }

    /// As it is typed and shown.
    var word: String {
        switch self {
        case .git: "git"
        case .aws: "aws"
        case .secret: "secret"
        case .sshPassphrase: "ssh-passphrase"
        }
    }

    public static var allValueStrings: [String] { allCases.map(\.word) }
}
