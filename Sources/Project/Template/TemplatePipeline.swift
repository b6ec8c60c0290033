import CloudFormation
import Foundation
public import PipelineAPI

/// A pipeline that a CloudFormation template declares.
public struct TemplatePipeline: Sendable, Hashable {
    public var logicalID: String
    public var declaration: PipelineDeclaration
    /// `RestartExecutionOnUpdate`: an update of the pipeline starts it.
    public var restartsOnUpdate: Bool
    /// Every CodeBuild project of the template.
    public var buildProjects: [BuildProject]
    /// The stages that `DisableInboundStageTransitions` names.
    var disabledStages: [String]
    /// From 1.
    var line: Int?
}

extension TemplatePipeline {
    static let type = "AWS::CodePipeline::Pipeline"
    private static let projectType = "AWS::CodeBuild::Project"

    /// What a template declares, and what there is to say about its evaluation.
    typealias Found = (pipelines: [TemplatePipeline], assumptions: [Assumption], misuses: [Misuse])

    /// The pipelines of a template, in its order.
    ///
    /// Throws `DecodingError` if one lacks what every pipeline has.
    static func all(in template: Template, stack: StackContext) throws -> Found {
        let evaluated = template.evaluated(for: stack, types: [type, projectType])
        let projects = evaluated.resources.filter { $0.type == projectType }.map {
            BuildProject($0.properties, named: $0.properties["Name"]?.text ?? stack.physicalName(of: $0.logicalID))
        }
        let pipelines = try evaluated.resources.filter { $0.type == type }.map {
            try TemplatePipeline($0, stack: stack, buildProjects: projects)
        }
        return (pipelines, evaluated.assumptions, evaluated.misuses)
    }

    private init(_ resource: EvaluatedTemplate.Resource, stack: StackContext, buildProjects: [BuildProject]) throws {
        let name = resource.properties["Name"]?.text ?? stack.physicalName(of: resource.logicalID)
        let shape = DeclaredShape.declaration(resource.properties, named: name)
        logicalID = resource.logicalID
        line = resource.position?.line
        declaration = try JSONDecoder().decode(PipelineDeclaration.self, from: Data(shape.json.utf8))
        restartsOnUpdate = resource.properties["RestartExecutionOnUpdate"]?.text == "true"
        disabledStages = (resource.properties["DisableInboundStageTransitions"]?.list ?? [])
            .compactMap { $0["StageName"]?.text }
        self.buildProjects = buildProjects
    }
}
