internal import AgentLink
internal import Glibc

/// Pages that are never swapped out and in no core dump, for a secret that stays long. Zeroed when they go.
final class LockedMemory {
    private let pages: UnsafeMutableRawPointer
    private let length: Int
    private let count: Int

    /// Copies the secret. The pages count against `RLIMIT_MEMLOCK`.
    init(_ secret: Secret) throws {
        count = secret.withBytes { $0.count }
        length = max(count, 1)
        let mapped = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped, mapped != MAP_FAILED else { throw AgentError.system(call: "mmap", code: errno) }
        guard mlock(mapped, length) == 0, madvise(mapped, length, Int32(MADV_DONTDUMP)) == 0 else {
            let code = errno
            munmap(mapped, length)
            throw AgentError.system(call: "mlock", code: code)
        }
        pages = mapped
        secret.withBytes { pages.copyMemory(from: $0) }
    }

    deinit {
        explicit_bzero(pages, length)
        munmap(pages, length)
    }

    /// A copy in ordinary memory, zeroed when it goes.
    var secret: Secret {
        Secret(bytes: Array(UnsafeRawBufferPointer(start: pages, count: count)))
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        copyMemory(from: base, byteCount: bytes.count)
    }
}
