extension StackArtifact {
    /// The template, from the files of the assembly. An app may leave a stack without resources: such a stack is
    /// to be deleted, or not to be created.
    ///
    /// Throws `AssemblyError` if the file cannot be read, `TemplateError` if it holds no template.
    public func template(reading files: AssemblyFiles) throws -> Template {
        try Template(root: TemplateReader.read(String(decoding: files(templateFile), as: UTF8.self)))
    }
}

extension Template {
    /// A template that may be without resources.
    init(root: TemplateNode) {
        self.root = root
    }
}
