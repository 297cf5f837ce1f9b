import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Credentials in files of every sort: one second decides for each, and nothing that cannot be read passes.
@Suite("secret-window: files of every sort")
struct SecretWindowStoreTests {
    private typealias Sample = SecretWindowSample

    @Test("a certificate as DER is read like one as PEM")
    func der() async throws {
        let certificate = try Sample.certificate(until: Sample.far)
        #expect(try await Sample.examine(kind: "certificate", certificate.der).isPass)
        #expect(try await Sample.examine(kind: "certificate", certificate.der + [0]).codes == [.unreadable])
    }

    @Test(
        "Java's older key stores are not read, whatever they are called, and that is said",
        arguments: [
            ("keystore", [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2], SecretWindowCode.unsupported),
            ("keystore", [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2], .unsupported),
            ("pkcs12", [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2], .unsupported), ("keystore", [1, 2, 3], .unreadable),
            ("keystore", [], .unreadable),
        ] as [(String, [UInt8], SecretWindowCode)])
    func keystore(kind: String, bytes: [UInt8], code: SecretWindowCode) async throws {
        let answer = try await Sample.examine(kind: kind, bytes)
        #expect(answer.codes == [code])
        #expect(answer.isInconclusive)
    }

    @Test("a PKCS#12 file in ciphers this OpenSSL lacks, or with a million rounds, is unsupported and says so")
    func unsupportedStore() async throws {
        // A PFX whose MAC asks for 2^31 - 1 rounds.
        let content = DERWriter.sequence(
            DERWriter.identifier("1.2.840.113549.1.7.1"), DERWriter.explicit(0, DERWriter.octets([0x30, 0])))
        let digest = DERWriter.sequence(
            DERWriter.sequence(DERWriter.identifier("2.16.840.1.101.3.4.2.1"), DERWriter.null),
            DERWriter.octets([UInt8](repeating: 0, count: 32)))
        let mac = DERWriter.sequence(digest, DERWriter.octets([1, 2, 3]), DERWriter.integer([0x7f, 0xff, 0xff, 0xff]))
        let store = DERWriter.sequence(DERWriter.integer([3]), content, mac)
        let answer = try await Sample.examine(kind: "pkcs12", store)
        #expect(answer.codes == [.unsupported])
        #expect(answer.findings.first?.notes == ["pkcs12-unsupported"])
    }

    @Test(
        "a revocation list ends at its `nextUpdate`, inclusive",
        arguments: [(0, nil), (-1, .expiresInWindow)] as [(Int64, SecretWindowCode?)])
    func list(offset: Int64, code: SecretWindowCode?) async throws {
        let authority = try Sample.authority()
        let der = try authority.revocationList(
            of: [], from: Sample.begin - Sample.day, until: Sample.need + .seconds(offset))
        for bytes in [der, Array(PEM.text("X509 CRL", der).utf8)] {
            #expect(try await Sample.examine(kind: "crl", bytes).codes == [code].compactMap { $0 })
        }
        let endless = try authority.revocationList(of: [], from: Sample.begin - Sample.day, until: nil)
        #expect(try await Sample.examine(kind: "crl", endless).codes == [.unknownExpiry])
        #expect(try await Sample.examine(kind: "crl", endless, "maxAge: 7d").isPass)
        #expect(try await Sample.examine(kind: "crl", Array("x".utf8)).codes == [.unreadable])
    }

    @Test("what says itself when it was issued is no younger for a rotation on record")
    func issued() async throws {
        let plan = "rotatedAt: 2026-11-20T00:00:00Z, maxAge: 30d"
        let (old, new) = ((Sample.begin - Sample.day * 40).seconds, (Sample.begin - Sample.day).seconds)
        func times(_ issued: Int64) -> String { "\"exp\": \(Sample.far.seconds), \"iat\": \(issued)" }
        for (issued, codes) in [(old, [.ageExceeded]), (new, [])] as [(Int64, [SecretWindowCode])] {
            let token = TokenSpecimen.token("{\(times(issued))}")
            #expect(try await Sample.examine(kind: "jwt", token, plan).codes == codes)
            let key = Array("{\"kty\": \"EC\", \(times(issued))}".utf8)
            #expect(try await Sample.examine(kind: "jwks", key, plan).codes == codes)
            let press = try OpenPGPPress(created: UInt32(issued), key: PrivateKey.generate(.ed25519))
            let openPGP = try press.primary + press.direct(.init(created: UInt32(issued)))
            #expect(try await Sample.examine(kind: "openpgp", openPGP, plan).codes == codes)
        }
    }

    @Test("a key set is judged by its chains and by `exp`")
    func keySet() async throws {
        func codes(_ keys: String) async throws -> [SecretWindowCode] {
            try await Sample.examine(kind: "jwks", Array("{\"keys\": [\(keys)]}".utf8)).codes
        }
        let (end, good) = (Sample.need.seconds, Base64.encode(try Sample.certificate(until: Sample.far).der))
        let short = Base64.encode(try Sample.certificate(until: Sample.need - .seconds(1)).der)
        #expect(try await codes("{\"kty\": \"EC\", \"exp\": \(end + 1)}") == [])
        #expect(try await codes("{\"kty\": \"EC\", \"exp\": \(end)}") == [.expiresInWindow])
        #expect(try await codes("{\"kty\": \"EC\", \"kid\": \"a\", \"x5c\": [\"\(good)\"]}") == [])
        #expect(try await codes("{\"kty\": \"EC\", \"x5c\": [\"\(short)\"]}") == [.expiresInWindow])
        #expect(try await codes("{\"kty\": \"EC\", \"x5c\": [\"\(good)\"], \"exp\": \(end)}") == [.expiresInWindow])
        #expect(try await codes("{\"kty\": \"EC\"}") == [.unknownExpiry])
        #expect(try await codes("{\"kty\": \"EC\", \"exp\": \"\(end)\"}") == [.invalidTimes, .unknownExpiry])
        #expect(try await codes("{\"kty\": \"EC\", \"exp\": 1e300}") == [.invalidTimes, .unknownExpiry])
        #expect(try await codes("{\"kty\": \"EC\", \"x5c\": []}") == [.unreadable])
        #expect(try await codes("{\"kty\": \"EC\", \"x5c\": [\"!\"]}") == [.unreadable])
        #expect(try await codes("{\"use\": \"sig\"}") == [.unreadable])
        #expect(try await codes("") == [.unreadable])
        #expect(try await Sample.examine(kind: "jwks", Array("[]".utf8)).codes == [.unreadable])
    }

    @Test("metadata of an updater ends at `expires`", arguments: ["root", "targets", "snapshot", "timestamp"])
    func updater(role: String) async throws {
        func codes(_ expires: String) async throws -> [SecretWindowCode] {
            let text = "{\"signatures\": [], \"signed\": {\"_type\": \"\(role)\", \"expires\": \(expires)}}"
            return try await Sample.examine(kind: "tuf", Array(text.utf8)).codes
        }
        #expect(try await codes("\"\(Sample.far)\"") == [])
        #expect(try await codes("\"\(Sample.need + .seconds(1))\"") == [])
        #expect(try await codes("\"\(Sample.need)\"") == [.expiresInWindow])
        #expect(try await codes("1795269600") == [.invalidTimes])
        #expect(try await codes("\"2027-02-30T00:00:00Z\"") == [.invalidTimes])
    }

    @Test(
        "what is no metadata of a role is unreadable",
        arguments: [
            "", "{}", "{\"signed\": {\"_type\": \"root\"}}",
            "{\"signed\": {\"_type\": \"boot\", \"expires\": \"x\"}, \"signatures\": []}",
        ])
    func noMetadata(text: String) async throws {
        #expect(try await Sample.examine(kind: "tuf", Array(text.utf8)).codes == [.unreadable])
    }

    @Test("an OpenPGP key and each subkey have ends of their own")
    func openPGP() async throws {
        let made: UInt32 = 1_790_000_000
        let press = try OpenPGPPress(created: made, key: PrivateKey.generate(.ed25519))
        let life = UInt32(Sample.need.seconds - Int64(made))
        func codes(_ key: UInt32?, _ subkey: UInt32?, _ fields: String = "") async throws -> [SecretWindowCode] {
            let head = try press.primary + press.direct(.init(created: made, keyLifetime: key))
            let rest =
                try press.subkey(created: made)
                + press.binding(ofSubkey: made, .init(created: made, keyLifetime: subkey))
            return try await Sample.examine(kind: "openpgp", head + rest, fields).codes
        }
        #expect(try await codes(life + 1, life + 1) == [])
        #expect(try await codes(life, life + 1) == [.expiresInWindow])
        #expect(try await codes(life + 1, life) == [.expiresInWindow])
        #expect(try await codes(nil, life + 1) == [.unknownExpiry])
        #expect(try await codes(nil, nil, "maxAge: 365d") == [])
        #expect(try await codes(nil, nil, "maxAge: 30d") == [.ageExceeded, .ageExceeded])
        let revoked =
            try press.primary + press.direct(.init(created: made)) + press.revocation(.init(created: made + 1))
        #expect(try await Sample.examine(kind: "openpgp", revoked, "maxAge: 365d").codes == [.revoked])
        #expect(try await Sample.examine(kind: "openpgp", [0xc6]).codes == [.unreadable])
        #expect(try await Sample.examine(kind: "openpgp", press.primary).codes == [.unsupported])
    }

    // MARK: - AWS

    private static let header =
        "user,arn,password_enabled,password_last_changed,password_next_rotation,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n"

    private func report(_ rows: String..., fields: String = "maxAge: 90d, asOf: 2026-11-21T00:00:00Z") async throws
        -> Answer<SecretWindowCode>
    {
        let text = Self.header + rows.map { $0 + "\n" }.joined()
        return try await Sample.examine(kind: "aws-credential-report", Array(text.utf8), fields)
    }

    /// A user with one access key of that age.
    private static func row(_ user: String = "ci", key rotated: String) -> String {
        "\(user),arn:aws:iam::1:user/\(user),false,N/A,N/A,true,\(rotated),false,N/A,false,N/A,false,N/A"
    }

    @Test("an access key is judged by its age")
    func accessKeys() async throws {
        let policy = Duration.seconds(90 * 86_400)
        func stamp(_ offset: Int64) -> String { "\(Sample.need - policy + .seconds(offset))".dropLast() + "+00:00" }
        #expect(try await report(Self.row(key: stamp(0))).isPass)
        #expect(try await report(Self.row(key: stamp(-1))).codes == [.ageExceeded])
        #expect(
            try await report(Self.row(key: stamp(0)), fields: "asOf: 2026-11-21T00:00:00Z").codes == [.unknownExpiry])
        #expect(try await report(Self.row(key: "N/A")).codes == [.unknownExpiry])
        #expect(try await report(Self.row(key: "yesterday")).codes == [.invalidTimes, .unknownExpiry])
        #expect(try await report(Self.row(key: "2026-13-01T00:00:00+00:00")).codes == [.invalidTimes, .unknownExpiry])
    }

    @Test("a password that must be rotated inside the window is a rotation")
    func passwords() async throws {
        let row =
            "ann,arn,true,2026-11-01T00:00:00+00:00,2026-11-22T00:00:00+00:00,false,N/A,false,N/A,false,N/A,false,N/A"
        #expect(try await report(row).codes == [.rotationInWindow])
        let root =
            "<root_account>,arn,not_supported,not_supported,not_supported,false,N/A,false,N/A,false,N/A,false,N/A"
        #expect(try await report(root).codes == [.unknownExpiry])
        #expect(try await report(row.replacing(",true,", with: ",maybe,")).codes == [.unreadable])
    }

    @Test("only the users that matter are judged, and one that is not there is missing")
    func users() async throws {
        let (old, new) = (
            Self.row("old", key: "2020-01-01T00:00:00+00:00"), Self.row("ci", key: "2026-11-01T00:00:00+00:00")
        )
        let fields = "maxAge: 90d, asOf: 2026-11-21T00:00:00Z, users: "
        #expect(try await report(old, new, fields: fields + "[ci]").isPass)
        #expect(try await report(old, new, fields: fields + "[ci, old]").codes == [.ageExceeded])
        #expect(try await report(new, fields: fields + "[ci, gone]").codes == [.absent])
        // Who is named is to have a credential; a report without any says nothing.
        let none = "idle,arn,false,N/A,N/A,false,N/A,false,N/A,false,N/A,false,N/A"
        #expect(try await report(new, none, fields: fields + "[ci, idle]").codes == [.absent])
        #expect(try await report(new, none).isPass)
        #expect(try await report(none).codes == [.unreadable])
    }

    @Test("a report that is old, from the future or undated decides nothing")
    func reportAge() async throws {
        let row = Self.row(key: "2026-11-01T00:00:00+00:00")
        #expect(try await report(row, fields: "maxAge: 90d, asOf: 2026-11-14T13:59:59Z").codes == [.staleInventory])
        #expect(try await report(row, fields: "maxAge: 90d, asOf: 2026-11-22T00:00:00Z").codes == [.staleInventory])
        let entry = "credentials: [{id: a, kind: aws-credential-report, owner: o, file: f}]"
        #expect(SecretWindowCheck.refusal(of: entry) == "credential-fields")
    }

    @Test(
        "what is no report is unreadable",
        arguments: [
            "", "user\n", "a,b\nc,d\n", "user,user\n", "user,password_enabled\n\"a,b\n", "user,x\na,b,c\n",
            "user,x\n\"a\"b,c\n", "user,x\na\"b,c\n",
        ])
    func noReport(text: String) async throws {
        let fields = "maxAge: 90d, asOf: 2026-11-21T00:00:00Z"
        let answer = try await Sample.examine(kind: "aws-credential-report", Array(text.utf8), fields)
        #expect(answer.codes == [.unreadable])
        #expect(answer.isInconclusive)
        #expect(try await report().codes == [.unreadable])
    }

    @Test("a name says what a file is, and one that says nothing is refused")
    func names() {
        func refusal(_ name: String) -> String? { SecretWindowCheck.refusal(of: "files: [\(name)]\nowner: o") }
        for name in ["a.der", "a.crl", "a.jks", "a.JCEKS", "a.jwks", "a.asc", "a.gpg", "a.kubeconfig"] {
            #expect(refusal(name) == nil, "\(name)")
        }
        #expect(refusal("a.yaml") == "credential-kind")
    }
}
