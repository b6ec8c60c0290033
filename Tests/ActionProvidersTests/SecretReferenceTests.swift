import Runner
import Synchronization
import Testing

@testable import ActionProviders

@Suite("What a build asks for of the secrets that are kept")
struct SecretReferenceTests {
    private static let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-AbCdEf"

    @Test("A reference names an id, a key and a version; the colons of an ARN belong to the id")
    func parts() throws {
        let whole = try SecretReference(secret: "shop/db")
        #expect(whole.id == "shop/db" && whole.jsonKey == nil && whole == whole.whole)
        let key = try SecretReference(secret: "\(Self.arn):password")
        #expect(key.id == Self.arn && key.jsonKey == "password" && key.versionStage == nil)
        let stage = try SecretReference(secret: "shop/db::AWSPREVIOUS")
        #expect(stage.jsonKey == nil && stage.versionStage == "AWSPREVIOUS")
        let version = try SecretReference(secret: "\(Self.arn):user::0f1e")
        #expect(version.jsonKey == "user" && version.versionStage == nil && version.versionID == "0f1e")
    }

    @Test("What is no reference is refused", arguments: ["", ":key", "a:b:c:d:e", "a::STAGE:id"])
    func wrongReferences(text: String) {
        #expect(throws: SecretRefusal.self) { try SecretReference(secret: text) }
    }

    @Test("A key's value is taken out of the secret's JSON, as text")
    func keys() throws {
        let text = #"{"user":"ann","port":5432,"options":{"b":1,"a":"x/y"}}"#
        func value(_ key: String) throws -> String { try SecretReference(secret: "db:\(key)").value(in: text) }
        #expect(try value("user") == "ann")
        #expect(try value("port") == "5432")
        #expect(try value("options") == #"{"a":"x/y","b":1}"#)
        #expect(try SecretReference(secret: "db").value(in: text) == text)
    }

    @Test("Where there is no such key, the words say so and quote nothing of the secret")
    func missingKeys() throws {
        let reference = try SecretReference(secret: "db:password")
        #expect(throws: SecretRefusal("secret db has no key 'password'")) {
            try reference.value(in: #"{"user":"hunter2"}"#)
        }
        #expect(throws: SecretRefusal("secret db is no JSON object, so it has no key 'password'")) {
            try reference.value(in: "hunter2")
        }
    }

    @Test("Each secret is asked for once, and one that is refused does not keep back the others")
    func secretsOfABuild() async {
        let asked = Mutex<[String]>([])
        let variables: [BuildRequest.EnvironmentVariable] = [
            .init(name: "USER", value: "db:user", type: .secretsManager),
            .init(name: "PORT", value: "db:port", type: .secretsManager),
            .init(name: "REGION", value: "/shop/region", type: .parameterStore),
            .init(name: "KEY", value: "locked", type: .secretsManager),
            .init(name: "GONE", value: "gone", type: .secretsManager),
            .init(name: "WRONG", value: "db:nothing", type: .secretsManager),
        ]
        let secrets = await BuildSecrets(variables) { reference in
            asked.withLock { $0.append(reference.id) }
            switch reference.id {
            case "db": return #"{"user":"ann","port":"5432"}"#
            case "/shop/region": return "eu-west-1"
            case "locked": throw SecretRefusal("the credentials are locked")
            default: return nil
            }
        }
        #expect(secrets.values == ["USER": "ann", "PORT": "5432", "REGION": "eu-west-1"])
        #expect(
            secrets.refusals == ["KEY": "the credentials are locked", "WRONG": "secret db has no key 'nothing'"])
        #expect(asked.withLock(\.self).sorted() == ["/shop/region", "db", "gone", "locked"])
        #expect(!"\(secrets)".contains("5432"))
    }
}
