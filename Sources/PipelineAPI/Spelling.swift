/// Guesses which word was meant.
public enum Spelling {
    /// The known word that is nearest to the one given, if one is near enough to be meant.
    public static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let word = word.lowercased()
        let candidates = known.map { ($0, distance(word, $0.lowercased())) }
        let limit = max(1, word.count / 3)
        return candidates.filter { $0.1 <= limit || $0.0.lowercased().hasPrefix(word) && word.count > 1 }
            .min { $0.1 < $1.1 }?.0
    }

    /// How many characters have to be put in, taken out, replaced or swapped with their neighbour.
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first)
        let second = Array(second)
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for i in 0..<first.count {
            var row = [i + 1]
            for j in 0..<second.count {
                let cost = first[i] == second[j] ? 0 : 1
                var best = min(row[j] + 1, last[j + 1] + 1, last[j] + cost)
                if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[second.count]
    }
}
