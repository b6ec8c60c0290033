import Git
import PipelineAPI

/// The branch of a remote that a person names for a push.
struct NamedBranch {
    let context: CommandContext
    let consent: ConsentOptions
    let repository: Repository
    /// The branch that the work tree is on.
    let current: String

    /// The branch's short name. One that is not there yet is made only after a yes, in case it is misspelt.
    func find(_ written: String, through access: inout RemoteAccess) async throws -> String {
        if written.hasPrefix("+") {
            throw CommandFailure.usage(
                "`push` never forces: give the branch's name without the '+'",
                hint: "In another terminal, `git push --force-with-lease` replaces what is there.")
        }
        let prefix = "refs/heads/"
        let name =
            written == "HEAD" ? current : written.hasPrefix(prefix) ? String(written.dropFirst(prefix.count)) : written
        let shown = Untrusted.line(name)
        if name.hasPrefix("refs/") {
            throw CommandFailure.usage("'\(shown)' is no branch", hint: "`push` sends a branch: give its name alone.")
        }
        guard try await repository.isValidBranchName(name) else {
            throw CommandFailure.usage(
                "git allows no branch '\(shown)'",
                hint: "A name has no blanks, none of ~ ^ : ? * [ \\ and no '..', and begins with no '-' "
                    + "(git help check-ref-format).")
        }
        if name != current, try await !isThere(name, through: &access) {
            try await context.confirm(
                "\(access.remote) has no branch \(shown)\(try await guess(name)). Create it?", consent: consent)
        }
        return name
    }

    private func isThere(_ name: String, through access: inout RemoteAccess) async throws -> Bool {
        let remote = access.remote
        return try await access.opening(provesOffer: false) {
            try await repository.headAtPush(to: remote, branch: name)
        } != nil
    }

    private func guess(_ name: String) async throws -> String {
        let branches = try await repository.branches().map(\.name).filter { $0 != name }
        return Spelling.nearest(to: name, among: branches).map { " (did you mean \(Untrusted.line($0))?)" } ?? ""
    }
}
