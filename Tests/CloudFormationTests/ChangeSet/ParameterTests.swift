import CloudFormation
import Testing

struct ParameterTests {
    private func violation(_ declaration: String, _ value: String) throws -> String? {
        let template = try Template("{Parameters: {P: {\(declaration)}}, Resources: {}}")
        return template.declaredParameters.first?.violation(of: value)
    }

    @Test(arguments: [
        ("Type: String", ""), ("Type: Number", "-1.5"), ("Type: List<Number>", "1, 2"),
        ("Type: CommaDelimitedList, AllowedValues: [a, b]", "a, b"), ("Type: String, AllowedPattern: '[a-z]+'", "abc"),
        ("Type: String, MinLength: 1, MaxLength: 3", "äöü"), ("Type: Number, MinValue: 1, MaxValue: 3", "3"),
        ("Type: AWS::EC2::VPC::Id", "vpc-1"), ("Type: List<AWS::EC2::Subnet::Id>", "subnet-1,subnet-2"),
        ("Type: AWS::SSM::Parameter::Value<String>", "/a/b"), ("Type: String, AllowedPattern: '(?<'", "anything"),
    ])
    func anAllowedValuePasses(_ declaration: String, _ value: String) throws {
        #expect(try violation(declaration.quotingTypes, value) == nil)
    }

    @Test(arguments: [
        ("Type: Number", "x", "Parameter 'P' must be a number"),
        ("Type: Number", "inf", "Parameter 'P' must be a number"),
        ("Type: List<Number>", "1,x", "Parameter 'P' must be a number"),
        ("Type: String, AllowedValues: [a, b]", "c", "Parameter 'P' must be one of AllowedValues: a, b"),
        ("Type: CommaDelimitedList, AllowedValues: [a, b]", "a,c", "Parameter 'P' must be one of AllowedValues: a, b"),
        ("Type: String, AllowedPattern: '[a-z]+'", "abc1", "Parameter 'P' must match pattern [a-z]+"),
        ("Type: String, MinLength: 2", "a", "Parameter 'P' must contain at least 2 characters"),
        ("Type: String, MaxLength: 2", "abc", "Parameter 'P' must contain at most 2 characters"),
        ("Type: Number, MinValue: 2", "1", "Parameter 'P' must be a number not less than 2.0"),
        ("Type: Number, MaxValue: 2", "3", "Parameter 'P' must be a number not greater than 2.0"),
        ("Type: AWS::EC2::VPC::Id", "subnet-1", "Parameter 'P' must be of the type AWS::EC2::VPC::Id, such as vpc-…"),
        ("Type: AWS::EC2::KeyPair::KeyName", "", "Parameter 'P' must be of the type AWS::EC2::KeyPair::KeyName"),
        ("Type: Strong", "a", "Parameter 'P' has the type 'Strong', which is not known"),
        (
            "Type: String, MinLength: 2, ConstraintDescription: be long", "a",
            "Parameter P failed to satisfy constraint: be long"
        ),
    ])
    func aForbiddenValueIsRefusedInWords(_ declaration: String, _ value: String, _ sentence: String) throws {
        #expect(try violation(declaration.quotingTypes, value) == sentence)
    }

    private static let template = """
        Parameters: {Size: {Type: Number, Default: 1}, Name: {Type: String}, Zone: {Type: String}}
        Resources: {}
        """

    @Test func aGivenValueWinsOverThePreviousAndThatOverTheDefault() throws {
        let template = try Template(Self.template)
        let resolved = ParameterResolution(
            of: template, given: ["Name": "a"], previous: ["Name": "b", "Zone": "c", "Gone": "d"])
        #expect(resolved.values == ["Name": .given("a"), "Zone": .previous("c"), "Size": .default("1")])
        #expect(resolved.problems.isEmpty)
    }

    @Test func whatIsMissingAndWhatIsUnknownIsNamedTogether() throws {
        let resolved = ParameterResolution(of: try Template(Self.template), given: ["B": "", "A": "", "Size": "x"])
        #expect(
            resolved.problems.map(\.description) == [
                "Parameter 'Size' must be a number", "Parameters: [Name, Zone] must have values",
                "Parameters: [A, B] do not exist in the template",
            ])
    }

    @Test func aValueThatIsNotEchoedIsNotCheckedByItsAsterisks() throws {
        let template = try Template(
            "{Parameters: {P: {Type: String, NoEcho: true, AllowedPattern: '[a-z]+'}}, Resources: {}}")
        #expect(ParameterResolution(of: template, given: [:], previous: ["P": "****"]).problems.isEmpty)
        #expect(ParameterResolution(of: template, given: ["P": "****"]).problems.count == 1)
    }

    @Test func theBootstrapCheckDoesNotMakeAStackChange() throws {
        let template = try Template(
            """
            Parameters:
              Bootstrap: {Type: 'AWS::SSM::Parameter::Value<String>', Description: 'x [cdk:skip]', Default: /a}
              Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /b}
            Resources: {}
            """)
        #expect(template.declaredParameters.map(\.canChangeOnItsOwn) == [false, true])
    }
}

extension String {
    /// Types hold colons and angle brackets, which YAML wants quoted in braces.
    fileprivate var quotingTypes: String {
        replacing(/Type: (List<[^>]*>|[A-Z][A-Za-z0-9:]*(<[A-Za-z]*>)?)/) { "Type: '\($0.1)'" }
    }
}
