import Foundation

/// Whether the part before the first dot is a JOSE header (RFC 7515, 4.1.1: it names an algorithm).
func hasWebTokenHeader(_ token: [UInt8]) -> Bool {
    let header = token.prefix { $0 != UInt8(ascii: ".") }
    guard let decoded = decodedBase64(header), decoded.first == UInt8(ascii: "{") else { return false }
    return decoded.range(of: Data(#""alg""#.utf8)) != nil
}

/// Whether `text` is what HTTP's Basic scheme sends: a user and a password that is no placeholder (RFC 7617).
func isBasicAuthorization(_ text: [UInt8]) -> Bool {
    guard let decoded = decodedBase64(text[...]), let colon = decoded.firstIndex(of: UInt8(ascii: ":")),
        decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return false }
    let password = [UInt8](decoded[(colon + 1)...])
    return password.count >= 5 && !isPlaceholder(password) && !isDummyPassword(password)
}

private func decodedBase64(_ text: ArraySlice<UInt8>) -> Data? {
    var standard = text.filter { $0 != UInt8(ascii: "=") }.map { byte in
        switch byte {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }
    while standard.count % 4 != 0 { standard.append(UInt8(ascii: "=")) }
    return Data(base64Encoded: Data(standard))
}
