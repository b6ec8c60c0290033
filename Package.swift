// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A library target of ours, always with the settings that every target shares.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// A library whose contract is written down beside its code.
func documented(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: swiftSettings)
}

/// The test target that mirrors `name`, with the support every test may use.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestSupport", .customDump, .issueReporting] + dependencies,
        exclude: exclude,
        swiftSettings: swiftSettings)
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let customDump = product(name: "CustomDump", package: "swift-custom-dump")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    /// Without it a difference that `expectNoDifference` finds fails no test.
    static let issueReporting = product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let systemPackage = product(name: "SystemPackage", package: "swift-system")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sluice", targets: ["sluice"]),
        .executable(name: "git-credential-sluice", targets: ["git-credential-sluice"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
        .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", from: "1.13.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .executableTarget(
            name: "sluice",
            dependencies: [
                "ActionProviders", "AgentLink", "AWS", "CLinux", "CloudFormation", "Credentials", "Deployment",
                "EngineServer", "Git", "Masking", "PipelineAPI", "PipelineEngine", "Runner", "SecretScan", "Shell",
                "SigV4", .argumentParser, .logging, .serviceLifecycle, .unixSignals,
            ],
            swiftSettings: swiftSettings,
            // The table of names that other programs could look up would be in memory of every process.
            linkerSettings: [
                .unsafeFlags(
                    ["-use-ld=lld", "-Xlinker", "--no-export-dynamic"],
                    .when(platforms: [.linux], configuration: .release))
            ]),
        // git waits for it at each use, so it is an executable of its own that starts at once.
        .executableTarget(
            name: "git-credential-sluice", dependencies: ["AgentLink", "CLinux"], swiftSettings: swiftSettings,
            linkerSettings: [.unsafeFlags(["-static-executable"], .when(platforms: [.linux], configuration: .release))]),
        library(
            "Shell",
            [
                "AgentLink", "AWS", "CloudFormation", "Credentials", "Deployment", "Git", "LineEditor", "PipelineAPI",
                "Project", "SecretScan", .argumentParser, .unixSignals,
            ]),
        library("LineEditor", ["CEditLine"]),
        .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        documented("Project", ["CloudFormation", "PipelineAPI", .yams]),
        library("CloudFormation", [.yams]),
        library("Git", [.subprocess, .systemPackage]),
        library(
            "AWS",
            [
                "PipelineAPI", "SigV4", "XML",
                .asyncHTTPClient, .crypto, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .subprocess, .systemPackage,
            ]),
        library("PipelineAPI"),
        documented("PipelineCore", ["PipelineAPI"]),
        library("PipelineEngine", ["PipelineCore", "PipelineAPI", "Zip", .crypto, .grdb, .logging, .systemPackage]),
        library(
            "ActionProviders",
            [
                "AWS", "Buildspec", "CloudFormation", "Deployment", "Git", "PipelineAPI", "PipelineCore",
                "PipelineEngine", "Runner", .logging,
            ]),
        library(
            "EngineServer",
            [
                "PipelineAPI", "PipelineEngine", "SigV4", "XML",
                .crypto, .httpTypes, .hummingbird, .hummingbirdCore, .hummingbirdTLS, .logging, .nioCore, .nioHTTPTypes,
                .nioSSL, .serviceLifecycle,
            ]),
        library("Masking"),
        library("SecretScan", ["Masking"]),
        library("AgentLink", ["CLinux"]),
        documented("Credentials", ["AgentLink", "CLinux", "Masking", .crypto, .cryptoExtras]),
        .target(
            name: "Deployment",
            dependencies: [
                "AWS", "CloudFormation", "PipelineAPI", "Project", "Zip",
                .crypto, .subprocess, .systemPackage,
            ],
            resources: [.embedInCode("Bootstrap/bootstrap.yml")], swiftSettings: swiftSettings),
        library("SigV4", [.crypto]),
        library("Buildspec", [.yams]),
        documented("Runner", ["Buildspec", "CLinux", "Masking", "Zip", .systemPackage]),
        library("XML", ["CExpat"]),
        library("Zip", ["CZlib", .systemPackage]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings),
        .executableTarget(
            name: "runner-fixture", dependencies: ["Runner"], path: "Tests/RunnerFixture",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "LineEditorFixture", dependencies: ["LineEditor"], path: "Tests/LineEditorFixture",
            swiftSettings: swiftSettings),
        .target(
            name: "ScanSpecimens", dependencies: ["SecretScan"], path: "Tests/ScanSpecimens",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "scan-fixture", dependencies: ["ScanSpecimens", "SecretScan"], path: "Tests/ScanFixture",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "credentials-fixture", dependencies: ["Credentials"], path: "Tests/CredentialsFixture",
            swiftSettings: swiftSettings),
        .target(
            name: "Fuzzing",
            dependencies: [
                "AgentLink", "Buildspec", "CloudFormation", "Credentials", "PipelineAPI", "Project", "Runner",
                "SecretScan",
                "SigV4", "Zip", .systemPackage,
            ], path: "Tests/Fuzzing", swiftSettings: swiftSettings),
        tests(
            "ActionProviders",
            ["AWS", "Buildspec", "CloudFormation", "Deployment", "PipelineAPI", "PipelineEngine", "Runner"]),
        tests("AWS", ["EngineServer", "PipelineAPI", "SigV4", .logging, .nioCore]),
        tests("Buildspec"),
        tests("CloudFormation"),
        tests("Credentials", ["AgentLink", "credentials-fixture"]),
        tests("Deployment", ["AWS", "CloudFormation", "PipelineAPI", "Project", "SigV4"]),
        tests("Fuzzing"),
        tests(
            "EngineServer", ["ActionProviders", "AWS", "PipelineEngine", "SigV4", .logging, .serviceLifecycle],
            exclude: ["Referee"]),
        tests("Git"),
        tests("LineEditor", ["LineEditorFixture"]),
        tests("Masking"),
        tests("PipelineAPI"),
        tests("PipelineCore"),
        tests("PipelineEngine", ["ActionProviders", "PipelineCore", "PipelineAPI", .grdb, .logging]),
        tests("Project", ["PipelineAPI"]),
        tests("Runner", ["Buildspec", "Masking", "Zip", "runner-fixture", .systemPackage], exclude: ["Fixtures"]),
        tests("SecretScan", ["Git", "ScanSpecimens"]),
        tests("SigV4"),
        tests("Zip", [.systemPackage]),
        tests(
            "Shell",
            [
                "AWS", "Credentials", "EngineServer", "Git", "LineEditor", "PipelineAPI", "Project", .argumentParser,
                .logging, .serviceLifecycle,
            ]),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "AWS", "PipelineAPI", "Project", "git-credential-sluice", "sluice", "TestSupport", "Zip", .customDump,
                .issueReporting, .systemPackage,
            ],
            exclude: ["CDKApp", "Conformance", "Emulator"], swiftSettings: swiftSettings),
    ]
)

// Links only with libFuzzer, which has the main function; so it is there for `scripts/fuzz` alone.
if Context.environment["SLUICE_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/FuzzMain", swiftSettings: swiftSettings))
}
