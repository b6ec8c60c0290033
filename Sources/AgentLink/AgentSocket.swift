internal import CLinux
internal import Glibc

/// A Unix socket that only its user may connect to, or a connection over it. It is closed when it goes.
public final class AgentSocket: Sendable {
    private let descriptor: Int32

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
        try check("listen", Glibc.listen(socket.descriptor, 16))
        return socket
    }

    /// - Throws: `AgentError.locked` if nobody listens, `.foreignPeer` if somebody else does.
    public static func connect(to path: String) throws -> AgentSocket {
        let socket = try make()
        try withAddress(of: path) { address, length in
            guard Glibc.connect(socket.descriptor, address, length) == 0 else {
                throw [ENOENT, ECONNREFUSED].contains(errno)
                    ? AgentError.locked : AgentError.system(call: "connect", code: errno)
            }
        }
        try socket.requireOwnPeer()
        return socket
    }

    /// The next connection, `nil` if none comes within the time or what comes is gone or another user's.
    public func accept(within limit: Duration) -> AgentSocket? {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: Int((limit / .milliseconds(1)).rounded(.up)))
        guard poll(&event, 1, milliseconds) > 0 else { return nil }
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted >= 0 else { return nil }
        let connection = AgentSocket(accepted)
        return (try? connection.requireOwnPeer()) == nil ? nil : connection
    }

    /// How long a read or a write may wait for the other side.
    public func limitWaiting(toSeconds seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    public func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0 && errno == EINTR { continue }
            if sent < 0 && errno == EPIPE { throw AgentError.ended }
            guard sent > 0 else { throw AgentError.system(call: "send", code: errno) }
            rest = rest.dropFirst(sent)
        }
    }

    /// Answers how many of the bytes found room.
    func sendWithoutWaiting(_ bytes: [UInt8]) throws -> Int {
        let sent = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
        guard sent >= 0 else { throw AgentError.system(call: "send", code: errno) }
        return sent
    }

    /// Whether a read would not wait: there is something to read, or the other side has closed the connection.
    public var isReadable: Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&event, 1, 0) > 0
    }

    /// Exactly `count` bytes.
    public func receive(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var piece = [UInt8](repeating: 0, count: min(count - bytes.count, 65_536))
            let length = recv(descriptor, &piece, piece.count, 0)
            if length < 0 && errno == EINTR { continue }
            if length == 0 { throw AgentError.ended }
            guard length > 0 else { throw AgentError.system(call: "recv", code: errno) }
            bytes += piece.prefix(length)
        }
        return bytes
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
