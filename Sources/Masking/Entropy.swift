internal import Glibc

extension [UInt8] {
    /// Shannon's entropy of the bytes' frequencies, in bits a byte.
    package var entropy: Double {
        guard !isEmpty else { return 0 }
        var frequencies = [Int](repeating: 0, count: 256)
        for byte in self { frequencies[Int(byte)] += 1 }
        return frequencies.reduce(0) { entropy, frequency in
            guard frequency > 0 else { return entropy }
            let share = Double(frequency) / Double(count)
            return entropy - share * log2(share)
        }
    }
}
