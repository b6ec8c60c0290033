extension StackArtifact {
    /// The template, from the files of the assembly. An app may leave a stack without resources: such a stack is
    /// to be deleted, or not to be created.
    ///
    /// Throws `AssemblyError` if the file cannot be read, `TemplateError` if it holds no template.
    public func template(reading files: AssemblyFiles) throws -> Template {
        try Template(root: TemplateReader.read(String(decoding: files(templateFile), as: UTF8.self)))
    }

    /// The files of the templates of nested stacks, by the logical id of the nested stack: where `template` says
    /// which asset its template is.
    public func nestedTemplates(of template: Template) -> [String: AssemblyPath] {
        var files: [String: AssemblyPath] = [:]
        for resource in template.resources where resource.value["Type"]?.text == TemplateTree.nestedStackType {
            guard let asset = resource.value["Metadata"]?["aws:asset:path"]?.text else { continue }
            files[resource.key] = directory.appending(asset)
        }
        return files
    }
}

extension Template {
    /// A template that may be without resources.
    init(root: TemplateNode) {
        self.root = root
    }
}
