/// `@@ -12,3 +14,5 @@ …`, and in a merge's combined diff `@@@ -1,2 -3,4 +5,6 @@@` with one range for each parent.
struct HunkHeader: Equatable {
    /// The lines that each parent's side has in the hunk.
    var oldCounts: [Int]
    var newStart: Int
    var newCount: Int

    /// Whether every line that the hunk promised has been there.
    var isComplete: Bool { newCount <= 0 && oldCounts.allSatisfy { $0 <= 0 } }

    /// More parents than git itself merges at once, so that a hostile header costs nothing.
    private static let mostParents = 64

    init?(_ line: some Collection<UInt8>) {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: Self.mostParents + 2)
        guard let marks = words.first, marks.count >= 2, marks.allSatisfy({ $0 == UInt8(ascii: "@") }) else {
            return nil
        }
        let parents = marks.count - 1
        guard parents <= Self.mostParents, words.count >= parents + 2 else { return nil }
        let ranges = words.dropFirst()
        let old = ranges.prefix(parents).compactMap { Self.range($0, sign: UInt8(ascii: "-")) }
        guard old.count == parents,
            let new = Self.range(ranges[ranges.startIndex + parents], sign: UInt8(ascii: "+"))
        else { return nil }
        oldCounts = old.map(\.count)
        newStart = new.start
        newCount = new.count
    }

    private static func range(_ word: some Collection<UInt8>, sign: UInt8) -> (start: Int, count: Int)? {
        guard word.first == sign else { return nil }
        let numbers = word.dropFirst().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Int32(String(decoding: $0, as: UTF8.self)) }
        switch numbers.count {
        case 1: return numbers[0].map { (Int($0), 1) }
        case 2: return numbers[0].flatMap { start in numbers[1].map { (Int(start), Int($0)) } }
        default: return nil
        }
    }
}

extension HunkHeader {
    /// What a line of the hunk is, by its first columns, one for each parent.
    enum Line { case added, kept, removed, other }

    /// Takes a line with these columns off the counts. Added is what no parent has: what one of them has came with
    /// that parent's own commits.
    mutating func take(_ columns: [UInt8]) -> Line {
        guard columns.allSatisfy({ [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: " ")].contains($0) }) else {
            return .other
        }
        let isRemoved = columns.contains(UInt8(ascii: "-"))
        for (parent, column) in columns.enumerated()
        where column == (isRemoved ? UInt8(ascii: "-") : UInt8(ascii: " ")) {
            oldCounts[parent] -= 1
        }
        guard !isRemoved else { return .removed }
        newCount -= 1
        return columns.allSatisfy { $0 == UInt8(ascii: "+") } ? .added : .kept
    }
}
