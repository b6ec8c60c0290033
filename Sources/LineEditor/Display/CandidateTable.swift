/// The candidates of a completion as rows of text.
enum CandidateTable {
    private static let rowLimit = 40

    /// A row per candidate with its description, or several columns where no candidate has one.
    static func rows(_ candidates: [Candidate], width: Int) -> [String] {
        let isDescribed = candidates.contains { $0.description != nil }
        return isDescribed ? describedRows(candidates, width: width) : columns(candidates, width: width)
    }

    private static func describedRows(_ candidates: [Candidate], width: Int) -> [String] {
        let shown = candidates.prefix(rowLimit)
        let nameWidth = min(width / 2, shown.map { DisplayWidth.columns($0.label) }.max() ?? 0)
        let rows = shown.map { candidate in
            let name = DisplayWidth.padded(DisplayWidth.cut(candidate.label, to: nameWidth), to: nameWidth)
            return DisplayWidth.cut("\(name)  \(candidate.description ?? "")", to: width - 1)
        }
        return rows + remainder(candidates.count - shown.count)
    }

    private static func columns(_ candidates: [Candidate], width: Int) -> [String] {
        let cell = (candidates.map { DisplayWidth.columns($0.label) }.max() ?? 0) + 2
        let perRow = max(1, (width - 1) / cell)
        let shown = Array(candidates.prefix(perRow * rowLimit))
        let rows = stride(from: 0, to: shown.count, by: perRow).map { start in
            shown[start..<min(start + perRow, shown.count)].map { DisplayWidth.padded($0.label, to: cell) }.joined()
        }
        return rows.map { DisplayWidth.cut($0, to: width - 1) } + remainder(candidates.count - shown.count)
    }

    private static func remainder(_ count: Int) -> [String] {
        count > 0 ? ["… and \(count) more"] : []
    }
}

extension Candidate {
    fileprivate var label: String { display ?? text }
}
