import Subprocess

extension GitCommand {
    /// Variables that would point git at another repository (`git rev-parse --local-env-vars`), change what it prints,
    /// or make it trace into standard error.
    private static let dropped: Set<String> = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE",
        "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PAGER", "GIT_PREFIX", "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE", "GIT_WORK_TREE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS", "GIT_REDIRECT_STDERR", "GIT_REDIRECT_STDOUT", "GIT_REDIRECT_STDIN", "GIT_CURL_VERBOSE",
    ]

    /// The child's environment: the caller's, with a fixed language and no optional locks, and silent without a person.
    func childEnvironment(adding variables: [String: String]) -> Subprocess.Environment {
        var result = environment.filter { !Self.dropped.contains($0.key) && !$0.key.hasPrefix("GIT_TRACE") }
        result["LC_ALL"] = "C"
        result["GIT_OPTIONAL_LOCKS"] = "0"
        if credentialHelper != nil { result.merge(["GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""]) { $1 } }
        result.merge(caller.variables) { $1 }
        if let askpass, caller == .engine || (environment["SSH_ASKPASS"] ?? "").isEmpty {
            result.merge(["SSH_ASKPASS": askpass, "SSH_ASKPASS_REQUIRE": "force"]) { $1 }
        }
        result.merge(variables) { $1 }
        var keyed: [Subprocess.Environment.Key: String] = [:]
        for (name, value) in result {
            keyed[.init(stringLiteral: name)] = value
        }
        return .custom(keyed)
    }

    /// Without a person git gets a session of its own: with no terminal to open, neither git nor ssh can ask, whatever
    /// ssh command the user has configured.
    var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        let ownSession = caller != .person
        options.createSession = ownSession
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: ownSession, allowedDurationToNextStep: .seconds(3))
        ]
        return options
    }
}

extension GitCommand.Caller {
    /// Options in front of the subcommand.
    var configuration: [String] {
        // A monitor command in the `.git/config` of an unpacked archive would run as soon as a prompt shows its branch.
        var settings = [
            "core.fsmonitor=false", "core.quotePath=false", "i18n.logOutputEncoding=UTF-8", "log.showSignature=false",
        ]
        if self == .engine {
            settings += [
                "protocol.ext.allow=never", "core.hooksPath=/dev/null", "gc.auto=0",
                "submodule.recurse=false",
            ]
        }
        return ["--no-pager"] + settings.flatMap { ["-c", $0] }
    }

    var variables: [String: String] {
        let silent = ["GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS_REQUIRE": "never", "GCM_INTERACTIVE": "never"]
        return switch self {
        case .person: [:]
        case .script: silent
        case .engine:
            silent.merging([
                "GIT_ASKPASS": "", "SSH_ASKPASS": "", "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
                "GIT_EDITOR": ":",
            ]) { $1 }
        }
    }
}
