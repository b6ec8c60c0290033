import CloudFormation
import Testing

struct TemplateDifferenceTests {
    private func difference(_ old: String, _ new: String, isStrict: Bool = false) throws -> TemplateDifference {
        TemplateDifference(
            from: try Template("Resources:\n" + old), to: try Template("Resources:\n" + new), isStrict: isStrict)
    }

    @Test(arguments: [
        ("  A: {Type: T, Properties: {X: 1}}", "  A: {Properties: {X: '1'}, Type: T}"),
        ("  A: {Type: T, Properties: {X: !GetAtt B.Arn}}", "  A: {Type: T, Properties: {X: {'Fn::GetAtt': [B, Arn]}}}"),
        ("  A: {Type: T, DependsOn: B}", "  A: {Type: T, DependsOn: [B]}"),
        ("  A: {Type: T, DependsOn: [B, C]}", "  A: {Type: T, DependsOn: [C, B]}"),
        ("  A: {Type: T, Properties: {}}", "  A: {Type: T}"),
        ("  A: {Type: T, Properties: {X: 'gr??'}}", "  A: {Type: T, Properties: {X: 'grüß'}}"),
        ("  A: {Type: T, Properties: {X: true}}", "  A: {Type: T, Properties: {X: 'true'}}"),
        ("  A: {Type: T}", "  A: {Type: T}\n  M: {Type: 'AWS::CDK::Metadata'}"),
    ])
    func whatMeansTheSameDoesNotDiffer(_ old: String, _ new: String) throws {
        #expect(try difference(old, new).isEmpty)
    }

    @Test func strictlyEverythingCounts() throws {
        let old = "  A: {Type: T, Properties: {X: 'gr??'}}"
        let new = "  A: {Type: T, Properties: {X: 'grüß'}}\n  M: {Type: 'AWS::CDK::Metadata'}"
        #expect(try difference(old, new, isStrict: true).resources.map(\.logicalID) == ["A", "M"])
    }

    @Test(arguments: ["'012345678901'", "012345678901"])
    func accountIdsAreNotNumbersThatRound(_ written: String) throws {
        let old = "  A: {Type: T, Properties: {X: \(written)}}"
        #expect(try difference(old, "  A: {Type: T, Properties: {X: '12345678901'}}").resources.count == 1)
        #expect(try difference(old, "  A: {Type: T, Properties: {X: '012345678901'}}").isEmpty)
    }

    @Test func resourcesAreAddedRemovedAndKept() throws {
        let old = """
              Gone: {Type: T}
              Kept: {Type: T}
              Retained: {Type: T, DeletionPolicy: Retain}
            """
        let resources = try difference(old, "  Kept: {Type: T}\n  New: {Type: T}").resources
        #expect(resources.map(\.logicalID) == ["Gone", "Retained", "New"])
        #expect(resources.map(\.impact) == [.destroy, .orphan, .create])
        #expect(resources.map(\.isDestructive) == [true, true, false])
    }

    @Test func aNewStackCreatesEverything() throws {
        let template = try Template("Resources: {A: {Type: T}, B: {Type: T}}")
        #expect(TemplateDifference(from: nil, to: template).resources.map(\.impact) == [.create, .create])
        #expect(TemplateDifference(from: template, to: nil).resources.map(\.impact) == [.destroy, .destroy])
    }

    @Test func changesAreTheSmallestPartsThatDiffer() throws {
        let old = "  A: {Type: T, Properties: {Stages: [{Name: a}, {Name: b, Size: 1}], Role: !Ref R, Tags: [x]}}"
        let new = "  A: {Type: T, Properties: {Stages: [{Name: a}, {Name: c}], Role: !GetAtt R.Arn, Tags: [x, y]}}"
        let changes = try #require(try difference(old, new).resources.first).properties
        #expect(changes.map(\.path.description) == ["Role", "Stages[1].Name", "Stages[1].Size", "Tags"])
        #expect(changes.map { $0.old?.json } == [#"{"Ref":"R"}"#, #""b""#, "1", #"["x"]"#])
        #expect(changes.map { $0.new?.json } == [#"{"Fn::GetAtt":["R","Arn"]}"#, #""c""#, nil, #"["x","y"]"#])
    }

    @Test func attributesOfAResourceAreApartFromItsProperties() throws {
        let resource = try #require(
            try difference("  A: {Type: T}", "  A: {Type: T, DeletionPolicy: Retain}").resources.first)
        #expect(resource.properties.isEmpty)
        #expect(resource.attributes.map(\.path.description) == ["DeletionPolicy"])
        #expect(resource.impact == .update)
    }

    @Test func otherSectionsAreComparedByName() throws {
        let old = try Template(
            """
            Description: Old
            Parameters: {Size: {Type: Number, Default: 1}, BootstrapVersion: {Type: String}}
            Outputs: {Gone: {Value: a}}
            Resources: {}
            """)
        let new = try Template(
            """
            Description: New
            Parameters: {Size: {Type: Number, Default: 2}}
            Conditions: {IsBig: !Equals [!Ref Size, 2]}
            Resources: {}
            """)
        let entries = TemplateDifference(from: old, to: new).entries
        #expect(
            entries.map { "\($0.section.rawValue) \($0.name)" }
                == ["Parameters Size", "Conditions IsBig", "Outputs Gone", "Other Description"])
        #expect(entries.map { $0.old == nil } == [false, true, false, false])
        #expect(entries.map { $0.new == nil } == [false, false, true, false])
    }

    @Test func loopsAreComparedByWhatTheyMake() throws {
        func template(_ names: String) throws -> Template {
            try Template(
                """
                Transform: AWS::LanguageExtensions
                Resources:
                  Fn::ForEach::Topics: [Name, [\(names)], {'Topic${Name}': {Type: T}}]
                """)
        }
        let difference = TemplateDifference(from: try template("a, b"), to: try template("b, c"))
        #expect(difference.resources.map(\.logicalID) == ["Topica", "Topicc"])
    }
}
