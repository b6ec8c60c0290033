import CLinux
import Glibc

/// Keeps secrets in memory from being written to a disk when a program crashes.
enum CoreDumps {
    /// For this process, and for the programs that it starts unless they ask for dumps (`ulimit -c`).
    static func forbid() {
        var limit = rlimit()
        let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        getrlimit(core, &limit)
        limit.rlim_cur = 0
        setrlimit(core, &limit)
        _ = clinux_forbid_dumps()
    }
}
