import CloudFormation
import Foundation

/// `cdk.context.json`: what was looked up for an app, kept beside it so that the next run and other people get the same.
enum ContextFile {
    static let name = "cdk.context.json"

    /// Adds answers to what is there.
    static func add(_ answers: [String: TemplateValue], in folder: URL) throws {
        if answers.isEmpty { return }
        let file = folder.appending(path: name)
        let there = try AppConfiguration.object(file) ?? [:]
        let text = TemplateValue.object(there.merging(answers) { $1 }).prettyJSON + "\n"
        try Data(text.utf8).write(to: file, options: .atomic)
    }
}
