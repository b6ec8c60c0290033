import Yams

extension BuildspecReader {
    mutating func readReports(_ node: Node) throws(BuildspecError) {
        for entry in try node.map("reports") {
            buildspec.reportGroups.append(try reportGroup(entry))
        }
    }

    private mutating func reportGroup(_ group: Node.Entry) throws(BuildspecError) -> Buildspec.ReportGroup {
        var report = Buildspec.ReportGroup(name: group.key)
        let key = "reports/\(group.key)"
        for entry in try group.value.map(key) {
            let path = "\(key)/\(entry.key)"
            switch entry.key {
            case "files": report.files = try entry.value.texts(path)
            case "file-format":
                report.format = Buildspec.ReportGroup.Format(rawValue: try entry.value.text(path).uppercased())
            case "base-directory": report.baseDirectory = try entry.value.text(path)
            case "discard-paths": _ = try entry.value.boolean(path)
            default: warn("unknown key '\(path)' is ignored", entry.keyNode)
            }
        }
        return report
    }

    mutating func readCache(_ node: Node) throws(BuildspecError) {
        var cache = Buildspec.Cache()
        for entry in try node.map("cache") {
            let key = "cache/\(entry.key)"
            switch entry.key {
            case "paths": cache.paths = try entry.value.texts(key)
            case "key": cache.key = try entry.value.text(key)
            case "fallback-keys": cache.fallbackKeys = try entry.value.texts(key)
            case "action":
                guard let action = Buildspec.Cache.Action(rawValue: try entry.value.text(key)) else {
                    throw .wrongShape(key: key, expected: "restore or save", at: entry.value.position)
                }
                cache.action = action
            default: warn("unknown key '\(key)' is ignored", entry.keyNode)
            }
        }
        buildspec.cache = cache
    }
}
