import Buildspec

extension BuildRequest {
    /// The variables of this build whose values are kept elsewhere, each with the parameter or secret that holds it.
    ///
    /// Whoever starts the build hands it these (`BuildSecrets`). They stand in the request and in the buildspec, which
    /// is read where it lies, perhaps in the source's archive. A buildspec that can't be read asks for nothing: what is
    /// wrong with it the build itself says. Blocks while it reads.
    public func secretVariables() -> [EnvironmentVariable] {
        let source = sourceArchive.map { BuildspecDocument.Source.archive($0) } ?? .directory(sourceDirectory)
        let text = (try? BuildspecDocument(buildspec, in: source).text) ?? ""
        let environment = Self.mayName(text) ? (try? Buildspec.parse(text))?.0.environment : nil
        return InitialEnvironment(self, environment ?? Buildspec.Environment(), startTime: 0).secretVariables
    }

    /// Spares most builds a second reading of their buildspec.
    private static func mayName(_ buildspec: String) -> Bool {
        ["parameter-store", "secrets-manager"].contains(where: buildspec.contains)
    }
}
