/// What the agent has given to others since it was unlocked, and they may show by mistake. It lies in locked memory.
struct HandedOut {
    private var memory: LockedMemory?

    /// A machine whose builds ask for ever new ones must not fill the memory that may be locked.
    private static let most = 200

    /// Bytes. What is shorter (`true`, `prod`, `8080`) is a word of too many harmless texts, and of JSON itself.
    static let shortest = 6

    /// Answers those that were not known. What finds no room in locked memory is not kept.
    mutating func add(_ new: [Secret]) -> [Secret] {
        let known = secrets
        let missing = new.filter { $0.withBytes(\.count) >= Self.shortest && !known.contains($0) }
        if missing.isEmpty { return [] }
        keep((known + missing).suffix(Self.most))
        return missing
    }

    /// Answers whether it was known.
    mutating func remove(_ secret: Secret) -> Bool {
        let known = secrets
        guard known.contains(secret) else { return false }
        keep(known.filter { $0 != secret })
        return true
    }

    private mutating func keep(_ secrets: [Secret]) {
        memory = secrets.isEmpty ? nil : (try? LockedMemory(Secret(bytes: secrets.flatMap(Self.spelled)))) ?? memory
    }

    var secrets: [Secret] {
        guard let memory else { return [] }
        return memory.secret.withBytes { bytes in
            var (secrets, start) = ([] as [Secret], 0)
            while start < bytes.count {
                let length = Int(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
                start += MemoryLayout<UInt32>.size
                secrets.append(Secret(bytes: Array(bytes[start..<(start + length)])))
                start += length
            }
            return secrets
        }
    }

    /// Each after its length.
    private static func spelled(_ secret: Secret) -> [UInt8] {
        secret.withBytes { bytes in withUnsafeBytes(of: UInt32(bytes.count)) { Array($0) } + Array(bytes) }
    }
}
