import Foundation
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

/// The certificate chain and the private key by which a server proves itself.
struct ServerCertificate {
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey
    private let files: NetworkServer.TLSFiles

    /// Throws `ServerError.certificateUnusable`, which names the file that is wrong.
    init(_ files: NetworkServer.TLSFiles) throws(ServerError) {
        self.files = files
        chain = try Self.read(files.certificate, as: "certificate") { try NIOSSLCertificate.fromPEMFile($0) }
        key = try Self.read(files.key, as: "private key") { try NIOSSLPrivateKey(file: $0, format: .pem) }
    }

    /// The hosts that the certificate is for, in its own order (RFC 5280, section 4.2.1.6).
    var names: [String] {
        guard let leaf = chain.first else { return [] }
        return leaf._subjectAlternativeNames().compactMap { name in
            switch name.nameType {
            case .dnsName: String(decoding: name.contents, as: UTF8.self)
            case .ipAddress: Self.address(Array(name.contents))
            default: nil
            }
        }
    }

    /// A server that speaks nothing but TLS.
    func server() throws(ServerError) -> HTTPServerBuilder {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map(NIOSSLCertificateSource.certificate), privateKey: .privateKey(key))
        do {
            // Made once more by the server; here it shows that certificate and key belong together.
            _ = try NIOSSLContext(configuration: configuration)
            return try .tls(.onOwnLoop, tlsConfiguration: configuration)
        } catch {
            throw .certificateUnusable(
                files.key.path, reason: "it is not the key of the certificate in \(files.certificate.path)")
        }
    }

    private static func read<Value>(
        _ file: URL, as what: String, _ body: (String) throws -> Value
    ) throws(ServerError) -> Value {
        guard FileManager.default.isReadableFile(atPath: file.path) else {
            throw .certificateUnusable(file.path, reason: "there is no such file, or it can't be read")
        }
        do {
            return try body(file.path)
        } catch {
            throw .certificateUnusable(file.path, reason: "there is no \(what) in PEM form in it")
        }
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard [4, 16].contains(bytes.count) else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
