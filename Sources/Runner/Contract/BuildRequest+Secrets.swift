import Buildspec
import SystemPackage
import Zip

extension BuildRequest {
    /// The variables of this build whose values are kept elsewhere, each with the parameter or secret that holds it.
    ///
    /// Whoever starts the build hands it these (`BuildSecrets`). They stand in the request and in the buildspec, which
    /// is read where it lies, perhaps in the source's archive. A buildspec that can't be read asks for nothing: what is
    /// wrong with it the build itself says. Blocks while it reads.
    public func secretVariables() -> [EnvironmentVariable] {
        let text = (try? buildspecText()) ?? ""
        let environment = Self.mayName(text) ? (try? Buildspec.parse(text))?.0.environment : nil
        return InitialEnvironment(self, environment ?? Buildspec.Environment(), startTime: 0).secretVariables
    }

    /// Spares most builds a second reading of their buildspec.
    private static func mayName(_ buildspec: String) -> Bool {
        ["parameter-store", "secrets-manager"].contains(where: buildspec.contains)
    }

    private func buildspecText() throws -> String? {
        switch BuildspecSource(buildspec) {
        case .inline(let text): text
        case .object: nil
        case .defaultFile: try sourceText(BuildspecSource.defaultFileName)
        case .file(let path): try sourceText(path)
        }
    }

    private func sourceText(_ path: String) throws -> String? {
        guard let sourceArchive, !path.hasPrefix("/") else {
            let file = FilePath(sourceDirectory).pushing(FilePath(path)).lexicallyNormalized()
            return try FileContent.read(file).map { String(decoding: $0, as: UTF8.self) }
        }
        let name = FilePath(path).lexicallyNormalized().string
        return try ZipArchive(FilePath(sourceArchive)).content(of: name, limit: Self.longestBuildspec)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// 4 MiB; the longest in use have some hundred lines.
    private static let longestBuildspec = 4 << 20
}
