import SystemPackage

/// The key under which a cache is kept: the text of the buildspec with its variables and hashes of files filled in.
struct CacheKey {
    let sourceDirectory: String
    let variables: [String: String]

    /// `$NAME`, `${NAME}` and `$(codebuild-hash-files FILE …)` are replaced; no shell runs.
    func text(of key: String) -> String {
        let hashed = key.replacing(#/\$\(\s*codebuild-hash-files\s+([^)]*)\)/#) { match in
            hash(of: match.1.split(whereSeparator: \.isWhitespace).map { Self.unquoted(String($0)) })
        }
        return VariableExpansion.expand(hashed, variables)
    }

    /// A file name for a key; that of a beginning of the key is a beginning of it.
    static func fileName(_ key: String) -> String {
        let safe = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".utf8)
        let name = key.utf8.map { safe.contains($0) ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }.joined()
        guard name.utf8.count > 180 else { return name }
        return name.prefix(160) + "~" + StableHash(key).text
    }

    private func hash(of patterns: [String]) -> String {
        var hash = StableHash()
        for pattern in patterns {
            let glob = Glob(VariableExpansion.expand(pattern, variables))
            let tree = FileTree(root: sourceDirectory, keepsSymlinks: false)
            let files = glob.isLiteral ? tree.file(glob.components) { _ in }.map { [$0] } ?? [] : tree.files { _ in }
            for file in files where glob.isLiteral || glob.matches(file.path) {
                hash.add((file.path.joined(separator: "/") + "\0").utf8)
                hash.add((try? FileContent.read(.init(file.source))) ?? [])
            }
        }
        return hash.text
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }
}
