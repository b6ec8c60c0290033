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
