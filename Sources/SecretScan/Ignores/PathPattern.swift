/// A pattern of paths, as in `.gitignore`: `*` and `?` stay within a folder, `**` does not; without a slash it means
/// the name in any folder, and with one at its end all that is in the folder.
struct PathPattern: Hashable, Sendable {
    private let segments: [[UInt8]]

    init(_ text: String) {
        var segments = Self.segments(of: text)
        let hasInnerSlash = text.utf8.dropLast().contains(UInt8(ascii: "/"))
        if !hasInnerSlash { segments.insert(Self.anyDepth, at: 0) }
        if text.hasSuffix("/") { segments += [Self.anyDepth, Array("*".utf8)] }
        self.segments = segments
    }

    func matches(_ path: String) -> Bool {
        Self.matches(segments[...], Self.segments(of: path)[...]) {
            segment, name in
            Self.matches(segment[...], name[...], many: UInt8(ascii: "*")) { $0 == UInt8(ascii: "?") || $0 == $1 }
        }
    }

    private static func segments(of path: String) -> [[UInt8]] {
        Array(path.utf8).split(separator: UInt8(ascii: "/")).map { Array($0) }
    }

    private static let anyDepth = Array("**".utf8)

    private static func matches(
        _ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>, _ isEqual: ([UInt8], [UInt8]) -> Bool
    ) -> Bool {
        matches(pattern, path, many: anyDepth, isEqual)
    }

    /// Goes back to the last `many` only, so that its time is at most the product of the lengths.
    private static func matches<Element: Equatable>(
        _ pattern: ArraySlice<Element>, _ text: ArraySlice<Element>, many: Element,
        _ isEqual: (Element, Element) -> Bool
    ) -> Bool {
        var position = pattern.startIndex
        var index = text.startIndex
        var retry: (position: Int, index: Int)?
        while index < text.endIndex {
            if position < pattern.endIndex, pattern[position] == many {
                position += 1
                retry = (position, index)
            } else if position < pattern.endIndex, isEqual(pattern[position], text[index]) {
                position += 1
                index += 1
            } else if let last = retry {
                retry = (last.position, last.index + 1)
                position = last.position
                index = last.index + 1
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == many }
    }
}
