import Buildspec
import CustomDump
import Testing

@Suite struct BuildspecReadingTests {
    private func parse(_ text: String) throws -> Buildspec { try Buildspec.parse(text).buildspec }

    @Test func scalarsKeepTheirSourceText() throws {
        let spec = try parse(
            """
            version: 0.2
            env:
              variables: {MODE: 0644, NUMBER: 1e3, YES: yes, NONE: , DAY: 2024-01-01}
            phases:
              install:
                runtime-versions:
                  python: 3.10
            """)
        expectNoDifference(
            spec.environment.variables.map(\.value), ["0644", "1e3", "yes", "", "2024-01-01"])
        #expect(spec.phases[.install]?.runtimeVersions == [.init(name: "python", value: "3.10")])
    }

    @Test func aStringStandsForAListOfOne() throws {
        let spec = try parse(
            "version: 0.2\nphases:\n  build:\n    commands: |\n      a\n      b\nartifacts:\n  files: '**/*'\n")
        #expect(spec.phases[.build]?.commands == ["a\nb\n"])
        #expect(spec.artifacts?.files == ["**/*"])
    }

    @Test func marksLineEndsAndCommentsAreReadAsYAML() throws {
        let spec = try parse(
            "\u{FEFF}---\r\nversion: '0.2'\r\nphases:\r\n  build:\r\n    commands:\r\n    - a\r\n# x\r\n    - b\r\n")
        #expect(spec.phases[.build]?.commands == ["a", "b"])
    }

    @Test func anchorsAndMergeKeysAreResolved() throws {
        let spec = try parse(
            """
            version: 0.2
            phases:
              install: &base
                on-failure: CONTINUE
                commands: [a]
              build:
                <<: *base
                commands: [b]
            """)
        #expect(spec.phases[.build]?.commands == ["b"])
        #expect(spec.phases[.build]?.onFailure == .proceed)
    }

    @Test func versionOneNamesItsVariablesDifferently() throws {
        let spec = try parse(
            "version: 0.1\nenvironment_variables:\n  plaintext:\n    A: b\nphases: {build: {commands: [ls]}}")
        #expect(spec.version == .version01)
        #expect(spec.environment.variables == [.init(name: "A", value: "b")])
    }

    @Test func unknownAndMisplacedKeysAreWarnings() throws {
        let warnings = try Buildspec.parse(
            "version: 0.2\nbuild-matrix: {}\nx-note: 1\nphases: {build: {commands: [a, ]}}\n"
        ).warnings
        expectNoDifference(
            warnings.map(\.message),
            [
                "key 'build-matrix' is ignored here: it belongs under 'batch'",
                "unknown key 'x-note' is ignored",
            ])
        #expect(warnings.map(\.position?.line) == [2, 3])
    }

    @Test(arguments: [
        ("ABORT", OnFailure.abort), ("CONTINUE", .proceed), ("RETRY", .retry(limit: 3, pattern: nil)),
        ("RETRY-0", .retry(limit: 0, pattern: nil)), ("RETRY-5-time.*out", .retry(limit: 5, pattern: "time.*out")),
        ("RETRY-4xx|503", .retry(limit: 3, pattern: "4xx|503")), ("RETRY-101", nil), ("RETRY-", nil), ("abort", nil),
    ]) func onFailureIsRead(_ text: String, _ expected: OnFailure?) {
        #expect(OnFailure(text) == expected)
    }

    @Test(arguments: [
        (nil, BuildspecSource.defaultFile), ("  ", .defaultFile), ("ci/build.yml", .file(path: "ci/build.yml")),
        ("{\"version\": \"0.2\"}", .inline("{\"version\": \"0.2\"}")), ("version: 0.2\n", .inline("version: 0.2\n")),
        ("arn:aws:s3:::bucket/key", .object(arn: "arn:aws:s3:::bucket/key")),
    ]) func aDocumentIsToldFromAPath(_ value: String?, _ expected: BuildspecSource) {
        #expect(BuildspecSource(value) == expected)
    }
}
