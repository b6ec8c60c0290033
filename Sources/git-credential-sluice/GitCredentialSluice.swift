import AgentLink
import CLinux
import Glibc

/// `git-credential-sluice get|store|erase`: git's credential helper (gitcredentials(7)).
///
/// git waits for it at each use, so it is small, and asks the agent at once. What else there is to do, as while the
/// credentials are locked, `sluice` does, which lies beside it.
@main
enum GitCredentialSluice {
    static func main() {
        _ = clinux_forbid_dumps()
        let words = Array(CommandLine.arguments.dropFirst())
        let request = StandardStreams.readInput(atMost: PlainRequest.longestGitMessage)
        if words.count == 1, let answer = try? answer(words[0], request) { return StandardStreams.write(answer) }
        handOver(words, request)
        StandardStreams.write(Array("sluice: there is no \(program) to unlock the credentials with\n".utf8), to: 2)
        exit(1)
    }

    private static func answer(_ operation: String, _ request: [UInt8]) throws -> [UInt8] {
        guard let folder = AgentPlace.folder({ name in getenv(name).map { String(cString: $0) } }) else {
            throw AgentError.locked
        }
        return try AgentSocket.ask(
            .git(operation: operation, message: request), at: "\(folder)/\(AgentPlace.socketName)")
    }

    /// Becomes `sluice` with the same request; returns only if there is none.
    private static func handOver(_ words: [String], _ request: [UInt8]) {
        let file = clinux_memory_file()
        guard file >= 0 else { return }
        StandardStreams.write(request, to: file)
        lseek(file, 0, SEEK_SET)
        dup2(file, STDIN_FILENO)
        var arguments = (["sluice", "git-credential"] + words).map { strdup($0) } + [nil]
        execv(program, &arguments)
    }

    /// The path of `sluice`, beside this program.
    private static var program: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        let bytes = path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
        let folder = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[...$0] } ?? []
        return String(decoding: folder, as: UTF8.self) + "sluice"
    }
}
