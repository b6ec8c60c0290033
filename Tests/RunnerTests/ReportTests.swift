import Foundation
import Runner
import Testing

/// What is read out of the files that test tools write.
@Suite struct ReportTests {
    /// Runs a build that does nothing but report `text`.
    private func report(_ text: String, _ format: String? = nil) async throws -> BuildReport {
        let section = "reports: { unit: { files: [out/*]\(format.map { ", file-format: \($0)" } ?? "") } }"
        var report: BuildReport?
        try await run(spec("true", more: section), prepare: { try $0.write(text, "out/report") }) { result, _ in
            #expect(result.status == .succeeded)
            report = result.reports?.first
        }
        return try #require(report)
    }

    @Test func failedTestsFailNoBuildAndAreNamedInTheLog() async throws {
        let text = """
            <?xml version="1.0"?><!DOCTYPE x [ <!ENTITY a "b"> ]>
            <testsuites><!-- <testcase name="no"/> --><testsuite name="s">
              <testcase classname="Cart" name="adds &lt;one&gt;"/>
              <testcase classname="Cart" name="empty"><failure message='not "empty"'><![CDATA[</testcase>]]></failure></testcase>
              <testcase name="c"><error/></testcase><testcase name="d"><skipped/></testcase>
            </testsuite></testsuites>
            """
        try await run(
            spec("true", more: "reports: { unit: { files: ['*.xml'] } }"),
            prepare: { try $0.write(text, "a.xml") }
        ) { result, build in
            #expect(result.status == .succeeded)
            let report = try #require(result.reports?.first)
            #expect(report.group == "unit" && report.status == .failed && report.files == 1)
            #expect(report.counts == ["SUCCEEDED": 1, "FAILED": 1, "ERROR": 1, "SKIPPED": 1])
            #expect(report.cases.map(\.name) == ["Cart.empty", "c", "Cart.adds <one>", "d"])
            let log = try build.log()
            #expect(
                log.contains { $0.hasSuffix("Report unit: FAILED, 4 tests: 1 succeeded, 1 failed, 1 error, 1 skipped") }
            )
            #expect(log.contains { $0.hasSuffix("Report unit: FAILED Cart.empty") })
        }
    }

    @Test(arguments: [
        (
            "NUNITXML",
            #"<test-results><test-case name="a" result="Success"/><test-case name="b" result="Ignored"/></test-results>"#,
            ["SUCCEEDED": 1, "SKIPPED": 1]
        ),
        (
            "nunit3xml",
            #"<test-run><test-case name="a" result="Passed"/><test-case name="b" result="Failed" label="Error"/></test-run>"#,
            ["SUCCEEDED": 1, "ERROR": 1]
        ),
        (
            "TESTNGXML",
            #"<testng-results><test-method name="a" status="PASS"/><test-method name="s" status="PASS" is-config="true"/><test-method name="b" status="FAIL"/></testng-results>"#,
            ["SUCCEEDED": 1, "FAILED": 1]
        ),
        (
            "VISUALSTUDIOTRX",
            #"<TestRun><Results><UnitTestResult testName="a" outcome="Passed"/><UnitTestResult testName="b" outcome="NotExecuted"/></Results></TestRun>"#,
            ["SUCCEEDED": 1, "SKIPPED": 1]
        ),
        (
            "CUCUMBERJSON",
            #"[{"name":"F","elements":[{"type":"background","steps":[]},{"name":"a","steps":[{"result":{"status":"passed"}}]},{"name":"b","steps":[{"result":{"status":"passed"}},{"result":{"status":"failed"}},{"result":{"status":"skipped"}}]},{"name":"c","steps":[{"result":{"status":"undefined"}}]}]}]"#,
            ["SUCCEEDED": 1, "FAILED": 1, "SKIPPED": 1]
        ),
    ]) func theOtherFormatsOfTestsAreRead(_ format: String, _ text: String, _ counts: [String: Int]) async throws {
        let report = try await report(text, format)
        #expect(report.counts == counts)
    }

    @Test(arguments: [
        (
            "CLOVERXML",
            #"<coverage><project><metrics statements="10" coveredstatements="9" conditionals="2" coveredconditionals="1"/><file><metrics statements="10" coveredstatements="9"/></file></project></coverage>"#
        ),
        (
            "COBERTURAXML",
            #"<coverage lines-valid="10" lines-covered="9" branches-valid="2" branches-covered="1"><packages/></coverage>"#
        ),
        (
            "JACOCOXML",
            #"<report><package><counter type="LINE" missed="5" covered="5"/></package><counter type="LINE" missed="1" covered="9"/><counter type="BRANCH" missed="1" covered="1"/></report>"#
        ),
    ]) func coverageIsReadOfTheWhole(_ format: String, _ text: String) async throws {
        let report = try await report(text, format)
        #expect(report.status == .succeeded)
        #expect(report.summary == "covered are 90 % of 10 lines, 50 % of 2 branches")
    }

    @Test(arguments: [
        (
            "CLOVERXML",
            #"<coverage><project><metrics statements="1" coveredstatements="@MAX@"/><metrics statements="@MIN@" coveredstatements="@MAX@"/></project></coverage>"#
        ),
        ("COBERTURAXML", #"<coverage lines-valid="@MIN@" lines-covered="@MAX@" branches-covered="@MIN@"/>"#),
        ("JACOCOXML", #"<report><counter type="LINE" missed="@MAX@" covered="@MAX@"/></report>"#),
    ]) func countsThatNoProgramHasBreakNothing(_ format: String, _ text: String) async throws {
        let text = text.replacing("@MAX@", with: "\(Int.max)").replacing("@MIN@", with: "\(Int.min)")
        let report = try await report(text, format)
        #expect(report.status == .succeeded && report.summary.contains("of 0 branches"))
    }

    @Test func linesOfSimpleCovAreCounted() async throws {
        let text = #"{"RSpec":{"coverage":{"/a.rb":{"lines":[null,1,0,3]},"/b.rb":[1,null]},"timestamp":1}}"#
        #expect(try await report(text, "SIMPLECOV").coverage?.linesCovered == 3)
    }

    @Test(arguments: [
        "", "<testsuite", "<testsuite><testcase name='a'></testsuite>", "<html><testcase/></html>", "{", "<a b=c/>",
        "<!DOCTYPE a [<!ENTITY b '<'>", "<testsuite><testcase name=\"",
    ]) func whatIsNoReportIsAnIncompleteOne(_ text: String) async throws {
        let report = try await report(text)
        #expect(report.status == .incomplete && report.cases.isEmpty)
    }

    @Test func secretsInTheNamesOfTestsAreHidden() async throws {
        try await run(
            spec("true", more: "reports: { unit: { files: [a.xml] } }"), secrets: ["TOKEN": "s3cr3t-value"],
            prepare: {
                try $0.write("<testsuite><testcase name='uses s3cr3t-value'><error/></testcase></testsuite>", "a.xml")
            }
        ) { result, build in
            #expect(result.reports?.first?.cases.map(\.name) == ["uses ***"])
            let log = try build.log()
            #expect(!log.contains { $0.contains("s3cr3t-value") })
        }
    }

    @Test func aReportWithoutFilesAndOneOfAnUnknownFormatSayThat() async throws {
        let section = "reports: { none: { files: [x] }, odd: { files: [x], file-format: TEXT } }"
        try await run(spec("true", more: section)) { result, build in
            #expect(result.status == .succeeded)
            #expect(result.reports?.map(\.status) == [.incomplete, .incomplete])
            #expect(result.warnings.contains { $0.contains("the file-format of 'odd' is none of CodeBuild's") })
            let log = try build.log()
            #expect(log.contains { $0.hasSuffix("Report none: INCOMPLETE, no file was found") })
        }
    }
}
