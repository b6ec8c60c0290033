internal import Foundation

/// The passwords of URLs such as `postgres://user:password@host/db` (RFC 3986, 3.2.1), as they stand there and decoded.
enum URLPassword {
    static func all(in line: [UInt8]) -> [[UInt8]] {
        String(decoding: line, as: UTF8.self).components(separatedBy: "://").dropFirst().flatMap(passwords)
    }

    /// - Parameter rest: what follows a scheme. A password that is its user's name says nothing.
    private static func passwords(after rest: String) -> [[UInt8]] {
        let authority = rest.prefix { !"/?#\"'`<> \t".contains($0) }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else { return [] }
        let password = String(authority[authority.index(after: colon)..<at])
        if password == authority[..<colon] { return [] }
        return Set([password, password.removingPercentEncoding ?? password]).map { Array($0.utf8) }
    }
}
