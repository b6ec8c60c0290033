internal import Foundation

extension CredentialStore {
    /// What is wrong with the identity's and the vault's file as far as that shows without the passphrase: one is gone, or
    /// is no age file. A sentence each, with the command that brings back what is beside it.
    public func visibleFaults() -> (identity: String?, vault: String?) {
        (Self.fault(of: identity.url, beside: identity.copy), Self.fault(of: vault.url, beside: vault.previous))
    }

    /// Without either of them there is no fault to be seen.
    private static func fault(of file: URL, beside spare: URL) -> String? {
        let isSpareThere = FileManager.default.fileExists(atPath: spare.path)
        let hasSpare = isSpareThere && reason(against: spare) == nil
        guard FileManager.default.fileExists(atPath: file.path) || isSpareThere, let reason = reason(against: file)
        else {
            return nil
        }
        let remedy =
            hasSpare ? "`mv \(spare.path) \(file.path)` brings back what is beside it." : "No other is beside it."
        return "\(file.path) can't be trusted: \(reason) \(remedy)"
    }

    /// Why a file is none of age's; `nil` if it begins as one.
    private static func reason(against file: URL) -> String? {
        do {
            var reader = HeaderReader(try PrivateFile(file).read())
            _ = try reader.header()
            return nil
        } catch VaultError.missing {
            return "It is gone."
        } catch {
            return "\(error)"
        }
    }
}
