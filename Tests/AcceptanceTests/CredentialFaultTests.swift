import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Something happens to the credentials", .timeLimit(.minutes(10)))
struct CredentialFaultTests {
    @Test("A vault that was tampered with is refused, names its backup, and is good again with that")
    func damaged() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("first", secret: "one-secret")
            try await place.add("second", secret: "two-secret")
            var bytes = Array(try Data(contentsOf: place.vault))
            bytes[bytes.count - 20] ^= 1
            try Data(bytes).write(to: place.vault)
            let list = try await place.sluice("credentials")
            let remedy = "`mv \(place.vault.path).previous \(place.vault.path)`"
            #expect(
                list.exitCode == 1 && list.errors.contains("vault.age.previous is good: \(remedy)"), "\(list.words)")
            let doctor = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(doctor.exitCode == 1 && doctor.output.contains(remedy), "\(doctor.words)")
            let add = try await place.sluice("credentials", "add", "third", "--stdin", input: "x")
            #expect(add.exitCode == 1, "\(add.words)")
            #expect(Array(try Data(contentsOf: place.vault)) == bytes)
            try FileManager.default.removeItem(at: place.vault)
            try FileManager.default.moveItem(at: place.vault.appendingPathExtension("previous"), to: place.vault)
            #expect(try await place.sluice("credentials").output.contains("first"))
        }
    }

    @Test("A vault whose head was tampered with names its backup too")
    func damagedHead() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("first", secret: "one-secret")
            try await place.add("second", secret: "two-secret")
            var bytes = Array(try Data(contentsOf: place.vault))
            bytes[45] = bytes[45] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            try Data(bytes).write(to: place.vault)
            let list = try await place.sluice("credentials")
            #expect(list.exitCode == 1 && list.errors.contains("vault.age.previous is good"), "\(list.words)")
        }
    }

    @Test("An identity that is torn is refused in words, and not written anew")
    func tornIdentity() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("first", secret: "one-secret")
            try await place.sluice("credentials", "lock")
            let whole = try Data(contentsOf: place.identity)
            try whole.dropLast(10).write(to: place.identity)
            let unlock = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(unlock.exitCode == 1 && unlock.errors.contains("identity.age can't be trusted"), "\(unlock.words)")
            let copy = place.identity.appendingPathExtension("copy")
            #expect(unlock.errors.contains("`mv \(copy.path) \(place.identity.path)` brings"), "\(unlock.words)")
            try FileManager.default.removeItem(at: place.identity)
            #expect(try await place.sluice("credentials", "unlock", with: place.machine).errors.contains("It is gone."))
            try FileManager.default.removeItem(at: copy)
            let lost = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(lost.exitCode == 1 && lost.errors.contains("bring that back from a backup"), "\(lost.words)")
            for words in [["credentials"], ["credentials", "doctor"], ["push"]] {
                let said = try await place.sluice(words, with: place.atHome)
                #expect(said.exitCode == 1 && said.words.contains("bring that back from a backup"), "\(said.words)")
            }
            try whole.write(to: place.identity)
            #expect(try await place.sluice("credentials", "list", with: place.machine).output.contains("first"))
        }
    }

    @Test("Locked, the doctor sees what is gone or empty, and names what is beside it")
    func visibleDamage() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("first", secret: "one-secret")
            try await place.add("second", secret: "two-secret")
            try await place.sluice("credentials", "lock")
            #expect(try await place.sluice("credentials", "doctor", with: place.atHome).exitCode == 0)
            try Data().write(to: place.vault)
            try FileManager.default.removeItem(at: place.identity)
            let doctor = try await place.sluice("credentials", "doctor", with: place.atHome)
            #expect(doctor.exitCode == 1, "\(doctor.words)")
            for (file, spare) in [(place.vault.path, "previous"), (place.identity.path, "copy")] {
                #expect(doctor.output.contains("`mv \(file).\(spare) \(file)` brings back"), "\(doctor.words)")
            }
        }
    }

    @Test("A killed agent is a locked store; unlocking starts another, and nothing is lost")
    func killedAgent() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: "one-secret")
            kill(try #require(place.agent), SIGKILL)
            let list = try await place.sluice("credentials")
            #expect(list.exitCode == 3 && list.errors.contains("`credentials unlock`"), "\(list.words)")
            try await place.unlock()
            #expect(try await place.sluice("credentials").output.contains("db"))
        }
    }

    @Test("Settings that can't be are refused with their file and reason")
    func settings() async throws {
        try await Workplace.withCredentials { place in
            try place.put("home/config/credentials.json", #"{ "lockAfterInMinutes": 0 }"#)
            let unlock = try await place.sluice("credentials", "unlock", with: place.machine)
            #expect(unlock.exitCode == 2 && unlock.errors.contains("lockAfterInMinutes must be"), "\(unlock.words)")
        }
    }

    @Test(
        "On a full disk nothing is stored and nothing is lost, and it is said",
        .enabled(if: canMount, "mounting takes root, or user namespaces"))
    func fullDisk() async throws {
        try await Workplace.withCredentials { place in
            // A small disk for the store, which only this shell sees.
            let script = """
                set -e
                mkdir -p "$SLUICE_HOME/credentials"
                mount -t tmpfs -o size=64k,mode=700 tmpfs "$SLUICE_HOME/credentials"
                "$0" credentials unlock >&2
                echo one | "$0" credentials add db --stdin
                head -c 65536 /dev/zero > "$SLUICE_HOME/credentials/ballast" 2>/dev/null || true
                echo two | "$0" credentials add other --stdin || echo "code $?"
                rm "$SLUICE_HOME/credentials/ballast"
                "$0" credentials list
                "$0" credentials lock
                """
            let run = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["unshare", "-Urm", "sh", "-c", script, Workplace.executable.path],
                in: place.checkout, environment: place.environment.merging(place.machine) { $1 })
            #expect(run.output.contains("code 1\n"), "\(run.words)")
            #expect(run.errors.contains("No space left on device"), "\(run.words)")
            #expect(run.output.contains("db") && !run.output.contains("other"), "\(run.words)")
        }
    }

    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}
