import PipelineAPI
import Testing

struct DeclarationPathTests {
    @Test func aPathIsWrittenForPeopleAndAsTheServiceWritesIt() {
        let path = DeclarationPath.action(0, ofStage: 1).member("configuration").key("ProjectName")
        #expect(path.description == "stages[1].actions[0].configuration.ProjectName")
        #expect(path.memberPath == "stages.2.member.actions.1.member.configuration.ProjectName")
    }

    @Test(arguments: [
        ("echo #{a.b} and #{c.d.e}", ["#{a.b}", "#{c.d.e}"]), ("#{a}", ["#{a}"]), ("#{a.b", []), ("${a.b} {a.b}", []),
        ("#{x #{a.b}", ["#{a.b}"]),
    ])
    func referencesAreFound(_ text: String, _ found: [String]) {
        #expect(VariableReference.all(in: text).map(\.text) == found)
    }
}
