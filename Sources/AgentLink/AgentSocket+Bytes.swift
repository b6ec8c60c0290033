internal import Glibc
internal import Synchronization

/// How long a connection waits for its other side.
enum Patience {
    case endless
    /// So many seconds for each read or write.
    case pauses(Int)
    /// Until this second of the clock that never goes back, whatever is read or written.
    case until(Double)

    /// As poll(2) has it.
    var milliseconds: Int32 {
        switch self {
        case .endless: -1
        case .pauses(let seconds): Int32(clamping: seconds * 1000)
        case .until(let end): Int32(clamping: Int(max(0, end - Self.now) * 1000))
        }
    }

    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Bytes over a connection. Who waits for too long gets `AgentError.timedOut`.
extension AgentSocket {
    /// How long each read or write may wait for the other side.
    public func limitPauses(toSeconds seconds: Int) { patience.withLock { $0 = .pauses(seconds) } }

    /// Lets each read or write wait for as long as the other side keeps the connection open.
    public func waitWithoutLimit() { patience.withLock { $0 = .endless } }

    /// How long from now all reads and writes together may take.
    public func limitExchange(toSeconds seconds: Double) {
        patience.withLock { $0 = .until(Patience.now + seconds) }
    }

    public func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: POLLOUT)
            rest = rest.dropFirst(try sendWithoutWaiting(rest))
        }
    }

    /// Answers how many of the bytes found room.
    func sendWithoutWaiting(_ bytes: ArraySlice<UInt8>) throws -> Int {
        let sent = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
        if sent < 0 && [EINTR, EAGAIN].contains(errno) { return 0 }
        if sent < 0 && [EPIPE, ECONNRESET].contains(errno) { throw AgentError.ended }
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
            let piece = try receiveSome(atMost: count - bytes.count)
            if piece.isEmpty { throw AgentError.ended }
            bytes += piece
        }
        return bytes
    }

    /// What has come; nothing at the end of the connection.
    public func receiveSome(atMost count: Int) throws -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: min(count, 65_536))
        while true {
            try wait(for: POLLIN)
            let length = recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT))
            if length < 0 && [EINTR, EAGAIN].contains(errno) { continue }
            if length < 0 && errno == ECONNRESET { throw AgentError.ended }
            guard length >= 0 else { throw AgentError.system(call: "recv", code: errno) }
            return Array(piece.prefix(length))
        }
    }

    private func wait(for events: Int32) throws {
        while true {
            var event = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let ready = poll(&event, 1, patience.withLock(\.milliseconds))
            if ready > 0 { return }
            if ready == 0 { throw AgentError.timedOut }
            guard errno == EINTR else { throw AgentError.system(call: "poll", code: errno) }
        }
    }
}
