import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("secret-window: what an authority has revoked")
struct SecretWindowRevocationTests {
    private typealias Sample = SecretWindowSample

    private let authority: VirtualAuthority
    private let leaf: Certificate
    private static let serial: [UInt8] = [0x01, 0x23, 0x45]

    init() throws {
        authority = try Sample.authority()
        leaf = try Sample.certificate(until: Sample.far, of: authority)
    }

    private func codes(_ list: [UInt8]?, roots: Bool = true) async throws -> [SecretWindowCode] {
        var files = ["tls.pem": Array(leaf.pem.utf8), "ca.pem": Array(authority.certificate.pem.utf8)]
        files["ca.crl"] = list
        let arguments = "files: [tls.pem]\nowner: o\ncrl: ca.crl" + (roots ? "\nroots: ca.pem" : "")
        return try await Sample.examine(arguments, files).codes
    }

    @Test("a certificate on the list of its authority fails, whatever the window")
    func revoked() async throws {
        let list = try authority.revocationList(of: [Self.serial], from: Sample.begin - Sample.day, until: Sample.far)
        #expect(try await codes(list) == [.revoked])
        let other = try authority.revocationList(of: [[9]], from: Sample.begin - Sample.day, until: Sample.far)
        #expect(try await codes(other) == [])
    }

    @Test("a list that ends inside the window cannot say that nothing is revoked by then")
    func stale() async throws {
        let list = try authority.revocationList(of: [], from: Sample.begin - Sample.day, until: Sample.need)
        #expect(try await codes(list) == [.expiresInWindow])
        let old = try authority.revocationList(
            of: [], from: Sample.begin - Sample.day, until: Sample.begin - .seconds(1))
        #expect(try await codes(old) == [.expired])
    }

    @Test("a list nobody here vouches for, or that is only a part, proves nothing")
    func unproven() async throws {
        let namesake = try Sample.authority()
        let forged = try namesake.revocationList(of: [Self.serial], from: Sample.begin - Sample.day, until: Sample.far)
        #expect(try await codes(forged) == [.unreadable])
        let list = try authority.revocationList(of: [], from: Sample.begin - Sample.day, until: Sample.far)
        #expect(try await codes(list, roots: false) == [.unreadable])
        let delta = CertificateExtension.encode("2.5.29.27", isCritical: true, DERWriter.integer([1]))
        let part = try authority.revocationList(
            of: [], from: Sample.begin - Sample.day, until: Sample.far, extensions: [delta])
        #expect(try await codes(part) == [.unsupported])
    }

    @Test("a list of somebody else says nothing of a certificate, also where it counts")
    func unheard() async throws {
        let other = try Sample.authority("Other")
        let list = try other.revocationList(of: [], from: Sample.begin - Sample.day, until: Sample.far)
        let roots = authority.certificate.pem + other.certificate.pem
        let answer = try await Sample.examine(
            "files: [tls.pem]\nowner: o\ncrl: ca.crl\nroots: ca.pem",
            ["tls.pem": Array(leaf.pem.utf8), "ca.pem": Array(roots.utf8), "ca.crl": list])
        #expect(answer.codes == [.unreadable])
        #expect(answer.isInconclusive)
    }

    @Test("a list that is not there, or is none, is told")
    func missing() async throws {
        #expect(try await codes(nil) == [.absent])
        #expect(try await codes([1, 2, 3]) == [.unreadable])
    }
}
