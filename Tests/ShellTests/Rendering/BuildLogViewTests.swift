import PipelineAPI
import Testing

@testable import Shell

/// The commands of a build on the screen.
@Suite struct BuildLogViewTests {
    private func text(_ events: [OutputLogEvent], style: Style = .plain, width: Int = 80) -> String {
        BuildLogView(style: style, width: width).lines(BuildLog(events)).joined(separator: "\n")
    }

    @Test func everyCommandHasItsTimeAndExitStatus() {
        expectSame(
            text(SampleLog.failed),
            """
            ✓  DOWNLOAD_SOURCE   0.0 s
            ✓  INSTALL           3.0 s
                 ✓ npm ci        2.0 s
            ✗  BUILD             5.0 s
                 ✓ npm run lint  1.0 s
                 ✗ npm test      2.0 s  exit status 1
                 COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1
            """)
    }

    @Test func whatRunsIsSaidToRun() {
        expectSame(
            text(SampleLog.running),
            """
            ●  BUILD
                 ✓ make        1.0 s
                 ● make check         running
            """)
    }

    @Test func whatABuildThatIsOverLeftUnfinishedHasEnded() {
        let view = BuildLogView(style: .plain, width: 80, isOver: true)
        expectSame(
            view.lines(BuildLog(SampleLog.running)).joined(separator: "\n"),
            """
            ✗  BUILD
                 ✓ make        1.0 s
                 ✗ make check         ended with the build
            """)
    }

    @Test func aBlockIsShownByItsFirstLine() {
        expectSame(
            text(SampleLog.severalLines),
            """
            ✗  BUILD                 5.0 s
                 ✗ for f in *; do …  1.0 s  exit status 3
            """)
    }

    @Test func aLongCommandIsCutToTheScreen() {
        let command = String(repeating: "漢字 ", count: 40)
        let events = SampleLog.events([
            "[Container] 2026/01/31 12:00:00 Entering phase BUILD",
            "[Container] 2026/01/31 12:00:00 Running command \u{1B}[31m" + command,
        ])
        for line in BuildLogView(style: .plain, width: 60).lines(BuildLog(events)) {
            #expect(line.unicodeScalars.allSatisfy { $0 != "\u{1B}" })
            #expect(line.count <= 60)
        }
    }

    @Test func coloursMarkSignsAndPhases() {
        expectSame(
            text(SampleLog.old, style: colored),
            """
            \u{1B}[32m✓\u{1B}[0m  \u{1B}[1mBUILD\u{1B}[0m     2.0 s
                 \u{1B}[32m✓\u{1B}[0m make  1.0 s
            """)
    }
}
