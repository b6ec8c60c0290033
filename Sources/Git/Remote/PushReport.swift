/// What `git push --porcelain` says of one reference (git-push(1), "Output"): `flag TAB from:to TAB summary (reason)`.
struct PushReport: Hashable {
    enum Flag: Character {
        case fastForward = " "
        case forced = "+"
        case deleted = "-"
        case created = "*"
        case rejected = "!"
        case upToDate = "="
    }

    let flag: Flag
    let summary: String
    let reason: String

    /// The report on the one reference that was pushed, of several places that on the one which refused it; `nil` where
    /// git did not get that far.
    init?(lines: [String]) {
        let reports = lines.compactMap(PushReport.init(line:))
        guard let report = reports.first(where: { $0.flag == .rejected }) ?? reports.first else { return nil }
        self = report
    }

    private init?(line: String) {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count == 3, columns[0].count == 1, let flag = columns[0].first.flatMap(Flag.init) else {
            return nil
        }
        self.flag = flag
        let open = columns[2].firstRange(of: " (")
        summary = String(open.map { columns[2][..<$0.lowerBound] } ?? columns[2])
        reason = open.map { columns[2][$0.upperBound...].dropLast() }.map(String.init) ?? ""
    }

    /// Why the reference was refused, given what git printed besides: a hook's words are the lines marked `remote:`.
    func rejection(message: String) -> PushRejection {
        let said = Self.remoteLines(of: message)
        if reason == "non-fast-forward" { return .nonFastForward }
        if reason == "fetch first" { return .fetchFirst }
        if reason.contains("protected") || said.contains("GH006") || said.contains("GH013") {
            return .protected(output: said)
        }
        if reason.contains("hook declined") || reason == "pre-receive hook declined" { return .hook(output: said) }
        return .other(reason: reason.isEmpty ? summary : reason)
    }

    private static func remoteLines(of message: String) -> String {
        message.split(separator: "\n").filter { $0.hasPrefix("remote:") }
            .map { line in
                var text = line.dropFirst("remote:".count)
                if text.first == " " { text.removeFirst() }
                while text.last == " " { text.removeLast() }
                return String(text)
            }
            .joined(separator: "\n")
    }
}
