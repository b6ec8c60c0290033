import Git

/// The state of the work tree in lines.
struct GitStatusView {
    let style: Style

    func lines(_ status: Git.Status) -> [String] {
        var lines = [branchLine(status)]
        if let operation = status.operation { lines.append(style.paint("a \(operation) is in progress", .yellow)) }
        for entry in status.entries { lines.append("  \(entry.word)  \(Untrusted.line(entry.path))") }
        if status.entries.isEmpty { lines.append("nothing is changed") }
        return lines
    }

    private func branchLine(_ status: Git.Status) -> String {
        let place: String
        switch status.head {
        case .branch(let name, _): place = "on \(Untrusted.line(name))"
        case .unborn(let name): return "on \(Untrusted.line(name)), without a commit yet"
        case .detached(let commit): return "detached at \(commit.short)"
        }
        guard let upstream = status.upstream.map(Untrusted.line) else { return place + ", which was not pushed yet" }
        // git counts no distance to a branch that is not there.
        guard let ahead = status.ahead, let behind = status.behind else {
            return "\(place), whose upstream \(upstream) is gone"
        }
        var distance: [String] = []
        if ahead > 0 { distance.append("\(ahead) to push") }
        if behind > 0 { distance.append("\(behind) to fetch") }
        return
            "\(place), \(distance.isEmpty ? "level with" : distance.joined(separator: ", ") + " against") \(upstream)"
    }
}

extension Git.Status.Entry {
    /// What happened to the file, in a word as wide as the others.
    fileprivate var word: String {
        switch kind {
        case .untracked: "new     "
        case .conflicted: "conflict"
        case .tracked:
            switch unstaged ?? staged {
            case .added: "added   "
            case .deleted: "deleted "
            case .renamed: "renamed "
            case .modified, .copied, .typeChanged, nil: "changed "
            }
        }
    }
}
