import Foundation

/// An HTTP answer of a known length, put together from bytes that arrive cut anywhere.
struct SocketAnswer {
    private var received: [UInt8] = []
    private var head: (status: Int, length: Int, end: Int)?

    var status: Int? { head?.status }
    var isWhole: Bool { head.map { received.count >= $0.end + $0.length } ?? false }
    var body: Data { head.map { Data(received[$0.end...].prefix($0.length)) } ?? Data() }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        received.append(contentsOf: bytes)
        guard head == nil, let end = endOfHead else { return }
        head = parse(String(decoding: received[..<end], as: UTF8.self), end: end)
    }

    /// Where the body begins: behind the first empty line.
    private var endOfHead: Int? {
        let mark = Array("\r\n\r\n".utf8)
        return received.indices.first { received[$0...].starts(with: mark) }.map { $0 + mark.count }
    }

    private func parse(_ text: String, end: Int) -> (status: Int, length: Int, end: Int)? {
        let lines = text.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        let lengths = lines.dropFirst().compactMap { line -> Int? in
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2, field[0].lowercased() == "content-length" else { return nil }
            let values = field[1].split(whereSeparator: \.isWhitespace)
            return values.count == 1 ? Int(values[0]).flatMap { $0 >= 0 ? $0 : nil } : nil
        }
        return lengths.first.map { (status, $0, end) }
    }
}
