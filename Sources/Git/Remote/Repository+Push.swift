import Foundation

extension Repository {
    /// Sends one reference to a remote, never forcing it, and nothing else: no tags, and nothing of submodules, whatever
    /// the configuration has. That a remote lacks the commit of a submodule stops the push where it is to be seen to.
    ///
    /// Cancelling the task ends git, and with it the transfer; what the remote has accepted by then stays.
    /// - Parameter progress: called with each line of git's progress and of what the remote's hooks print. Strip
    ///   control sequences before a terminal sees them.
    /// - Throws: `GitError`: `noSuchRemote`, `refusedURL`, `secretInURL`, `unknownRevision`, `invalidName`.
    public func push(
        to remote: String, _ refspec: Refspec, setUpstream: Bool = false,
        progress: (@Sendable (String) -> Void)? = nil
    ) async throws -> PushOutcome {
        let places = try await pushPlaces(of: remote)
        guard let commit = try await revParse(refspec.source) else { throw GitError.unknownRevision(refspec.source) }
        guard try await git(["check-ref-format", refspec.destination]).succeeded else {
            throw GitError.invalidName(refspec.destination)
        }
        let restraints = try await restraints(of: remote)
        let progressOption = progress == nil ? "--no-progress" : "--progress"
        let options =
            restraints.git + ["push", "--porcelain", "--no-follow-tags", progressOption] + restraints.push
        let output = try await git(options + ["--", remote, refspec.text], progress: progress)
        // Where it goes to several places, some may not have been reached.
        guard let report = PushReport(lines: output.lines), output.succeeded || report.flag == .rejected else {
            // Of several places git names the one.
            let failed = places.first { output.message.contains($0.url.withoutCredentials) } ?? places.first
            return try await refusal(of: output, url: failed?.url)
        }
        let outcome = try await outcome(report, of: commit, output)
        if setUpstream, outcome.hasArrived, let branch = refspec.branch {
            try await self.setUpstream(of: branch, to: refspec.destination, on: remote)
        }
        return outcome
    }

    /// As `push --set-upstream` does, which knows no branch where a commit is pushed.
    private func setUpstream(of branch: String, to destination: String, on remote: String) async throws {
        for (key, value) in [("remote", remote), ("merge", destination)] {
            _ = try await git(["config", "branch.\(branch).\(key)", value]).orThrow()
        }
    }

    /// What keeps configuration from sending more than the one reference: the commits of submodules, which nobody has looked
    /// through, and everything there is to a mirror.
    private func restraints(of remote: String) async throws -> (git: [String], push: [String]) {
        let keys = #"^(push\.recursesubmodules|submodule\.recurse|remote\..*\.mirror)$"#
        let settings = try await git(["config", "-z", "--get-regexp", keys]).fields.map { field in
            let parts = field.split(separator: "\n", maxSplits: 1).map(String.init)
            return (key: parts.first ?? "", value: parts.count == 2 ? parts[1].lowercased() : "true")
        }
        let mirror = "remote.\(remote).mirror"
        // Of the two settings of submodules the later one counts.
        let recurses = settings.last { !$0.key.hasSuffix(".mirror") && !$0.key.isEmpty }?.value ?? "no"
        return (
            settings.contains { $0.key == mirror } ? ["-c", "\(mirror)=false"] : [],
            ["no", "false", "off", "0", "check"].contains(recurses) ? [] : ["--recurse-submodules=check"]
        )
    }

    private func outcome(_ report: PushReport, of commit: CommitID, _ output: GitOutput) async throws -> PushOutcome {
        switch report.flag {
        case .upToDate: return .upToDate(commit)
        case .created: return .created(commit)
        case .rejected, .deleted: return .rejected(report.rejection(message: output.message))
        case .fastForward, .forced:
            let old = report.summary.split(separator: ".").first.map(String.init) ?? ""
            guard let from = try await revParse(old) else { return .created(commit) }
            return .pushed(from: from, to: commit)
        }
    }

    /// A push that ended before any reference: the remote failed, unless status 1 says that `pre-push` did.
    private func refusal(of output: GitOutput, url: RemoteURL?) async throws -> PushOutcome {
        if output.status == 1, try await hasExecutableHook(in: ["pre-push"]) {
            return .rejected(.hook(output: output.message))
        }
        return .failed(RemoteFailure(message: output.message, url: url))
    }
}

extension PushOutcome {
    fileprivate var hasArrived: Bool {
        switch self {
        case .pushed, .created, .upToDate: true
        case .rejected, .failed: false
        }
    }
}
