/// The script that runs one command in a shell of its own and carries directory and variables from one to the next.
///
/// The command's text starts on line 4, as in CodeBuild, so that the shells' own error messages name the same lines.
struct ShellScript {
    /// The directory the command starts in.
    var directory: String
    /// The file that holds the variables before the command.
    var variables: String
    /// Where the variables go after it; `nil` keeps nothing, as version 0.1 of the grammar has it.
    var savedVariables: String?
    /// Where the directory goes after it.
    var savedDirectory: String
    /// Variables that are set anew for each command.
    var fresh: [(name: String, value: String)]

    func text(running command: String) -> String {
        let assignments = fresh.map { "\($0.name)=\(Self.quoted($0.value))" }.joined(separator: " ")
        let preamble = """
            cd \(Self.quoted(directory)) || exit 1
            set -a
            . \(Self.quoted(variables)); \(assignments)

            """
        // The empty line keeps a command that ends in a backslash from swallowing what follows; the redirection keeps
        // what follows out of a trace that the command switched on.
        return preamble + command + "\n\n" + ending
    }

    private var ending: String {
        guard let savedVariables else { return "exit $?\n" }
        return """
            { CODEBUILD_LAST_EXIT=$?; set +x; } 2>/dev/null
            export -p >|\(Self.quoted(savedVariables)) && pwd >|\(Self.quoted(savedDirectory))
            exit $CODEBUILD_LAST_EXIT

            """
    }

    /// `text` as one word of a shell.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Whether a shell can assign to a variable of this name.
    static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
    }
}
