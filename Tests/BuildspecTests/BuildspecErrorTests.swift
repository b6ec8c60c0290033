import Buildspec
import Testing

@Suite struct BuildspecErrorTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var text: String
        var message: String
        var line: Int?
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "an unquoted colon makes a command a map",
            text: "version: 0.2\nphases:\n  build:\n    commands:\n      # why\n      - echo \"a: b\"\n",
            message: "Expected Commands[0] to be of string type: found subkeys instead at line 6, "
                + "value of the key tag on line 5 might be empty",
            line: 6),
        Case(name: "an empty file", text: "", message: "wrong number of container tags, expected 1"),
        Case(name: "only comments", text: "# nothing\n", message: "wrong number of container tags, expected 1"),
        Case(name: "a list", text: "- version\n", message: "wrong number of container tags, expected 1"),
        Case(
            name: "a foreign map", text: "name: ci\non: push\n", message: "wrong number of container tags, expected 1"),
        Case(
            name: "an unknown phase", text: "version: 0.2\nphases:\n  deploy:\n    commands: [ls]\n",
            message: "Invalid buildspec phase name: deploy. Expecting: build,install,post_build,pre_build", line: 3),
        Case(
            name: "a tab for indentation", text: "version: 0.2\nphases:\n\tbuild:\n",
            message: "found character that cannot start any token at line 3", line: 3),
        Case(
            name: "an unsupported version", text: "version: 0.0\nphases: {}\n",
            message: "version '0.0' is not supported: expected 0.1 or 0.2", line: 1),
        Case(
            name: "no version", text: "phases: {}\n", message: "version is missing: expected 0.1 or 0.2"),
        Case(
            name: "a key given twice", text: "version: 0.2\nphases:\n  build:\n    commands: []\n    commands: []\n",
            message: "key 'commands' is given twice at line 4", line: 4),
        Case(
            name: "a variable in two sections",
            text: "version: 0.2\nenv:\n  variables: {A: 1}\n  parameter-store: {A: /a}\nphases: {}\n",
            message: "variable 'A' is given in two sections of env at line 3", line: 3),
        Case(
            name: "a wrong on-failure", text: "version: 0.2\nphases:\n  build:\n    on-failure: STOP\n",
            message: "on-failure must be ABORT, CONTINUE or RETRY at line 4", line: 4),
        Case(
            name: "another tool's tag", text: "version: 0.2\nphases:\n  build:\n    commands: !join [a, b]\n",
            message: "unknown tag !join at line 4", line: 4),
    ]

    @Test(arguments: cases) func isWordedAsCodeBuildWordsIt(_ example: Case) {
        let error = #expect(throws: BuildspecError.self) { try Buildspec.parse(example.text) }
        #expect(error?.message == example.message)
        #expect(error?.position?.line == example.line)
        #expect(BuildspecError.code == "YAML_FILE_ERROR")
    }
}
