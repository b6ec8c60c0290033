public import ArgumentParser
import CloudFormation
public import Deployment

/// What `deploy STACK…` takes, in the words of the CDK CLI.
struct StackOptions: ParsableArguments {
    @Flag(help: "All stacks of the CDK app but those of its stages ('**' means these too).")
    var all = false

    @Flag(name: [.customShort("e"), .long], help: "Only the stacks that are named, not those that they need first.")
    var exclusively = false

    @Option(
        help: ArgumentHelp(
            "Ask where something changes: never, any-change, broadening or destructive.",
            discussion: "any-change by default.", valueName: "level"))
    var requireApproval: ApprovalLevel?

    @Option(help: ArgumentHelp("A value for a template's parameter.", valueName: "[stack:]name=value"))
    var parameters: [String] = []

    @Option(name: [.customShort("t"), .long], help: ArgumentHelp("A tag for the stacks.", valueName: "key=value"))
    var tags: [String] = []

    @Option(name: .customLong("notification-arns"), help: ArgumentHelp("An SNS topic to tell.", valueName: "arn"))
    var notificationARNs: [String] = []

    @Option(
        help: ArgumentHelp("A file for the outputs of the stacks, as JSON by stack and name.", valueName: "file"))
    var outputsFile: String?

    @OptionGroup var app: AppContextOptions

    @Flag(inversion: .prefixedNo, help: "Whether what was made goes again if something fails.")
    var rollback: Bool?
    var noRollback: Bool { rollback == false }

    @Flag(
        name: [.customShort("f"), .long],
        help: "Publish and ask CloudFormation even where nothing has changed.")
    var force = false

    /// Whether something is said that only stacks have.
    var isEmpty: Bool {
        !all && !exclusively && requireApproval == nil && parameters.isEmpty && tags.isEmpty
            && notificationARNs.isEmpty && outputsFile == nil && app.values.isEmpty && rollback == nil && !force
    }

    func additions() throws(CommandFailure) -> StackGoal.Additions {
        var additions = StackGoal.Additions()
        for text in parameters {
            guard let match = text.wholeMatch(of: #/(?:([^:=]+):)?([A-Za-z0-9]+)=(.*)/#.dotMatchesNewlines()) else {
                throw .usage("'\(text)' is no parameter", hint: "--parameters [STACK:]NAME=VALUE")
            }
            additions.parameters[match.1.map(String.init), default: [:]][String(match.2)] = String(match.3)
        }
        for text in tags {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else { throw .usage("'\(text)' is no tag", hint: "-t KEY=VALUE") }
            additions.tags[parts[0]] = parts[1]
        }
        additions.notificationARNs = notificationARNs
        return additions
    }
}

extension ApprovalLevel: ExpressibleByArgument {}
