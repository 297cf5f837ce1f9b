import AirworthyTesting
import Foundation
import Testing

@Suite("The laboratory itself", .serialized)
struct LabTests {
    @Test("the storefront's images come out the same every time, its keys do not")
    func reproducible() async throws {
        let first = try await Storefront.make()
        let second = try await Storefront.make()
        let images = try ["checkout", "payments"].map { try (first.image(of: $0), second.image(of: $0)) }
        for (one, other) in images { #expect(one == other && one.contains("@sha256:")) }
        #expect(try first.read("Keys/release.pub.pem") != second.read("Keys/release.pub.pem"))
    }

    @Test("no private key of the example is outside its private and secrets folders")
    func privateKeysStayPut() async throws {
        let storefront = try await Storefront.make()
        let needle = "PRIVATE " + "KEY"
        let walk = try #require(FileManager.default.enumerator(atPath: storefront.root))
        while let path = walk.nextObject() as? String {
            guard !path.hasPrefix("private/"), !path.hasPrefix("secrets/"),
                let text = try? String(contentsOfFile: storefront.path(path), encoding: .utf8)
            else { continue }
            #expect(!text.contains(needle), "\(path)")
        }
    }

    @Test("cosign verifies what the storefront's script signed", .enabled(if: Peers.have(.cosign2, .skopeo, .registry)))
    func scriptSignsLikeCosign() async throws {
        let storefront = try await Storefront.make()
        let registry = try Registry()
        let image = try await registry.push("checkout", "3.0.1", from: storefront)
        let verify = ["verify", "--insecure-ignore-tlog=true", "--allow-http-registry", "--key"]
        let genuine = try await Peers.cosign2.run(verify + [storefront.path("Keys/release.pub.pem"), image])
        #expect(genuine.status == 0, "\(genuine)")
        let other = try await Peers.cosign2.run(verify + [storefront.path("Keys/build.pub.pem"), image])
        #expect(other.status != 0)
    }
}
