import Airworthy
import AirworthyTesting
import Trust

/// The release of ``Release/withWindow`` and what its credentials are asked.
enum SecretWindowSample {
    /// When the window begins.
    static let begin = Instant(seconds: 1_795_269_600)
    /// The last instant at which a rollback may need a credential.
    static let need = Instant(seconds: 1_795_269_600 + 7_200 + 3_600 + 86_400)
    static let day = Duration.seconds(86_400)
    static let far = need + .seconds(400 * 86_400)

    static func examine(
        _ arguments: String, _ files: [String: [UInt8]] = [:], http: any HTTPAccess = NoNetwork(),
        trust: TrustPolicy = .nobody, ledger: MemoryLedger = MemoryLedger(), release: Release = .withWindow
    ) async throws -> Answer<SecretWindowCode> {
        try await SecretWindowCheck.reading(arguments).examine(
            .release,
            in: .alone(release: release, files: MemoryFiles(files), ledger: ledger, http: http, trust: trust))
    }

    /// One file as the only credential, judged without tolerance.
    static func examine(
        kind: String, _ bytes: [UInt8], _ fields: String = "", named name: String = "file"
    ) async throws -> Answer<SecretWindowCode> {
        let more = fields.isEmpty ? "" : ", \(fields)"
        return try await examine(
            "skew: 0s\ncredentials: [{id: it, kind: \(kind), owner: team-web, file: \(name)\(more)}]", [name: bytes])
    }

    /// A certificate that begins long ago.
    static func certificate(until end: Instant, of authority: VirtualAuthority? = nil) throws -> Certificate {
        let authority = try authority ?? self.authority()
        return try authority.issue(
            .leaf("shop.example", from: Instant(seconds: 1_790_000_000), until: end, dnsNames: ["shop.example"]),
            to: PrivateKey.generate(.p256).publicKey)
    }

    /// A certificate and the private key it is of.
    static func keyPair(until end: Instant) throws -> (Certificate, PrivateKey) {
        let key = try PrivateKey.generate(.p256)
        let certificate = try authority().issue(
            .leaf("shop.example", from: Instant(seconds: 1_790_000_000), until: end, dnsNames: ["shop.example"]),
            to: key.publicKey)
        return (certificate, key)
    }

    static func authority(_ name: String = "Root", until end: Instant = far) throws -> VirtualAuthority {
        try .root(.authority(name, from: Instant(seconds: 1_780_000_000), until: end))
    }
}
