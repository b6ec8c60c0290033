import SecretScan

/// Tells whether a line has something in it that looks like a secret; such lines are not kept.
///
/// Looser than the scan of what is pushed: a line that is forgotten by mistake costs little.
enum SecretShape {
    static func isIn(_ line: String) -> Bool {
        if !SecretScanner.standard.findings(in: Array(line.utf8)).isEmpty { return true }
        let shapes: [Regex<Substring>] = [
            #/gh[opsur]_[A-Za-z0-9]{20,}/#, #/github_pat_[A-Za-z0-9_]{20,}/#, #/AKIA[0-9A-Z]{16}/#,
            #/ASIA[0-9A-Z]{16}/#,
            #/glpat-[A-Za-z0-9_\-]{15,}/#, #/xox[abprs]-[A-Za-z0-9\-]{10,}/#, #/sk_live_[A-Za-z0-9]{16,}/#,
            #/npm_[A-Za-z0-9]{30,}/#, #/pypi-[A-Za-z0-9_\-]{30,}/#, #/eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\./#,
            #/AGE-SECRET-KEY-1[0-9A-Z]{20,}/#, #/-----BEGIN [A-Z ]*PRIVATE KEY/#,
            #/[a-z][a-z0-9+.\-]{0,20}:\/\/[^\/\s:@]+:[^\s@]+@/#, #/(?i)(?:password|passwd|secret|token)\s*[=:]\s*\S+/#,
        ]
        return shapes.contains { line.contains($0) }
    }
}
