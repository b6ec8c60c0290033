/// A message of git's credential protocol (gitcredentials(7), git-credential(1)): lines of `key=value`, in order.
///
/// Keys that we don't know are kept and mean nothing. Text is UTF-8; anything else is refused.
struct GitMessage: Sendable, Hashable {
    /// 1 MiB, which leaves room for the longest tokens and headers.
    static let largestMessage = 1 << 20

    private(set) var attributes: [Attribute] = []

    struct Attribute: Sendable, Hashable {
        var key: String
        var value: String
    }

    init() {}

    /// Reads up to the first empty line, or the end.
    init(_ bytes: [UInt8]) throws(GitHelperError) {
        guard bytes.count <= Self.largestMessage else { throw .tooLarge(bytes: bytes.count) }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.isEmpty { return }
            guard let attribute = Attribute(line) else { throw .malformedLine(index + 1) }
            add(attribute)
        }
    }

    /// The last value of a key, as git reads it.
    subscript(_ key: String) -> String? {
        attributes.last { $0.key == key }?.value
    }

    /// All values of a key that ends in `[]`.
    func values(_ key: String) -> [String] {
        attributes.filter { $0.key == key }.map(\.value)
    }

    /// - Throws: `.unsendable` for what would be read as something else.
    mutating func set(_ key: String, _ value: String?) throws(GitHelperError) {
        guard let value else { return }
        guard Attribute.isSafe(value.utf8) else { throw .unsendable(key: key) }
        add(Attribute(key: key, value: value))
    }

    var bytes: [UInt8] {
        attributes.flatMap { Array("\($0.key)=\($0.value)\n".utf8) }
    }

    /// In a list, an empty value takes back all that came before.
    private mutating func add(_ attribute: Attribute) {
        if attribute.key.hasSuffix("[]") && attribute.value.isEmpty {
            attributes.removeAll { $0.key == attribute.key }
        } else {
            attributes.append(attribute)
        }
    }
}

extension GitMessage.Attribute {
    fileprivate init?(_ line: ArraySlice<UInt8>) {
        guard let separator = line.firstIndex(of: UInt8(ascii: "=")), separator > line.startIndex,
            Self.isSafe(line), let key = String(validating: line[..<separator], as: UTF8.self),
            let value = String(validating: line[(separator + 1)...], as: UTF8.self)
        else { return nil }
        self.init(key: key, value: value)
    }

    /// No NUL and no line end, nor the carriage return that some readers take for one (CVE-2024-50338, CVE-2024-52006).
    fileprivate static func isSafe(_ text: some Sequence<UInt8>) -> Bool {
        !text.contains { $0 == 0 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
}
