/// Whether `text` stands where a secret would, without being one: `ghp_xxxxxxxx`, `<token>`, `${TOKEN}`, `changeme`,
/// and the examples that vendors print in their manuals.
func isPlaceholder(_ text: [UInt8]) -> Bool {
    guard text.count <= longestPlaceholder else { return false }
    if text.first.map({ ByteSet("<$%{[(&*").contains($0) }) ?? true { return true }
    let lowercased = text.map(\.lowercasedASCII)
    return placeholderWords.contains { lowercased.contains($0) } || hasOneByteOften(lowercased)
}

/// The passwords of tutorials and test databases: known to all, so nothing to protect.
func isDummyPassword(_ text: [UInt8]) -> Bool {
    dummyPasswords.contains(String(decoding: text, as: UTF8.self).lowercased())
}

/// Beyond it, what looks like a word in a random text may be chance.
private let longestPlaceholder = 200

private let placeholderWords: [[UInt8]] = [
    "example", "xxxx", "****", "....", "____", "----", "placeholder", "changeme", "change-me", "change_me", "your_",
    "your-", "yourtoken", "yourkey", "yourpass", "redacted", "${", "{{", "$(", "#{", "<%", "%(", "dummy", "123456789",
    "abcdefgh", "replace", "insert", "todo", "foobar", "notasecret", "not-a-secret", "sample",
    // The token on jwt.io's front page.
    "eyjzdwiioiixmjm0nty3odkwiiwibmftzsi6ikpvag4grg9lii",
].map { Array($0.utf8) }

private let dummyPasswords: Set<String> = [
    "password", "passw0rd", "pass", "passwd", "secret", "admin", "root", "test", "testing", "user", "username", "guest",
    "postgres", "mysql", "mongo", "redis", "default", "letmein", "token", "password1", "password123", "secret123",
    "test123", "test1234", "pass123", "pass1234", "admin123", "1234", "12345", "123456", "hunter2",
]

/// Whether some byte stands for six or more of its kind in a row.
private func hasOneByteOften(_ text: [UInt8]) -> Bool {
    var length = 1
    for (previous, byte) in zip(text, text.dropFirst()) {
        length = byte == previous ? length + 1 : 1
        if length >= 6 { return true }
    }
    return false
}

extension [UInt8] {
    fileprivate func contains(_ word: [UInt8]) -> Bool {
        guard let first = word.first, count >= word.count else { return false }
        return (0...(count - word.count)).contains { start in
            self[start] == first && self[start..<(start + word.count)].elementsEqual(word)
        }
    }
}
