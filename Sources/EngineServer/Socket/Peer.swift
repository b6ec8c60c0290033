import Foundation
import NIOCore
import Synchronization

/// The open connections whose other end runs as our user. Each is asked once: that cannot change.
final class OwnPeers: Sendable {
    private let known = Mutex<Set<ObjectIdentifier>>([])

    func contains(_ channel: any Channel) async throws -> Bool {
        let id = ObjectIdentifier(channel)
        if known.withLock({ $0.contains(id) }) { return true }
        guard try await isOwnPeer(channel) else { return false }
        known.withLock { _ = $0.insert(id) }
        channel.closeFuture.whenComplete { _ in self.known.withLock { _ = $0.remove(id) } }
        return true
    }
}

/// Whether the process at the other end runs as our user (`SO_PEERCRED`).
///
/// Where the system has no such option the socket's directory, which only its owner may enter, is the guard.
private func isOwnPeer(_ channel: any Channel) async throws -> Bool {
    #if os(Linux)
        guard let socket = channel as? any SocketOptionProvider else { return false }
        let peer: PeerCredentials = try await socket.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        ).get()
        return peer.user == geteuid()
    #else
        return true
    #endif
}

/// The kernel's `struct ucred` (unix(7)), which the C library's module does not show to Swift.
private struct PeerCredentials {
    var process: pid_t
    var user: uid_t
    var group: gid_t
}
