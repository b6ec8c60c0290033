/// Where text ends up on a terminal of a certain width, when it starts in column 0.
struct Layout: Equatable {
    private let width: Int
    private(set) var row = 0
    private(set) var column = 0

    init(width: Int) {
        self.width = max(1, width)
    }

    /// The place behind a text, as libedit lays it out: it wraps at the margin, at once; a wide character that does
    /// not fit goes to the next row; control characters show as `^X`, tabs reach to the next multiple of eight.
    init(_ text: String, width: Int) {
        self.init(width: width)
        for scalar in text.unicodeScalars { add(scalar) }
    }

    /// The text as libedit draws it at a width: where a wide character does not fit it begins a row by a line break,
    /// which a terminal that wraps anew for another width keeps.
    ///
    /// - Parameter next: the character that the cursor behind the text is on.
    static func broken(_ text: String, before next: Unicode.Scalar? = nil, width: Int) -> String {
        var layout = Layout(width: width)
        var broken = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if layout.isTooNarrow(for: scalar) { broken.append("\n") }
            layout.add(scalar)
            broken.append(scalar)
        }
        if let next, layout.isTooNarrow(for: next) { broken.append("\n") }
        return String(broken)
    }

    private func isTooNarrow(for scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x80 && column + DisplayWidth.columns(scalar) > width
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\n":
            row += 1
            column = 0
        case "\t":
            repeat { advance(1) } while column % 8 != 0
        case _ where scalar.value < 0x20 || scalar.value == 0x7F:
            advance(1)
            advance(1)
        default:
            advance(DisplayWidth.columns(scalar))
        }
    }

    private mutating func advance(_ columns: Int) {
        if column + columns > width { wrap() }
        column += columns
        if column >= width { wrap() }
    }

    private mutating func wrap() {
        row += 1
        column = 0
    }
}
