import Foundation

/// An HTTP answer of a known length, put together from bytes that arrive cut anywhere.
struct SocketAnswer {
    private var received = Data()
    private var head: (status: Int, length: Int, end: Int)?

    var status: Int? { head?.status }
    var isWhole: Bool { head.map { received.count >= $0.end + $0.length } ?? false }
    var body: Data { head.map { Data(received[$0.end...].prefix($0.length)) } ?? Data() }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        received.append(contentsOf: bytes)
        guard head == nil, let end = received.range(of: Data("\r\n\r\n".utf8)) else { return }
        head = parse(String(decoding: received[..<end.lowerBound], as: UTF8.self), end: end.upperBound)
    }

    private func parse(_ text: String, end: Int) -> (status: Int, length: Int, end: Int)? {
        let lines = text.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        let lengths = lines.dropFirst().compactMap { line -> Int? in
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2, field[0].lowercased() == "content-length" else { return nil }
            return Int(field[1].trimmingCharacters(in: .whitespaces)).flatMap { $0 >= 0 ? $0 : nil }
        }
        return lengths.first.map { (status, $0, end) }
    }
}
