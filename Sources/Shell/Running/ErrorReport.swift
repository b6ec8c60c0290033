import AWS
import AgentLink
import ArgumentParser
import CloudFormation
import Credentials
import Deployment
import Git
import PipelineAPI
import Project

/// The one place where errors become sentences, hints and exit codes.
enum ErrorReport {
    static func failure(for error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as ClientError: failure(for: error)
        case let error as AWSConfigurationError: .usage(error.description)
        case let error as CredentialError: failure(for: error)
        case let error as GitError: .failed(error.description)
        case let error as AgentError: failure(for: error)
        case let error as VaultError: .failed(error.description)
        case let error as StoreError: failure(for: error)
        case let error as AgeError: .failed(error.description)
        case let error as RemoteURL.Refusal: .usage(error.description)
        case let error as ProjectError: .usage(error.description)
        case let error as SynthesisError: failure(for: error)
        case let error as StackSelection.Refusal: .usage(error.description)
        case let error as StackError: failure(for: error)
        case let error as BootstrapStack.Refusal: .usage(error.description)
        case is CancellationError: .interrupted(nil)
        default: .failed("\(error)")
        }
    }

    private static func failure(for error: SynthesisError) -> CommandFailure {
        switch error {
        case .badFile, .noApp: .usage(error.description)
        case .appFailed, .missingContext, .locked, .inUse, .invalid, .assembly: .failed(error.description)
        }
    }

    private static func failure(for error: StackError) -> CommandFailure {
        switch error {
        case .bootstrapTooOld(let required, _, _) where required > BootstrapStack.version:
            .failed(
                error.description,
                hint: "`bootstrap` of sluice provides version \(BootstrapStack.version), which is not new enough.")
        case .notBootstrapped(_, let place), .bootstrapTooOld(_, _, let place), .noBucket(_, let place),
            .templateTooLarge(_, let place):
            .failed(
                error.description,
                hint:
                    "`bootstrap aws://\(place.account)/\(place.region)` does the same here, with credentials of that account."
            )
        case .missingParameters: .usage(error.description)
        default: .failed(error.description)
        }
    }

    private static func failure(for error: ClientError) -> CommandFailure {
        switch error {
        case .service(let error): failure(for: error)
        case .unreachable, .timedOut: .unreachable(error.description)
        case .undecodable: .failed(error.description)
        }
    }

    private static func failure(for error: CredentialError) -> CommandFailure {
        switch error {
        case .none, .failed: .unreachable(error.description)
        case .needsPerson: .needsSignIn(error.description)
        }
    }

    /// The service's own sentence, and what to do where that is known.
    private static func failure(for error: APIError) -> CommandFailure {
        let message = Untrusted.shown(error.message)
        return switch error.code {
        case "PipelineNotFoundException": .failed(message, hint: "`deploy` creates the pipeline.")
        case "StageNotRetryableException": .failed(message, hint: "`stages` shows what can be retried.")
        case "NotLatestPipelineExecutionException":
            .failed(message, hint: "A newer execution has entered the stage; `deploy` starts a new one.")
        case "InvalidApprovalTokenException", "ApprovalAlreadyCompletedException":
            .failed(message, hint: "Somebody else may have decided; `stages` shows where it stands.")
        case "ValidationException", "InvalidStructureException", "InvalidStageDeclarationException",
            "InvalidActionDeclarationException":
            .usage(message)
        case _ where error.isThrottling:
            .unreachable("\(error.code): \(message)", hint: "AWS lets no more calls through for now; try again later.")
        case "AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "InvalidClientTokenId",
            "InvalidSignatureException", "SignatureDoesNotMatch":
            .failed("\(error.code): \(message)", hint: error.call)
        default: .failed(message.isEmpty ? error.code : message, hint: error.call)
        }
    }

    private static func failure(for error: AgentError) -> CommandFailure {
        switch error {
        case .locked: .needsPerson(error.description, flag: "`credentials unlock`")
        case .ended: .failed(error.description, hint: "`credentials unlock` starts another; nothing is lost.")
        default: .failed(error.description)
        }
    }

    private static func failure(for error: StoreError) -> CommandFailure {
        if case .settingsInvalid = error { return .usage(error.description) }
        return .failed(error.description)
    }
}
