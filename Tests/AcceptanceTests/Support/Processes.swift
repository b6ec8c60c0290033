import Foundation
import Glibc

/// A process of a workplace.
struct RunningProcess: Hashable {
    let id: pid_t
    let words: [String]
}

extension Workplace {
    /// The engine's process, as its lock names it.
    var engine: pid_t? { lines("home/state/engine.lock").first.flatMap { pid_t($0) } }

    /// The processes that run builds now: those that hold a build's journal.
    var runners: [pid_t] {
        journals.compactMap { journal in
            let descriptor = open(journal.path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
            let first = try? Data(contentsOf: journal).split(separator: UInt8(ascii: "\n")).first
            let holder = first.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
            return holder?["pid"] as? pid_t
        }
    }

    /// What runs here beside the engine and the server its runners are forked from.
    var leftovers: [RunningProcess] {
        let runners = runners
        return processes().filter { process in
            process.id != engine && (runners.contains(process.id) || !process.words.contains("--fork-server"))
        }
    }

    private var journals: [URL] {
        let builds = state.appending(path: "builds")
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: builds.path)) ?? []
        return folders.map { builds.appending(path: $0).appending(path: "journal") }
    }

    /// Every process that names the folder in its words or stands in it.
    func processes() -> [RunningProcess] {
        let files = FileManager.default
        let ids = (try? files.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return ids.filter { $0 != getpid() }.compactMap { id in
            let data = files.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            let words = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            let place = try? files.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd")
            let isHere = (words + [place ?? ""]).contains { $0.contains(folder.path) }
            return isHere && !words.isEmpty ? RunningProcess(id: id, words: words) : nil
        }
    }

    /// Kills the engine as a power cut would, and waits until it is gone.
    func killEngine() async throws {
        guard let engine else { throw SetupFailure(words: "no engine runs") }
        kill(engine, SIGKILL)
        await Self.release(of: state.appending(path: "engine.lock"))
    }

    /// Kills every runner, and waits until they are gone.
    func killRunners() async throws {
        let runners = runners
        if runners.isEmpty { throw SetupFailure(words: "no runner runs") }
        for runner in runners { kill(runner, SIGKILL) }
        await runnersEnd()
    }

    /// Waits for the ends of all runners, which are no children of ours: the kernel then frees their locks.
    func runnersEnd() async {
        for journal in journals { await Self.release(of: journal) }
    }

    /// Waits on a thread of its own until nobody holds a lock file.
    private static func release(of lock: URL) async {
        let descriptor = open(lock.path, O_RDWR | O_CLOEXEC)
        if descriptor < 0 { return }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
                close(descriptor)
                continuation.resume()
            }
        }
    }
}

/// Waits until a descriptor can be read, on a thread of its own; only a hang takes a minute.
func readable(_ descriptor: Int32) async throws {
    let isReadable = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            continuation.resume(returning: poll(&entry, 1, 60_000) > 0)
        }
    }
    if !isReadable { throw SetupFailure(words: "nothing happened within a minute") }
}
