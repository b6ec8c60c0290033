/// Finds the credentials that a patch adds, as the patch arrives and in bounded memory.
///
/// Made for `git diff`, and for `git log -p --diff-merges=separate --format='commit %H %P%n%w(0,1,1)%B'`, also with lines
/// `author` and `committer` behind that, and lines `branch` before it all; of a merge counts what it adds to all of its parents (of `--cc` git leaves binary
/// files out, and by default whole merges). Messages must be indented, so that none can pass for a part of the patch. Give
/// also `--no-color --no-ext-diff --no-textconv`, `--src-prefix=a/ --dst-prefix=b/`, and `--text`: no configuration then
/// changes the form, and no attribute hides a file.
public struct PatchScanner {
    private let scanner: SecretScanner
    private let known: KnownSecrets
    private var reader = PatchReader()
    private var text = AddedText()
    private var commit: String?
    /// While the commit is a merge.
    private var merge: MergeFindings?
    private var path = PatchFinding.messagePath
    /// The path, with what was found in it masked.
    private var shownPath = PatchFinding.messagePath
    /// The number in the new file of the next line.
    private var line = 1

    public init(scanner: SecretScanner = .standard, known: KnownSecrets = KnownSecrets([])) {
        self.scanner = scanner
        self.known = known
    }

    /// Reads on.
    /// - Returns: what has come to light; some may only when more has been read.
    public mutating func findings(in bytes: Span<UInt8>) -> [PatchFinding] {
        var found: [PatchFinding] = []
        for event in reader.events(in: bytes) { take(event, of: bytes, &found) }
        return found
    }

    /// As ``findings(in:)-(Span<UInt8>)``, for bytes that are an array.
    public mutating func findings(in bytes: [UInt8]) -> [PatchFinding] {
        findings(in: bytes.span)
    }

    /// The message of a commit that is yet to be made, and who makes it, as the beginning of a patch.
    ///
    /// - Parameter people: the author and the committer, each as `NAME <ADDRESS>`.
    public static func patch(ofMessage message: String, by people: [String] = []) -> [UInt8] {
        let message = message.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .flatMap { [UInt8(ascii: " ")] + $0 + [UInt8(ascii: "\n")] }
        return message + people.flatMap { line(PatchHeader.authorWord, $0) }
    }

    /// The name of a branch that goes out, as the beginning of a patch.
    public static func patch(ofBranch name: String) -> [UInt8] { line(PatchHeader.branchWord, name) }

    private static func line(_ word: String, _ words: String) -> [UInt8] {
        Array(word.utf8) + words.utf8.filter { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: "\n")]
    }

    private mutating func startMessage() {
        (path, shownPath, line) = (PatchFinding.messagePath, PatchFinding.messagePath, 1)
        text.start(at: line)
    }

    /// What the end of the patch brings to light.
    public mutating func finish() -> [PatchFinding] {
        var found: [PatchFinding] = []
        endText(&found)
        endMerge(&found)
        return found
    }

    private mutating func take(_ event: PatchEvent, of bytes: Span<UInt8>, _ found: inout [PatchFinding]) {
        switch event {
        case .commit(let name, let parents):
            endText(&found)
            start(name, parents: parents, &found)
            startMessage()
        case .messagePart(let part): append(part.span, &found)
        case .messageLine(let line):
            append(line.span, &found)
            append([UInt8(ascii: "\n")].span, &found)
        case .person(let words): scan(words, of: PatchFinding.personPath, line: 1, &found)
        case .branch(let name): scan(name, of: PatchFinding.branchPath, line: 1, &found)
        case .newName(let name): scan(Array(name.utf8), of: name, line: 0, &found)
        case .file(let name):
            endText(&found)
            (path, shownPath) = (name, masked(name))
        case .hunk(let firstLine):
            endText(&found)
            line = firstLine
            text.start(at: line)
        case .keptLine:
            line += 1
            text.startLine(isAdded: false)
        case .addedLine:
            line += 1
            text.startLine(isAdded: true)
        case .lineEnd: append([UInt8(ascii: "\n")].span, &found)
        case .bytes(let range): append(bytes.extracting(range), &found)
        }
    }

    /// What stands by itself.
    private mutating func scan(_ words: [UInt8], of path: String, line: Int, _ found: inout [PatchFinding]) {
        endText(&found)
        (self.path, self.line) = (path, line)
        shownPath = line == 0 ? masked(path) : path
        text.start(at: line)
        append(words.span, &found)
        endText(&found)
    }

    /// A merge begins once for each of its parents.
    private mutating func start(_ name: String, parents: Int, _ found: inout [PatchFinding]) {
        if merge != nil, commit == name {
            merge?.startPatch()
        } else {
            endMerge(&found)
            commit = name
            merge = parents > 1 ? MergeFindings(parents: parents) : nil
        }
    }

    private mutating func endMerge(_ found: inout [PatchFinding]) {
        found += merge?.ofMergeItself ?? []
        merge = nil
    }

    private mutating func append(_ piece: Span<UInt8>, _ found: inout [PatchFinding]) {
        text.append(piece)
        guard text.isFull else { return }
        let new = scan(isLast: false)
        report(new, &found)
        text.keepOverlap(after: new)
    }

    private mutating func endText(_ found: inout [PatchFinding]) {
        guard !text.bytes.isEmpty else { return }
        report(scan(isLast: true), &found)
        text.start(at: line)
    }

    private func scan(isLast: Bool) -> [Finding] {
        var found = scan(text.bytes)
        if let narrow = NarrowedText(text.bytes) {
            found.add(scan(narrow.bytes).map(narrow.restored))
        }
        return found.filter { text.isDue($0, isLast: isLast) }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// What is the caller's own is called that, whatever else it looks like.
    private func scan(_ bytes: [UInt8]) -> [Finding] {
        var found = known.findings(in: bytes)
        found.add(scanner.findings(in: bytes))
        return found
    }

    private func masked(_ name: String) -> String {
        let bytes = Array(name.utf8)
        var (shown, end): ([UInt8], Int) = ([], 0)
        for finding in scan(bytes).sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where finding.range.lowerBound >= end {
            shown += bytes[end..<finding.range.lowerBound] + Array(finding.masked.utf8)
            end = finding.range.upperBound
        }
        return String(decoding: shown + bytes[end...], as: UTF8.self)
    }

    private mutating func report(_ new: [Finding], _ found: inout [PatchFinding]) {
        for finding in new.map(patchFinding) {
            if merge == nil { found.append(finding) } else { merge?.add(finding) }
        }
    }

    private func patchFinding(_ finding: Finding) -> PatchFinding {
        let column = text.column(of: finding.range.lowerBound)
        return PatchFinding(
            commit: commit, path: path, shownPath: shownPath, line: text.firstLine + finding.line - 1,
            columns: column..<column + finding.range.count, kind: finding.kind,
            masked: finding.masked, fingerprint: Fingerprint(kind: finding.kind, digest: finding.digest, path: path))
    }
}

extension [Finding] {
    /// Adds those of `others` that stand where none of these does.
    fileprivate mutating func add(_ others: [Finding]) {
        self += others.filter { other in !contains { $0.range.overlaps(other.range) } }
    }
}
