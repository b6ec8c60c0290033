/// A line under the cursor: the text before it and the text behind it.
struct EditedLine: Equatable {
    var before: String
    var after: String

    var text: String { before + after }

    /// Removes and gives back the word before the cursor, of letters and digits, with what lies between.
    mutating func killWordBackward() -> String { takeBefore(wordBack(isWord: Self.isWord)) }

    /// The same, but words end at blanks only.
    mutating func killBlankWordBackward() -> String { takeBefore(wordBack { !$0.isWhitespace }) }

    mutating func killWordForward() -> String {
        let gap = after.prefix { !Self.isWord($0) }
        let word = after.dropFirst(gap.count).prefix(while: Self.isWord)
        return takeAfter(gap.count + word.count)
    }

    mutating func killToEnd() -> String { takeAfter(after.count) }

    mutating func killToStart() -> String { takeBefore(before.count) }

    mutating func deleteBackward() -> String { takeBefore(min(1, before.count)) }

    mutating func deleteForward() -> String { takeAfter(min(1, after.count)) }

    private func wordBack(isWord: (Character) -> Bool) -> Int {
        let gap = before.reversed().prefix { !isWord($0) }.count
        return gap + before.reversed().dropFirst(gap).prefix(while: isWord).count
    }

    private mutating func takeBefore(_ count: Int) -> String {
        let taken = String(before.suffix(count))
        before = String(before.dropLast(count))
        return taken
    }

    private mutating func takeAfter(_ count: Int) -> String {
        let taken = String(after.prefix(count))
        after = String(after.dropFirst(count))
        return taken
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
