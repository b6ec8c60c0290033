import Glibc
import SystemPackage

/// Another user, with whose rights a phase's commands run (`run-as`). Only root can give them.
struct OtherUser: Equatable {
    let name: String
    let uid: uid_t
    let gid: gid_t

    /// Whether this process can run programs as somebody else.
    static var isPossible: Bool { getuid() == 0 }

    /// `nil` if there is no such user.
    init?(_ name: String) {
        guard let entry = getpwnam(name) else { return nil }
        self.name = name
        uid = entry.pointee.pw_uid
        gid = entry.pointee.pw_gid
    }

    /// The same program with this user's rights and groups, through setpriv(1) of util-linux.
    func launch(_ launch: ProcessLaunch) -> ProcessLaunch {
        var other = launch
        other.executable = Self.program
        other.arguments =
            [Self.program, "--reuid=\(uid)", "--regid=\(gid)", "--init-groups", "--"]
            + [launch.executable] + launch.arguments.dropFirst()
        return other
    }

    static let program = "/usr/bin/setpriv"

    /// Makes a file, or a folder itself, the user's own.
    func own(_ path: FilePath) {
        _ = lchown(path.string, uid, gid)
    }

    /// Everything in a folder becomes the user's own.
    func launchOwning(_ folder: String) -> ProcessLaunch {
        ProcessLaunch(
            executable: "/bin/chown",
            arguments: ["chown", "--recursive", "--no-dereference", "\(uid):\(gid)", "--", folder],
            environment: ["PATH=/usr/bin:/bin"])
    }
}
