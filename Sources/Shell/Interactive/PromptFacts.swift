import Foundation
import Git
import LineEditor
import PipelineAPI
import Project
import Synchronization

/// What the prompt shows. The first prompt waits for nothing: what is slow to learn comes into it later.
final class PromptFacts: Sendable {
    private struct State {
        var branch: String?
        var isDirty = false
        var signs: [PipelineName: Sign] = [:]
    }

    private let context: CommandContext
    private let state = Mutex(State())

    init(context: CommandContext) {
        self.context = context
        let branch = Self.branch(context.workspace.directory)
        state.withLock { $0.branch = branch }
    }

    /// `shop main* ✓ › `, each part as far as it is known.
    func prompt() -> Prompt {
        let style = context.console.style
        let state = state.withLock { $0 }
        func painted(_ color: Style.Color) -> String { style.hasColor ? color.rawValue : "" }
        let masking = context.console.masking
        var pieces = [Prompt.Piece(masking(project()), style: painted(.bold))]
        if let branch = state.branch {
            pieces.append(Prompt.Piece(" \(masking(branch))\(state.isDirty ? "*" : "")"))
        }
        if !state.signs.isEmpty, let pipeline = try? context.pipelineName(), let sign = state.signs[pipeline] {
            pieces += [Prompt.Piece(" "), Prompt.Piece(sign.text(style), style: painted(sign.color))]
        }
        return Prompt(pieces + [Prompt.Piece(style.hasUnicode ? " › " : " > ")])
    }

    /// `sluice v0.1.0 · shop · main · pipeline shop-pipeline (local engine)`.
    func banner() -> [String] {
        let separator = context.console.style.hasUnicode ? " · " : " - "
        let branch = state.withLock(\.branch)
        do {
            let name = try context.pipelineName()
            let parts = ["sluice v\(SluiceCommandLine.version)", project()] + (branch.map { [$0] } ?? [])
            return [(parts + ["pipeline \(name) (\(context.endpointName))"]).joined(separator: separator)]
        } catch {
            let problem = ErrorReport.failure(for: error).lines
            return ["sluice v\(SluiceCommandLine.version)"] + problem
        }
    }

    /// Learns what takes a moment: the branch and whether anything is changed.
    func refresh() async {
        guard let repository = try? await context.repository(), let status = try? await repository.status(.quick) else {
            return
        }
        let branch = status.head.branch.map(Untrusted.line) ?? status.head.commit.map { "(\($0.short))" }
        state.withLock { state in
            state.branch = branch
            state.isDirty = !status.isClean
        }
    }

    /// Where a pipeline stands; what was noted last is shown, while it is the pipeline at hand.
    func note(_ sign: Sign, of pipeline: PipelineName) {
        state.withLock { $0.signs[pipeline] = sign }
    }

    private func project() -> String {
        let file = context.workspace.projectFile ?? ProjectFinder.find(from: context.workspace.directory)
        return Untrusted.line((file?.deletingLastPathComponent() ?? context.workspace.directory).lastPathComponent)
    }

    /// The branch as `.git/HEAD` has it, without starting git.
    private static func branch(_ directory: URL) -> String? {
        var folder = directory.standardizedFileURL
        while folder.path != "/" {
            if let head = try? String(contentsOf: folder.appending(path: ".git/HEAD"), encoding: .utf8) {
                let prefix = "ref: refs/heads/"
                guard head.hasPrefix(prefix) else { return nil }
                return Untrusted.line(String(head.dropFirst(prefix.count)))
            }
            // A linked work tree's, or a submodule's: git itself says where its HEAD is.
            if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) { return nil }
            folder = folder.deletingLastPathComponent().standardizedFileURL
        }
        return nil
    }
}
