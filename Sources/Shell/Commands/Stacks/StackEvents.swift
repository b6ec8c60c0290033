import AWS
import ArgumentParser
import CloudFormation
import Deployment
import Foundation

/// `events STACK`: what happened to a stack.
struct StackEvents: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Show what happened to a stack on AWS, the last at the end.",
        discussion: "A stack of the CDK app, or any of the account by its name.")

    @Argument(help: "The stack.")
    var stack: StackArgument

    @Flag(name: .shortAndLong, help: "Go on until what CloudFormation does with it has ended.")
    var follow = false

    @Option(name: [.customShort("n"), .long], help: "How many.")
    var count = 20

    @OptionGroup var output: OutputOptions

    func run(in context: CommandContext) async throws {
        if follow, context.isJSON(output) {
            throw CommandFailure.usage("-f goes on, and what goes on has no answer in JSON")
        }
        let site = try await StackFinder(context).find(stack)
        guard let found = try await site.client.describeStack(site.goal.name), let id = found.stackId else {
            throw site.notDeployed
        }
        let events = try await site.client.describeStackEvents(id, upTo: count)
        if context.isJSON(output) {
            return try context.console.show(json: StackJSON.Events(stackEvents: events))
        }
        let view = StackEventsView(constructs: site.goal.templates.constructs)
        context.console.show(rows: view.lines(events.reversed(), style: context.console.style))
        guard follow, found.stackStatus.isInProgress else { return }
        try await StackRun(context: context, site: site, consent: .notGiven())
            .comeBack(to: id, after: events.first)
    }
}
