import CloudFormation
import Foundation

/// The values of a template's parameters, from a file beside it in the form of AWS's template configuration files:
/// `shop.parameters.json` with `{"Parameters": {"Branch": "main"}}` for `shop.yaml`.
struct TemplateParameters: Decodable {
    var values: [String: String]

    private enum CodingKeys: String, CodingKey {
        case values = "Parameters"
    }

    /// The file's values; none if there is no file.
    ///
    /// Throws `ProjectError` for a file of another form, and for names that the template does not declare.
    static func values(for template: Template, in templateFile: URL) throws(ProjectError) -> [String: String] {
        let file = templateFile.deletingPathExtension().appendingPathExtension("parameters.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        let parameters: TemplateParameters
        do {
            parameters = try JSONDecoder().decode(TemplateParameters.self, from: Data(contentsOf: file))
        } catch {
            let sentence = #"is not of the form {"Parameters": {"NAME": "TEXT"}}"#
            throw .invalid(file: file, [Diagnostic(file: file, sentence: sentence)])
        }
        let unknown = Set(parameters.values.keys).subtracting(template.parameters.map(\.key)).sorted()
        guard unknown.isEmpty else {
            throw .invalid(
                file: file,
                unknown.map {
                    Diagnostic(
                        file: file, sentence: "\(templateFile.lastPathComponent) declares no parameter '\($0)'")
                })
        }
        return parameters.values
    }
}
