import CloudFormation
import Testing

struct SchemaVersionTests {
    @Test(arguments: ["1.10.0", "10.0.0", "36.0.0", "55.0.0", "55.3.1"])
    func aKnownSchemaIsRead(_ version: String) throws {
        #expect(try WrittenAssembly(version: version, artifacts: "").read().version == SchemaVersion(version))
    }

    @Test func aNewerSchemaIsRefusedWithTheToolItAsksFor() {
        let assembly = WrittenAssembly(files: [
            "manifest.json": #"{"version": "56.0.0", "minimumCliVersion": "2.2000.0", "artifacts": 7}"#
        ])
        let error = #expect(throws: AssemblyError.self) { try assembly.read() }
        #expect(
            error?.description
                == "the cloud assembly has schema version 56.0.0, and versions up to 55.0.0 are known; "
                + "it asks for the CDK CLI 2.2000.0 or newer")
    }

    @Test(arguments: ["", "x", "55", "1.2.-3", "99999999999999999999.0.0"])
    func whatIsNoVersionIsRefused(_ version: String) {
        #expect(throws: AssemblyError.self) { try WrittenAssembly(version: version, artifacts: "").read() }
    }
}
