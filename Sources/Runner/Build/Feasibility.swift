import Buildspec
import Glibc

/// Whether a buildspec can run here, without its container: what is refused, and what is said about the rest.
struct Feasibility {
    let buildspec: Buildspec
    let environment: [String: String]

    /// The shell that runs the commands.
    func shell() throws(PhaseFailure) -> String {
        try refuseDaemons()
        let asked = buildspec.environment.shell ?? "/bin/sh"
        let windows = ["powershell", "pwsh", "cmd"]
        if windows.contains(where: { asked.lowercased().hasPrefix($0) }) {
            let phase = Phase.Name.allCases.first { buildspec.phases[$0] != nil } ?? .build
            throw .client("phase \(phase.rawValue): Windows buildspecs cannot run here")
        }
        let name = asked == "sh" ? "/bin/sh" : asked
        guard let shell = ExecutableSearch.find(name, in: environment) else {
            throw .client("env/shell: \(asked) is not found on this machine")
        }
        return shell
    }

    /// Who runs the commands of which phase, where that is somebody else and this process can see to it.
    func users() throws(PhaseFailure) -> [Phase.Name: OtherUser] {
        guard OtherUser.isPossible else { return [:] }
        var users: [Phase.Name: OtherUser] = [:]
        for name in Phase.Name.allCases {
            guard let phase = buildspec.phases[name], let asked = phase.runAs ?? buildspec.runAs, asked != "root" else {
                continue
            }
            guard let user = OtherUser(asked) else {
                throw .client("run-as: this machine has no user '\(asked)'")
            }
            users[name] = user
        }
        if !users.isEmpty, access(OtherUser.program, X_OK) != 0 {
            throw .client("run-as needs \(OtherUser.program), which this machine does not have (util-linux)")
        }
        return users
    }

    func warnings() -> [String] {
        var warnings = runAsWarnings
        if buildspec.environment.usesGitCredentialHelper {
            warnings.append("git-credential-helper: git uses this user's own configuration")
        }
        return warnings
    }

    private var runAsWarnings: [String] {
        if OtherUser.isPossible { return [] }
        let current = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
        let users = [buildspec.runAs] + Phase.Name.allCases.map { buildspec.phases[$0]?.runAs }
        return Set(users.compactMap { $0 }).subtracting([current ?? ""]).sorted().map { "run-as \($0) ignored" }
    }

    private func refuseDaemons() throws(PhaseFailure) {
        for name in Phase.Name.allCases {
            for command in (buildspec.phases[name]?.commands ?? []) + (buildspec.phases[name]?.finally ?? []) {
                let words = command.split(whereSeparator: \.isWhitespace)
                let program = words.first { $0 != "nohup" && $0 != "sudo" }?.split(separator: "/").last
                if program == "dockerd" {
                    throw .client("starting a docker daemon from a buildspec is refused: \(command)")
                }
                if program == "docker", ExecutableSearch.find("docker", in: environment) == nil {
                    throw .client("this step needs docker, which is not available: \(command)")
                }
            }
        }
    }
}
