import Foundation
import Glibc
import SystemPackage

/// Processes as /proc shows them.
enum ProcessTree {
    /// Sends a signal to every descendant of this process, whatever group or session it has moved to.
    static func signalDescendants(_ signal: Int32) {
        let parents = parentsByProcess()
        for process in parents.keys where isDescendant(process, of: getpid(), parents) {
            kill(process, signal)
        }
    }

    /// Sends a signal to every process of this user whose environment holds `entry`.
    static func signalProcesses(withEnvironment entry: String, _ signal: Int32) {
        for process in processes() where process != getpid() {
            guard let environment = content(process, "environ") else { continue }
            if environment.split(separator: 0).contains(where: { $0.elementsEqual(entry.utf8) }) {
                kill(process, signal)
            }
        }
    }

    private static func isDescendant(_ process: pid_t, of ancestor: pid_t, _ parents: [pid_t: pid_t]) -> Bool {
        var current = process
        while let parent = parents[current], parent > 0 {
            if parent == ancestor { return true }
            current = parent
        }
        return false
    }

    private static func parentsByProcess() -> [pid_t: pid_t] {
        var parents: [pid_t: pid_t] = [:]
        for process in processes() {
            guard let stat = content(process, "stat") else { continue }
            // `pid (name) state parent …`; the name may itself hold blanks and brackets.
            guard let name = stat.lastIndex(of: UInt8(ascii: ")")) else { continue }
            let fields = stat[(name + 1)...].split(separator: UInt8(ascii: " "))
            if fields.count > 1 { parents[process] = pid_t(String(decoding: fields[1], as: UTF8.self)) }
        }
        return parents
    }

    private static func content(_ process: pid_t, _ file: String) -> [UInt8]? {
        try? FileContent.read(FilePath("/proc/\(process)/\(file)"))
    }

    private static func processes() -> [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
    }
}
