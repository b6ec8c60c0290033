public import AWS
public import CloudFormation

/// Why a stack cannot be deployed, deleted or looked at.
public enum StackError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The account's bootstrap stack is older than what the app was synthesised for.
    case bootstrapTooOld(required: Int, found: Int, in: AWSEnvironment)
    case notBootstrapped(parameter: String, in: AWSEnvironment)
    /// The version that was found is no number.
    case bootstrapUnreadable(parameter: String)
    case roleRefused(String, account: String, reason: String)
    /// The credentials are another account's, and the stack names no role to go there with.
    case otherAccount(String, have: String)
    /// What an engine's pipeline deploys with is of another account than the engine stands for.
    case foreignProfile(String, account: String, engine: String)
    case noBucket(String, in: AWSEnvironment)
    case assetFailed(String, reason: String)
    /// There is no bucket to keep it in.
    case templateTooLarge(limitInBytes: Int, in: AWSEnvironment)
    /// Somebody else has a bucket of the name that an old bootstrap stack uses.
    case foreignBucket(String, account: String)
    case missingParameters([String], stack: String)
    case unreadableTemplate(stack: String, reason: String)
    /// Something is going on with it already.
    case busy(stack: String, status: StackStatus)
    /// What went wrong with it takes a person.
    case stuck(stack: String, status: StackStatus)
    case isProtected(stack: String)
    case changeSetFailed(stack: String, reason: String)
    case disappeared(stack: String)

    public var description: String {
        switch self {
        case .bootstrapTooOld(let required, let found, _):
            "This CDK deployment requires bootstrap stack version '\(required)', found '\(found)'. Please run "
                + "'cdk bootstrap'."
        case .notBootstrapped(let parameter, _):
            "SSM parameter \(parameter) not found. Has the environment been bootstrapped? Please run 'cdk bootstrap' "
                + "(see https://docs.aws.amazon.com/cdk/latest/guide/bootstrapping.html)"
        case .bootstrapUnreadable(let parameter): "SSM parameter \(parameter) holds no version of a bootstrap stack."
        case .roleRefused(let role, let account, let reason):
            "Could not assume role '\(role)' in account \(account): \(reason). Please make sure that this role exists "
                + "in the account. If it doesn't exist, (re)-bootstrap the environment with the right '--trust'."
        case .otherAccount(let account, let own):
            "It is about account \(account), and these credentials are of account \(own)."
        case .foreignProfile(let profile, let account, let engine):
            "Profile '\(profile)' is of account \(account), and the engine stands for account \(engine): `accountId` in "
                + "engine.json says for which."
        case .noBucket(let name, let place): "No bucket named '\(name)'. Is account \(place.account) bootstrapped?"
        case .assetFailed(let name, let reason): "\(name) could not be published: \(reason)"
        case .templateTooLarge(let limit, _):
            "The template is larger than the \(limit) bytes that go with a request, and the account has no bucket for it."
        case .foreignBucket(let name, let account):
            "Bucket '\(name)' cannot be used as a bucket of account \(account): it is another account's, or may not be "
                + "read."
        case .missingParameters(let names, let stack):
            "The following parameters of \(stack) have no value: \(names.joined(separator: ", ")). "
                + "`--parameters NAME=VALUE` gives them."
        case .unreadableTemplate(let stack, let reason): "The template of \(stack) \(reason)"
        case .busy(let stack, let status):
            "\(stack) is in \(status) state and can not be updated; `events \(stack) -f` follows what goes on there."
        case .stuck(let stack, let status):
            "\(stack) is in \(status), which takes a person: delete it with `destroy \(stack)`, or repair it in the "
                + "AWS console."
        case .isProtected(let stack): "\(stack) cannot be deleted: its termination protection is on."
        case .changeSetFailed(let stack, let reason): "The change set of \(stack) failed: \(reason)"
        case .disappeared(let stack): "\(stack) disappeared while it was deployed: somebody deleted it."
        }
    }
}
