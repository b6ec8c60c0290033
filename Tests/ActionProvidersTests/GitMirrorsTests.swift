import Foundation
import Git
import Testing

@testable import ActionProviders

@Suite("The copies of remote repositories")
struct GitMirrorsTests {
    @Test("No folder's name tells a secret of the address, whose repository has one folder with it and without")
    func folderNames() throws {
        let mirrors = GitMirrors(folder: URL(filePath: "/mirrors"), command: GitCommand(environment: [:]))
        let secretive = try mirrors.mirror(of: "https://ghp-s3cret:x-oauth-basic@host/a/b.git")
        #expect(!secretive.directory.path.contains("s3cret"))
        #expect(try secretive.directory == mirrors.mirror(of: "https://host/a/b.git").directory)
        #expect(try secretive.directory != mirrors.mirror(of: "https://host/a/c.git").directory)
    }
}
