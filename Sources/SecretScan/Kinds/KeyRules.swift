extension SecretRule {
    static let keys: [SecretRule] = [
        SecretRule("private-key", "private key", ["-----BEGIN "], .armour, [], .none),
        .token("age-secret-key", "age secret key", "AGE-SECRET-KEY-1", shape: [.uppercase(58)]),
        .token(
            "age-secret-key", "age post-quantum secret key", "AGE-SECRET-KEY-PQ-1", shape: [.uppercase(58...200)]),
        .tail(
            "wireguard-key", "WireGuard private key", "PrivateKey = ", "PrivateKey=", "PresharedKey = ",
            "PresharedKey=", shape: [.base64(43), "="], check: .entropy(4)),
        .tail(
            "putty-private-key", "PuTTY private key", "PuTTY-User-Key-File-",
            shape: [.digits(1), ": ", .word(3...40)], check: .none),
        .token(
            "json-web-token", "JSON Web Token", "eyJ",
            shape: [.word(8...2000), ".eyJ", .word(6...6000), ".", .word(16...1400)], check: .webTokenHeader),
    ]
}
