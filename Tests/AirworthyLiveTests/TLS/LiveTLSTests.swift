import Airworthy
import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@Suite("TLS handshakes with real servers")
struct LiveTLSTests {
    private static let begin = Instant(seconds: Int64(Date().timeIntervalSince1970))
    private static let end = begin + .seconds(400 * 86_400)

    private let root: VirtualAuthority
    private let middle: VirtualAuthority
    private let key: PrivateKey
    private let leaf: Certificate

    init() throws {
        let past = Self.begin - .seconds(86_400)
        root = try VirtualAuthority.root(.authority("Root", from: past, until: Self.end))
        middle = try root.subordinate(.authority("Intermediate", from: past, until: Self.end))
        key = try PrivateKey.generate(.p256)
        var template = CertificateTemplate.leaf("shop.example", from: past, until: Self.end)
        template.extraExtensions = [
            CertificateExtension.names(
                [
                    DERWriter.implicit(2, Array("shop.example".utf8)), DERWriter.implicit(7, [127, 0, 0, 1]),
                    DERWriter.implicit(7, [UInt8](repeating: 0, count: 15) + [1]),
                ], isCritical: false)
        ]
        leaf = try middle.issue(template, to: key.publicKey)
    }

    private func listener(_ manner: TLSListener.Manner = .tls, on host: String = "127.0.0.1") throws -> TLSListener {
        try TLSListener(showing: [leaf, middle.certificate], key: key, on: host, manner)
    }

    private func handshake(
        with listener: TLSListener, name: String? = "shop.example", family: TLSEndpoint.Family = .any,
        timeout: Duration = .seconds(10)
    ) async throws -> TLSHandshake {
        try await LiveTLS().handshake(
            with: TLSEndpoint(
                host: listener.host, port: listener.port, serverName: name, family: family, timeout: timeout))
    }

    private func code(_ body: () async throws -> TLSHandshake) async -> String? {
        do {
            _ = try await body()
            return nil
        } catch {
            return (error as? Obstacle)?.diagnostic.code ?? "\(error)"
        }
    }

    @Test("the chain is seen as it is shown, with the best version both speak")
    func chain() async throws {
        let listener = try listener()
        let seen = try await handshake(with: listener)
        #expect(seen.certificates == [leaf.der, middle.certificate.der])
        #expect(seen.version == "TLSv1.3")
        #expect(seen.address == "127.0.0.1")
        #expect(try await handshake(with: listener, name: nil).certificates.count == 2)
    }

    @Test(
        "old versions are spoken, so that they can be named",
        arguments: [(TLSListener.Manner.tls12, "TLSv1.2"), (.tls11, "TLSv1.1")])
    func old(manner: TLSListener.Manner, version: String) async throws {
        let listener = try listener(manner)
        #expect(try await handshake(with: listener).version == version)
    }

    @Test("addresses of either family are reached, and only of the one that is asked for")
    func families() async throws {
        let old = try listener()
        #expect(try await handshake(with: old, family: .ipv4).address == "127.0.0.1")
        #expect(await code { try await handshake(with: old, family: .ipv6) } == "tls-unreachable")
        guard let new = try? listener(on: "::1") else { return }
        #expect(try await handshake(with: new, family: .ipv6).address == "::1")
        #expect(await code { try await handshake(with: new, family: .ipv4) } == "tls-unreachable")
    }

    @Test("nobody there, silence, another protocol and no end are each named, and none lasts", .timeLimit(.minutes(10)))
    func failures() async throws {
        let silent = try listener(.silent)
        #expect(await code { try await handshake(with: silent, timeout: .milliseconds(300)) } == "tls-timeout")
        let plain = try listener(.plain)
        #expect(await code { try await handshake(with: plain) } == "tls-failed")
        let endless = try listener(.endless)
        #expect(await code { try await handshake(with: endless) } == "tls-failed")
        let nobody = TLSEndpoint(host: "127.0.0.1", port: 1, serverName: nil)
        #expect(await code { try await LiveTLS().handshake(with: nobody) } == "tls-unreachable")
        let nameless = TLSEndpoint(host: "does-not-exist.invalid", port: 443, serverName: nil, timeout: .seconds(5))
        #expect(
            ["tls-unreachable", "tls-timeout"].contains(await code { try await LiveTLS().handshake(with: nameless) }))
    }

    @Test("a cancelled handshake ends at once")
    func cancelled() async throws {
        let silent = try listener(.silent)
        let task = Task { await code { try await handshake(with: silent, timeout: .seconds(30)) } }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        // Left alone, it would have been a timeout.
        #expect(await task.value == "tls-interrupted")
    }

    // MARK: - The check, over sockets

    private func examine(_ listener: TLSListener, _ more: String = "", roots: [Certificate]? = nil) async throws
        -> Answer<TLSEndpointCode>
    {
        let window = ReleaseWindow(
            start: Self.begin, budget: .seconds(3_600), bake: .zero, rollbackHorizon: .seconds(3_600))
        let release = Release(
            id: "r", environment: "lab", sequence: 1, previous: nil, window: window, services: [], migrations: [],
            flags: [], configs: [], requires: [], manifestDigest: .of([]), source: "release.yaml")
        let files = MemoryFiles(texts: [
            "ca.pem": (roots ?? [root.certificate]).map(\.pem).joined(), "tls.pem": leaf.pem,
        ])
        var memory = MemoryWorld(trust: .nobody, at: Self.begin, release: release)
        memory.release = release
        var world = memory.world
        world.files = files
        world.tls = LiveTLS()
        let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
        let text = "endpoint: \"\(host):\(listener.port)\"\nowner: o\nroots: ca.pem\n\(more)"
        var fields = try FieldReader(YAMLDocument.parse(Array(text.utf8), name: "with"), as: "the step")
        let check = try TLSEndpointCheck(from: &fields)
        return try await check.examine(
            .release, in: CheckContext(release: release, trust: .nobody, instant: Self.begin, world: world))
    }

    @Test("a real server that shows what it should passes, by name and by address")
    func passes() async throws {
        let listener = try listener()
        #expect(try await examine(listener, "certificate: tls.pem").word == "passed")
        #expect(try await examine(listener, "name: shop.example").word == "passed")
        #expect(try await examine(listener, "name: other.example").codes == [.wrongName])
    }

    @Test("a real server that shows something else fails by its code")
    func fails() async throws {
        let stranger = try VirtualAuthority.root(
            .authority("Stranger", from: Self.begin - .seconds(60), until: Self.end))
        #expect(try await examine(listener(), roots: [stranger.certificate]).codes == [.chainInvalid])
        #expect(try await examine(listener(.tls12), "minProtocol: TLSv1.3").codes == [.protocolTooOld])
        #expect(try await examine(listener(.tls11)).codes == [.protocolTooOld])
        #expect(try await examine(listener(.plain)).codes == [.noHandshake])
        #expect(try await examine(listener(.silent), "timeout: 1s").codes == [.unreachable])
        let bare = try TLSListener(showing: [leaf], key: key)
        #expect(try await examine(bare).codes == [.chainInvalid])
    }
}

extension Answer {
    fileprivate var codes: [Code] {
        switch self {
        case .passed: []
        case .failed(let findings, _), .inconclusive(let findings, _): findings.map(\.code).array
        }
    }
}
