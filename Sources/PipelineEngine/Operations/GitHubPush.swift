import Foundation

/// What of GitHub's push event matters ("Webhook events and payloads", push).
struct GitHubPush: Decodable {
    var ref: String?
    var after: String?
    var deleted: Bool?

    /// `nil` unless the body is a JSON object with such members.
    init?(_ body: Data) {
        guard let push = try? JSONDecoder().decode(GitHubPush.self, from: body) else { return nil }
        self = push
    }

    /// Whether the branch is gone, so that there is nothing to build.
    var isDeletion: Bool { deleted ?? false || after.map { !$0.isEmpty && $0.allSatisfy { $0 == "0" } } ?? false }

    /// The pushed commit, if it is one and on the branch that a source action is configured for.
    func commit(of configuration: [String: String]) -> String? {
        if let branch = configuration["Branch"] ?? configuration["BranchName"], ref != "refs/heads/\(branch)" {
            return nil
        }
        return after.flatMap { Self.isCommit($0) ? $0 : nil }
    }

    /// SHA-1 or SHA-256, in full.
    private static func isCommit(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy(Set("0123456789abcdef".utf8).contains)
    }
}
