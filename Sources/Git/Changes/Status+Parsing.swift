extension Status {
    /// Reads `git status --porcelain=v2 --branch -z` (git-status(1), "Porcelain Format Version 2").
    init?(porcelain fields: [String], operation: Operation?) {
        var branch = BranchLines()
        var entries: [Entry] = []
        var rest = fields[...]
        while let field = rest.popFirst() {
            switch field.first {
            case "#": branch.read(field)
            case "1": entries.append(Entry(changed: field, columns: 8, originalPath: nil))
            case "2": entries.append(Entry(changed: field, columns: 9, originalPath: rest.popFirst()))
            case "u": entries.append(Entry(path: field.column(10), kind: .conflicted))
            case "?": entries.append(Entry(path: field.column(1), kind: .untracked))
            default: continue
            }
        }
        guard let head = branch.head else { return nil }
        self.init(
            head: head, upstream: branch.upstream, ahead: branch.ahead, behind: branch.behind, entries: entries,
            operation: operation)
    }
}

/// The `# branch.…` lines.
private struct BranchLines {
    var commit: CommitID?
    var name: String?
    var upstream: String?
    var ahead: Int?
    var behind: Int?

    var head: Head? {
        switch (name, commit) {
        case (let name?, let commit?): name == "(detached)" ? .detached(commit) : .branch(name, commit)
        case (let name?, nil): .unborn(branch: name)
        case (nil, _): nil
        }
    }

    mutating func read(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3 else { return }
        switch words[1] {
        case "branch.oid": commit = CommitID(rawValue: words[2])
        case "branch.head": name = words[2]
        case "branch.upstream": upstream = words[2]
        case "branch.ab":
            let counts = words[2].split(separator: " ").compactMap { Int($0) }
            (ahead, behind) = (counts.first, counts.last.map(abs))
        default: break
        }
    }
}

extension Status.Entry {
    fileprivate init(path: String, kind: Status.Kind) {
        self.init(path: path, staged: nil, unstaged: nil, originalPath: nil, kind: kind)
    }

    /// A line whose second column is the two letters of change and whose path follows after `columns` columns.
    fileprivate init(changed line: String, columns: Int, originalPath: String?) {
        let letters = line.dropFirst(2).prefix(2)
        self.init(
            path: line.column(columns), staged: letters.first.flatMap(Change.init),
            unstaged: letters.last.flatMap(Change.init),
            originalPath: originalPath, kind: .tracked)
    }
}

extension String {
    /// All that follows after `count` columns, spaces included.
    fileprivate func column(_ count: Int) -> String {
        let parts = split(separator: " ", maxSplits: count, omittingEmptySubsequences: false)
        return parts.count > count ? String(parts[count]) : ""
    }
}
