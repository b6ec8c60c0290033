/// Whether `text` stands where a secret would, without being one: `ghp_xxxxxxxx`, `<token>`, `${TOKEN}`, `changeme`,
/// and the examples that vendors print in their manuals.
func isPlaceholder(_ text: [UInt8]) -> Bool {
    guard text.count <= longestPlaceholder else { return false }
    guard let first = text.first, !templateStarts.contains(first) else { return true }
    return placeholderWords.matches(text.span) || hasOneByteOften(text)
}

/// The passwords of tutorials and test databases: known to all, so nothing to protect.
func isDummyPassword(_ text: [UInt8]) -> Bool {
    dummyPasswords.contains(String(decoding: text, as: UTF8.self).lowercased())
}

/// Beyond it, what looks like a word in a random text may be chance.
private let longestPlaceholder = 200

private let templateStarts = ByteSet("<$%{[(&*")

/// Of five letters at least: shorter ones turn up in random tokens.
private let placeholderWords = PatternAutomaton(words: [
    "example", "xxxxx", "****", "....", "____", "----", "placeholder", "changeme", "change-me", "change_me", "your_",
    "your-", "yourtoken", "yourkey", "yourpass", "redacted", "${", "{{", "$(", "#{", "<%", "%(", "dummy", "123456789",
    "abcdefgh", "replace", "insert", "foobar", "notasecret", "not-a-secret", "sample",
    // The token on jwt.io's front page.
    "eyjzdwiioiixmjm0nty3odkwiiwibmftzsi6ikpvag4grg9lii",
])

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
