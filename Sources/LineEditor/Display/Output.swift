import Glibc

/// Writes a whole text to a descriptor. Where it takes no more for now, as a terminal in non-blocking mode does, this waits.
///
/// Blocks the thread. Answers whether everything was written.
@discardableResult
public func writeWhole(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR && !waitForRoom(descriptor) {
            return false
        }
    }
    return true
}

/// Waits until a descriptor that took nothing takes something again. Answers whether that is what it wants.
private func waitForRoom(_ descriptor: Int32) -> Bool {
    guard errno == EAGAIN || errno == EWOULDBLOCK else { return false }
    var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&writable, 1, -1) >= 0 || errno == EINTR
}
