/// What the agent has given to others since it was unlocked, and they may show by mistake. It lies in locked memory.
struct HandedOut {
    private var memory: LockedMemory?

    /// A machine whose builds ask for ever new ones must not fill the memory that may be locked.
    private static let most = 200

    /// Bytes. What is shorter (`true`, `prod`, `8080`) is a word of too many harmless texts, and of JSON itself.
    private static let shortest = 6

    /// Answers those that were not known. What finds no room in locked memory is not kept.
    mutating func add(_ new: [Secret]) -> [Secret] {
        let known = secrets
        let missing = new.filter { $0.withBytes(\.count) >= Self.shortest && !known.contains($0) }
        if missing.isEmpty { return [] }
        let all = (known + missing).suffix(Self.most)
        if let memory = try? LockedMemory(Secret(bytes: all.flatMap(Self.spelled))) { self.memory = memory }
        return missing
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
