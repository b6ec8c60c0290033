import Foundation
import NIOCore

/// Whether the process at the other end runs as our user (`SO_PEERCRED`).
///
/// Where the system has no such option the socket's directory, which only its owner may enter, is the guard.
func isOwnPeer(_ channel: any Channel) async throws -> Bool {
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
