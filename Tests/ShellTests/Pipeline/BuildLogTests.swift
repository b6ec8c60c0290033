import PipelineAPI
import Testing

@testable import Shell

/// Phases and commands out of a log.
@Suite struct BuildLogTests {
    private func brief(_ log: BuildLog) -> [String] {
        log.phases.flatMap { phase in
            ["\(phase.name) \(phase.state ?? "-") \(seconds(phase.start, phase.end)) \(phase.context ?? "")"]
                + phase.commands.map {
                    "  \($0.text) → \($0.exitStatus.map(String.init) ?? "-") \(seconds($0.start, $0.end))"
                }
        }.map { $0.last == " " ? String($0.dropLast()) : $0 }
    }

    private func seconds(_ start: Int64, _ end: Int64?) -> String { end.map { "\(($0 - start) / 1000) s" } ?? "-" }

    @Test func aFailedCommandHasItsPlaceStatusAndContext() {
        let log = BuildLog(SampleLog.failed)
        expectSame(
            brief(log),
            [
                "DOWNLOAD_SOURCE SUCCEEDED 0 s",
                "INSTALL SUCCEEDED 3 s",
                "  npm ci → 0 2 s",
                "BUILD FAILED 5 s COMMAND_EXECUTION_ERROR: Error while executing command: npm test. "
                    + "Reason: exit status 1",
                "  npm run lint → 0 1 s",
                "  npm test → 1 2 s",
            ])
        expectSame(log.failedCommandPlace, " (BUILD, command 2 of 3)")
    }

    @Test func anOldLogHasNoFractionAndNoAnnouncement() {
        let log = BuildLog(SampleLog.old)
        expectSame(brief(log), ["BUILD SUCCEEDED 2 s", "  make → 0 1 s"])
        expectSame(log.failedCommandPlace, "")
    }

    @Test func whatRunsHasNoEndYet() {
        expectSame(
            brief(BuildLog(SampleLog.running)), ["BUILD - -", "  make → 0 1 s", "  make check → - -"])
    }

    @Test func theStatusOfABlockStandsBehindItsLastLine() {
        let log = BuildLog(SampleLog.severalLines)
        expectSame(
            brief(log), ["BUILD FAILED 5 s", "  for f in *; do\n  test -s $f\ndone → 3 1 s"])
        expectSame(log.failedCommandPlace, " (BUILD, command 1 of 1)")
    }

    @Test func withoutAnAnnouncementTheCommandsSeenAreCounted() {
        let log = BuildLog(SampleLog.failed.filter { !($0.message ?? "").contains("3 commands") })
        expectSame(log.failedCommandPlace, " (BUILD, command 2 of 2)")
    }

    @Test(arguments: [
        [],
        ["no container line at all", "exit status 3"],
        ["[Container] 2026/01/31 12:00:00 Command did not exit successfully make", "all exit status 3"],
        [
            "[Container] 2026/01/31 12:00:00 Entering phase BUILD",
            "[Container] 2026/01/31 12:00:00 Command did not exit successfully make", "all exit status 3",
        ],
        ["[Container] 2026/01/31 12:00:00 Running command make"],
    ])
    func aLogThatABuildHasForgedIsReadWithoutHarm(lines: [String]) {
        let log = BuildLog(SampleLog.events(lines))
        expectSame(log.failedCommandPlace, "")
        expectSame(log.phases.flatMap(\.commands), [])
    }

    @Test(arguments: [
        ("[Container] 2026/01/31 12:00:00.123456 Entering", "Entering"),
        ("[Container] 2026/01/31 12:00:00 Entering\n", "Entering"),
        ("echo [Container] 2026/01/31 12:00:00 Entering", nil),
        ("[Container] yesterday Entering", nil),
    ])
    func onlyLinesOfTheContainerCount(message: String, line: String?) {
        expectSame(BuildLog.containerLine(message).map(String.init), line)
    }
}
