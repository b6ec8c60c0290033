internal import CLinux
internal import Glibc
internal import Synchronization

/// A Unix socket that only its user may connect to, or a connection over it. It is closed when it goes.
public final class AgentSocket: Sendable {
    let descriptor: Int32
    let patience = Mutex(Patience.endless)

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Listens at a path where nothing is yet.
    public static func listen(at path: String) throws -> AgentSocket {
        let socket = try make()
        // Linux gives the file of a socket the socket's own mode: it is nobody else's from the first moment (unix(7)).
        try check("fchmod", fchmod(socket.descriptor, 0o600))
        try withAddress(of: path) { address, length in
            try check("bind", Glibc.bind(socket.descriptor, address, length))
        }
        try check("listen", Glibc.listen(socket.descriptor, 64))
        return socket
    }

    /// From now on nobody can connect, and who waits in `accept` does so no more; connections go on.
    public func stopListening() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// The other side reads to the end of what was sent.
    public func stopSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// In seconds.
    private static let longestWaitToConnect = 10

    /// - Throws: `AgentError.locked` if nobody listens, `.foreignPeer` if somebody else does, `.timedOut`.
    public static func connect(to path: String) throws -> AgentSocket {
        let socket = try make()
        // An agent that stands still lets nobody in once its queue is full.
        var limit = timeval(tv_sec: longestWaitToConnect, tv_usec: 0)
        setsockopt(socket.descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        try withAddress(of: path) { address, length in
            guard Glibc.connect(socket.descriptor, address, length) == 0 else {
                throw switch errno {
                case ENOENT, ECONNREFUSED: AgentError.locked
                case EAGAIN: AgentError.timedOut
                default: AgentError.system(call: "connect", code: errno)
                }
            }
        }
        try socket.requireOwnPeer()
        return socket
    }

    /// Two ends of one connection; the second is for a child, and the caller closes it.
    public static func pair() throws -> (own: AgentSocket, child: Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try check("socketpair", socketpair(AF_UNIX, kind, 0, &ends))
        return (AgentSocket(ends[0]), ends[1])
    }

    /// The next connection, `nil` if none comes within the time or what comes is gone or another user's.
    public func accept(within limit: Duration) -> AgentSocket? {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: Int((limit / .milliseconds(1)).rounded(.up)))
        guard poll(&event, 1, milliseconds) > 0 else { return nil }
        let accepted = clinux_accept(descriptor)
        guard accepted >= 0 else { return nil }
        let connection = AgentSocket(accepted)
        return (try? connection.requireOwnPeer()) == nil ? nil : connection
    }

    private func requireOwnPeer() throws {
        guard clinux_peer_user(descriptor) == Int(geteuid()) else { throw AgentError.foreignPeer }
    }

    private static func make() throws -> AgentSocket {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        try check("socket", descriptor)
        return AgentSocket(descriptor)
    }

    private static func check(_ call: String, _ result: Int32) throws {
        guard result >= 0 else { throw AgentError.system(call: call, code: errno) }
    }

    private static func withAddress(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw AgentError.pathTooLong(path) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        try withUnsafePointer(to: &address) {
            try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
