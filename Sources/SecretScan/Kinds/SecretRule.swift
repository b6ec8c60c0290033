/// How one kind of secret is recognised: a line of data.
struct SecretRule: Sendable {
    let kind: SecretKind
    /// Text that every secret of this kind comes with, found in either case.
    let anchors: [[UInt8]]
    let form: Form
    let shape: [Piece]
    let check: Check

    enum Form: Sendable {
        /// The secret is a `lead`, if there is one, an anchor in its own case, and the shape.
        case token(lead: Piece?)
        /// The shape, after an anchor.
        case tail
        /// The shape is the value given to a name that holds an anchor: `HEROKU_API_KEY=…`.
        case assigned
        /// Any value given to a name that holds an anchor: `password = "…"`.
        case named
        /// The shape stands alone, near an anchor that goes on as given.
        case near([Piece])
        /// A password between `://user:` and `@`.
        case userInfo
        /// A private key in PEM's armour.
        case armour
    }

    /// Every rule; where two fit the same bytes the earlier one names them.
    static let all =
        sourceHosts + clouds + registries + messaging + payments + models + services + keys + connections + generic

    static func token(
        _ identifier: String, _ name: String, _ anchors: String..., lead: Piece? = nil, shape: [Piece],
        check: Check = .entropy(3)
    ) -> SecretRule {
        SecretRule(identifier, name, anchors, .token(lead: lead), shape, check)
    }

    static func tail(
        _ identifier: String, _ name: String, _ anchors: String..., shape: [Piece], check: Check = .entropy(3)
    ) -> SecretRule {
        SecretRule(identifier, name, anchors, .tail, shape, check)
    }

    static func assigned(
        _ identifier: String, _ name: String, _ anchors: String..., shape: [Piece], check: Check = .entropy(3)
    ) -> SecretRule {
        SecretRule(identifier, name, anchors, .assigned, shape, check)
    }

    init(
        _ identifier: String, _ name: String, _ anchors: [String], _ form: Form, _ shape: [Piece], _ check: Check
    ) {
        kind = SecretKind(identifier, name)
        self.anchors = anchors.map { Array($0.utf8) }
        self.form = form
        self.shape = shape
        self.check = check
    }
}
