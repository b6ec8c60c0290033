import CloudFormation
import Deployment
import PipelineAPI
import Project

/// The stacks of an app, and who deploys them.
struct StackOverview {
    let synthesis: Synthesis
    /// `nil` if no stack declares one.
    let pipeline: PipelineDeclaration?

    func lines(_ style: Style) throws -> [String] {
        var table = Table(["STACK", "NAME", "ENVIRONMENT", "RESOURCES", "ASSETS", "DEPLOYED BY"])
        for stack in synthesis.assembly.allStacks {
            let template = try stack.template(reading: synthesis.directory.contents)
            table.add([
                Untrusted.line(stack.displayName), Untrusted.line(stack.stackName), stack.environment.text,
                String(template.resources.count), assets(of: stack), deployers(of: stack),
            ])
        }
        return table.lines(style)
    }

    /// Files and images without the templates, which are assets as well.
    private func assets(of stack: StackArtifact) -> String {
        let files = stack.assets.files.count { asset in
            if case .file(let path) = asset.source { !path.description.hasSuffix(".template.json") } else { true }
        }
        let counts = [(files, "file"), (stack.assets.images.count, "image")].filter { $0.0 > 0 }
        return counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    /// The stages whose actions mean the stack, each once: `Beta (Prepare, Deploy)`.
    private func deployers(of stack: StackArtifact) -> String {
        let stages = (pipeline?.stages ?? []).compactMap { stage -> String? in
            let actions = stage.actions.filter {
                $0.actionTypeId.provider == "CloudFormation" && $0.configuration?["StackName"] == stack.stackName
                    && ($0.region == nil || stack.environment.region == nil || $0.region == stack.environment.region)
            }
            let names = actions.map { $0.name.rawValue.split(separator: ".").last.map(String.init) ?? "" }
            return actions.isEmpty ? nil : "\(stage.name) (\(names.joined(separator: ", ")))"
        }
        return Untrusted.line(stages.joined(separator: ", "))
    }
}

extension StackEnvironment {
    /// `account/region`, with a dash for what is the current one.
    fileprivate var text: String {
        account == nil && region == nil ? "any" : Untrusted.line("\(account ?? "-")/\(region ?? "-")")
    }
}

extension StackArtifact {
    /// Where and as what the stack is deployed.
    func context(_ place: AWSEnvironment) -> StackContext {
        let environment = environment.resolved(current: place)
        return StackContext(
            stackName: stackName, account: environment.account, region: environment.region, parameters: parameters)
    }
}
