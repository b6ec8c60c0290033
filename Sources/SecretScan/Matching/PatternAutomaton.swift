/// Finds every occurrence of many patterns in one pass: one table look-up a byte, however many they are (Aho and
/// Corasick, "Efficient string matching", 1975).
struct PatternAutomaton: Sendable {
    /// A byte's column in the table; bytes that are in no pattern share one.
    private let columns: [UInt8]
    /// Row after row, the row that each column leads to, as its offset in the table.
    private let table: [UInt32]
    /// Rows from here on end a pattern.
    private let firstEnding: UInt32
    private let endings: [[Int]]
    private let width: Int

    /// Where a search stands: the bytes before `index` are read.
    struct Cursor {
        fileprivate(set) var index = 0
        fileprivate var row: UInt32 = 0
    }

    /// - Parameter ignoringCase: whether ASCII letters match in either case.
    init(_ patterns: [[UInt8]], ignoringCase: Bool = false) {
        let fold: (UInt8) -> UInt8 = ignoringCase ? \.lowercasedASCII : { $0 }
        let trie = PatternTrie(patterns.map { $0.map(fold) })
        let alphabet = Set(trie.nodes.flatMap(\.children.keys)).sorted()
        // A pattern of every byte there is would need a 257th column, so the shared one exists only where used.
        let hasOthers = alphabet.count < 256
        let columnOfByte = Dictionary(
            uniqueKeysWithValues: zip(alphabet, (hasOthers ? 1 : 0)...))
        columns = (0...255).map { UInt8(columnOfByte[fold(UInt8($0))] ?? 0) }
        width = alphabet.count + (hasOthers ? 1 : 0)

        let order =
            trie.nodes.indices.filter { trie.nodes[$0].endings.isEmpty }
            + trie.nodes.indices.filter { !trie.nodes[$0].endings.isEmpty }
        var rowOfNode = [UInt32](repeating: 0, count: order.count)
        for (row, node) in order.enumerated() { rowOfNode[node] = UInt32(row * width) }
        var table = [UInt32](repeating: 0, count: order.count * width)
        for (row, node) in order.enumerated() {
            for (byte, column) in columnOfByte {
                table[row * width + column] = rowOfNode[trie.target(of: byte, from: node)]
            }
        }
        self.table = table
        endings = order.map { trie.nodes[$0].endings }.filter { !$0.isEmpty }
        firstEnding = UInt32((order.count - endings.count) * width)
    }

    /// Any of `words`, in either case.
    init(words: [String]) {
        self.init(words.map { Array($0.utf8) }, ignoringCase: true)
    }

    /// Whether one of the patterns stands anywhere in `bytes`.
    func matches(_ bytes: Span<UInt8>) -> Bool {
        var cursor = Cursor()
        return nextEndings(in: bytes, &cursor) != nil
    }

    /// The patterns that end where the cursor then stands; nil at the end of the bytes.
    func nextEndings(in bytes: Span<UInt8>, _ cursor: inout Cursor) -> [Int]? {
        let columns = columns.span
        let table = table.span
        var index = cursor.index
        var row = cursor.row
        while index < bytes.count {
            row = table[Int(row) + Int(columns[Int(bytes[index])])]
            index += 1
            if row >= firstEnding { break }
        }
        let found = row >= firstEnding && index > cursor.index
        cursor.index = index
        cursor.row = row
        return found ? endings[Int(row - firstEnding) / width] : nil
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
    }
}
