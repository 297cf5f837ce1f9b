import Airworthy
import AirworthyTesting
import Foundation
import Testing
import Trust

/// Proxies are named in the environment, as for every other program.
@Suite("Proxies", .timeLimit(.minutes(10)))
struct ProxyTests {
    static let image = "acme/app@sha256:\(String(repeating: "1", count: 64))"

    private func ask(
        _ host: String, plain: Bool, _ environment: [String: String]
    ) async throws -> (status: Int32, codes: [String]) {
        let directory = try TemporaryDirectory()
        try directory.write(
            "apiVersion: airworthy/v1\nregistries: {\(host): {plainHTTP: \(plain)}}\n", to: "airworthy.yaml")
        try directory.write(
            """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            keys: [{id: release, file: release.pub.pem}]
            rules: [{id: images, images: ["**"], require: {anyOf: [release]}}]
            """, to: "Keys/trust.yaml")
        try directory.write(try PrivateKey.generate(.p256).publicKey.pem, to: "Keys/release.pub.pem")
        var program = Storefront.airworthy
        program.environment.merge(environment) { _, new in new }
        let result = try await program.run(
            ["check", "image-digest", "\(host)/\(Self.image)", "--json"], in: directory.path)
        return (result.status, (try? CheckAnswer(result).codes) ?? ["\(result)"])
    }

    @Test("a registry behind a proxy is asked for by its whole address there")
    func plain() async throws {
        let proxy = try LoopbackServer { _ in .answer(404) }
        let answer = try await ask("registry.invalid", plain: true, ["http_proxy": "http://\(proxy.authority)"])
        #expect(answer.status == 1 && answer.codes == ["missing-manifest"], "\(answer)")
        #expect(proxy.requests.first?.target.hasPrefix("http://registry.invalid/v2/acme/app/manifests/") == true)
    }

    @Test("an encrypted registry is reached through a tunnel, and a proxy that makes none leaves it out of reach")
    func encrypted() async throws {
        let proxy = try LoopbackServer { _ in .answer(403) }
        let answer = try await ask("registry.invalid", plain: false, ["HTTPS_PROXY": "http://\(proxy.authority)"])
        #expect(answer.status == 3, "\(answer)")
        #expect(proxy.requests.map(\.method) == ["CONNECT"])
        #expect(proxy.requests.first?.target == "registry.invalid:443")
        #expect(proxy.requests.first?.headers["authorization"] == nil)
    }

    @Test("what NO_PROXY names is reached directly")
    func direct() async throws {
        let proxy = try LoopbackServer { _ in .answer(404) }
        let answer = try await ask(
            "registry.invalid", plain: true,
            ["http_proxy": "http://\(proxy.authority)", "NO_PROXY": "registry.invalid"])
        #expect(answer.status == 3 && answer.codes == ["registry-unreachable"], "\(answer)")
        #expect(proxy.requests.isEmpty)
    }
}
