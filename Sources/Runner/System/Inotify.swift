import Glibc

/// inotify(7): what the kernel tells of files and folders.
struct Inotify {
    struct Notice {
        /// What `watch` answered.
        var watch: Int32
        var mask: UInt32
        /// What in a watched folder it is about; empty for the folder itself.
        var name: String

        func has(_ events: Int32) -> Bool { mask & UInt32(events) != 0 }
    }

    private let descriptor: Int32

    /// `nil` where the kernel has none to give any more. Whoever makes one closes it, or begins.
    init?() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        if descriptor < 0 { return nil }
    }

    /// Asks for events at a path; `nil`, with `errno`, where that cannot be.
    func watch(_ path: String, for events: Int32) -> Int32? {
        let watch = inotify_add_watch(descriptor, path, UInt32(bitPattern: events))
        return watch < 0 ? nil : watch
    }

    func close() { Glibc.close(descriptor) }

    /// Calls back from now on, once at a time, until the answer is cancelled.
    func begin(_ onNotices: @escaping @Sendable ([Notice]) -> Void) -> ReadSource {
        let (source, descriptor) = (ReadSource(descriptor), descriptor)
        source.start { onNotices(Self.notices(descriptor)) }
        return source
    }

    private static func notices(_ descriptor: Int32) -> [Notice] {
        var notices: [Notice] = []
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 8) { buffer in
            while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
                var offset = 0
                while offset < count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    let start = offset + MemoryLayout<inotify_event>.size
                    offset = start + Int(event.len)
                    let name = String(decoding: buffer[start..<offset].prefix { $0 != 0 }, as: UTF8.self)
                    notices.append(Notice(watch: event.wd, mask: event.mask, name: name))
                }
            }
        }
        return notices
    }
}
