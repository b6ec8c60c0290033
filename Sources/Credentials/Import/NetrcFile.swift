public import Foundation

extension ImportedFile {
    /// Reads `.netrc` (netrc(5)): words `machine HOST login USER password SECRET`, over any number of lines. A value may
    /// stand in double quotes, with `\\`, `\"`, `\n`, `\r` and `\t` in it, as curl has it.
    ///
    /// A machine becomes `https://HOST`, where git and curl use it. `default` has no host and is reported, and so is
    /// what git has no use for: accounts, and macro definitions, which go to the next empty line.
    public static func netrc(_ text: String, now: Date) -> ImportedFile {
        var reader = NetrcReader(now: now)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            reader.read(line, number: index + 1)
        }
        return reader.finish()
    }
}

private struct NetrcReader {
    private struct Machine {
        var host: String?
        var line: Int
        var login: String?
        var password: String?
    }

    let now: Date
    private var file = ImportedFile()
    private var machine: Machine?
    private var expected: (keyword: String, line: Int)?
    private var isInMacro = false

    init(now: Date) {
        self.now = now
    }

    mutating func read(_ line: Substring, number: Int) {
        if isInMacro {
            isInMacro = !line.allSatisfy(\.isWhitespace)
            return
        }
        var rest = line.drop(while: \.isWhitespace)
        while !rest.isEmpty, !isInMacro {
            if let (keyword, _) = expected {
                expected = nil
                guard let value = Self.value(of: &rest) else {
                    return file.report("a quoted value does not end on its line", line: number)
                }
                take(value, for: keyword, number)
            } else if rest.hasPrefix("#") {
                return file.reportComment(rest, line: number)
            } else {
                begin(Self.word(of: &rest), number)
            }
            rest = rest.drop(while: \.isWhitespace)
        }
    }

    private static func word(of rest: inout Substring) -> String {
        let word = rest.prefix { !$0.isWhitespace }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    /// `nil` where quotes are opened and not closed.
    private static func value(of rest: inout Substring) -> String? {
        guard rest.first == "\"" else { return word(of: &rest) }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                value.append(["n": "\n", "r": "\r", "t": "\t"][escaped] ?? escaped)
            } else {
                value.append(character)
            }
            if rest.isEmpty { return nil }
        }
        return value
    }

    mutating func finish() -> ImportedFile {
        if let expected { file.report("'\(expected.keyword)' has no value", line: expected.line) }
        finishMachine()
        return file
    }

    private mutating func begin(_ word: String, _ line: Int) {
        switch word {
        case "machine", "login", "password", "account": expected = (word, line)
        case "macdef":
            isInMacro = true
            file.report("a macro is not imported", line: line)
        case "default":
            finishMachine()
            machine = Machine(host: nil, line: line)
        default: file.report("a word that is no keyword stands where one is needed", line: line)
        }
    }

    private mutating func take(_ word: String, for keyword: String, _ line: Int) {
        if keyword == "machine" {
            finishMachine()
            machine = Machine(host: word, line: line)
        } else if machine == nil {
            file.report("'\(keyword)' stands before any 'machine'", line: line)
        } else if keyword == "login" {
            machine?.login = word
        } else if keyword == "password" {
            machine?.password = word
        } else {
            file.report("an 'account' is not imported", line: line)
        }
    }

    private mutating func finishMachine() {
        guard let machine else { return }
        self.machine = nil
        guard let host = machine.host else {
            return file.report("'default' is for no host in particular", line: machine.line)
        }
        guard let password = machine.password else {
            return file.report("the machine has no password", line: machine.line)
        }
        let target = GitTarget(protocol: "https", host: host)
        file.add(
            Credential(
                kind: .git, pattern: target.pattern, username: machine.login, secret: Secret(password), created: now),
            line: machine.line)
    }
}
