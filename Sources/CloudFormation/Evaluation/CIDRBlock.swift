/// `Fn::Cidr` for IPv4: `[block, count, bits of each host part]`.
enum CIDRBlock {
    static func blocks(_ parts: [TemplateValue]) -> [String]? {
        guard parts.count == 3, let block = parts[0].text, let count = parts[1].text.flatMap({ Int($0) }),
            let bits = parts[2].text.flatMap({ Int($0) }), (1...256).contains(count), (1...31).contains(bits)
        else { return nil }
        let halves = block.split(separator: "/")
        let octets = (halves.first ?? "").split(separator: ".").compactMap { UInt8($0) }
        guard halves.count == 2, octets.count == 4, let prefix = Int(halves[1]), (0...32).contains(prefix),
            count << bits <= 1 << (32 - prefix)
        else { return nil }
        let base = octets.reduce(0) { $0 << 8 | Int($1) }
        return (0..<count).map { index in
            let address = base + index << bits
            return [24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: ".") + "/\(32 - bits)"
        }
    }
}
