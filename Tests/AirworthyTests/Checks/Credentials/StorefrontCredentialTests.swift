import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

/// For every credential of the example, one second across the window's end flips the verdict.
@Suite("The storefront's credentials")
struct StorefrontCredentialTests {
    private typealias Sample = SecretWindowSample

    /// The last instant that counts, tolerance included.
    private static let end = Sample.need + .seconds(60)

    /// The inventory as the example's maker fills it in, every date far from the window.
    private static func inventory(_ dates: [String: Instant] = [:]) throws -> String {
        let template = URL(filePath: #filePath)
            .deletingLastPathComponent().appending(path: "../../../../Examples/storefront/templates/secrets.yaml")
        var text = try String(contentsOf: template.standardizedFileURL, encoding: .utf8)
        let usual = [
            "now": Sample.begin, "rotated": Sample.begin - Sample.day, "rotation": Sample.far, "provider": Sample.far,
        ]
        for (name, instant) in usual.merging(dates, uniquingKeysWith: { $1 }) {
            text = text.replacing("@\(name)@", with: instant.rfc3339)
        }
        #expect(!text.contains("@"))
        return text
    }

    /// The example's files, made with these ends.
    private struct Ends {
        var shop = Sample.far
        var authority = Sample.far
        var client = Sample.far
        var token = Sample.far
    }

    private static func files(_ ends: Ends) throws -> [String: [UInt8]] {
        let authority = try Sample.authority("acme-ca", until: ends.authority)
        let shop = try Sample.certificate(until: ends.shop, of: authority)
        return [
            "secrets/acme-ca.pem": Array(authority.certificate.pem.utf8),
            "secrets/shop-tls.pem": Array((shop.pem + authority.certificate.pem).utf8),
            "secrets/payments-client.p12": try keyStore(Sample.certificate(until: ends.client, of: authority)),
            "secrets/payments-client.password": Array("throw-away\n".utf8),
            "secrets/deploy-token.jwt": TokenSpecimen.token("{\"exp\": \(ends.token.seconds)}"),
        ]
    }

    private static func keyStore(_ certificate: Certificate) throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "pkcs12", "-export", "-nokeys", "-in", try directory.write(certificate.pem, to: "c.pem"),
            "-passout", "pass:throw-away", "-out", directory.path("c.p12"),
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(filePath: directory.path("c.p12"))))
    }

    private func codes(_ ends: Ends = Ends(), _ dates: [String: Instant] = [:]) async throws -> [SecretWindowCode] {
        var files = try Self.files(ends)
        files["secrets/inventory.yaml"] = Array(try Self.inventory(dates).utf8)
        return try await Sample.examine("inventory: secrets/inventory.yaml", files).codes
    }

    @Test("the example lists the five credentials these tests move, and all of them hold")
    func baseline() async throws {
        let listed = try CredentialInventory(Array(Self.inventory().utf8), name: "secrets.yaml").entries.map(\.id)
        #expect(listed == ["shop-tls", "payments-client", "deploy-token", "orders-db", "mail-provider"])
        #expect(try await codes() == [])
    }

    @Test("shop-tls: the certificate, and its authority")
    func shop() async throws {
        #expect(try await codes(Ends(shop: Self.end)) == [])
        #expect(try await codes(Ends(shop: Self.end - .seconds(1))) == [.chainInvalidAtEnd, .expiresInWindow])
        #expect(try await codes(Ends(authority: Self.end)) == [])
        #expect(try await codes(Ends(authority: Self.end - .seconds(1))) == [.chainInvalidAtEnd, .expiresInWindow])
    }

    @Test("payments-client")
    func client() async throws {
        #expect(try await codes(Ends(client: Self.end)) == [])
        #expect(try await codes(Ends(client: Self.end - .seconds(1))) == [.expiresInWindow])
    }

    // Needed for the release and for going back, so until the end; a token is over at its `exp`.
    @Test("deploy-token")
    func token() async throws {
        #expect(try await codes(Ends(token: Self.end + .seconds(1))) == [])
        #expect(try await codes(Ends(token: Self.end)) == [.expiresInWindow])
    }

    @Test("orders-db: its age, and its rotation")
    func database() async throws {
        let age = Duration.seconds(90 * 86_400)
        #expect(try await codes(Ends(), ["rotated": Self.end - age]) == [])
        #expect(try await codes(Ends(), ["rotated": Self.end - age - .seconds(1)]) == [.ageExceeded])
        #expect(try await codes(Ends(), ["rotation": Self.end + .seconds(1)]) == [])
        #expect(try await codes(Ends(), ["rotation": Self.end]) == [.rotationInWindow])
    }

    @Test("mail-provider")
    func provider() async throws {
        #expect(try await codes(Ends(), ["provider": Self.end + .seconds(1)]) == [])
        #expect(try await codes(Ends(), ["provider": Self.end]) == [.expiresInWindow])
    }
}
