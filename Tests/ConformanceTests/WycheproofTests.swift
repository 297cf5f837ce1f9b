import AirworthyTesting
import Testing
import Trust

/// C2SP/wycheproof: signatures made to be wrong in every way implementations have been wrong before.
///
/// `valid` must verify, `invalid` must not, `acceptable` may go either way. What this tool refuses on purpose is
/// named below, counted, and never verifies.
@Suite("Wycheproof")
struct WycheproofTests {
    static let present = 5

    @Test("every verdict agrees, and what is refused on purpose never verifies")
    func verdicts() throws {
        guard let folder = Fixtures.folder("01-wycheproof", cases: 1_264) else { return }
        var tally = Tally()
        var files = 0
        for file in try folder.files(suffix: "_test.json") {
            let document = try JSONDocument(try folder.bytes(file), name: file)
            guard let type = document.root["testGroups"]?[0]?["type"]?.string, Group.types.contains(type) else {
                continue
            }
            files += 1
            let before = tally.count
            for value in document.root["testGroups"]?.elements ?? [] {
                let group = try Group(value)
                for test in value["tests"]?.elements ?? [] { try tally.add(test, of: group, in: file) }
            }
            #expect(document.root["numberOfTests"]?.integer == Int64(tally.count - before), "\(file)")
        }
        print("Wycheproof: \(files) files, \(tally)")
        #expect(files >= Self.present)
        #expect(tally.verdicts["valid", default: 0] >= 507)
        #expect(tally.verdicts["invalid", default: 0] >= 756)
    }
}

/// One key and scheme, with the cases that use it.
private struct Group {
    static let types: Set = ["EcdsaVerify", "EcdsaP1363Verify", "EddsaVerify", "RsassaPkcs1Verify", "RsassaPssVerify"]

    let key: PublicKey?
    let scheme: SignatureScheme?
    /// Why every case of the group is refused, if it is.
    let deviation: String?

    init(_ group: JSONValue) throws {
        let scheme = Self.scheme(of: group)
        let spki = try #require(group["publicKeyDer"]?.string.flatMap { Hex.decode($0) })
        let key: PublicKey?
        do throws(Diagnostic) {
            key = try PublicKey(spki: spki)
            deviation = scheme == nil ? Self.unsupported(group) : nil
        } catch {
            #expect(["key-unsupported", "key-too-weak"].contains(error.code), "\(error)")
            key = nil
            deviation = error.message
        }
        self.key = key
        self.scheme = scheme
    }

    func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
        guard let key else { return false }
        guard let scheme else { return key.verifies(signature, over: message) }
        return key.verifies(signature, over: message, scheme)
    }

    private static func scheme(of group: JSONValue) -> SignatureScheme? {
        let type = group["type"]?.string
        if type == "EddsaVerify" { return .ed25519 }
        guard let digest = digest(group["sha"]?.string) else { return nil }
        switch type {
        case "EcdsaVerify": return .ecdsa(digest, .der)
        case "EcdsaP1363Verify": return .ecdsa(digest, .raw)
        case "RsassaPkcs1Verify": return .rsaPKCS1(digest)
        case "RsassaPssVerify":
            let isOurs =
                group["sLen"]?.integer == Int64(digest.byteCount) && group["mgfSha"]?.string == group["sha"]?.string
            return isOurs ? .rsaPSS(digest) : nil
        default: return nil
        }
    }

    /// SHA-1, SHA-224, SHA-3 and the truncated SHA-512 sign no evidence we accept; PSS has one shape.
    private static func unsupported(_ group: JSONValue) -> String {
        let hash = group["sha"]?.string ?? "?"
        guard let salt = group["sLen"]?.integer else { return "\(hash) signatures" }
        return "PSS with \(hash), MGF1 of \(group["mgfSha"]?.string ?? "?"), a salt of \(salt) bytes"
    }

    private static func digest(_ name: String?) -> DigestAlgorithm? {
        switch name {
        case "SHA-256": .sha256
        case "SHA-384": .sha384
        case "SHA-512": .sha512
        default: nil
        }
    }
}

private struct Tally: CustomStringConvertible {
    /// How many of each verdict were judged.
    var verdicts: [String: Int] = [:]
    /// How many were refused on purpose, by reason.
    var deviations: [String: Int] = [:]

    var count: Int { verdicts.values.reduce(0, +) + deviations.values.reduce(0, +) }

    var description: String {
        let parts = (verdicts.sorted { $0.key < $1.key } + deviations.sorted { $0.key < $1.key })
        return parts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    mutating func add(_ test: JSONValue, of group: Group, in file: String) throws {
        let message = try #require(test["msg"]?.string.flatMap { Hex.decode($0) })
        let signature = try #require(test["sig"]?.string.flatMap { Hex.decode($0) })
        let name = "\(file) #\(test["tcId"]?.integer ?? 0) \(test["comment"]?.string ?? "")"
        let verdict = try #require(test["result"]?.string)
        let verifies = group.verifies(signature, over: message)
        if let reason = group.deviation {
            deviations[reason, default: 0] += 1
            #expect(!verifies, "\(name)")
            return
        }
        verdicts[verdict, default: 0] += 1
        switch verdict {
        case "valid": #expect(verifies, "\(name)")
        case "invalid": #expect(!verifies, "\(name)")
        default: #expect(verdict == "acceptable", "\(name)")
        }
    }
}
